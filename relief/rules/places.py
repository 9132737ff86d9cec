"""Reading a place file: the name, the code and the dated figures of a county or a province."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

import yaml

from relief.rules.codes import AreaKind, IncomeKind, Text
from relief.rules.documents import NUMBER, Problem, Reader, TooLarge, documents
from relief.rules.facts import MOST_FEN

MOST_YUAN = Decimal(MOST_FEN) / 100
MOST_RATIO = Decimal(1000)
LONGEST_DAYS = 250
"""Working days of a year: no deadline that a place sets is longer."""
STEPS = (Decimal("0.01"), Decimal("0.1"), Decimal(1))
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
ASSET_PROGRAMMES = ("dibao", "tekun", "dibao_margin", "rigid_expenditure", "expenditure_relief", "default")


class PlaceError(ValueError):
    """A place file that cannot be read; `problems` says where."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{file}: {each.key}: {each.message.en}" for each in problems))
        self.file, self.problems = file, problems


class Kind(Protocol):
    """How one value of a place is written: what reads it, and what a form asks for."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        """The value, or None after noting what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Money:
    """Yuan, to the fen."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.number(node, key, most=MOST_YUAN, places=2)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A multiple or a share, to the ten-thousandth."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.number(node, key, most=MOST_RATIO, places=4)


@dataclass(frozen=True, slots=True)
class Flag:
    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.flag(node, key)


@dataclass(frozen=True, slots=True)
class Day:
    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.day(node, key)


@dataclass(frozen=True, slots=True)
class Whole:
    """A count, from nothing up to `most`."""

    most: int

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.whole(node, key, 0, self.most)


@dataclass(frozen=True, slots=True)
class OneOf:
    choices: tuple[str, ...]

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.one_of(node, key, self.choices)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as 2022-03."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        value = reader.scalar(node, key, "月份", "a month")
        if value is not None and not MONTH.fullmatch(value):
            reader.wrong(node, key, "这里要写月份，如 2022-03", "must be a month like 2022-03")
            return None
        return value


@dataclass(frozen=True, slots=True)
class Percent:
    """An index in per cent, which may fall."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        value = reader.scalar(node, key, "百分数", "per cent")
        if value is None or NUMBER.fullmatch(value):
            return None if value is None else Decimal(value)
        reader.wrong(node, key, "这里要写数字", "must be a number")
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """What amounts are rounded to: a fen, ten fen or a yuan."""

    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        value = reader.number(node, key, most=MOST_YUAN, places=2)
        if value is not None and value not in STEPS:
            reader.wrong(node, key, "只能是 0.01、0.1 或 1", "must be 0.01, 0.1 or 1")
        return value


@dataclass(frozen=True, slots=True)
class Parts:
    """A map. It cannot be reckoned with without the keys of `needs`, nor with none or two of `either`."""

    keys: Mapping[str, Kind]
    needs: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    def read(self, reader: Reader, node: yaml.Node, key: str) -> dict[str, Any]:
        self._check(reader, node, key)
        fields = reader.fields(node, key, tuple(self.keys))
        values = {
            name: self.keys[name].read(reader, value, f"{key}.{name}" if key else name)
            for name, value in fields.items()
        }
        return {name: value for name, value in values.items() if value is not None}

    def _check(self, reader: Reader, node: yaml.Node, key: str) -> None:
        """Of anything else than a map it is told that it is no map, and no more."""
        if not isinstance(node, yaml.MappingNode):
            return
        written = {name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)}
        for name in self.needs:
            if name not in written:
                reader.wrong(node, f"{key}.{name}" if key else name, "缺这个键", "this key is missing")
        if self.either and len(written.intersection(self.either)) != 1:
            either = " / ".join(self.either)
            reader.wrong(node, key, f"要写其中一个：{either}", f"must have one of {either}")


@dataclass(frozen=True, slots=True)
class Several:
    """A list."""

    kind: Kind

    def read(self, reader: Reader, node: yaml.Node, key: str) -> list[Any]:
        return reader.each(node, key, lambda item, at: self.kind.read(reader, item, at))


_by_area = Parts({code: Money() for code in AreaKind.codes()})
_days = Parts({"from": Day(), "to": Day()})
_top_up = Parts({"age": Whole(150), "amount": Money(), "rate": Ratio()}, either=("amount", "rate"))
_assets = Parts(
    {
        "financial_per_head": Money(),
        "dwellings": Whole(1000),
        "vehicles": Whole(1000),
        "non_residential_property": Flag(),
        "business_capital": Money(),
    }
)
_figures = Parts(
    {
        "from": Day(),
        "dibao_standard": _by_area,
        "dibao_standard_at_least": _by_area,
        "dibao_tiers": Several(Parts({"below": Money(), "amount": Money()}, needs=("below", "amount"))),
        "dibao_top_ups": Parts(
            {"elder": _top_up, "minor": _top_up, "severely_disabled": _top_up, "seriously_ill": _top_up}
        ),
        "dibao_top_ups_add": Flag(),
        "rounding": Parts({"to": Step(), "mode": OneOf(("up", "half_up", "down"))}, needs=("to", "mode")),
        "margin_multiple": Ratio(),
        "margin_inclusive": Flag(),
        "disposable_income": Money(),
        "assets": Parts({programme: _assets for programme in ASSET_PROGRAMMES}),
        "minimum_wage": Money(),
        "work_cost_rate": Ratio(),
        "count_basic_pension": Flag(),
        "extra_excluded_incomes": Several(OneOf(IncomeKind.codes())),
        "rigid_ratio": Ratio(),
        "rigid_inclusive": Flag(),
        "tekun_minor_age": Whole(18),
        "tekun_basic": _by_area,
        "tekun_care": Parts({"able": Money(), "partial": Money(), "full": Money()}),
        "fast_relief_cap": Money(),
        "township_relief_cap": Money(),
        "county_relief_cap": Money(),
        "uninsured_relief_cap": Money(),
        "graduate_relief_cap": Money(),
        "uninsured_programme_open": _days,
        "graduate_programme_open": _days,
        "grace_months": Whole(120),
        "residence_permit_dibao": Flag(),
        "price_floor": Money(),
        "acceptance_days": Whole(LONGEST_DAYS),
        "relief_days": Whole(LONGEST_DAYS),
        "papers_after_relief_days": Whole(LONGEST_DAYS),
        "objection_days": Whole(LONGEST_DAYS),
        "hotline_days": Whole(LONGEST_DAYS),
    }
)
SECTIONS: Mapping[str, Parts] = {
    "figures": _figures,
    "epidemic_affected": Parts(
        {"from": Day(), "to": Day(), "township_relief_cap": Money(), "community_relief": Flag()}
    ),
    "one_time_supplement": Parts(
        {"register_day": Day(), "pay_by": Day(), "dibao": Money(), "tekun": Money()}
    ),
    "price_linkage": Parts({"month": Month(), "cpi": Percent(), "food_cpi": Percent(), "scpi": Percent()}),
}
"""How one entry of each section of a place is written."""


@dataclass(frozen=True, slots=True)
class _Name:
    def read(self, reader: Reader, node: yaml.Node, key: str) -> Any:
        return reader.scalar(node, key, "文字", "text")


_place = Parts(
    {"name": _Name(), "code": _Name(), **{section: Several(kind) for section, kind in SECTIONS.items()}}
)


def read_place(text: str, file: str) -> dict[str, Any]:
    """A place as Figures takes it: yuan and ratios as Decimal, days as dates.

    Raises PlaceError for anything the case file's contract does not know, or a figures entry without its day.
    """
    reader = Reader()
    try:
        place = _read(reader, text)
    except TooLarge:
        reader.problems.append(Problem("", Text("文件太大", "the file is too large"), 1))
    if reader.problems:
        raise PlaceError(file, reader.problems)
    return place


def _read(reader: Reader, text: str) -> dict[str, Any]:
    node = reader.compose(next((document for document, _ in documents(text)), ""))
    if node is None:
        if not reader.problems:
            reader.problems.append(Problem("", Text("文件是空的", "the file holds nothing"), 1))
        return {}
    place: dict[str, Any] = _place.read(reader, node, "")
    for number, entry in enumerate(place.get("figures", [])):
        if "from" not in entry:
            reader.wrong(node, f"figures[{number}].from", "缺这个键", "this key is missing")
    return place


def read_entry(section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """One entry of a section, from plain values, as a place file with these values would be read.

    Raises PlaceError, its keys beginning inside the entry.
    """
    return read_parts(SECTIONS[section], section, values)


def read_parts(parts: Parts, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The same of parts that no place file has."""
    reader = Reader()
    found = parts.read(reader, _node(values), "")
    if reader.problems:
        raise PlaceError(name, reader.problems)
    return found


def _node(value: Any) -> yaml.Node:
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    if isinstance(value, Mapping):
        pairs = [(_node(name), _node(part)) for name, part in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if isinstance(value, list | tuple):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(part) for part in value], mark, mark)
    text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, mark, mark)
