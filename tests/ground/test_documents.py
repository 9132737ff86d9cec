"""README, CONTRIBUTING and .ci/run speak of exactly the two commands, and of nothing they cannot do."""

import os
import re
import subprocess

import pytest

from ground import ROOT, check

SCRIPTS = {"bin/serve", "bin/check"}
DOCUMENTS = ["README.md", "CONTRIBUTING.md"]


def text(name):
    return (ROOT / name).read_text()


def help_of(script):
    done = subprocess.run(["sh", script, "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_bin_has_exactly_two_commands():
    programs = {
        f"bin/{path.name}" for path in (ROOT / "bin").iterdir() if path.is_file() and os.access(path, os.X_OK)
    }
    assert programs == SCRIPTS
    for script in SCRIPTS:
        assert text(script).startswith("#!/bin/sh\n")
        assert len(text(script).splitlines()) <= 10


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_names_both_and_no_other(name):
    assert set(re.findall(r"bin/\w+", text(name))) == SCRIPTS


@pytest.mark.parametrize("name", [*DOCUMENTS, ".ci/run"])
def test_every_option_named_is_one_the_command_has(name):
    for script, options in re.findall(r"sh (bin/\w+)((?: --\w+)+)", text(name)):
        for option in options.split():
            assert option in help_of(script), f"{name}: {script} {option}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_sets_up_anything_by_hand(name):
    commands = re.findall(r"^```sh\n(.*?)^```", text(name), flags=re.M | re.S)
    assert commands
    for line in "".join(commands).splitlines():
        assert line.startswith("sh bin/"), line


def test_contributing_names_every_step_of_the_check():
    for step in [*check.steps(), check.tests(full=False), *check.branches()]:
        assert f"`{step.name}`" in text("CONTRIBUTING.md")


def test_list_prints_every_step():
    done = subprocess.run(["sh", "bin/check", "--list"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        step.name for step in [*check.steps(), check.tests(full=False)]
    ]


def test_full_leaves_nothing_out():
    assert "not long" in check.tests(full=False).command
    assert "not long" not in check.tests(full=True).command
    done = subprocess.run(
        ["sh", "bin/check", "--list", "--full"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line.partition(":")[0] for line in done.stdout.splitlines()[-2:]] == [
        step.name for step in check.branches()
    ]


def test_ci_installs_the_browser_and_runs_the_check_and_nothing_else():
    lines = [line.strip() for line in text(".ci/run").splitlines()]
    assert [line for line in lines if line.startswith("sh ") or " sh " in line] == [
        "sh bin/check",
        'env HOME="$copy/home" PATH=/usr/local/bin:/usr/bin:/bin sh bin/check tests/rules',
    ]
    assert any(line.endswith("apt-get install -y -qq chromium python3-venv >/dev/null") for line in lines)
    assert not [line for line in lines if re.search(r"\b(pip|pytest|python3?|manage\.py)\b(?!-)", line)]
    assert "set -euo pipefail" in lines


def test_bin_check_says_in_ci_that_a_browser_is_missing(monkeypatch, capsys):
    monkeypatch.setattr(check.shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    check.look_for_browser()
    assert "NO CHROMIUM" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="no Chromium"):
        check.look_for_browser()
