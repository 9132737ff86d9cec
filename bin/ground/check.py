"""bin/check: every check and every test, from nothing, on a PostgreSQL that is thrown away afterwards."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from ground import ROOT, environment
from ground.processes import Stopped, bound_to_us, stop_on_signals

TOOLS = environment.VENV / "bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Values of the right shape and nobody's: `check --deploy` looks at the settings and opens nothing.
PRODUCTION = {
    "RELIEF_ENV": "production",
    "RELIEF_SECRET_KEY": "only-for-the-check-of-settings-0123456789-abcdefghijklmnop",
    "RELIEF_VAULT_KEY": "0f" * 16,
    "RELIEF_INDEX_KEY": "0f" * 32,
    "RELIEF_HOSTS": "relief.example.org",
    "DATABASE_URL": "postgres://relief_app:unused@127.0.0.1/relief",
    "RELIEF_MEDIA_ROOT": "/var/lib/relief/media",
    "RELIEF_STATIC_ROOT": "/var/lib/relief/static",
}


@dataclass
class Step:
    """One command that has to end with 0."""

    name: str
    command: list
    extra: dict = field(default_factory=dict)
    needs_database: bool = False


def steps():
    manage = [environment.PYTHON, "manage.py"]
    templates = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "relief").rglob("*.html"))
    return [
        Step("ruff", [TOOLS / "ruff", "check", "."]),
        Step("ruff format", [TOOLS / "ruff", "format", "--check", "."]),
        Step("import contracts", [TOOLS / "lint-imports"]),
        Step("mypy", [environment.PYTHON, "-m", "mypy"]),
        Step("template lint", [TOOLS / "djade", "--check", "--target-version", "5.2", *templates]),
        Step(
            "bandit",
            [
                environment.PYTHON,
                "-m",
                "bandit",
                "-q",
                "--severity-level",
                "medium",
                "-c",
                "pyproject.toml",
                "-r",
                "relief",
                "bin",
            ],
        ),
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run"], needs_database=True),
        Step("settings of production", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Step("translations", [*manage, "check_translations"]),
    ]


def tests(full):
    chosen = [] if full else ["-m", "not long"]
    # A worker process for each core; tests/conftest.py says which tests stay together in one of them.
    return Step(
        "tests",
        [environment.PYTHON, "-m", "pytest", "-n", "2", "--durations=10", *chosen],
        needs_database=True,
    )


def branches():
    """Every branch of the law is taken by its own tests; long, because each line is watched."""
    coverage = [environment.PYTHON, "-m", "coverage"]
    run = [*coverage, "run", "-m", "pytest", "-m", "not long", "tests/rules"]
    return [
        Step("branches of the law", run, needs_database=True),
        Step("branches not taken", [*coverage, "report"]),
    ]


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/check", description=__doc__, add_help=False, allow_abbrev=False
    )
    for flag, meaning in (
        ("--list", "print the steps"),
        ("--full", "run what is too long for every day as well"),
        ("--help", "print this"),
    ):
        parser.add_argument(flag, action="store_true", help=meaning)
    chosen, pytest_arguments = parser.parse_known_args(arguments)
    if chosen.help:
        parser.print_help()
        print("\nAny other arguments go to pytest, and nothing but pytest runs.")
        return 0
    if chosen.list:
        return list_steps(chosen.full)
    environment.enter("tests", ["check", *arguments])
    try:
        stop_on_signals()
        return run(chosen.full, pytest_arguments)
    except Stopped as stopped:
        print(f"Stopped by {stopped}.", file=sys.stderr)
        return 130


def list_steps(full):
    for step in [*steps(), tests(full), *(branches() if full else [])]:
        words = [Path(word).name if Path(word).is_absolute() else str(word) for word in step.command]
        shown = [word for word in words if not word.endswith(".html")]
        print(f"{step.name}: {' '.join(shown)}")
    return 0


def run(full, pytest_arguments):
    from ground import cluster, roles

    failed = []
    with cluster.thrown_away() as private:
        urls = roles.ensure(private.administrator, roles.new_passwords())
        databases = {"DATABASE_URL": urls["relief_owner"], "DATABASE_APP_URL": urls["relief_app"]}
        if pytest_arguments:
            return carry_out(
                Step("tests", [environment.PYTHON, "-m", "pytest", *pytest_arguments]), databases
            )
        for step in steps():
            begun = time.monotonic()
            if carry_out(step, databases if step.needs_database else {}):
                failed.append(step.name)
            print(f"-- {step.name}: {time.monotonic() - begun:.1f} s", flush=True)
        look_for_browser()
        report(failed)
        status = carry_out(tests(full), databases)
        for step in branches() if full else []:
            if carry_out(step, databases if step.needs_database else {}):
                failed.append(step.name)
    report(failed)
    return status or bool(failed)


def carry_out(step, databases):
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("RELIEF_", "DATABASE_"))
    }
    return subprocess.run(
        list(map(str, step.command)),
        cwd=ROOT,
        env={**clean, **databases, **step.extra},
        check=False,
        preexec_fn=bound_to_us(),
    ).returncode


def look_for_browser():
    if any(map(shutil.which, BROWSERS)):
        return
    if os.environ.get("CI"):
        sys.exit("CI is set, and there is no Chromium: the tests in the browser may not be skipped here.")
    print("NO CHROMIUM ON THIS MACHINE: the tests in the browser are skipped.", flush=True)


def report(failed):
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
