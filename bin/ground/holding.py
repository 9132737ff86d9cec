"""A file that one process holds at a time and that names its holder. It goes when the holder goes."""

import contextlib
import fcntl
import os
import sys


@contextlib.contextmanager
def held(path, *, wait=False):
    """Hold `path`; when another process does, wait for it or stop with its number."""
    with take(path, wait):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def take(path, wait):
    while True:
        file = opened(path)
        with contextlib.ExitStack() as unless_ours:
            unless_ours.enter_context(file)
            lock(file, wait)
            if is_still(path, file):
                file.truncate(0)
                file.write(f"{os.getpid()}\n")
                file.flush()
                unless_ours.pop_all()
                return file


def opened(path):
    try:
        return path.open("a+")
    except PermissionError:
        if not path.exists():
            sys.exit(f"{path.parent} belongs to another user, and this one cannot work there.")
        with path.open() as file:
            sys.exit(f"{path} belongs to another user, who runs process {holder(file)}.")


def lock(file, wait):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if not wait:
            sys.exit(f"Process {holder(file)} is at work here already and holds {file.name}.")
        print(f"Waiting for process {holder(file)}, which holds {file.name}.", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)


def holder(file):
    file.seek(0)
    return file.read().strip() or "of unknown number"


def is_still(path, file):
    """Whoever held it before may have removed the file between our opening and our holding it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
