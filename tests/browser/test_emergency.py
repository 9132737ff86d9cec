"""An emergency on two telephones: from the short form to the aid given, screens and clicks counted."""

from time import perf_counter

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, write_down

pytestmark = pytest.mark.browser


def test_from_the_short_form_to_the_aid_given(sign_in):
    people = caseworker, approver = sign_in("linxiaoman"), sign_in("hejing")
    for person in people:
        person.page.set_viewport_size(PHONE)
        person.page.goto("/")
    begun = perf_counter()
    register(caseworker.page)
    relieve(approver.page)
    write_down("emergency on telephones", people, perf_counter() - begun)
    caseworker.look("emergency-registered")
    approver.look("emergency-relieved")
    assert caseworker.complaints == approver.complaints == []


def register(page):
    page.get_by_role("link", name="急难登记").click()
    page.get_by_label("姓名", exact=True).fill("罗小军")
    page.get_by_label("突发重病", exact=True).click()
    page.get_by_label("情况", exact=True).fill("突发脑出血，押金不够。")
    page.get_by_label("有困难", exact=True).click()
    page.get_by_label("要多少").fill("600")
    page.get_by_role("button", name="登记并提交").click()
    expect(page.get_by_role("heading", name="急难型临时救助：待审")).to_be_visible()


def relieve(page):
    page.goto("/queue/?sort=newest")
    page.get_by_role("link", name="罗小军").first.click()
    page.get_by_role("link", name="先行救助").click()
    page.get_by_role("button", name="先行救助").click()
    expect(page.get_by_role("heading", name="急难型临时救助：已先行救助，待补手续")).to_be_visible()
