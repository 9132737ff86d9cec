"""Refuse and refer: a no comes with a word on every other programme and leads to the one that fits."""

import re
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.browser.people import write_down
from tests.browser.test_decision import FIRE, make, submit

pytestmark = pytest.mark.browser


def test_a_refusal_leads_to_the_programme_that_fits(sign_in):
    begun = monotonic()
    people = caseworker, approver = sign_in("linxiaoman"), sign_in("hejing")
    make(caseworker, FIRE)
    application = submit(caseworker, "800")
    refuse(approver, application)
    follow(caseworker)
    for person in people:
        assert person.complaints == []
    write_down("refusal with referral", people, monotonic() - begun)


def refuse(person, application):
    """What fits is drafted unless somebody says otherwise; a no to the others wants a reason."""
    page = person.page
    page.goto(application)
    page.get_by_label("不予批准", exact=True).check()
    page.get_by_label("理由", exact=True).fill("邻居说火灾是去年的事。")
    page.get_by_label("依据条文").fill("《社会救助法》第三十条")
    fast = page.get_by_role("group", name="转介：小额快救")
    expect(fast.get_by_label("起草转介")).to_be_checked()
    open_ones = page.get_by_role("group", name=re.compile("^转介：(?!小额快救)"))
    for group in open_ones.all():
        group.get_by_label("不转介，写明原因").check()
    page.get_by_role("button", name="不予批准").click()
    expect(page.get_by_text("请写不转介的原因。").first).to_be_visible()
    expect(page.get_by_label("依据条文")).to_have_value("《社会救助法》第三十条")
    page.get_by_label("没有另写的，都因为").fill("有稳定的工作，住户说不申请。")
    person.look("40-refuse-and-refer")
    page.get_by_role("button", name="不予批准").click()
    expect(page.get_by_role("heading", name="急难型临时救助：不予批准")).to_be_visible()


def follow(person):
    """The caseworker finds the draft on the household's page, and submits what it names."""
    page = person.page
    page.get_by_role("link", name="看住户").first.click()
    referred = page.locator("section", has=page.locator("#referred"))
    person.look("41-referred")
    referred.get_by_role("link", name="提交小额快救").click()
    page.get_by_label("申请金额").fill("800")
    page.get_by_role("button", name="提交小额快救").click()
    expect(page.get_by_text("已提交小额快救。")).to_be_visible()
