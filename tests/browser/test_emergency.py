"""An emergency on two telephones: from the short form to the aid given, screens and clicks counted."""

import sys
import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE

pytestmark = pytest.mark.browser

SCREENS, CLICKS = 6, 7
"""How many there are; a change of the pages that makes them more has to say so here."""


class Counted:
    """A page whose screens and clicks are counted."""

    def __init__(self, page):
        self.page, self.screens, self.clicks = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, _page):
        self.screens += 1

    def click(self, found):
        self.clicks += 1
        found.click()


def test_from_the_short_form_to_the_aid_given(sign_in):
    caseworker, approver = sign_in("linxiaoman"), sign_in("hejing")
    for person in (caseworker, approver):
        person.page.set_viewport_size(PHONE)
        person.page.goto("/")
    begun = time.monotonic()
    first = Counted(caseworker.page)
    register(first)
    caseworker.look("emergency-registered")
    second = Counted(approver.page)
    relieve(second)
    seconds = time.monotonic() - begun
    approver.look("emergency-relieved")
    screens, clicks = first.screens + second.screens, first.clicks + second.clicks
    sys.stdout.write(f"\n{screens} screens, {clicks} clicks, {seconds:.1f} s by the machine\n")
    assert (screens, clicks) == (SCREENS, CLICKS)
    assert caseworker.complaints == approver.complaints == []


def register(counted):
    page = counted.page
    counted.click(page.get_by_role("link", name="急难登记"))
    page.get_by_label("姓名", exact=True).fill("罗小军")
    counted.click(page.get_by_label("突发重病", exact=True))
    page.get_by_label("情况", exact=True).fill("突发脑出血，押金不够。")
    counted.click(page.get_by_label("有困难", exact=True))
    page.get_by_label("要多少").fill("600")
    counted.click(page.get_by_role("button", name="登记并提交"))
    expect(page.get_by_role("heading", name="急难型临时救助：待审")).to_be_visible()


def relieve(counted):
    page = counted.page
    page.goto("/queue/?sort=newest")
    counted.screens = 0
    counted.click(page.get_by_role("link", name="罗小军户").first)
    counted.click(page.get_by_role("link", name="先行救助"))
    counted.click(page.get_by_role("button", name="先行救助"))
    expect(page.get_by_role("heading", name="急难型临时救助：已先行救助，待补手续")).to_be_visible()
