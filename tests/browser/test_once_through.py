"""From a published case to a decision, by three people at the served application."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HEAD = "郭大勇"
FIRE = "家里失火，申请正好一个月标准的救助"


def test_a_published_case_becomes_a_household_and_another_person_decides(sign_in):
    caseworker, approver, second = sign_in("linxiaoman"), sign_in("hejing"), sign_in("lujianxin")
    make_household(caseworker)
    name_the_head(caseworker)
    check(caseworker)
    application = submit(caseworker)
    cannot_decide(caseworker)
    # Both have the case open before either decides.
    for person in (approver, second):
        find(person, application)
    approve(approver)
    too_late(second)
    caseworker.page.goto("/")
    expect(caseworker.page.get_by_role("listitem").filter(has_text="何静决定").first).to_contain_text(
        "800.00元"
    )
    caseworker.look("9-home-of-the-caseworker")


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


def name_the_head(person):
    """No case file knows a name; the caseworker does."""
    page = person.page
    page.locator(".member", has_text="成员a").get_by_role("link", name="修改").click()
    page.get_by_role("link", name="姓名和证件").first.click()
    page.get_by_label("姓名", exact=True).fill(HEAD)
    page.get_by_role("button", name="保存，回到住户").click()
    expect(page.locator(".identity")).to_contain_text(f"{HEAD}户")


def check(person):
    """The result: verdict, article, and what is missing."""
    page = person.page
    page.get_by_role("button", name="存档，看筛查结果").click()
    expect(page.get_by_role("heading", name="筛查结果")).to_be_visible()
    relief = page.locator("#programme_emergency_relief")
    expect(relief.locator("summary").first).to_contain_text("符合")
    expect(relief).to_contain_text("《社会救助法》第二十九条")
    tekun = page.locator("#programme_tekun")
    expect(tekun.locator("summary").first).to_contain_text("不符合")
    person.look("3-result")
    page.get_by_role("navigation", name="位置").get_by_role("link").click()
    expect(page.get_by_role("heading", name="项目建议")).to_be_visible()
    person.look("4-household")


def submit(person):
    """One programme, with the amount asked for; its address."""
    page = person.page
    page.get_by_role("link", name="提交急难型临时救助", exact=True).click()
    expect(page.get_by_label("申请金额")).to_have_value("800.00")
    page.get_by_label("申请金额").fill("")
    page.get_by_role("button", name="提交急难型临时救助").click()
    expect(page.get_by_text("请写申请的金额。").first).to_be_visible()
    page.get_by_label("申请金额").fill("800")
    person.look("5-submit")
    page.get_by_role("button", name="提交急难型临时救助").click()
    expect(page.get_by_text("已提交急难型临时救助。")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", page.url)


def cannot_decide(person):
    """Whoever entered it has no button, and reads why and who has."""
    page = person.page
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.locator(".guard")).to_contain_text("您不能审批本户")
    expect(page.locator(".guard")).to_contain_text("何静")
    person.look("6-why-not-you")


def find(person, application):
    """It waits in the township's queue."""
    page = person.page
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="待审").click()
    expect(page.get_by_role("row", name=HEAD)).to_contain_text("800.00元")
    person.look("7-queue")
    page.locator(f'.q-name a[href="{application}"]').click()
    expect(page.get_by_role("heading", name="决定是否给予急难型临时救助")).to_be_visible()


def approve(person):
    """The button says the deed and the amount, and only what belongs to it is asked."""
    page = person.page
    expect(page.get_by_role("button", name="署名决定")).to_be_visible()
    page.get_by_label("批准", exact=True).check()
    expect(page.get_by_role("button", name="批准，800.00元")).to_be_visible()
    expect(page.get_by_label("依据条文")).to_be_hidden()
    person.look("8-decision")
    page.get_by_role("button", name="批准，800.00元").click()
    expect(page.get_by_role("heading", name="急难型临时救助：已批准")).to_be_visible()
    expect(page.locator("section", has=page.locator("#decide"))).to_contain_text("800.00元")
    person.look("8-decided")


def too_late(person):
    """The second of two is told who was first; there is one decision."""
    page = person.page
    page.get_by_label("不予批准", exact=True).check()
    page.get_by_label("理由").fill("重复")
    page.get_by_label("依据条文").fill("国发〔2014〕47号")
    page.get_by_role("button", name="不予批准").click()
    expect(page.get_by_text("何静已经决定了。").first).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    person.look("8-too-late")
