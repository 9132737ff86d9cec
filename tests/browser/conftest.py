"""The application as it is served, and a browser; see people.py for who uses them."""

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import sync_playwright

from ground.check import BROWSERS
from tests.browser.people import Person
from tests.serving import served_copy

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir></fontconfig>
"""


@pytest.fixture(scope="session")
def served():
    """One copy for every module: each makes what it needs, and none counts what is there."""
    with served_copy() as copy:
        copy.serve()
        yield copy


@pytest.fixture(scope="session")
def address(served):
    return f"http://127.0.0.1:{served.port}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Debian's Chromium, with a Chinese font from a package: the machine may have none.

    It ends with its module: while it runs, its event loop forbids the ORM to the whole process.
    """
    fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts.write_text(FONTS.format(folder=Path(pylopdf_fonts_zh_cn.__file__).parent))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, BROWSERS))),
            chromium_sandbox=False,
            args=FLAGS,
            env={"FONTCONFIG_FILE": str(fonts)},
        )
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(browser, address):
    people = []

    def signed_in(username):
        people.append(Person(browser, address, username))
        return people[-1]

    yield signed_in
    for person in people:
        person.context.close()
