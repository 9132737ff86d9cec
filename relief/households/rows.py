"""From a case file's household to unsaved rows: the inverse of `facts`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from relief.rules import facts
from relief.rules.cases import Case
from relief.rules.codes import AssetsFinding, Away, Text
from relief.rules.documents import Problem
from relief.rules.facts import FactMap
from relief.rules.parameters import fen

from .models import Award, Coverage, Income, Member, Obligor, Relief

NONE = "none"
LONGEST_KEY = 60
MOST_ROWS = 500
Facts = Mapping[str, Any]


def household_columns(declared: Facts) -> dict[str, Any]:
    """The columns of the household itself."""
    lists = ("members", "incomes", "receiving", "relief_history")
    return {
        **{f"{name}_declared": answered(declared.get(name)) for name in lists},
        "recognised_as": unrepeated(declared.get("recognised_as")),
        **map_columns(declared, facts.HOUSEHOLD),
        **assets_columns(declared.get("assets")),
        **answered_columns(declared, facts.SPENDING),
        **answered_columns(declared, facts.HARDSHIP),
        **answered_columns(declared, facts.CHANGE),
    }


def member_rows(household: UUID, declared: Facts, joined_on: date) -> list[Member]:
    """Members in their order, with what is declared of each alone."""
    return [
        Member(
            household_id=household,
            key=item["id"],
            position=number,
            joined_on=joined_on,
            **member_columns(item),
        )
        for number, item in enumerate(declared.get("members") or [])
    ]


def member_columns(declared: Facts) -> dict[str, Any]:
    return {
        **map_columns(declared, facts.MEMBER),
        **answered_columns(declared, facts.DISABILITY),
        **answered_columns(declared, facts.UNEMPLOYMENT),
        "incomes_declared": answered(declared.get("incomes")),
        "obligors_declared": answered(declared.get("obligors")),
    }


def listed_rows(household: UUID, declared: Facts, members: dict[str, Member]) -> Iterator[Model]:
    """Incomes, obligors, awards and relief, each after what it belongs to."""
    yield from income_rows(household, None, declared.get("incomes"))
    for item in declared.get("members") or []:
        yield from income_rows(household, members[item["id"]], item.get("incomes"))
        yield from obligor_rows(household, members[item["id"]], item.get("obligors"))
    for number, item in enumerate(declared.get("receiving") or []):
        award = Award(household_id=household, position=number, **covering_columns(item, facts.AWARD))
        yield award
        yield from coverage_rows(household, item, members, award=award)
    for number, item in enumerate(declared.get("relief_history") or []):
        relief = Relief(household_id=household, position=number, **covering_columns(item, facts.RELIEF))
        yield relief
        yield from coverage_rows(household, item, members, relief=relief)


def income_rows(household: UUID, member: Member | None, items: list[Facts] | None) -> Iterator[Income]:
    for number, item in enumerate(items or []):
        columns = map_columns(item, facts.INCOME)
        yield Income(household_id=household, member=member, position=number, **columns)


def obligor_rows(household: UUID, member: Member, items: list[Facts] | None) -> Iterator[Obligor]:
    for number, item in enumerate(items or []):
        columns = {**map_columns(item, facts.OBLIGOR), **answered_columns(item, facts.DISABILITY)}
        yield Obligor(household_id=household, member=member, position=number, **columns)


def coverage_rows(
    household: UUID, item: Facts, members: dict[str, Member], **of: Award | Relief
) -> Iterator[Coverage]:
    for number, key in enumerate(unrepeated(item.get("members")) or []):
        yield Coverage(household_id=household, member=members[key], position=number, **of)


def covering_columns(item: Facts, fact_map: FactMap) -> dict[str, Any]:
    return {**map_columns(item, fact_map), "members_declared": answered(item.get("members"))}


def answered(value: Any) -> bool | None:
    """Whether a list or map stands in rows and columns: None not declared, False an explicit none."""
    return None if value is None else value not in (NONE, [])


def answered_columns(declared: Facts, fact_map: FactMap) -> dict[str, Any]:
    value = declared.get(fact_map.name)
    found = map_columns({} if value in (None, NONE) else value, fact_map, f"{fact_map.name}_")
    return {f"{fact_map.name}_declared": answered(value), **found}


def assets_columns(value: Any) -> dict[str, Any]:
    listed = isinstance(value, Mapping)
    found = map_columns(value if listed else {}, facts.ASSETS, "assets_")
    return {"assets": AssetsFinding.LISTED.code if listed else value, **found}


def map_columns(declared: Facts, fact_map: FactMap, prefix: str = "") -> dict[str, Any]:
    """The columns of one map; what is not declared is NULL."""
    columns: dict[str, Any] = {}
    for fact in fact_map.facts:
        if fact.kind == "members":
            continue
        value = declared.get(fact.name)
        if fact.none:
            columns[f"{prefix}{fact.name}_declared"] = answered(value)
        if value == NONE and fact.none:
            value = None
        columns[prefix + fact.name] = fen(value) if fact.kind == "money" and value is not None else value
    return columns


def unrepeated(items: list[Any] | None) -> list[Any] | None:
    return None if items is None else list(dict.fromkeys(items))


def contradictions(case: Case) -> tuple[Problem, ...]:
    """What a readable case says that no household can be: named before anything is stored."""
    return tuple(Problem(key, message, case.line) for key, message in _contradictions(case.household))


def _contradictions(declared: Facts) -> Iterator[tuple[str, Text]]:
    for key, items in _lists(declared):
        if len(items) > MOST_ROWS:
            yield key, Text(f"最多{MOST_ROWS}条", f"at most {MOST_ROWS} entries")
    for item in declared.get("members") or []:
        at = f"household.members[{item['id']}]"
        if len(item["id"]) > LONGEST_KEY or not item["id"].isprintable():
            yield at, Text(f"id 最多{LONGEST_KEY}个字，不换行", f"an id has at most {LONGEST_KEY} characters")
        if "away_since" in item and item.get("away") != Away.RELIGIOUS.code:
            yield f"{at}.away_since", Text("只有 away: religious 才写这个键", "only with away: religious")
        if "died_on" in item and "born_on" in item and item["died_on"] < item["born_on"]:
            yield f"{at}.died_on", Text("死亡日期在出生日期以前", "died before being born")


def _lists(declared: Facts) -> Iterator[tuple[str, list[Any]]]:
    for name in ("members", "incomes", "receiving", "relief_history"):
        yield f"household.{name}", declared.get(name) or []
    for item in declared.get("members") or []:
        for name in ("incomes", "obligors"):
            yield f"household.members[{item['id']}].{name}", item.get(name) or []
