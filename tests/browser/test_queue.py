"""待审 by keyboard and on a telephone; several approved at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def made(served):
    """Three that nobody else touches, the oldest first."""
    return served.run("tests/browser/waiting.py").split()


@pytest.fixture
def he_jing(sign_in, made):
    """At her queue, the newest first."""
    person = sign_in("hejing")
    person.page.goto("/queue/?sort=newest")
    person.rows = [person.page.locator(f"#row-{pk}") for pk in reversed(made)]
    return person


def link(row):
    return row.locator(".q-name a")


def test_the_list_by_keyboard(he_jing):
    page, (first, second, _third) = he_jing.page, he_jing.rows
    link(first).focus()
    page.keyboard.press("j")
    expect(link(second)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(link(first)).to_be_focused()
    page.keyboard.press("x")
    expect(first.get_by_role("checkbox")).to_be_checked()
    expect(page.locator("#picked")).to_have_text("已选1件")
    page.keyboard.press("?")
    expect(page.get_by_text("选中，或不选")).to_be_visible()
    page.keyboard.press("t")
    expect(first).to_contain_text("我经办")
    expect(page.locator("#announcement")).to_have_text("已领办，由您经办。")
    expect(link(first)).to_be_focused()
    page.keyboard.press("t")
    expect(first).to_contain_text("没人领办")
    expect(link(first)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/applications/|/purpose"))
    assert he_jing.complaints == []


def test_keys_are_letters_wherever_else_the_focus_is(he_jing):
    page = he_jing.page
    page.locator("#id_q").focus()
    page.keyboard.type("jxt?")
    expect(page.locator("#id_q")).to_have_value("jxt?")
    page.locator("h1").click()
    page.keyboard.press("x")
    expect(page.locator("#queue input:checked")).to_have_count(0)
    expect(page.locator("#keys")).not_to_have_attribute("open", "")


def test_everything_on_the_page_is_picked_at_once(he_jing):
    page = he_jing.page
    page.get_by_label("选择这一页的全部").check()
    boxes = page.locator("[name=chosen]")
    expect(page.locator("[name=chosen]:checked")).to_have_count(boxes.count())


def test_several_are_approved_after_one_look(he_jing):
    page, (first, second, _third) = he_jing.page, he_jing.rows
    for row in (first, second):
        row.get_by_role("checkbox").check()
    page.locator("#several").get_by_role("button", name="批准").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("一次批准2件")
    he_jing.look("approve-several")
    page.set_viewport_size(DESK)
    page.get_by_role("button", name=re.compile("^批准2件：")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("批准：办成2件，没办成0件")
    he_jing.look("told-several")


def test_on_a_telephone_each_is_a_card_that_can_be_taken(he_jing):
    page, first = he_jing.page, he_jing.rows[0]
    assert he_jing.faults(PHONE, picture="queue-cards") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    first.get_by_role("button", name="领办").click()
    expect(first).to_contain_text("我经办")
    assert he_jing.complaints == []


def test_without_scripts_a_case_is_taken_just_the_same(browser, address, he_jing):
    kept = he_jing.context.storage_state()
    plain = browser.new_context(
        base_url=address, java_script_enabled=False, storage_state=kept, locale="zh-CN"
    )
    try:
        page = plain.new_page()
        page.goto("/queue/?sort=newest")
        row = page.locator(f"#{he_jing.rows[0].get_attribute('id')}")
        row.get_by_role("button", name="领办").click()
        expect(row).to_contain_text("我经办")
        assert page.url.endswith(f"/queue/?sort=newest#{row.get_attribute('id')}")
    finally:
        plain.close()
