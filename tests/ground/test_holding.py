"""One process holds a file; another one is told which."""

import os
import signal
import subprocess
import sys

import pytest

from ground import ROOT
from ground.holding import held

HOLDER = """
import signal, sys
from pathlib import Path
from ground.holding import held
with held(Path(sys.argv[1]), wait=True):
    print("held", flush=True)
    signal.pause()
"""


@pytest.fixture
def holding(tmp_path):
    """Starts processes that hold the file, or wait for it."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, tmp_path / "lock"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "bin")},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def holder(holding):
    process = holding()
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_one_is_told_who_holds_it(holder, tmp_path):
    with pytest.raises(SystemExit) as refused, held(tmp_path / "lock"):
        pass
    assert f"Process {holder.pid} " in str(refused.value)
    assert str(tmp_path / "lock") in str(refused.value)


def test_what_a_killed_one_held_is_free(holder, tmp_path):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "lock").exists()
    with held(tmp_path / "lock"):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
    assert not (tmp_path / "lock").exists()


def test_one_that_waits_says_for_whom_and_comes_next(holder, holding):
    waiting = holding()
    assert f"process {holder.pid}," in waiting.stdout.readline()
    holder.kill()
    assert waiting.stdout.readline() == "held\n"
