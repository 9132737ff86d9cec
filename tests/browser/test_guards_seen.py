"""The guards as people meet them: a relative's case, a double help, and a printed decision."""

import json
import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_hearing import opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def guarded(served):
    """Where the three cases are."""
    made = served.run("tests/browser/guarded.py")
    return json.loads(made)


def test_a_relative_s_case_vanishes_and_the_attempt_is_refused(sign_in, guarded):
    approver = sign_in("hejing")
    opened(approver, guarded["related"])
    case, page = approver.page, approver.context.new_page()
    page.goto("/queue/")
    expect(page.get_by_text(guarded["number"]).first).to_be_visible()
    declare(page, guarded["relative"])
    page.goto("/queue/")
    expect(page.get_by_text(guarded["number"])).to_have_count(0)
    case.get_by_role("button", name="领办").click()
    expect(case.get_by_text("您不能办这件申请：回避。").first).to_be_visible()
    expect(case.locator("main")).to_contain_text("高建国")
    expect(case.get_by_role("button", name="领办")).to_have_count(0)


def declare(page, number):
    page.goto("/recusal/")
    page.get_by_label("有，逐人填写").check()
    row = page.get_by_role("group", name="第1人")
    row.get_by_label("姓名").fill("周某")
    row.get_by_label("是本人的").select_option("sibling")
    row.get_by_label("证件号码").fill(number)
    page.get_by_role("button", name=re.compile("^申报.*年度$")).click()
    expect(page.get_by_text(re.compile("已申报.*年度的近亲属"))).to_be_visible()


def test_double_help_is_answered_in_words_before_it_is_submitted(sign_in, guarded):
    caseworker = sign_in("linxiaoman")
    page = caseworker.page
    page.goto(guarded["doubled"])
    page.get_by_role("button", name=re.compile("^提交")).click()
    expect(page.locator("main")).to_contain_text("还没有人核实")
    page.get_by_role("link", name="去核实").first.click()
    page.get_by_role("button", name="记下核实结果").click()
    expect(page.get_by_text("请填写").first).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_label("怎么核实的").fill("电话问过对方街道，上月已迁出。")
    page.get_by_role("button", name="记下核实结果").click()
    page.goto(guarded["doubled"])
    expect(page.locator("main")).to_contain_text("电话问过对方街道，上月已迁出。")
    page.get_by_role("button", name=re.compile("^提交")).click()
    expect(page).to_have_url(re.compile("/applications/"))
    assert caseworker.complaints == []


def test_a_printed_decision_says_what_was_decided(sign_in, guarded):
    approver = sign_in("hejing")
    opened(approver, guarded["decided"])
    row = approver.page.get_by_role("row").filter(has_text="确认通知书")
    number = row.get_by_role("cell").first.inner_text()
    address = row.get_by_role("link").get_attribute("href")
    answer = approver.context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    paper = PdfReader(BytesIO(answer.body()))
    text = re.sub(r"\s", "", "".join(each.extract_text() for each in paper.pages))
    for said in ("确认通知书", number, "周313", "予以确认", "800.00元", "青溪镇人民政府（印章）"):
        assert said in text, said
    assert "990101" not in text.replace(number, "").replace("编号", "")
