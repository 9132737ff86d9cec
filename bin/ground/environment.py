"""The virtual environment `.venv`: made from a hash-locked list, once, by whoever comes first.

Standard library only: this runs before anything is installed.
"""

import getpass
import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from ground import ROOT, VAR
from ground.holding import held
from ground.processes import bound_to_us

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LISTS = {
    "demonstration": [ROOT / "requirements" / "demonstration.txt"],
    # The tests' list holds the demonstration's packages too, in the same versions.
    "tests": [ROOT / "requirements.txt", ROOT / "requirements" / "demonstration.txt"],
}


def enter(purpose, arguments):
    """Go on in `.venv` with what `purpose` needs installed: this process becomes its Python."""
    if not usable() or not installed(purpose):
        leave_alone_what_is_not_ours()
        VAR.mkdir(exist_ok=True)
        with held(VAR / "environment.lock", wait=True):
            if not usable() or not installed(purpose):
                build(purpose)
    # Names are Chinese, whatever the terminal's locale says.
    os.environ["PYTHONUTF8"] = "1"
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "bin"), *arguments])


def usable():
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def installed(purpose):
    return all(stamp(path).is_file() and stamp(path).read_text() == digest(path) for path in LISTS[purpose])


def stamp(path):
    return VENV / f"installed-{path.stem}"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def leave_alone_what_is_not_ours():
    """An environment that this user cannot run or change belongs to somebody: name it, change nothing."""
    who = getpass.getuser()
    if VENV.is_symlink():
        state = "is a link to an environment that" + (
            " does not hold what the locked list asks for" if usable() else f" {who} cannot run"
        )
    elif os.path.lexists(PYTHON) and not usable():
        state = f"holds a Python that {who} cannot run"
    elif VENV.exists() and not os.access(VENV, os.W_OK):
        state = f"lacks what the locked list asks for, and {who} cannot write to it"
    elif not os.access(ROOT, os.W_OK) and not VENV.exists():
        sys.exit(f"{ROOT} cannot be written to by {who}: no environment can be made there.")
    else:
        return
    sys.exit(f"{VENV} {state}. Nothing was changed: move it away, or come as the user it belongs to.")


def build(purpose):
    say(f"Making {VENV} for the {purpose} (once).")
    pip = bundled_pip()
    run(sys.executable, "-m", "venv", "--without-pip", VENV)
    wanted = LISTS[purpose][0]
    # The lists are complete, so nothing is left to resolve; wheels only, so nothing is left to compile.
    flags = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input", "--no-compile"]
    run(PYTHON, pip, "install", "-qq", "--disable-pip-version-check", *flags, "-r", wanted)
    for path in LISTS[purpose]:
        stamp(path).write_text(digest(path))


def bundled_pip():
    """The pip that came with Python, run out of its wheel: installing it would take longer than using it."""
    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR")]
    if found := importlib.util.find_spec("ensurepip"):
        folders += [Path(place) / "_bundled" for place in found.submodule_search_locations]
    for folder in filter(None, folders):
        for wheel in Path(folder).glob("pip-*.whl"):
            return wheel / "pip"
    sys.exit("This Python has no venv of its own; on Debian: apt-get install python3-venv.")


def run(*command):
    if subprocess.run(list(map(str, command)), check=False, preexec_fn=bound_to_us()).returncode:
        sys.exit(f"This failed: {' '.join(map(str, command))}")


def say(line):
    print(line, flush=True)
