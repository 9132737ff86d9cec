"""What is started does not outlive its starter, comes back when it dies, and stops when asked."""

import os
import select
import signal
import subprocess
import sys

import pytest

from ground import ROOT, processes

PARENT = """
import signal, sys
from pathlib import Path
from ground.processes import launch
child = launch(["sleep", "600"], log=Path(sys.argv[1]) / "log")
print(child.pid, flush=True)
signal.pause()
"""
WATCHED = """
import signal, sys
from pathlib import Path
from ground.processes import Service, Stopped, launch, stop_on_signals, watch
def start():
    child = launch([sys.executable, "-c", sys.argv[2]], log=Path(sys.argv[1]) / "log")
    print("child", child.pid, flush=True)
    return child
service = Service("sleeper", start)
try:
    stop_on_signals()
    service.process = start()
    print("watching", flush=True)
    watch([service])
except Stopped as stopped:
    service.stop()
    print(stopped, service.process.returncode, flush=True)
"""


def program(text, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", text, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "bin")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ends(number):
    """Wait for the end of a process that is not our child."""
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 30)[0])
    finally:
        os.close(handle)


@pytest.fixture
def watched(tmp_path):
    with program(WATCHED, tmp_path, "import signal; signal.pause()") as process:
        process.first = int(process.stdout.readline().split()[1])
        assert process.stdout.readline() == "watching\n"
        yield process
        process.kill()


def test_a_kill_of_the_starter_ends_what_it_started(tmp_path):
    with program(PARENT, tmp_path) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    assert ends(child)


def test_what_dies_is_started_again(watched):
    os.kill(watched.first, signal.SIGKILL)
    assert "The sleeper ended (-9)" in watched.stdout.readline()
    second = int(watched.stdout.readline().split()[1])
    os.kill(second, 0)
    assert second != watched.first


@pytest.mark.parametrize("number", processes.STOPPING)
def test_each_request_to_stop_stops_it(watched, number):
    watched.send_signal(number)
    assert watched.stdout.readline() == f"{number.name} -15\n"
    assert ends(watched.first)


def test_what_dies_over_and_over_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(processes.time, "sleep", lambda seconds: None)
    service = processes.Service("failing", lambda: processes.launch(["false"], log=tmp_path / "log"))
    service.process = service.start()
    with pytest.raises(SystemExit, match="The failing died 5 times within a minute"):
        processes.watch([service])


def test_what_does_not_stop_is_killed(tmp_path):
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); signal.pause()"
    service = processes.Service("deaf", None, patience=0)
    service.process = subprocess.Popen(
        [sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True
    )
    with service.process.stdout as output:
        output.readline()
        service.stop()
    assert service.process.returncode == -signal.SIGKILL
