"""A private PostgreSQL: one that lasts for bin/serve, one thrown away for bin/check."""

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from ground import binaries
from ground.processes import bound_to_us, launch

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "log_timezone": "UTC",
    # A statement or the detail of an error may hold somebody's number: the log keeps neither.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Cluster:
    """One data folder and how to run it. `sockets` is short: a socket's path ends at 107 bytes."""

    programs: Path
    data: Path
    sockets: Path
    log: Path
    password: str
    careless: bool = False

    @property
    def administrator(self):
        return f"postgres://postgres:{quote(self.password)}@{quote(str(self.sockets), safe='')}/postgres"

    def make(self):
        """`initdb`, whole or not at all: a folder left by an interrupted one is done again."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.data.with_name(self.data.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        owned_folder(unfinished)
        password_file = self.sockets / "password"
        password_file.write_text(self.password)
        give(password_file, 0o600)
        arguments = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        # Under locale C pg_trgm finds no Chinese.
        arguments += ["--encoding=UTF8", "--locale=C.UTF-8", *(["--no-sync"] if self.careless else [])]
        try:
            self.run("initdb", "-D", unfinished, *arguments)
        finally:
            password_file.unlink()
        unfinished.rename(self.data)

    def start(self):
        settings = {**SETTINGS, **(CARELESS if self.careless else {})}
        settings["unix_socket_directories"] = str(self.sockets)
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        # SIGINT is PostgreSQL's fast stop: sessions are ended, nothing is lost.
        return launch(
            [self.programs / "postgres", "-D", self.data, *options],
            log=self.log,
            death_signal=signal.SIGQUIT if self.careless else signal.SIGINT,
            cwd="/",
            env=environment(),
            **binaries.account(),
        )

    def wait_until_ready(self, process):
        for _ in range(600):
            try:
                psycopg2.connect(self.administrator).close()
            except psycopg2.OperationalError as error:
                last = error
            else:
                return
            if process.poll() is not None:
                sys.exit(f"PostgreSQL did not start: see {self.log}.\n{tail(self.log)}")
            time.sleep(0.05)
        sys.exit(f"PostgreSQL does not answer after 30 seconds: {last}")

    def settle(self):
        """Stop a server that an earlier run left behind, and forget the mark of one that is gone."""
        mark = self.data / "postmaster.pid"
        try:
            number = int(mark.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if serves(number, self.data):
            print(f"Stopping the PostgreSQL that an earlier run left (process {number}).", flush=True)
            self.run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60")
        elif Path(f"/proc/{number}").exists():
            # The number went to another program since: PostgreSQL would take that one for itself.
            mark.unlink()

    def run(self, program, *arguments):
        done = subprocess.run(
            [str(word) for word in (self.programs / program, *arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=environment(),
            preexec_fn=bound_to_us(),
            **binaries.account(),
        )
        if done.returncode:
            sys.exit(f"{program} failed:\n{done.stdout}{done.stderr}")


def serves(number, data):
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"postgres") and os.fsencode(data) in words


def environment():
    # On another day (faketime) the server has to live as well.
    other_day = {name: os.environ[name] for name in ("LD_PRELOAD", "FAKETIME") if name in os.environ}
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "PGTZ": "UTC", **other_day}


def owned_folder(folder):
    folder.mkdir()
    give(folder, 0o700)


def give(path, mode):
    path.chmod(mode)
    if user := binaries.account():
        os.chown(path, user["user"], user["group"])


def tail(log, lines=8):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def new_password():
    return secrets.token_urlsafe(24)


def socket_folder():
    folder = binaries.open_folder("relief-", short=True)
    give(folder, 0o700)
    return folder


@contextlib.contextmanager
def thrown_away():
    """A running cluster in a folder of its own that goes with it; what a killed run left goes first."""
    remove_abandoned()
    home = binaries.open_folder(f"relief-check-{os.getpid()}-", short=True)
    process = None
    try:
        sockets = home / "s"
        owned_folder(sockets)
        log = home / "postgres.log"
        cluster = Cluster(
            binaries.locate(lambda: home), home / "data", sockets, log, new_password(), careless=True
        )
        cluster.make()
        process = cluster.start()
        cluster.wait_until_ready(process)
        yield cluster
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGQUIT)
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


def remove_abandoned():
    for home in Path("/tmp").glob("relief-check-*"):
        match = re.fullmatch(r"relief-check-(\d+)-\w+", home.name)
        if match and not Path(f"/proc/{match[1]}").exists() and os.access(home, os.W_OK):
            shutil.rmtree(home, ignore_errors=True)
