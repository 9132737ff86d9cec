"""Processes that do not outlive us: started bound to this one, restarted when they die, stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# This many deaths of one service within a minute, and it is not bad luck.
DEATHS = 5


class Stopped(Exception):
    """Somebody asked this program to stop."""


def bound_to_us(death_signal=signal.SIGTERM):
    """What a child does before its program starts, so that a kill -9 here leaves nothing behind."""
    libc, parent = ctypes.CDLL(None), os.getpid()

    def bind():
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os.kill(os.getpid(), death_signal)

    return bind


def stop_on_signals():
    """From here on a request to stop is raised as `Stopped`, once; while stopping, more are ignored."""

    def raise_stopped(number, frame):
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(signal.Signals(number).name)

    for each in STOPPING:
        signal.signal(each, raise_stopped)


@dataclass
class Service:
    """A program that is to run as long as this one does."""

    name: str
    start: Callable[[], subprocess.Popen]
    stop_signal: int = signal.SIGTERM
    patience: float = 20
    process: subprocess.Popen | None = None
    deaths: deque = field(default_factory=lambda: deque(maxlen=DEATHS))

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def restart(self):
        self.deaths.append(time.monotonic())
        if len(self.deaths) == DEATHS and self.deaths[-1] - self.deaths[0] < 60:
            sys.exit(f"The {self.name} died {DEATHS} times within a minute: giving up. See var/log.")
        print(f"The {self.name} ended ({self.process.returncode}): starting it again.", flush=True)
        time.sleep(1)
        self.process = self.start()


def watch(services):
    """Restart whatever dies, until `Stopped` is raised."""
    while True:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        if ended.si_pid not in [service.process.pid for service in services]:
            os.waitpid(ended.si_pid, 0)
        for service in services:
            if service.process.poll() is not None:
                service.restart()


def launch(command, *, log, death_signal=signal.SIGTERM, **options):
    """Start a program in a session of its own: the terminal's Ctrl-C reaches us alone, and we keep order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as output:
        return subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=bound_to_us(death_signal),
            **options,
        )
