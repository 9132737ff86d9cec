"""bin/serve from the tracked files: signs in, survives a kill, leaves nothing, finds its data again."""

import contextlib
import http.cookiejar
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from ground import ROOT, binaries
from relief.offices.demonstration import PASSWORD

# One copy is served to all of them.
pytestmark = pytest.mark.xdist_group("serving")


class Served:
    """A copy of the tracked files that is served, and a browser of sorts that remembers its cookies."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.process = None
        self.browser = new_browser()

    def start(self, *options):
        return subprocess.Popen(
            ["sh", "bin/serve", *options],
            cwd=self.folder,
            env={**clean_environment(), "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def serve(self, *options):
        self.process = self.start(*options)
        return self.read_until("http://127.0.0.1:")

    def read_until(self, words):
        read = []
        for line in self.process.stdout:
            read.append(line)
            if words in line:
                return "".join(read)
        raise AssertionError("".join(read) + (self.folder / "var/log/server.log").read_text())

    def end(self, number):
        self.process.send_signal(number)
        rest = self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(), rest

    def open(self, path, **fields):
        address = f"http://127.0.0.1:{self.port}{path}"
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.browser.open(urllib.request.Request(address, data, {"Accept-Language": "zh-CN"})) as answer:
            return answer.url.removeprefix(f"http://127.0.0.1:{self.port}"), answer.read().decode()

    def sign_in(self, username):
        self.browser = new_browser()
        form = self.open("/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
        return self.open(
            "/login/", csrfmiddlewaretoken=token, username=username, password=PASSWORD, next="/figures/"
        )

    def processes(self):
        """Every process of this copy: its programs, its data folder or its working folder lie here."""
        home = os.fsencode(self.folder)
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command, here = (entry / "cmdline").read_bytes(), os.fsencode(os.readlink(entry / "cwd"))
            except OSError:
                continue
            if home in command or here.startswith(home) or self.data in command:
                found[int(entry.name)] = command.replace(b"\0", b" ").decode()
        return found

    @property
    def memory(self):
        return json.loads((self.folder / "var" / "private-server.json").read_text())

    @property
    def data(self):
        return os.fsencode(self.memory.get("elsewhere", self.folder / "var" / "postgres"))


def new_browser():
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    # Straight to this machine, whatever proxy the environment names.
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)


def clean_environment():
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "RELIEF_"))
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_the_end_of(numbers):
    for number in numbers:
        try:
            handle = os.pidfd_open(number)
        except ProcessLookupError:
            continue
        ended = select.select([handle], [], [], 60)[0]
        os.close(handle)
        assert ended, f"process {number} goes on"


@pytest.fixture(scope="module")
def served():
    folder = binaries.open_folder("relief-copy-")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    copy = Served(folder)
    yield copy
    if copy.process is not None and copy.process.poll() is None:
        copy.end(signal.SIGTERM)
    for place in (folder, copy.memory.get("elsewhere")):
        shutil.rmtree(place or folder, ignore_errors=True)


@pytest.fixture
def running(served):
    if served.process is None or served.process.poll() is not None:
        served.serve()
    return served


def assert_nothing_is_left(served, sockets):
    assert served.processes() == {}
    assert not Path(sockets).exists()
    for name in ("serve.lock", "database-url", "server.pid"):
        assert not (served.folder / "var" / name).exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", served.port)) != 0


def test_it_serves_signs_in_stops_whole_and_finds_its_data_again(running):
    running.sign_in("linxiaoman")
    assert "林小满" in running.open("/figures/")[1]
    sockets = running.memory["sockets"]
    assert len(running.processes()) > 5
    status, rest = running.end(signal.SIGTERM)
    assert (status, rest) == (0, "Stopped by SIGTERM.\n")
    assert_nothing_is_left(running, sockets)
    output = running.serve()
    assert "linxiaoman" in output
    # The session lies in the database: it is the same one as before.
    address, page = running.open("/figures/")
    assert address == "/figures/"
    assert "林小满" in page


def test_a_kill_of_everything_loses_nothing(running):
    running.sign_in("hejing")
    numbers = set(running.processes())
    running.process.kill()
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    running.end(signal.SIGTERM)
    wait_for_the_end_of(numbers)
    assert (running.folder / "var" / "serve.lock").exists()
    running.serve()
    assert "何静" in running.open("/figures/")[1]


def test_a_kill_of_the_supervisor_alone_ends_the_others(running):
    running.sign_in("hejing")
    numbers = set(running.processes())
    running.end(signal.SIGKILL)
    wait_for_the_end_of(numbers)
    running.serve()
    assert "何静" in running.open("/figures/")[1]


def test_a_second_one_says_who_serves(running):
    second = running.start()
    said = second.communicate()[0]
    assert second.returncode == 1
    assert f"Process {running.process.pid} " in said
    assert running.open("/figures/")[1]


def test_fresh_without_a_terminal_wants_a_yes_and_deletes_nothing(served):
    if served.process is not None and served.process.poll() is None:
        served.end(signal.SIGTERM)
    refused = served.start("--fresh")
    assert "--yes" in refused.communicate()[0]
    assert refused.returncode == 1
    served.serve()
    served.sign_in("linxiaoman")
    served.end(signal.SIGHUP)
    served.serve("--fresh", "--yes")
    assert served.open("/figures/")[0].startswith("/login/")


def test_a_taken_port_is_named_before_anything_is_begun(served):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        if served.process is not None and served.process.poll() is None:
            served.end(signal.SIGTERM)
        port, served.port = served.port, other.getsockname()[1]
        refused = served.start()
        said = refused.communicate()[0]
        served.port = port
    assert refused.returncode == 1
    assert "is taken by another program" in said
    assert "migrate" not in said
