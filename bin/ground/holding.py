"""A file that one process holds at a time and that names its holder. It goes when the holder goes."""

import contextlib
import fcntl
import os
import sys


@contextlib.contextmanager
def held(path, *, wait=False):
    """Hold `path`; when another process does, wait for it or stop with its number."""
    file = take(path, wait)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        file.close()


def take(path, wait):
    while True:
        try:
            file = path.open("a+")
        except PermissionError:
            with path.open() as file:
                sys.exit(f"{path} belongs to another user, who runs process {holder(file)}.")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                sys.exit(f"Process {holder(file)} is at work here already and holds {path}.")
            print(f"Waiting for process {holder(file)}, which holds {path}.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        if is_still(path, file):
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            return file
        file.close()


def holder(file):
    file.seek(0)
    return file.read().strip() or "of unknown number"


def is_still(path, file):
    """Whoever held it before may have removed the file between our opening and our holding it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
