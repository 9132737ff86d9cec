"""公示异议 by a code: read on the board, raised without a name, answered apart, looked up."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person

pytestmark = pytest.mark.browser

SAID = "他家儿子在县城有工作。"
ANSWER = "谢谢反映，会请乡镇重新调查收入。"


@pytest.fixture
def hanging(served):
    """The code of a notice that hangs, as people write it."""
    made = served.run("tests/browser/hanging.py")
    code = made.split()[0]
    return "-".join((code[:4], code[4:8], code[8:]))


def test_an_objection_by_code(browser, address, sign_in, hanging):
    anybody = Person(browser, address)
    receipt = raised(anybody.page, hanging)
    officer = sign_in("gaojianguo")
    answered(officer.page)
    looked_up(anybody.page, receipt)
    assert anybody.complaints == officer.complaints == []
    anybody.context.close()


def raised(page, code):
    page.goto("/login/")
    page.get_by_role("link", name="公示公布").click()
    for place in ("示例县", "青溪镇", "柳树社区"):
        page.get_by_role("link", name=place, exact=True).click()
    row = page.get_by_role("row").filter(has_text=code)
    expect(row).to_contain_text("周䶮")
    row.get_by_role("link", name=code).click()
    expect(page.get_by_label("公示上的异议编码")).to_have_value(code)
    page.get_by_label("对什么有异议").fill(SAID)
    page.get_by_role("button", name="提出", exact=True).click()
    return page.locator("#receipt").inner_text()


def answered(page):
    page.goto("/objections/")
    page.get_by_role("button", name="接办").first.click()
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.get_by_text("没有留姓名和电话。")).to_be_visible()
    page.get_by_label("是对公示的异议，重新调查").check()
    page.get_by_label("答复").fill(ANSWER)
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_text("提异议的人凭回执号查得到")).to_be_visible()


def looked_up(page, receipt):
    page.get_by_role("link", name="查答复").click()
    page.get_by_label("回执号").fill(receipt)
    page.get_by_role("button", name="查答复").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
