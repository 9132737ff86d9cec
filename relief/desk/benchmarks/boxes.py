"""What a browser would send of a page's form, read from the page."""

from html.parser import HTMLParser

SENT_WHEN_TICKED = ("checkbox", "radio")


class Boxes(HTMLParser):
    """The boxes of the form `entry` as they are shown, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._inside = False
        self._select = ""
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = given.get("id") == "entry"
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
        elif tag == "option" and self._select and "selected" in given:
            self._note(self._select, given)
        elif tag == "input" and (given.get("type") not in SENT_WHEN_TICKED or "checked" in given):
            self._note(name, given)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._note(self._area, {"value": data.strip()})
            self._area = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        self._select = "" if tag == "select" else self._select

    def _note(self, name: str, given: dict[str, str | None]) -> None:
        if self._inside and name:
            self.sent.setdefault(name, []).append(given.get("value") or "")
