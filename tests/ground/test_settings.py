"""Production starts with everything given and right, or says what is not; the demonstration needs nothing."""

import json
import subprocess
import sys

import pytest

from ground import ROOT
from ground.check import PRODUCTION

DUMP = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "relief.settings"
import django, relief.settings as settings
django.setup()
print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings) if name.isupper()}))
"""


def start(program=DUMP, **environment):
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(**environment):
    done = start(**environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_demonstration_starts_in_an_empty_environment():
    assert settings_of()["RELIEF_ENV"] == "'demonstration'"


def test_production_starts_with_everything_given():
    production = settings_of(**PRODUCTION)
    assert production["RELIEF_ENV"] == "'production'"
    assert production["DEBUG"] == "False"
    assert production["ALLOWED_HOSTS"] == "['relief.example.org']"


def test_all_that_is_missing_is_named_at_once():
    done = start(RELIEF_ENV="production")
    assert done.returncode == 1
    assert done.stdout == ""
    for name in PRODUCTION.keys() - {"RELIEF_ENV"}:
        assert f"{name}: missing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "RELIEF_ENV"])
def test_each_missing_setting_alone_stops_the_start(name):
    done = start(**{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode == 1
    assert f"{name}: missing" in done.stderr
    assert done.stderr.count("missing") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RELIEF_ENV", "prod"),
        ("RELIEF_SECRET_KEY", "short"),
        ("RELIEF_SECRET_KEY", "a" * 60),
        ("RELIEF_VAULT_KEY", "0f" * 15),
        ("RELIEF_VAULT_KEY", "zz" * 16),
        ("RELIEF_INDEX_KEY", "0f" * 16),
        ("RELIEF_HOSTS", "*"),
        ("RELIEF_HOSTS", "https://relief.example.org"),
        ("RELIEF_HOSTS", " , "),
        ("DATABASE_URL", "sqlite:///relief.db"),
        ("DATABASE_URL", "postgres://127.0.0.1/relief"),
        ("DATABASE_URL", "postgres://relief_app:unused@127.0.0.1"),
        ("RELIEF_MEDIA_ROOT", "media"),
        ("RELIEF_STATIC_ROOT", "static"),
    ],
)
def test_a_mistyped_value_stops_the_start_by_its_name_and_is_not_printed(name, value):
    done = start(**{**PRODUCTION, name: value})
    assert done.returncode == 1
    assert f"{name}: must" in done.stderr
    if name.endswith("_KEY"):
        assert value not in done.stderr


@pytest.mark.parametrize("environment", [{}, PRODUCTION], ids=["demonstration", "production"])
def test_a_mistyped_name_stops_the_start_with_the_right_one(environment):
    done = start(**environment, RELIEF_HOST="relief.example.org")
    assert done.returncode == 1
    assert "RELIEF_HOST: no such setting, did you mean RELIEF_HOSTS?" in done.stderr


@pytest.mark.parametrize("name", ["RELIEF_SECRET_KEY", "RELIEF_VAULT_KEY", "RELIEF_INDEX_KEY"])
def test_production_refuses_the_keys_of_the_demonstration(name):
    program = f"import relief.settings as settings; print(settings.DEMONSTRATION['{name}'])"
    public = start(program).stdout.strip()
    done = start(**{**PRODUCTION, name: public})
    assert done.returncode == 1
    assert f"{name}: is the demonstration's" in done.stderr


def test_the_demonstration_differs_in_nothing_but_its_list():
    demonstration, production = settings_of(), settings_of(**PRODUCTION)
    listed = start("import relief.settings as s; print(*s.DEMONSTRATION)").stdout.split()
    read = {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASES", "MEDIA_ROOT", "STATIC_ROOT", "RELIEF_ENV"}
    # Functions show their address in memory, another one in every process.
    differing = {
        name
        for name in demonstration
        if demonstration[name] != production[name] and "<function" not in production[name]
    }
    assert differing <= set(listed) | read
    assert {name for name in listed if name.startswith(("SECURE_", "SESSION_", "CSRF_"))} <= differing


def test_production_has_no_demonstration_people():
    done = subprocess.run(
        [sys.executable, "manage.py", "seed_demonstration"],
        cwd=ROOT,
        env=PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "demonstration alone" in done.stderr


def test_bin_serve_never_serves_production():
    done = subprocess.run(
        ["sh", "bin/serve"],
        cwd=ROOT,
        env={**PRODUCTION, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "docs/deploy.md" in done.stderr


def test_gunicorn_stops_over_a_wrong_setting_instead_of_trying_for_ever():
    environment = {key: value for key, value in PRODUCTION.items() if key != "RELIEF_HOSTS"}
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "relief.wsgi", "--bind", "127.0.0.1:0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "RELIEF_HOSTS: missing" in done.stderr
