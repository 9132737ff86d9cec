"""Reading case files: one household, one day, one answer; several a file, separated by ``---``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from relief.rules.codes import AreaKind, Text
from relief.rules.declarations import read_declaration
from relief.rules.documents import Problem, Reader, TooLarge, documents
from relief.rules.expectations import read_expectations
from relief.rules.parameters import FIRST_DAY

CASE_KEYS = ("case", "title", "source", "day", "place", "area", "household", "expect")
REQUIRED = ("case", "day", "place", "area", "household")


@dataclass(frozen=True, slots=True)
class Case:
    """A household as it is known on a day, in the case file's vocabulary, and what is expected.

    `household` holds yuan as Decimal, days as dates; `line` is where the case begins in its file.
    """

    name: str
    day: date
    place: str
    area: str
    household: Mapping[str, Any]
    expect: Mapping[str, Any] | None = None
    title: str = ""
    source: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class CaseError:
    """A case that could not be read, with everything that is wrong with it."""

    name: str | None
    file: str
    problems: tuple[Problem, ...]
    line: int = 1

    def words(self, language: str = "zh") -> str:
        """File, case, key and what is wrong, for each mistake."""
        english = language.startswith("en")
        unnamed = "unnamed case" if english else "未写名称的案例"
        return ("; " if english else "；").join(
            ", ".join(
                (
                    self.file,
                    self.name or unnamed,
                    each.key or "-",
                    each.message.en if english else each.message.zh,
                )
            )
            for each in self.problems
        )


def read_cases(text: str, file: str) -> Iterator[Case | CaseError]:
    """Every case of a file's text, one after another; a case with a mistake stops none of the others."""
    for document, first_line in documents(text):
        yield _read_case(document, file, first_line)


def _read_case(document: str, file: str, first_line: int) -> Case | CaseError:
    reader = Reader(first_line)
    values: dict[str, Any] = {}
    try:
        node = reader.compose(document)
        if node is not None:
            values = _read_top(reader, node)
    except (TooLarge, RecursionError):
        reader.problems.append(Problem("", Text("案例太大", "the case is too large"), first_line + 1))
    name = values.get("case") or _name_at_a_glance(document)
    line = first_line + 1
    if reader.problems:
        return CaseError(name, file, tuple(reader.problems), line)
    return Case(
        values["case"],
        values["day"],
        values["place"],
        values["area"],
        values["household"],
        values.get("expect"),
        values.get("title", ""),
        values.get("source", ""),
        line,
    )


def _name_at_a_glance(document: str) -> str | None:
    """The name of a case whose YAML cannot be read."""
    found = re.search(r"^case:[ \t]*(\S.*?)[ \t]*$", document, re.MULTILINE)
    return found.group(1).strip("\"'") if found else None


def _read_top(reader: Reader, node: yaml.Node) -> dict[str, Any]:
    fields = reader.fields(node, "", CASE_KEYS)
    for key in REQUIRED:
        if key not in fields and isinstance(node, yaml.MappingNode):
            reader.wrong(node, key, "缺这个键", "this key is missing")
    values: dict[str, Any] = {
        key: reader.text(fields[key], key) for key in ("case", "title", "source") if key in fields
    }
    if "place" in fields:
        values["place"] = reader.scalar(fields["place"], "place", "地方", "a place")
    if "area" in fields:
        values["area"] = reader.one_of(fields["area"], "area", AreaKind.codes())
    if "day" in fields:
        values["day"] = _read_judged_day(reader, fields["day"])
    if "household" in fields:
        values["household"] = read_declaration(reader, fields["household"], values.get("day"))
    if "expect" in fields:
        values["expect"] = read_expectations(reader, fields["expect"])
    return values


def _read_judged_day(reader: Reader, node: yaml.Node) -> date | None:
    day = reader.day(node, "day")
    if day is not None and day < FIRST_DAY:
        reader.wrong(
            node, "day", f"{FIRST_DAY}以前的规定没有编入", f"the law before {FIRST_DAY} is not encoded"
        )
        return None
    return day
