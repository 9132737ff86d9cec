"""An environment that the caller cannot run, or that is not his to change, is named and left alone."""

import shutil
import subprocess
import sys

import pytest

from ground import ROOT


@pytest.fixture
def copy(tmp_path):
    """The scripts and the lists alone: enough to get as far as the environment."""
    for name in ("bin", "requirements", "requirements.txt"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, tmp_path)
    return tmp_path


def run(copy, command):
    return subprocess.run(
        [sys.executable, copy / "bin", command], cwd=copy, capture_output=True, text=True, check=False
    )


def contents(folder):
    return sorted(
        (path, path.lstat().st_mtime_ns) for path in folder.rglob("*") if "bin" not in path.parts[-2:]
    )


@pytest.mark.parametrize("command", ["serve", "check"])
def test_a_python_that_cannot_run_is_named_and_left(copy, command):
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to("/nonexistent/python3")
    before = contents(copy / ".venv")
    done = run(copy, command)
    assert done.returncode == 1
    assert str(copy / ".venv") in done.stderr
    assert "cannot run" in done.stderr
    assert contents(copy / ".venv") == before


def test_a_link_to_an_environment_without_the_list_is_named_and_left(copy, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", elsewhere], check=True)
    (copy / ".venv").symlink_to(elsewhere)
    before = contents(elsewhere)
    done = run(copy, "serve")
    assert done.returncode == 1
    assert "is a link to an environment that does not hold" in done.stderr
    assert contents(elsewhere) == before


def test_a_changed_list_is_noticed(copy):
    (copy / ".venv").symlink_to(sys.prefix)
    with (copy / "requirements" / "demonstration.txt").open("a") as file:
        file.write("# changed\n")
    done = run(copy, "serve")
    assert done.returncode == 1
    assert "does not hold what the locked list asks for" in done.stderr
