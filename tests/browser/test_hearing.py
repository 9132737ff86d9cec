"""听取意见: nothing is cut before the family was heard, from the proposal to the written notice."""

import re
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.browser.people import write_down

pytestmark = pytest.mark.browser


@pytest.fixture
def given(served):
    """The address of an application on which 130.00元 a month are given."""
    made = served.run("tests/browser/given.py")
    return f"/applications/{made.strip()}/"


@pytest.fixture
def people(sign_in):
    return [sign_in(name) for name in ("hejing", "gaojianguo")]


def opened(person, address):
    """Somebody else's case is asked for with a purpose, once a day."""
    page = person.page
    page.goto(address)
    if "/purpose/" in page.url:
        page.get_by_role("radio").first.check()
        page.get_by_role("button").filter(has_text=re.compile("查阅|打开")).first.click()
        page.goto(address)


def test_a_hearing_before_a_cut(people, given):
    begun, (approver, officer) = monotonic(), people
    opened(approver, given)
    propose(approver)
    cannot_forward_unheard(approver, given)
    hear(approver)
    confirm(officer, given)
    hand_over(approver, given)
    for person in people:
        assert person.complaints == []
    write_down("hearing before a cut", people, monotonic() - begun)


def propose(person):
    page = person.page
    page.get_by_role("link", name="拟调整待遇").click()
    page.get_by_label("减发", exact=True).check()
    page.get_by_label("调整后的每月金额").fill("80")
    page.get_by_label("人口、收入或财产状况变化").check()
    page.get_by_role("button", name="拟调整待遇").click()
    expect(page.get_by_text("请填写").first).to_be_visible()
    page.get_by_role("textbox", name="理由").fill("工资涨了。")
    person.look("30-propose")
    page.get_by_role("button", name="拟调整待遇").click()
    expect(page.get_by_role("heading", name="低保渐退期：拟调整")).to_be_visible()


def cannot_forward_unheard(person, given):
    """The page says why there is no button, and the address of the step says it too."""
    page = person.page
    why = page.get_by_text("要先听取本人意见（《社会救助法》第四十八条）").first
    expect(why).to_be_visible()
    expect(page.get_by_role("button", name="报送调整")).to_have_count(0)
    page.goto(f"{given}steps/forward_change/")
    page.get_by_role("button", name="报送调整").click()
    expect(why).to_be_visible()
    page.goto(given)


def hear(person):
    page = person.page
    page.get_by_role("link", name="听取意见", exact=True).click()
    page.get_by_label("听取意见的日期").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.get_by_label("当面").check()
    page.get_by_label("听了谁的意见").fill("户主")
    page.get_by_label("说了什么").fill("工资是涨了，没有意见。")
    person.look("32-hear")
    page.get_by_role("button", name="听取意见").click()
    page.get_by_role("button", name="报送调整").click()
    expect(page.get_by_role("heading", name="低保渐退期：待确认调整")).to_be_visible()


def confirm(person, given):
    page = person.page
    opened(person, given)
    expect(page.locator("main")).to_contain_text("工资是涨了，没有意见。")
    page.get_by_role("link", name="确认调整").click()
    page.get_by_role("textbox", name="理由").fill("核实属实。")
    person.look("33-confirm")
    page.get_by_role("button", name="确认调整").click()
    expect(page.get_by_role("heading", name="低保渐退期：已批准")).to_be_visible()
    expect(page.locator("section", has=page.locator("#decide"))).to_contain_text("80.00元")


def hand_over(person, given):
    page = person.page
    page.goto(given)
    page.get_by_role("link", name="送达调整决定").click()
    page.get_by_label("送达日期").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.get_by_label("当面").check()
    page.get_by_role("button", name="送达调整决定").click()
    expect(page.locator("#given")).to_be_visible()
    expect(page.get_by_role("link", name="送达调整决定")).to_have_count(0)
