"""The approver's half of the main job: from a blank household to a decision, on a desk and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import DESK, PHONE

pytestmark = pytest.mark.browser

FIRE = "家里失火，申请正好一个月标准的救助"
ABOVE = "申请的金额比乡镇审批限额多1元"


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "telephone"])
def people(request, sign_in):
    """林小满, 何静 and 高建国, each in a browser of their own of one size."""
    found = [sign_in(name) for name in ("linxiaoman", "hejing", "gaojianguo")]
    for person in found:
        person.page.set_viewport_size(request.param)
    return found


def test_three_people_bring_a_blank_household_to_a_decision(people):
    """Above the township's limit: the caseworker, the approver who refers, the county officer who decides."""
    caseworker, approver, officer = people
    make(caseworker, ABOVE)
    application = submit(caseworker, "2401", "入户时病人卧床。")
    approver.page.goto(application)
    expect(approver.page.locator("main")).to_contain_text("入户时病人卧床。")
    expect(approver.page.locator(".guard")).to_contain_text("高建国")
    expect(approver.page.get_by_label("批准", exact=True)).to_have_count(0)
    approver.page.get_by_label("报县级", exact=True).check()
    approver.page.get_by_role("button", name="报县级", exact=True).click()
    expect(approver.page.get_by_text("请写报县级的理由。").first).to_be_visible()
    approver.page.get_by_label("理由").fill("超过本镇限额，病情重。")
    approver.page.get_by_role("button", name="报县级", exact=True).click()
    expect(approver.page.get_by_text("已办：急难型临时救助，已报县级。")).to_be_visible()
    approver.look("20-referred")
    officer.page.goto(application)
    expect(officer.page.locator("main")).to_contain_text("超过本镇限额，病情重。")
    officer.page.get_by_label("批准", exact=True).check()
    expect(officer.page.get_by_role("button", name="批准，2,401.00元")).to_be_visible()
    officer.look("21-the-county-decides")
    officer.page.get_by_role("button", name="批准，2,401.00元").click()
    expect(officer.page.get_by_role("heading", name="急难型临时救助：已批准")).to_be_visible()
    caseworker.page.goto(application)
    expect(caseworker.page.locator("main")).to_contain_text("高建国")
    for person in people:
        assert person.complaints == []


def test_it_is_sent_back_mended_and_submitted_again(people):
    caseworker, approver, _officer = people
    make(caseworker, FIRE)
    application = submit(caseworker, "800")
    send_back(approver, application)
    mend(caseworker, application)
    approver.page.goto(application)
    changed = approver.page.locator(".changed")
    expect(changed).to_contain_text("退回以后的变化")
    expect(changed).to_contain_text("突发困难：申请金额")
    expect(approver.page.locator("main")).to_contain_text("数目改过来了。")
    approver.look("24-changed-since-it-was-sent-back")
    approver.page.get_by_label("批准", exact=True).check()
    approver.page.get_by_role("button", name="批准，700.00元").click()
    expect(approver.page.get_by_role("heading", name="急难型临时救助：已批准")).to_be_visible()


def test_of_two_approvers_at_once_the_second_reads_who_was_first(sign_in):
    caseworker, first, second = (sign_in(name) for name in ("linxiaoman", "hejing", "lujianxin"))
    make(caseworker, FIRE)
    application = submit(caseworker, "800")
    for person in (first, second):
        person.page.goto(application)
        person.page.get_by_label("批准", exact=True).check()
    for person in (first, second):
        person.page.get_by_role("button", name="批准，800.00元").click()
    expect(first.page.get_by_text("已办：急难型临时救助，已批准。")).to_be_visible()
    expect(second.page.get_by_text("何静已经决定了。").first).to_be_visible()
    expect(second.page.get_by_role("radio")).to_have_count(0)


def make(person, case):
    """A published case becomes a household, which is screened."""
    page = person.page
    page.goto("/households/case-files/")
    page.get_by_label("公布的案例").check()
    page.get_by_role("button", name="读取").click()
    page.get_by_role("link", name=case).click()
    page.get_by_role("button", name="建这一户").click()
    expect(page.get_by_text("已建户")).to_be_visible()
    household = path_of(page)
    page.get_by_role("button", name="存档，看筛查结果").first.click()
    expect(page.get_by_role("heading", name="筛查结果")).to_be_visible()
    page.goto(household)


def submit(person, yuan, remarks=""):
    """The address of the application."""
    page = person.page
    page.get_by_role("link", name="提交急难型临时救助", exact=True).click()
    page.get_by_label("申请金额").fill(yuan)
    page.get_by_label("给审批人的话").fill(remarks)
    page.get_by_role("button", name="提交急难型临时救助").click()
    expect(page.get_by_text("已提交急难型临时救助。")).to_be_visible()
    return path_of(page)


def send_back(person, application):
    page = person.page
    page.goto(application)
    page.get_by_label("退回补正", exact=True).check()
    expect(page.get_by_label("理由")).to_be_hidden()
    page.get_by_role("group", name="缺什么").get_by_role("checkbox").first.check()
    page.get_by_label("要补正什么").fill("金额写错了，应为700元。")
    person.look("22-sending-back")
    page.get_by_role("button", name="退回补正").click()
    expect(page.get_by_text("已办：急难型临时救助，退回补正。")).to_be_visible()


def mend(person, application):
    """What is to be mended stands on top; then it goes back with another amount."""
    page = person.page
    page.goto(application)
    expect(page.locator("#to_mend")).to_be_visible()
    expect(page.locator("main")).to_contain_text("金额写错了，应为700元。")
    person.look("23-to-be-mended")
    household = page.get_by_role("link", name="去改申报").get_attribute("href")
    page.goto(f"{household}facts/hardship/")
    page.get_by_label("申请金额").fill("700")
    page.get_by_role("button", name="保存，回到住户").click()
    expect(page.locator("main").get_by_text("已保存：突发困难")).to_be_visible()
    page.goto(f"{application}resubmit/")
    page.get_by_role("button", name="重新筛查").click()
    page.get_by_label("申请金额").fill("700")
    page.get_by_label("给审批人的话").fill("数目改过来了。")
    page.get_by_role("button", name="重新提交急难型临时救助").click()
    expect(page.get_by_text("已重新提交急难型临时救助。")).to_be_visible()


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)
