"""From a published case to a decision, by three people at the served application."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FIRE = "家里失火，申请正好一个月标准的救助"


def test_a_published_case_becomes_a_household_and_another_person_decides(sign_in):
    caseworker, approver, second = sign_in("linxiaoman"), sign_in("hejing"), sign_in("lujianxin")
    make_household(caseworker)
    check(caseworker)
    application = submit(caseworker)
    cannot_decide(caseworker)
    # Both have the case open before either decides.
    for person in (approver, second):
        person.page.goto("/queue/")
        person.page.locator(f'a.btn[href="{application}"]').click()
        expect(person.page.get_by_role("heading", name="决定是否给予急难型临时救助")).to_be_visible()
    approve(approver)
    too_late(second)
    caseworker.page.goto("/")
    expect(caseworker.page.locator(".work", has_text="何静决定").first).to_contain_text("800.00元")
    caseworker.look("7-home-of-the-caseworker")


def make_household(person):
    """What will be stored is seen first; then it is made."""
    page = person.page
    person.look("1-home")
    page.get_by_role("link", name="带入案例").click()
    page.get_by_label("公布的案例").check()
    page.get_by_role("button", name="读取").click()
    page.get_by_role("link", name=FIRE).click()
    expect(page.get_by_role("heading", name=f"将要存的：{FIRE}")).to_be_visible()
    expect(page.get_by_text("文件里没写的存成“未申报”，不会存成“无”。")).to_be_visible()
    person.look("2-what-will-be-stored")
    page.get_by_role("button", name="建这一户").click()
    expect(page.get_by_text("已建户")).to_be_visible()


def check(person):
    """The result: verdict, article, and what is missing."""
    page = person.page
    page.get_by_role("button", name="筛查").click()
    expect(page.get_by_role("heading", name="筛查结果")).to_be_visible()
    relief = page.locator("#programme_emergency_relief")
    expect(relief.locator("summary").first).to_contain_text("符合")
    expect(relief).to_contain_text("《社会救助法》第二十九条")
    tekun = page.locator("#programme_tekun")
    expect(tekun.locator("summary").first).to_contain_text("不符合")
    person.look("3-result")
    page.get_by_role("navigation", name="位置").get_by_role("link").click()


def submit(person):
    """One programme, with the amount asked for; its address."""
    page = person.page
    page.get_by_role("link", name="提交急难型临时救助", exact=True).click()
    page.get_by_role("button", name="提交急难型临时救助").click()
    expect(page.get_by_text("请写申请的金额。").first).to_be_visible()
    page.get_by_label("申请金额").fill("800")
    person.look("4-submit")
    page.get_by_role("button", name="提交急难型临时救助").click()
    expect(page.get_by_text("已提交急难型临时救助。")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", page.url)


def cannot_decide(person):
    """Whoever entered it has no button, and reads why and who has."""
    page = person.page
    expect(page.get_by_role("button", name="署名决定")).to_have_count(0)
    expect(page.locator(".guard")).to_contain_text("您不能审批本户")
    expect(page.locator(".guard")).to_contain_text("何静")
    person.look("5-why-not-you")


def approve(person):
    page = person.page
    page.get_by_label("批准", exact=True).check()
    person.look("6-decision")
    page.get_by_role("button", name="署名决定").click()
    expect(page.get_by_text("已批准").first).to_be_visible()
    expect(page.locator("#decide").locator("..").locator("..")).to_contain_text("800.00元")


def too_late(person):
    """The second of two is told who was first; there is one decision."""
    page = person.page
    page.get_by_label("不予批准", exact=True).check()
    page.get_by_label("理由").fill("重复")
    page.get_by_role("button", name="署名决定").click()
    expect(page.get_by_text("何静已经决定了。").first).to_be_visible()
    expect(page.get_by_role("button", name="署名决定")).to_have_count(0)
    person.look("6-too-late")
