"""The main job by keyboard alone, and the focus always in sight."""

import re

import pytest
from playwright.sync_api import expect

from relief.offices.demonstration import PASSWORD
from tests.browser.people import Person

pytestmark = pytest.mark.browser

HEAD, PROGRAMME = "周志文", "小额快救"
FURTHEST = 120
"""So many steps a page may take at most from its beginning to its end."""
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
  const covered = inside && top && !at.contains(top) && !top.contains(at) && !top.closest("label");
  return at === document.body || (seen && inside && !covered) ? "" : at.outerHTML.slice(0, 200);
}"""


class Keys:
    """A person without a mouse."""

    def __init__(self, person):
        self.page = person.page

    def reach(self, target):
        """From stop to stop until the target has the focus; where it stands is seen at each."""
        expect(target).to_be_visible()
        for _ in range(FURTHEST):
            if target.evaluate("each => each === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS) == ""
        raise AssertionError(f"{FURTHEST} steps do not lead to {target}")

    def press(self, key):
        self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.insert_text(text)

    def follow(self, target):
        self.reach(target).press("Enter")


@pytest.fixture
def at_the_door(browser, address):
    people = []

    def enter(username):
        people.append(Person(browser, address))
        page, keys = people[-1].page, Keys(people[-1])
        page.goto("/login/")
        keys.reach(page.get_by_label("账号")).write(username)
        keys.reach(page.get_by_label("密码")).write(PASSWORD)
        keys.press("Enter")
        expect(page.get_by_role("button", name="退出")).to_be_visible()
        return page, keys

    yield enter
    for person in people:
        person.context.close()


def test_a_household_is_checked_submitted_and_decided_without_a_mouse(at_the_door):
    submit(*at_the_door("linxiaoman"))
    decide(*at_the_door("hejing"))


def submit(page, keys):
    keys.reach(page.get_by_label("查找", exact=True)).write(HEAD)
    keys.press("Enter")
    keys.follow(page.get_by_role("link", name=HEAD).first)
    expect(page.get_by_role("heading", level=1, name=f"{HEAD}户")).to_be_visible()
    keys.follow(page.locator("main .btn-primary"))
    expect(page.get_by_role("heading", level=1, name="筛查结果")).to_be_visible()
    keys.follow(page.get_by_role("navigation", name="位置").get_by_role("link"))
    fitting = page.locator("section[aria-labelledby=advice] > .advice")
    keys.follow(fitting.get_by_role("link", name=f"提交{PROGRAMME}"))
    expect(page.get_by_role("heading", level=1, name=f"提交{PROGRAMME}")).to_be_visible()
    keys.follow(page.locator("main .btn-primary"))
    expect(page.get_by_text(re.compile("^已提交")).first).to_be_visible()


def decide(page, keys):
    keys.follow(page.get_by_role("navigation", name="主导航").get_by_role("link", name="待审"))
    of_this = page.get_by_role("row", name=re.compile(f"{HEAD}.*{PROGRAMME}"))
    keys.follow(of_this.get_by_role("link", name=HEAD, exact=True))
    expect(page.get_by_role("radio").first).to_be_visible()
    keys.reach(page.get_by_role("radio").first).press("Space")
    expect(page.get_by_role("radio").first).to_be_checked()
    keys.press("ArrowDown")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    keys.press("ArrowUp")
    keys.follow(page.locator("main form .btn-primary"))
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.locator("#decide")).to_have_text("决定")


def test_the_first_stop_of_a_page_leads_past_its_head(at_the_door):
    page, keys = at_the_door("linxiaoman")
    page.goto("/households/")
    keys.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_form_that_comes_back_begins_with_its_mistakes(at_the_door):
    page, keys = at_the_door("tangming")
    page.goto("/people/add/")
    keys.follow(page.locator("main .btn-primary"))
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    first = summary.get_by_role("link").first
    box = page.locator(first.get_attribute("href"))
    keys.follow(first)
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    said = page.locator(f"#{box.get_attribute('aria-describedby').split()[-1]}")
    expect(said).to_be_visible()
