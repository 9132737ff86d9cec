"""The application as it is served, and people at its pages."""

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from ground import VAR
from ground.check import BROWSERS
from relief.offices.demonstration import PASSWORD
from tests.serving import served_copy

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PICTURES = VAR / "pictures"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir></fontconfig>
"""


@pytest.fixture(scope="module")
def served():
    with served_copy() as copy:
        copy.serve()
        yield copy


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


class Person:
    """Somebody signed in at a page of their own; every look is kept as pictures and asked of axe."""

    def __init__(self, browser, address, username):
        context = browser.new_context(locale="zh-CN", base_url=address, viewport=DESK)
        context.set_default_timeout(15_000)
        self.page = context.new_page()
        self.refused_by_policy = []
        self.page.on("console", self._listen)
        self.page.goto("/login/")
        self.page.get_by_label("账号").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()

    def _listen(self, message):
        if "Content Security Policy" in message.text:
            self.refused_by_policy.append(message.text)

    def _stretch(self, size):
        """As high as the page, so that what stays at an edge of the window covers nothing in the picture."""
        self.page.evaluate("scrollTo(0, 0)")
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})

    def look(self, name):
        """Pictures at both widths, and nothing for axe or the content policy to find at either."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            self._stretch(size)
            self.page.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is {wide} px wide on {size['width']}"
            found = Axe().run(self.page).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        assert self.refused_by_policy == []


@pytest.fixture
def sign_in(browser, served):
    people = []

    def signed_in(username):
        people.append(Person(browser, f"http://127.0.0.1:{served.port}", username))
        return people[-1]

    yield signed_in
    for person in people:
        person.page.context.close()
