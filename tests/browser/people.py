"""Somebody at a page, and what they would not put up with there."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ground import VAR
from relief.offices.demonstration import PASSWORD

DESK, TABLET, PHONE = (
    {"width": 1440, "height": 900},
    {"width": 768, "height": 1024},
    {"width": 360, "height": 740},
)
SIZES = (PHONE, TABLET, DESK)
PICTURES = VAR / "pictures"
LANGUAGES = ("zh-hans", "en")
# Every rule of WCAG 2.2 A and AA and best practice; axe leaves the size of targets out unless it is told.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
}
# Clicks of the person, on every page; what one click does by itself is none of them.
COUNTING = """addEventListener("click", event => event.isTrusted && event.detail && walked(), true)"""
MEASURES = (Path(__file__).parent / "measures.js").read_text()


class Person:
    """Somebody in a browser of their own; what the browser complains of is remembered."""

    def __init__(self, browser, address, username=None):
        self.address = address
        # Today is today in China, wherever and whenever the tests run.
        here = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        self.context = browser.new_context(base_url=address, viewport=DESK, **here)
        self.context.set_default_timeout(15_000)
        self.screens = self.clicks = 0
        self.context.expose_function("walked", self._clicked)
        self.context.add_init_script(COUNTING)
        self.page = self.context.new_page()
        self.page.on("load", self._arrived)
        self.complaints = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._watch)
        if username:
            self.sign_in(username)

    def sign_in(self, username):
        self.page.goto("/login/")
        self.page.get_by_label("账号").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()

    def walked(self):
        """Screens and clicks so far, signing in among them."""
        return self.screens, self.clicks

    def _clicked(self):
        self.clicks += 1

    def _arrived(self, _page):
        self.screens += 1

    def _listen(self, message):
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def _watch(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def speak(self, language):
        """What the switch at the foot of the page would do."""
        self.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])

    def look(self, name):
        """Pictures at the ends of the widths, and nothing to find at any."""
        for size in (PHONE, DESK):
            found = self.faults(size, picture=name)
            assert found == [], f"{name} at {size['width']}: {found}"
        assert self.complaints == [], self.complaints

    def faults(self, size, *, language="zh-hans", axe=True, picture=None):
        """What is wrong with the page at a width, as lines to read."""
        self._stretch(size)
        if picture:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(
                path=PICTURES / f"{picture}-{size['width']}.png", full_page=True, caret="initial"
            )
        found = self.page.evaluate(MEASURES, {"language": language, "strict": size == PHONE})
        return found + (self.asked_of_axe() if axe else [])

    def asked_of_axe(self):
        violations = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in violations]

    def _stretch(self, size):
        """As high as the page, so that what stays at an edge of the window covers nothing."""
        self.page.set_viewport_size(size)
        self.page.evaluate("scrollTo(0, 0)")
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})


def write_down(name, people, seconds):
    """For whoever wants to know, into var/walks.txt; seconds of the machine, with its looks."""
    screens, clicks = (sum(counts) for counts in zip(*(each.walked() for each in people), strict=True))
    VAR.mkdir(exist_ok=True)
    with (VAR / "walks.txt").open("a") as file:
        file.write(f"{name}: {len(people)} people, {screens} screens, {clicks} clicks, {seconds:.0f} s\n")
