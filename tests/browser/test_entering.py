"""Entering in a browser: rows without a reload, a draft, the advice that follows, an ended session."""

from itertools import count

import pytest
from playwright.sync_api import expect

from relief.offices.demonstration import PASSWORD

pytestmark = pytest.mark.browser


def number_of(seventeen):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return seventeen + "10X98765432"[sum(int(a) * b for a, b in zip(seventeen, weights, strict=True)) % 11]


PEOPLE = count(434)


@pytest.fixture
def page(sign_in):
    """The page of the head of a new household, as its caseworker opens it."""
    page = sign_in("linxiaoman").page
    page.goto("/households/new/")
    page.get_by_label("姓名").fill("沈秋云")
    page.get_by_label("证件号码").fill(number_of(f"99010119720315{next(PEOPLE)}"))
    page.get_by_label("证件号码").press("Enter")
    page.get_by_role("button", name="人齐了，填各人情况").click()
    expect(page.get_by_role("heading", name="沈秋云", level=1)).to_be_visible()
    return page


def test_from_a_new_household_to_a_saved_form_across_an_ended_session(page):
    expect(page.locator("#id_incomes-0-amount")).to_be_hidden()
    page.locator("#id_incomes_declared_0").check()
    page.locator("#id_incomes-0-amount").fill("1650")
    page.get_by_role("button", name="再加一笔").click()
    expect(page.locator("#id_incomes-1-amount")).to_be_visible()
    expect(page.locator("#id_incomes-0-amount")).to_have_value("1650")
    page.locator("#id_incomes-1-amount").fill("三百")
    expect(page.locator("#save-state")).to_contain_text("已保存")

    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    assert len(page.context.cookies()) == len(cookies) - 1
    page.get_by_role("button", name="保存，回到住户").last.click()
    expect(page.get_by_text("您写的没有丢")).to_be_visible()
    page.locator("[name=username]").fill("linxiaoman")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_text("您登录前写的都在这里")).to_be_visible()
    expect(page.locator("#id_incomes-1-amount")).to_have_value("三百")

    page.get_by_role("button", name="保存，回到住户").last.click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.locator("#id_incomes-1-amount")).to_be_focused()
    page.locator("#id_incomes-1-amount").fill("300")
    page.get_by_role("button", name="保存，回到住户").last.click()
    expect(page.locator("#announcement")).to_contain_text("已保存：沈秋云")
    expect(page.get_by_role("heading", name="项目建议")).to_be_visible()


def test_what_cannot_be_leads_from_the_list_to_its_box(page):
    home = page.url.split("/members/")[0]
    page.goto(f"{home}/facts/hardship/")
    page.locator("#id_hardship_day").evaluate("box => { box.value = '2999-01-01'; }")
    page.get_by_role("button", name="保存，回到住户").last.click()
    section = page.locator("#section_hardship")
    expect(section).to_contain_text("1处有误")
    section.get_by_role("link", name="发生日期在今天以后").click()
    expect(page).to_have_url(f"{home}/facts/hardship/#id_hardship_day")


def test_several_people_are_typed_in_without_a_reload_and_join_together(page):
    page.goto(f"{page.url.split('/members/')[0]}/members/")
    page.locator("#id_newcomers-0-name").fill("沈小宝")
    page.get_by_role("button", name="再加一人").click()
    page.locator("#id_newcomers-1-name").fill("沈小花")
    expect(page.locator("#id_newcomers-0-name")).to_have_value("沈小宝")
    expect(page.locator("#save-state")).to_contain_text("已保存")
    page.get_by_role("button", name="保存这些人").click()
    expect(page.locator("#announcement")).to_contain_text("已添加沈小宝、沈小花")
    page.locator("li", has_text="沈小花").get_by_role("link", name="不再是成员").click()
    expect(page.get_by_role("heading", name="沈小花不再是本户成员")).to_be_visible()
