"""YAML 1.2 documents read with the place of every value, so that a mistake can be named by key and line.

Only `true` and `false` are booleans, numbers are exact decimals, days are written 2026-11-23. What is wrong
is collected, not raised: a reader is asked for its `problems` at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import yaml

from relief.rules.codes import Text

MOST_VALUES = 200_000
"""Values read from one document: a file that repeats itself by reference cannot grow without end."""
MOST_DEPTH = 50
"""Maps and lists inside one another. No case has ten; a hundred thousand would end the process."""

NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NULL = ("", "~", "null", "Null", "NULL")
_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_EMPTY = re.compile(r"^---|^%[^\n]*|(^|\s)#[^\n]*", re.MULTILINE)
"""What a document can be made of and still hold nothing: its beginning, directives, comments."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, at which key, on which line of the file."""

    key: str
    message: Text
    line: int


class TooLarge(Exception):
    """The document holds more values than any household has."""


def documents(text: str) -> Iterator[tuple[str, int]]:
    """The documents of a YAML text, each with the number of lines before it; empty ones are passed over."""
    start = 0
    for cut in [*(found.start() for found in _SEPARATOR.finditer(text)), len(text)]:
        part = text[start:cut]
        if _EMPTY.sub("", part).strip():
            yield part, text.count("\n", 0, start)
        start = cut


class Reader:
    """Reads the nodes of one document. `first_line` is the number of lines of the file before it."""

    def __init__(self, first_line: int = 0) -> None:
        self.first_line, self._left = first_line, MOST_VALUES
        self.problems: list[Problem] = []

    def compose(self, text: str) -> yaml.Node | None:
        """The document's root; None after a mistake in the YAML itself, TooLarge when it is too deep."""
        try:
            _check_depth(text)
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            self._not_yaml(error.problem or str(error), error.problem_mark.line if error.problem_mark else 0)
        except yaml.reader.ReaderError as error:
            before = text.encode()[: error.position]
            self._not_yaml(error.reason, before.count(b"\n"))
        return None

    def _not_yaml(self, what: str, lines_before: int) -> None:
        line = self.first_line + lines_before + 1
        self.problems.append(Problem("", Text(f"不是YAML：{what}", f"not YAML: {what}"), line))

    def wrong(self, node: yaml.Node, key: str, zh: str, en: str) -> None:
        """Note that the value at a key is wrong."""
        self.problems.append(Problem(key, Text(zh, en), self.first_line + node.start_mark.line + 1))

    def fields(
        self, node: yaml.Node, key: str, known: tuple[str, ...], *, any_key: bool = False
    ) -> dict[str, yaml.Node]:
        """The values of a map by key. Unknown and repeated keys are wrong."""
        if not self._is(node, key, yaml.MappingNode, "一组键和值", "a map"):
            return {}
        found: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = str(name_node.value) if isinstance(name_node, yaml.ScalarNode) else "?"
            at = f"{key}.{name}" if key else name
            if name in found:
                self.wrong(name_node, at, "这个键写了两次", "this key stands twice")
            elif not any_key and name not in known:
                near = get_close_matches(name, known, 1)
                self.wrong(
                    name_node,
                    at,
                    "没有这个键" + (f"，是不是 {near[0]}？" if near else ""),
                    "unknown key" + (f", did you mean {near[0]}?" if near else ""),
                )
            else:
                found[name] = value
        return found

    def items(self, node: yaml.Node, key: str) -> list[yaml.Node]:
        """The nodes of a list."""
        return list(node.value) if self._is(node, key, yaml.SequenceNode, "列表", "a list") else []

    def _is(self, node: yaml.Node, key: str, kind: type[yaml.Node], zh: str, en: str) -> bool:
        self._left -= 1
        if self._left < 0:
            raise TooLarge
        if not isinstance(node, kind):
            self.wrong(node, key, f"这里要写{zh}", f"must be {en}")
            return False
        return True

    def scalar(self, node: yaml.Node, key: str, zh: str, en: str) -> str | None:
        """The text of a scalar that is not empty; anything else is wrong."""
        if not self._is(node, key, yaml.ScalarNode, zh, en):
            return None
        if _is_plain(node) and node.value in _NULL:
            self.wrong(
                node,
                key,
                "空着不算：没有申报就不写这个键，没有就写 none 或 []",
                "empty: leave the key out when it is not declared, write none or [] when there is none",
            )
            return None
        return str(node.value)

    def _matched(self, node: yaml.Node, key: str, pattern: re.Pattern[str], zh: str, en: str) -> str | None:
        value = self.scalar(node, key, zh, en)
        if value is not None and not (_is_plain(node) and pattern.fullmatch(value)):
            self.wrong(node, key, f"这里要写{zh}", f"must be {en}")
            return None
        return value

    def text(self, node: yaml.Node, key: str) -> str | None:
        value = self.scalar(node, key, "文字", "text")
        if value is not None and _is_plain(node) and (value in ("true", "false") or NUMBER.fullmatch(value)):
            self.wrong(node, key, "这里要写文字，数字请加引号", "must be text; put a number in quotes")
            return None
        return value

    def flag(self, node: yaml.Node, key: str) -> bool | None:
        value = self._matched(node, key, re.compile("true|false"), " true 或 false", "true or false")
        return None if value is None else value == "true"

    def day(self, node: yaml.Node, key: str) -> date | None:
        value = self.scalar(node, key, "日期", "a date")
        if value is None:
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.wrong(node, key, "这里要写日期，如 2026-11-23", "must be a date like 2026-11-23")
        return None

    def number(self, node: yaml.Node, key: str, *, most: Decimal, places: int) -> Decimal | None:
        """A number from nothing up to `most`, with at most so many decimal places."""
        value = self._matched(node, key, NUMBER, "数字", "a number")
        if value is None:
            return None
        number = Decimal(value)
        if number < 0:
            self.wrong(
                node,
                key,
                "不能是负数；没有就写 none 或 []",
                "must not be negative; write none or [] when there is none",
            )
        elif number > most:
            self.wrong(node, key, f"不能超过{most}", f"must not be above {most}")
        elif number != round(number, places):
            self.wrong(node, key, f"最多写{places}位小数", f"has more than {places} decimal places")
        else:
            return number
        return None

    def whole(self, node: yaml.Node, key: str, least: int, most: int) -> int | None:
        value = self._matched(node, key, _WHOLE, "整数", "a whole number")
        if value is None:
            return None
        if not least <= Decimal(value) <= most:
            self.wrong(node, key, f"要在{least}到{most}之间", f"must be between {least} and {most}")
            return None
        return int(value)

    def one_of(self, node: yaml.Node, key: str, choices: tuple[str, ...]) -> str | None:
        value = self.scalar(node, key, "一个代码", "a code")
        if value is not None and value not in choices:
            self.wrong(node, key, f"只能是 {' '.join(choices)}", f"must be one of {' '.join(choices)}")
            return None
        return value

    def each(self, node: yaml.Node, key: str, read: Callable[[yaml.Node, str], Any]) -> list[Any]:
        """The items of a list, each read; those that are wrong are left out."""
        values = (read(item, f"{key}[{number}]") for number, item in enumerate(self.items(node, key)))
        return [value for value in values if value is not None]


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise TooLarge


def _is_plain(node: yaml.Node) -> bool:
    """Whether a scalar is written without quotes."""
    return isinstance(node, yaml.ScalarNode) and not node.style


def is_word(node: yaml.Node, word: str) -> bool:
    """Whether a node is this one word."""
    return isinstance(node, yaml.ScalarNode) and node.value == word
