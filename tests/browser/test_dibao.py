"""低保 by four people from the draft to the award and its written notice, with an objection on the way.

How many screens, clicks and seconds it took stands in var/walks.txt; nothing here depends on them.
"""

import re
import subprocess
import sys
from contextlib import closing
from time import perf_counter
from urllib.parse import urlsplit

import psycopg2
import pytest
from playwright.sync_api import expect

from tests.browser.people import write_down
from tests.casework.investigated import DAYS, MOMENTS

pytestmark = pytest.mark.browser

TODAY = "new Date().toLocaleDateString('sv')"


@pytest.fixture
def household(served):
    """The address of a household that may ask for dibao."""
    made = subprocess.run(
        [sys.executable, "tests/browser/consenting.py"],
        cwd=served.folder,
        env={
            "DATABASE_URL": address_of(served),
            "DJANGO_SETTINGS_MODULE": "relief.settings",
            "PYTHONPATH": ".",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return f"/households/{made.strip()}/"


def address_of(served):
    return (served.folder / "var/database-url").read_text().strip()


BESIDE_A_DEED = "deed_id IN (SELECT id FROM casework_deed WHERE application_id = %(key)s)"
OF_IT = {
    "casework_application": "id = %(key)s",
    "casework_deed": "application_id = %(key)s",
    "casework_decision": "application_id = %(key)s",
    "casework_objection": "notice_id IN (SELECT id FROM casework_deed WHERE application_id = %(key)s)",
    "casework_objectionanswer": "false",
}


def seven_days_pass(served, application):
    """Of this application alone: the owner of the tables moves its days, which nobody else can."""
    key = {"key": application.strip("/").rpartition("/")[2]}
    url = urlsplit(address_of(served))
    password, host = served.memory["passwords"]["relief_owner"], url.netloc.rpartition("@")[2]
    owner = url._replace(netloc=f"relief_owner:{password}@{host}").geturl()
    with closing(psycopg2.connect(owner)) as connection, connection, connection.cursor() as cursor:
        for table, columns in (DAYS | MOMENTS).items():
            unit = "" if table in DAYS else " * interval '1 day'"
            moved = ", ".join(f"{each} = {each} - 7{unit}" for each in columns)
            of_it = OF_IT.get(table, BESIDE_A_DEED)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET {moved} WHERE {of_it}", key)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_four_people_from_the_draft_to_the_award(served, sign_in, household):
    caseworker, approver, colleague, officer = people = [
        sign_in(each) for each in ("linxiaoman", "hejing", "lujianxin", "gaojianguo")
    ]
    begun = perf_counter()
    application = submit(caseworker, household)
    accept(approver, application)
    visit(approver)
    request_check(approver)
    check(officer, application)
    propose(approver, application)
    object_to(colleague, application)
    visit(approver, application, "又去看了一次，没有车。")
    propose(approver, application)
    cannot_forward_yet(approver)
    seven_days_pass(served, application)
    forward(approver, application)
    confirm(officer, application)
    hand_over(approver, application)
    award_is_seen(caseworker, household)
    for each in people:
        assert each.complaints == []
    write_down("dibao", people, perf_counter() - begun)


def opened(person, address):
    """Somebody else's case is opened for a purpose, once a day."""
    page = person.page
    page.goto(address)
    if "/purpose/" in page.url:
        page.get_by_role("radio").first.check()
        page.locator("main").get_by_role("button").first.click()
        page.wait_for_url(re.compile(re.escape(address)))
    return page


def submit(person, household):
    page = opened(person, household)
    page.get_by_role("link", name="提交低保", exact=True).click()
    page.get_by_role("button", name="提交低保").click()
    expect(page.get_by_text("已提交低保。")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", page.url)


def accept(person, application):
    page = opened(person, application)
    page.get_by_role("button", name="受理").click()
    expect(page.get_by_role("heading", name="低保：已受理")).to_be_visible()
    page.get_by_role("button", name="启动调查").click()
    expect(page.get_by_role("heading", name="低保：调查核对中")).to_be_visible()


def visit(person, application=None, finding="三口人，住房和申报一致。"):
    page = opened(person, application) if application else person.page
    page.get_by_role("link", name="记入户调查").click()
    page.get_by_label("调查日期").fill(page.evaluate(TODAY))
    page.get_by_label("入户", exact=True).check()
    page.get_by_label("调查人", exact=True).select_option(label="何静")
    page.get_by_label("另一位调查人").select_option(label="陆建新")
    page.get_by_label("家里谁在场").fill("户主和配偶")
    page.get_by_label("家庭一方由谁签字").fill("户主")
    page.get_by_label("调查情况").fill(finding)
    page.get_by_role("button", name="记入户调查").click()
    expect(page.get_by_text(finding)).to_be_visible()


def request_check(person):
    page = person.page
    page.get_by_role("button", name="提请核对").click()
    expect(page.get_by_text("已办：提请核对。")).to_be_visible()


def check(person, application):
    page = opened(person, application)
    page.get_by_role("button", name="启动核对").click()
    page.get_by_role("link", name="记核对结果").click()
    page.get_by_label("启动日期").fill(page.evaluate(TODAY))
    page.get_by_label("出结果日期").fill(page.evaluate(TODAY))
    page.get_by_label("与申报一致").check()
    page.get_by_role("button", name="记核对结果").click()
    expect(page.get_by_text("已办：记核对结果。")).to_be_visible()


def propose(person, application):
    page = opened(person, application)
    page.get_by_role("link", name="初审意见", exact=True).click()
    page.get_by_label("拟同意").check()
    page.get_by_role("button", name="初审意见").click()
    expect(page.get_by_role("heading", name="低保：公示中")).to_be_visible()


def object_to(person, application):
    page = opened(person, application)
    page.get_by_role("link", name="公示异议").click()
    page.get_by_label("异议说了什么").fill("有人说他家有车。")
    page.get_by_role("button", name="公示异议").click()
    expect(page.get_by_role("heading", name="低保：调查核对中")).to_be_visible()
    person.look("40-objected")


def cannot_forward_yet(person):
    """The notice hangs for seven days: why there is no button is said."""
    page = person.page
    expect(page.get_by_role("button", name="报送确认")).to_have_count(0)
    expect(page.get_by_text("期满以后才能报送").first).to_be_visible()
    person.look("41-published")


def forward(person, application):
    page = opened(person, application)
    page.get_by_role("button", name="报送确认").click()
    expect(page.get_by_role("heading", name="低保：待确认")).to_be_visible()


def confirm(person, application):
    page = opened(person, application)
    person.look("42-confirm")
    page.get_by_label("批准", exact=True).check()
    page.get_by_role("button", name=re.compile("^批准")).click()
    expect(page.get_by_role("heading", name="低保：已批准")).to_be_visible()


def hand_over(person, application):
    page = opened(person, application)
    page.get_by_role("link", name="送达", exact=True).click()
    page.get_by_label("送达日期").fill(page.evaluate(TODAY))
    page.get_by_label("当面").check()
    page.get_by_role("button", name="送达").click()
    expect(page.get_by_text("已办：送达。")).to_be_visible()
    person.look("43-handed-over")


def award_is_seen(person, household):
    page = opened(person, household)
    expect(page.locator("main")).to_contain_text("发放起")
    person.look("44-household-with-award")
