"""bin/serve from the tracked files: signs in, survives a kill, leaves nothing, finds its data again."""

import contextlib
import os
import select
import signal
import socket
from pathlib import Path

import pytest

from tests.serving import served_copy


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
    with served_copy() as copy:
        yield copy


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
