"""A copy of the tracked files, served as anybody would serve it, in a process and a database of its own."""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ground import ROOT, binaries
from relief.offices.demonstration import PASSWORD


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
        self.process.stdout.close()
        self.process.wait()
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

    def run(self, program, *words):
        """What a program of the copy prints that makes what the demonstration lacks."""
        url = (self.folder / "var/database-url").read_text().strip()
        return subprocess.run(
            [sys.executable, program, *words],
            cwd=self.folder,
            env={"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "relief.settings", "PYTHONPATH": "."},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout

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
        kept = self.folder / "var" / "private-server.json"
        return json.loads(kept.read_text()) if kept.exists() else {}

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


@contextmanager
def served_copy() -> Iterator[Served]:
    """The copy, not yet started; whatever runs of it at the end is stopped, and all of it deleted."""
    folder = binaries.open_folder("relief-copy-")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    copy = Served(folder)
    try:
        yield copy
    finally:
        if copy.process is not None:
            copy.process.terminate()
            copy.process.wait()
            copy.process.stdout.close()
        shutil.rmtree(copy.memory.get("elsewhere", folder))
        shutil.rmtree(folder, ignore_errors=True)
