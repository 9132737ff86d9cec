"""What a page costs on the wire, as a browser counts it: headers, and bodies as they were compressed."""

import pytest

from tests.browser.finding import found_from_home
from tests.browser.people import Person

pytestmark = pytest.mark.browser

FIRST, LATER = 150_000, 30_000
CHIEF = (
    "home",
    "households",
    "household",
    "member_person",
    "member_facts",
    "result",
    "outcome",
    "sheet",
    "what_if",
    "submit",
    "case_file_add",
)


class Scale:
    """Adds up what arrives over the network; what comes from the browser's own store weighs nothing."""

    def __init__(self, page):
        self.weight = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def _add(self, event):
        self.weight += event["encodedDataLength"]

    def since_last(self):
        weight, self.weight = self.weight, 0
        return weight


def open_page(person, path):
    person.page.goto(path)
    person.page.wait_for_load_state("networkidle")


def test_the_first_three_pages_and_every_later_one(browser, address):
    person = Person(browser, address)
    scale = Scale(person.page)
    person.sign_in("linxiaoman")
    ways = found_from_home(person)
    open_page(person, ways["household"][0])
    first = scale.since_last()
    later = {}
    for name in CHIEF:
        open_page(person, ways[name][0])
        later[name] = scale.since_last()
    person.context.close()
    assert 20_000 < first <= FIRST
    assert {name: weight for name, weight in later.items() if not 500 < weight <= LATER} == {}
