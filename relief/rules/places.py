"""Reading a place file: the name, the code and the dated figures of a county or a province."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import yaml

from relief.rules.codes import AreaKind, IncomeKind, Text
from relief.rules.documents import NUMBER, Problem, Reader, TooLarge, documents
from relief.rules.facts import MOST_FEN

MOST_YUAN = Decimal(MOST_FEN) / 100
MOST_RATIO = Decimal(1000)
STEPS = (Decimal("0.01"), Decimal("0.1"), Decimal(1))
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
ASSET_PROGRAMMES = ("dibao", "tekun", "dibao_margin", "rigid_expenditure", "expenditure_relief", "default")
Read = Callable[[Reader, yaml.Node, str], Any]


class PlaceError(ValueError):
    """A place file that cannot be read; `problems` says where."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{file}: {each.key}: {each.message.en}" for each in problems))
        self.file, self.problems = file, problems


def _money(reader: Reader, node: yaml.Node, key: str) -> Any:
    return reader.number(node, key, most=MOST_YUAN, places=2)


def _ratio(reader: Reader, node: yaml.Node, key: str) -> Any:
    return reader.number(node, key, most=MOST_RATIO, places=4)


def _flag(reader: Reader, node: yaml.Node, key: str) -> Any:
    return reader.flag(node, key)


def _day(reader: Reader, node: yaml.Node, key: str) -> Any:
    return reader.day(node, key)


def _whole(most: int) -> Read:
    return lambda reader, node, key: reader.whole(node, key, 0, most)


def _one_of(*choices: str) -> Read:
    return lambda reader, node, key: reader.one_of(node, key, choices)


def _map(**keys: Read) -> Read:
    def read(reader: Reader, node: yaml.Node, key: str) -> dict[str, Any]:
        fields = reader.fields(node, key, tuple(_file_key(name) for name in keys))
        values = {
            name: keys[_own_key(name)](reader, value, f"{key}.{name}" if key else name)
            for name, value in fields.items()
        }
        return {name: value for name, value in values.items() if value is not None}

    return read


def _needing(read: Read, *names: str) -> Read:
    """A map that cannot be reckoned with unless it has these keys."""

    def checked(reader: Reader, node: yaml.Node, key: str) -> Any:
        written = _written(node, names)
        for name in names:
            if name not in written:
                reader.wrong(node, f"{key}.{name}", "缺这个键", "this key is missing")
        return read(reader, node, key)

    return checked


def _one_key_of(read: Read, *names: str) -> Read:
    """A map that says a thing in one of two ways, and not in both."""

    def checked(reader: Reader, node: yaml.Node, key: str) -> Any:
        if isinstance(node, yaml.MappingNode) and len(_written(node, names)) != 1:
            either = " / ".join(names)
            reader.wrong(node, key, f"要写其中一个：{either}", f"must have one of {either}")
        return read(reader, node, key)

    return checked


def _written(node: yaml.Node, names: tuple[str, ...]) -> set[str]:
    """Which of these keys stand in a map. Of anything else it is told that it is no map, and no more."""
    if not isinstance(node, yaml.MappingNode):
        return set(names)
    return {name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode) and name.value in names}


def _file_key(name: str) -> str:
    return name.rstrip("_")


def _own_key(name: str) -> str:
    return f"{name}_" if name == "from" else name


def _list(read: Read) -> Read:
    return lambda reader, node, key: reader.each(node, key, lambda item, at: read(reader, item, at))


def _month(reader: Reader, node: yaml.Node, key: str) -> Any:
    """A month as 2022-03."""
    value = reader.scalar(node, key, "月份", "a month")
    if value is not None and not MONTH.fullmatch(value):
        reader.wrong(node, key, "这里要写月份，如 2022-03", "must be a month like 2022-03")
        return None
    return value


def _percent(reader: Reader, node: yaml.Node, key: str) -> Any:
    """An index in per cent, which may fall."""
    value = reader.scalar(node, key, "百分数", "per cent")
    if value is None or NUMBER.fullmatch(value):
        return None if value is None else Decimal(value)
    reader.wrong(node, key, "这里要写数字", "must be a number")
    return None


def _step(reader: Reader, node: yaml.Node, key: str) -> Any:
    """What amounts are rounded to: a fen, ten fen or a yuan."""
    value = reader.number(node, key, most=MOST_YUAN, places=2)
    if value is not None and value not in STEPS:
        reader.wrong(node, key, "只能是 0.01、0.1 或 1", "must be 0.01, 0.1 or 1")
    return value


_by_area = _map(**{code: _money for code in AreaKind.codes()})
_days = _map(from_=_day, to=_day)
_top_up = _one_key_of(_map(age=_whole(150), amount=_money, rate=_ratio), "amount", "rate")
_assets = _map(
    financial_per_head=_money,
    dwellings=_whole(1000),
    vehicles=_whole(1000),
    non_residential_property=_flag,
    business_capital=_money,
)

_figures = _map(
    from_=_day,
    dibao_standard=_by_area,
    dibao_standard_at_least=_by_area,
    dibao_tiers=_list(_needing(_map(below=_money, amount=_money), "below", "amount")),
    dibao_top_ups=_map(elder=_top_up, minor=_top_up, severely_disabled=_top_up, seriously_ill=_top_up),
    dibao_top_ups_add=_flag,
    rounding=_needing(_map(to=_step, mode=_one_of("up", "half_up", "down")), "to", "mode"),
    margin_multiple=_ratio,
    margin_inclusive=_flag,
    disposable_income=_money,
    assets=_map(**{programme: _assets for programme in ASSET_PROGRAMMES}),
    minimum_wage=_money,
    work_cost_rate=_ratio,
    count_basic_pension=_flag,
    extra_excluded_incomes=_list(_one_of(*IncomeKind.codes())),
    rigid_ratio=_ratio,
    rigid_inclusive=_flag,
    tekun_minor_age=_whole(18),
    tekun_basic=_by_area,
    tekun_care=_map(able=_money, partial=_money, full=_money),
    fast_relief_cap=_money,
    township_relief_cap=_money,
    county_relief_cap=_money,
    uninsured_relief_cap=_money,
    graduate_relief_cap=_money,
    uninsured_programme_open=_days,
    graduate_programme_open=_days,
    grace_months=_whole(120),
    residence_permit_dibao=_flag,
    price_floor=_money,
)

SECTIONS: Mapping[str, Read] = {
    "figures": _figures,
    "epidemic_affected": _map(from_=_day, to=_day, township_relief_cap=_money, community_relief=_flag),
    "one_time_supplement": _map(register_day=_day, pay_by=_day, dibao=_money, tekun=_money),
    "price_linkage": _map(month=_month, cpi=_percent, food_cpi=_percent, scpi=_percent),
}
"""How one entry of each section of a place is read."""


def _text(reader: Reader, node: yaml.Node, key: str) -> Any:
    return reader.scalar(node, key, "文字", "text")


_place = _map(name=_text, code=_text, **{section: _list(read) for section, read in SECTIONS.items()})


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
    place: dict[str, Any] = _place(reader, node, "")
    for number, entry in enumerate(place.get("figures", [])):
        if "from" not in entry:
            reader.wrong(node, f"figures[{number}].from", "缺这个键", "this key is missing")
    return place
