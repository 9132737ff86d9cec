"""bin/serve: the demonstration from nothing to its pages, and everything stopped in order at the end."""

import argparse
import contextlib
import http.client
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from ground import ROOT, VAR, environment
from ground.holding import held
from ground.processes import Service, Stopped, bound_to_us, launch, stop_on_signals, watch

LOGS = VAR / "log"
URL_FILE = VAR / "database-url"
PID_FILE = VAR / "server.pid"


def main(arguments):
    parser = argparse.ArgumentParser(prog="bin/serve", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="start over: delete everything entered so far")
    parser.add_argument("--yes", action="store_true", help="do not ask before deleting")
    chosen = parser.parse_args(arguments)
    if os.environ.get("RELIEF_ENV", "demonstration") != "demonstration":
        return "bin/serve serves the demonstration only; for production see docs/deploy.md."
    environment.enter("demonstration", ["serve", *arguments])
    make_var()
    try:
        stop_on_signals()
        with held(VAR / "serve.lock"):
            serve(chosen)
    except Stopped as stopped:
        print(f"Stopped by {stopped}.", flush=True)
        return 0


def make_var():
    """The folder of what is not in the repository; PostgreSQL's user has to be able to enter it."""
    try:
        VAR.mkdir(exist_ok=True)
    except PermissionError:
        sys.exit(f"{VAR} cannot be made by this user.")
    if VAR.stat().st_uid != os.geteuid():
        sys.exit(f"{VAR} belongs to {VAR.owner()}: serve as that user, or move it away to start over.")
    VAR.chmod(0o755)


def serve(chosen):
    from ground.database import Given, Private

    database = Given(os.environ["DATABASE_URL"]) if os.environ.get("DATABASE_URL") else Private()
    if chosen.fresh:
        confirm(database, chosen.yes)
        database.discard()
        shutil.rmtree(VAR / "media", ignore_errors=True)
    settle_server()
    port = free_port()
    services = []
    try:
        with prepare("files", os.environ.get("DATABASE_URL", "")):
            urls = database.open(services)
            with prepare("data", urls["relief_owner"]):
                pass
        publish(urls["relief_app"])
        server = Service("server", lambda: start_server(port, urls["relief_app"]))
        services.append(server)
        server.process = server.start()
        wait_for_page(server, port)
        print(f"\nhttp://127.0.0.1:{port}/  (Ctrl-C stops it)", flush=True)
        watch(services)
    finally:
        for service in reversed(services):
            service.stop()
        database.close()
        URL_FILE.unlink(missing_ok=True)


def confirm(database, yes):
    if yes:
        return
    if not sys.stdin.isatty():
        sys.exit("--fresh deletes everything entered so far; without a terminal it needs --yes.")
    if input(f"Delete {database.described}, with everything entered so far? Type yes: ").strip() != "yes":
        sys.exit("Nothing was deleted.")


def settle_server():
    """Wait for the end of a server whose supervisor was killed: it is on its way, and holds the port."""
    try:
        number = int(PID_FILE.read_text())
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return
    if b"gunicorn" in words and b"relief.wsgi" in words:
        print(f"Waiting for the server that an earlier run left (process {number}).", flush=True)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)
            handle = os.pidfd_open(number)
            select.select([handle], [], [], 30)
            os.close(handle)


def free_port():
    """The port to serve on, or a line that says it is taken, before anything is begun."""
    given = os.environ.get("PORT", "8000")
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given) < 65536:
        sys.exit(f"PORT is {given!r}; it must be a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(given)))
        except PermissionError:
            sys.exit(
                f"This user may not serve on port {given}: choose another, as in PORT=8001 sh bin/serve."
            )
        except OSError:
            sys.exit(
                f"Port {given} is taken by another program: choose another, as in PORT=8001 sh bin/serve."
            )
    return int(given)


@contextlib.contextmanager
def prepare(part, url):
    """Tables, reference data and first people, or static files and translations: see ground/prepare.py."""
    process = subprocess.Popen(
        [environment.PYTHON, ROOT / "bin" / "ground" / "prepare.py", part],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)},
        preexec_fn=bound_to_us(),
    )
    try:
        yield
        if process.wait():
            sys.exit(f"Preparing the {part} failed; nothing is served.")
    finally:
        process.terminate()
        process.wait()


def publish(url):
    """Let `manage.py` in another terminal find the served database, as the application's role."""
    URL_FILE.unlink(missing_ok=True)
    with open(os.open(URL_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(url + "\n")


def start_server(port, app_url):
    return launch(
        [
            environment.PYTHON,
            "-m",
            "gunicorn",
            "relief.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--pid",
            PID_FILE,
        ],
        log=LOGS / "server.log",
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": app_url},
    )


def wait_for_page(server, port):
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except OSError:
            if server.process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            if status < 500:
                return
            break
        finally:
            connection.close()
    sys.exit(f"The server does not answer with a page: see {LOGS / 'server.log'}.")
