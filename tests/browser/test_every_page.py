"""Every page, as the one who works there most sees it: both languages, every width, by every rule.

A new address without a line fails here. Pages are found by following links from the first page, so that
one that nobody can reach fails too.
"""

import pytest
from django.urls import get_resolver

from tests.architecture.test_every_url import TABLE, named_addresses
from tests.browser.finding import found_from_home
from tests.browser.people import LANGUAGES, SIZES, Person
from tests.browser.test_dibao import seven_days_pass

pytestmark = pytest.mark.browser

CASEWORKER, APPROVER, COUNTY, AUDITOR, ADMINISTRATOR = (
    "linxiaoman",
    "hejing",
    "gaojianguo",
    "suwen",
    "tangming",
)
PAGES = {
    "login": None,
    "styleguide": CASEWORKER,
    "home": CASEWORKER,
    "households": CASEWORKER,
    "search": CASEWORKER,
    "law": CASEWORKER,
    "household": CASEWORKER,
    "case_file_add": CASEWORKER,
    "case_file": CASEWORKER,
    "member_person": CASEWORKER,
    "caution": CASEWORKER,
    "new_household": CASEWORKER,
    "register_emergency": CASEWORKER,
    "household_members": CASEWORKER,
    "member_leaves": CASEWORKER,
    "member_facts": CASEWORKER,
    "section incomes": CASEWORKER,
    "section assets": CASEWORKER,
    "section spending": CASEWORKER,
    "section hardship": CASEWORKER,
    "section receiving": CASEWORKER,
    "section change": CASEWORKER,
    "applicant": CASEWORKER,
    "consents": CASEWORKER,
    "papers": CASEWORKER,
    "evidence_withdraw": CASEWORKER,
    "submit": CASEWORKER,
    "result": CASEWORKER,
    "turning": CASEWORKER,
    "outcome": CASEWORKER,
    "open_clause": CASEWORKER,
    "sheet": CASEWORKER,
    "replay": CASEWORKER,
    "what_if": CASEWORKER,
    "application": APPROVER,
    "as_decided": APPROVER,
    "clocks": APPROVER,
    "resubmit": CASEWORKER,
    "correct": APPROVER,
    "step record_visit": APPROVER,
    "step propose": APPROVER,
    "step deliberate": APPROVER,
    "step record_check": COUNTY,
    "blank_papers": APPROVER,
    "word_forms": COUNTY,
    "word_form": COUNTY,
    "step assign": COUNTY,
    "step county_visit": COUNTY,
    "queue": APPROVER,
    "given_due": APPROVER,
    "hand_over": APPROVER,
    "conferences": COUNTY,
    "conference_call": COUNTY,
    "conference": COUNTY,
    "conference_minutes": COUNTY,
    "conference_decide": COUNTY,
    "draws": COUNTY,
    "draw": COUNTY,
    "step spot_check": COUNTY,
    "step complain": COUNTY,
    "boards": None,
    "board": None,
    "objecting": None,
    "objection_answer": None,
    "objections": COUNTY,
    "objection": COUNTY,
    "owners": COUNTY,
    "registered": COUNTY,
    "leaver": COUNTY,
    "communities": APPROVER,
    "recusal": CASEWORKER,
    "committee": APPROVER,
    "committee_add": APPROVER,
    "committee_member": APPROVER,
    "figures": COUNTY,
    "figure_add figures": COUNTY,
    "figure_add price_linkage": COUNTY,
    "figure_correct": COUNTY,
    "figure_pages": COUNTY,
    "figure_cases": COUNTY,
    "purpose": COUNTY,
    "affected": COUNTY,
    "on_time": COUNTY,
    "hints": COUNTY,
    "household_trail": AUDITOR,
    "person_trail": AUDITOR,
    "password_change": CASEWORKER,
    "people": ADMINISTRATOR,
    "person_add": ADMINISTRATOR,
    "person_change": ADMINISTRATOR,
    "calendar": ADMINISTRATOR,
    "calendar_year": ADMINISTRATOR,
    "calendar_set": ADMINISTRATOR,
}
"""By the name of the address, and the word in it if there is one: who works there most."""
NO_PAGES = {"household_case_file", "evidence", "figure_page", "paper", "blank_paper", "word_form_start"}
"""Answers to a GET that are not a page: a file to take along, a photograph."""
BESIDE = {
    "not found": (CASEWORKER, "/nothing-here/"),
    "refused": (CASEWORKER, "/people/"),
    "law without signing in": (None, "/law/?place=990100&on=2022-09-30"),
    "law of an early day": (None, "/law/?place=990100&on=2020-01-01"),
    "board of a community": (None, "/board/990100101001/"),
    "recusal of the administrator": (ADMINISTRATOR, "/recusal/"),
    "home of the approver": (APPROVER, "/"),
    "home of the county": (COUNTY, "/"),
    "home of the auditor": (AUDITOR, "/"),
    "home of the administrator": (ADMINISTRATOR, "/"),
    "application as its caseworker": (CASEWORKER, "application"),
    "application sent back": (CASEWORKER, "returned"),
    "application decided": (APPROVER, "decided"),
    "application registered": (COUNTY, "registered case"),
    "application recused from": ("lujianxin", "registered case"),
    "application investigated": (APPROVER, "investigated"),
}
"""Pages without an address of their own, and the same address for somebody else."""
LOOKS = {name: (username, name) for name, username in PAGES.items()} | BESIDE


@pytest.fixture(scope="module")
def arranged(served):
    """The demonstration with a little more in it; where a page is that only a form leads to."""
    made = served.run("tests/browser/arranged.py")
    household, case_file, returned, decided, in_hand, investigated, registered, published = made.split()
    seven_days_pass(served, published)
    served.run("tests/browser/drawn.py", published)
    steps = {
        f"step {deed}": f"/applications/{investigated}/steps/{deed}/"
        for deed in ("record_visit", "propose", "deliberate", "record_check")
    }
    steps |= {
        f"step {deed}": f"/applications/{registered}/steps/{deed}/" for deed in ("assign", "county_visit")
    }
    steps["step complain"] = f"/applications/{published}/steps/complain/"
    steps["step spot_check"] = f"/applications/{published}/steps/spot_check/"
    return {
        "registered case": f"/applications/{registered}/",
        "login": "/login/",
        "boards": "/board/",
        "board": "/board/990100000000/",
        "objecting": "/board/objection/",
        "objection_answer": "/board/answer/",
        # So that nobody is entered twice, only a search that found none leads to a new household.
        "new_household": "/households/new/",
        "register_emergency": "/emergency/",
        "household": f"/households/{household}/",
        "purpose": f"/households/{household}/purpose/",
        "case_file": f"/households/case-files/{case_file}/",
        "returned": f"/applications/{returned}/",
        "resubmit": f"/applications/{returned}/resubmit/",
        "decided": f"/applications/{decided}/",
        "as_decided": f"/applications/{decided}/as-decided/",
        "correct": f"/applications/{decided}/correct/",
        "hand_over": f"/applications/{in_hand}/hand-over/",
        "investigated": f"/applications/{investigated}/",
        **steps,
    }


@pytest.fixture(scope="module")
def people(arranged, browser, address):
    """Everybody signs in once."""
    usernames = {username for username, _ in LOOKS.values()}
    people = {username: Person(browser, address, username) for username in usernames}
    yield people
    for person in people.values():
        person.context.close()


@pytest.fixture(scope="module")
def ways(people, arranged):
    """For everybody: the addresses of each page."""
    by_way_of = [arranged["household"]]
    return {
        username: found_from_home(person, by_way_of=by_way_of)
        for username, person in people.items()
        if username
    }


def test_every_address_that_answers_with_a_page_has_its_line():
    gets = {name for name, line in TABLE.items() if line.method == "get"}
    assert set(named_addresses(get_resolver())) == set(TABLE)
    assert gets == {name.split()[0] for name in PAGES} | NO_PAGES


@pytest.mark.parametrize("name", LOOKS)
def test_there_is_nothing_to_find_fault_with(people, arranged, ways, name):
    username, where = LOOKS[name]
    person = people[username]
    person.complaints.clear()
    path = arranged.get(where) or way_to(where, ways.get(username))
    turn = list(LOOKS).index(name)
    faults = []
    for language in LANGUAGES:
        turn += 1
        person.speak(language)
        answer = person.page.goto(path)
        assert (answer.status, person.page.url) == (status_of(name), person.address + path)
        faults += faults_of(person, name, language, turn)
    assert not faults, "\n" + "\n".join(faults)
    expected = [each for each in person.complaints if f"status of {status_of(name)} " in each]
    assert [each for each in person.complaints if each not in expected or status_of(name) == 200] == []


def way_to(where, ways):
    if where.startswith("/"):
        return where
    assert ways[where], f"no link leads to {where}"
    return ways[where][0]


def status_of(name):
    return {"not found": 404, "refused": 403}.get(name, 200)


def faults_of(person, name, language, turn):
    """Measured at every width; axe is asked, and a picture taken, at one: a different one each time."""
    faults = []
    for number, size in enumerate(SIZES):
        chosen = number == turn % len(SIZES)
        picture = f"{name.replace(' ', '-')}-{language}" if chosen else None
        found = person.faults(size, language=language, axe=chosen, picture=picture)
        faults += [f"{language} {size['width']}: {fault}" for fault in found]
    return faults
