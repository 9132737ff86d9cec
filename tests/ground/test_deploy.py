"""docs/deploy.md names what there is: every setting, commands and files, the headers that are read."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from ground import ROOT, cluster, roles
from relief import settings as ours

TEXT = (ROOT / "docs" / "deploy.md").read_text()


@pytest.mark.parametrize("name", ["RELIEF_ENV", *ours.REQUIRED])
def test_every_setting_stands_in_the_table(name):
    assert f"| `{name}` |" in TEXT


def test_no_other_setting_does():
    assert set(re.findall(r"RELIEF_\w+", TEXT)) - {"RELIEF_"} == {"RELIEF_ENV", *ours.REQUIRED} - {
        "DATABASE_URL"
    }


def test_every_command_exists():
    named = set(re.findall(r"manage\.py (\w+)", TEXT))
    assert {"migrate", "load_areas", "add_administrator", "verify_audit"} <= named
    assert named <= get_commands().keys()


def test_every_file_of_ours_exists():
    named = set(re.findall(r"requirements/\w+\.txt|bin/ground/\w+\.sql|gunicorn\.conf\.py", TEXT))
    assert len(named) == 3
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_proxy_sets_what_the_application_reads():
    header, scheme = ours.SECURE_PROXY_SSL_HEADER or ("HTTP_X_FORWARDED_PROTO", "https")
    assert header == "HTTP_X_FORWARDED_PROTO"
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in TEXT
    assert "proxy_set_header X-Real-IP $remote_addr;" in TEXT


def test_who_signs_in_is_whom_the_proxy_names(rf):
    behind = rf.get("/", HTTP_X_REAL_IP="10.1.2.3", REMOTE_ADDR="127.0.0.1")
    assert ours.client_address(behind) == "10.1.2.3"
    assert ours.client_address(rf.get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"
    # The demonstration has no proxy: there the header would be the caller's own word.
    assert settings.AXES_CLIENT_IP_CALLABLE is None


def test_the_database_is_made_as_the_demonstration_makes_it():
    assert "--template=template0 --encoding=UTF8 --locale=C.UTF-8 relief" in TEXT
    for statement in (
        "REVOKE ALL ON DATABASE relief FROM PUBLIC",
        "GRANT CONNECT ON DATABASE relief TO relief_app",
    ):
        assert statement in TEXT
        assert (
            statement.replace("DATABASE relief", "DATABASE {}") in (ROOT / "bin/ground/roles.py").read_text()
        )
    assert roles.DATABASE == "relief"
    for name in ("log_min_error_statement", "log_error_verbosity"):
        assert f"{name} = {cluster.SETTINGS[name]}" in TEXT
