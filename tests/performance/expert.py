"""An expert at the keyboard: how long a new household takes from its first name to its application.

    python tests/performance/expert.py http://127.0.0.1:8000

A program, no test. It goes through the demonstration that `sh bin/serve` serves and really makes a household
there. Hands and head are reckoned with the keystroke-level model of Card, Moran and Newell: a key 0.28 s, a
look before a box or a button 1.35 s, a way with the mouse 2.1 s (hand there and back, and a click). The
answers of the server are measured. Chinese is typed in pinyin, with one more key to choose the word.
"""

import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random
from time import perf_counter

from PIL import Image
from playwright.sync_api import expect, sync_playwright
from pypinyin import lazy_pinyin

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

KEY, LOOK, POINT = 0.28, 1.35, 2.1
PASSWORD = "shili-2026-demo"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FAMILY = (
    ("郑海波", "19850612", 1, "", "1600"),
    ("冯晓兰", "19870923", 2, "spouse", "900"),
    ("郑思远", "20120305", 3, "child", ""),
    ("郑思雨", "20150818", 4, "child", ""),
)
STOPS = """target => {
  const names = new Set();
  const kinds = "a[href], button, input, select, textarea, summary";
  const all = [...document.querySelectorAll(kinds)].filter(each =>
    each.checkVisibility() && each.tabIndex >= 0 && !each.disabled && each.type !== "hidden" &&
    (each === target || each === document.activeElement || each.type !== "radio" ||
     (!names.has(each.name) && names.add(each.name))));
  const here = all.indexOf(document.activeElement), there = all.indexOf(target);
  return there > here ? there - here : 99;
}"""


class Expert:
    """Does what a caseworker does who knows every page, and keeps account of it."""

    def __init__(self, page):
        self.page, self.screen = page, ""
        self.keys, self.hands, self.server = defaultdict(int), defaultdict(float), defaultdict(float)

    def at(self, screen):
        self.screen = screen

    def press(self, number):
        self.keys[self.screen] += number
        self.hands[self.screen] += number * KEY

    def reach(self, target):
        """By Tab where that is quicker, or with the mouse."""
        target = target.first
        expect(target).to_be_visible()
        self.hands[self.screen] += LOOK
        stops = target.evaluate(STOPS)
        if stops * KEY <= POINT:
            self.press(stops)
        else:
            self.hands[self.screen] += POINT
        target.focus()
        return target

    def write(self, box, text):
        self.reach(self.page.locator(box)).fill(text)
        latin = text.isascii()
        self.press(len(text) if latin else sum(map(len, lazy_pinyin(text))) + 1)

    def choose(self, box, code):
        options = self.reach(self.page.locator(box)).locator("option")
        codes = options.evaluate_all("all => all.map(each => each.value)")
        self.press(codes.index(code))
        self.page.locator(box).select_option(code)

    def tick(self, box):
        self.reach(self.page.locator(box)).check()
        self.press(1)

    def go(self, target, arrived):
        """Presses what leads on, and waits for what it leads to."""
        target = self.reach(target)
        self.press(1)
        begun = perf_counter()
        target.press("Enter")
        expect(arrived).to_be_visible()
        self.server[self.screen] += perf_counter() - begun


def number_of(born, serial):
    """An invented identity number; no real county begins with 99."""
    seventeen = f"990101{born}{Random().randrange(100, 990) // 10 * 10 + serial % 10:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return seventeen + "10X98765432"[sum(int(a) * b for a, b in zip(seventeen, weights, strict=True)) % 11]


def make_household(expert):
    page = expert.page
    expert.at("home")
    expert.go(page.locator('main a[href="/households/new/"]'), page.locator("#id_number"))
    expert.at("new household")
    name, born, serial, *_rest = FAMILY[0]
    expert.write("#id_name", name)
    expert.write("#id_number", number_of(born, serial))
    expert.go(page.locator(".form-foot .btn-primary"), page.locator("#id_newcomers-0-name"))
    expert.at("members")
    for row, (name, born, serial, relation, _income) in enumerate(FAMILY[1:]):
        if row:
            add = page.get_by_role("button", name="再加一人")
            expert.go(add, page.locator(f"#id_newcomers-{row}-name"))
        expert.write(f"#id_newcomers-{row}-name", name)
        expert.choose(f"#id_newcomers-{row}-relation", relation)
        expert.write(f"#id_newcomers-{row}-number", number_of(born, serial))
    expert.go(
        page.get_by_role("button", name="人齐了"), page.get_by_role("heading", name=FAMILY[0][0], level=1)
    )


def tell_incomes(expert):
    page = expert.page
    for place, (*_who, income) in enumerate(FAMILY):
        expert.at(f"member {place + 1}")
        expert.tick("#id_incomes_declared_0" if income else "#id_incomes_declared_1")
        if income:
            expert.choose("#id_incomes-0-kind", "wage")
            expert.write("#id_incomes-0-amount", income)
        last = place + 1 == len(FAMILY)
        after = page.locator("h1", has_text="家庭共有收入" if last else FAMILY[place + 1][0])
        expert.go(page.locator(".form-foot .btn-primary"), after)
    expert.at("shared incomes")
    expert.tick("#id_incomes_declared_1")
    expert.go(page.locator(".form-foot .btn-primary"), page.locator("h1", has_text="财产"))
    expert.at("assets")
    expert.go(page.locator(".form-foot .btn-primary"), page.locator("h1", has_text="大额支出"))
    expert.at("spending")
    expert.write("#id_spending_medical_self_paid", "3200")
    expert.go(page.get_by_role("button", name="保存，回到住户").last, page.locator("#section_hardship"))


def hand_in(expert, photograph):
    page = expert.page
    expert.at("household")
    expert.go(page.locator('a[href$="/papers/"]'), page.locator("#add"))
    expert.at("papers")
    box = expert.reach(page.locator("#add input[type=file]"))
    box.set_input_files(photograph)
    expert.press(3)
    expert.go(page.locator("#add button[type=submit]"), page.locator('main a[href$=".jpg"], main img'))
    expert.go(page.locator("nav.crumbs a, .identity a"), page.locator("#section_hardship"))


def submit(expert):
    page = expert.page
    expert.at("household")
    expert.go(page.get_by_role("button", name="存档，看筛查结果"), page.locator("h1", has_text="筛查结果"))
    expert.at("result")
    expert.go(page.locator("nav.crumbs a"), page.locator("#section_hardship"))
    expert.at("household")
    expert.go(page.locator(".advice a", has_text="提交"), page.locator("h1", has_text="提交"))
    expert.at("submit")
    expert.go(page.locator("main form .btn-primary"), page.get_by_text("已提交"))


def report(expert):
    total = 0.0
    sys.stdout.write(f"{'screen':<18}{'keys':>6}{'hands s':>9}{'server s':>10}\n")
    for screen in expert.hands:
        hands, server = expert.hands[screen], expert.server[screen]
        total += hands + server
        sys.stdout.write(f"{screen:<18}{expert.keys[screen]:6}{hands:9.1f}{server:10.2f}\n")
    keys, screens = sum(expert.keys.values()), len(expert.hands)
    sys.stdout.write(f"{total / 60:.1f} minutes, {screens} screens, {keys} keys\n")


def main(address):
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        photograph = Path(folder) / "paper.jpg"
        Image.effect_noise((1200, 1600), 60).save(photograph)
        chromium = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, BROWSERS))), chromium_sandbox=False
        )
        page = chromium.new_context(locale="zh-CN", base_url=address).new_page()
        page.goto("/login/")
        page.locator("[name=username]").fill("linxiaoman")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        expect(page.get_by_role("button", name="退出")).to_be_visible()
        expect.set_options(timeout=30_000)
        expert = Expert(page)
        try:
            for part in (make_household, tell_incomes):
                part(expert)
            hand_in(expert, photograph)
            submit(expert)
        finally:
            report(expert)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["http://127.0.0.1:8000"])
