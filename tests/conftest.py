"""What every test stands on: a real database made by its owner and used by the application's own role."""

import os
import shutil

import pytest
from django.db import connections
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from ground.check import BROWSERS
from tests.purposes import PurposefulClient

SERVED = ("tests/browser/", "tests/ground/test_serving.py")
pytest_plugins = ["tests.world", "tests.places"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The owner makes and migrates the database; from then on every connection is the application's role."""
    for connection in connections.all():
        connection.settings_dict["OPTIONS"]["options"] = "-c role=relief_app"
        connection.close()
    yield
    for connection in connections.all():
        del connection.settings_dict["OPTIONS"]["options"]
        connection.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    for connection in connections.all():
        connection.settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def _collected(tmp_path_factory):
    """A folder of collected static files in which there are none."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def _plain_settings(settings, _collected):
    """Static files without a manifest, passwords without the cost, uploads that nobody keeps."""
    settings.STATIC_ROOT = _collected
    settings.MEDIA_ROOT = _collected.with_name("uploads")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def client():
    """Whoever opens a household that is none of their own cases says what for: see tests/oversight."""
    return PurposefulClient()


@pytest.fixture(autouse=True)
def _chinese():
    """A request leaves its language behind in the thread; no test is to find another's."""
    translation.deactivate()
    yield
    translation.deactivate()


def pytest_configure(config):
    """English is compiled once, before any worker reads it."""
    if not hasattr(config, "workerinput"):
        from relief.web.catalogue import compile_catalogue

        compile_catalogue()


def pytest_collection_modifyitems(items):
    missing = not any(map(shutil.which, BROWSERS)) and not os.environ.get("CI")
    for item in items:
        if missing and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_xdist_make_scheduler(config, log):
    return InOneWorker(config, log)


class InOneWorker(LoadScopeScheduling):
    """What serves a copy of the application serves it once: such tests go to one worker, and first."""

    def _split_scope(self, nodeid):
        return next((each for each in SERVED if nodeid.startswith(each)), nodeid)
