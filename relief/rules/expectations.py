"""What a case expects of its answer, and how an answer differs from it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from relief.rules.answers import Answer
from relief.rules.documents import NUMBER, Reader, is_word
from relief.rules.presenting import programme_data

VERDICTS = ("eligible", "ineligible", "undetermined", "not_offered")
APPROVALS = ("township", "county", "county_conference")
PROGRAMME_KEYS = (
    "verdict",
    "amount",
    "at_most",
    "period",
    "approval",
    "persons",
    "missing",
    "accepted_here",
    "until",
)
MOST_SIZE = 10_000


def read_expectations(reader: Reader, node: yaml.Node) -> dict[str, Any]:
    """The `expect` map. Any other key than the household's size and members is taken for a programme.

    `null` says that the answer has no such value.
    """
    expect: dict[str, Any] = {}
    for name, value in reader.fields(node, "expect", (), any_key=True).items():
        key = f"expect.{name}"
        if name == "household_size":
            expect[name] = None if is_word(value, "null") else reader.whole(value, key, 0, MOST_SIZE)
        elif name == "counted_members":
            expect[name] = reader.each(value, key, reader.text)
        else:
            expect[name] = _read_programme(reader, value, key)
    return expect


def _read_programme(reader: Reader, node: yaml.Node, key: str) -> dict[str, Any]:
    read = {
        "verdict": lambda value, at: reader.one_of(value, at, VERDICTS),
        "amount": _read_amount(reader),
        "at_most": _read_amount(reader),
        "period": lambda value, at: reader.one_of(value, at, ("month", "once")),
        "approval": lambda value, at: reader.one_of(value, at, APPROVALS),
        "persons": lambda value, at: {
            name: reader.one_of(each, f"{at}.{name}", VERDICTS)
            for name, each in reader.fields(value, at, (), any_key=True).items()
        },
        "missing": lambda value, at: reader.each(value, at, reader.text),
        "accepted_here": reader.flag,
        "until": reader.day,
    }
    return {
        name: None if is_word(value, "null") else read[name](value, f"{key}.{name}")
        for name, value in reader.fields(node, key, PROGRAMME_KEYS).items()
    }


def _read_amount(reader: Reader) -> Any:
    """Amounts are texts in the answer; here a number serves as well."""

    def read(node: yaml.Node, key: str) -> Decimal | None:
        value = reader.scalar(node, key, "金额", "an amount")
        if value is None or NUMBER.fullmatch(value):
            return None if value is None else Decimal(value)
        reader.wrong(node, key, '这里要写金额，如 "700.00"', 'must be an amount like "700.00"')
        return None

    return read


def differences(expect: Mapping[str, Any], answer: Answer) -> list[str]:
    """Each way in which the answer is not what is expected; none when it is."""
    found: list[str] = []
    known = {each.code: each for each in answer.programmes}
    for name, wanted in expect.items():
        if name == "household_size":
            _compare(found, name, wanted, answer.household_size)
        elif name == "counted_members":
            _compare(found, name, sorted(wanted), sorted(answer.counted_members))
        elif name not in known:
            found.append(f"{name}: programme not known")
        else:
            _compare_programme(found, programme_data(known[name], answer.day), name, wanted)
    return found


def _compare_programme(
    found: list[str], given: Mapping[str, Any], code: str, expect: Mapping[str, Any]
) -> None:
    for key, wanted in expect.items():
        at, got = f"{code}.{key}", given.get(key)
        if key == "persons":
            for person, verdict in wanted.items():
                _compare(found, f"{at}.{person}", verdict, (got or {}).get(person))
        elif key == "missing":
            _compare(found, at, sorted(wanted), sorted(got or []))
        elif key == "until":
            _compare(found, at, None if wanted is None else wanted.isoformat(), got)
        elif key in ("amount", "at_most"):
            _compare(found, at, wanted, None if got is None else Decimal(got))
        else:
            _compare(found, at, wanted, got)


def _compare(found: list[str], at: str, wanted: Any, got: Any) -> None:
    if wanted != got:
        found.append(f"{at}: expected {_shown(wanted)}, got {_shown(got)}")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return "nothing" if value is None else str(value)
