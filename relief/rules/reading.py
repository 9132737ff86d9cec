"""From a household as it is declared to the frame that the rules read.

The declaration is the `household` map of the case file: money in yuan as Decimal, days as dates. What is left
out becomes the whole range of what it can be, together with the path by which it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Away, ChangeKind, Disability, DisabilityKind, Recognition
from relief.rules.facts import Fact, FactMap
from relief.rules.frames import One
from relief.rules.language import MET, NOT_MET, UNKNOWN, Range, Truth
from relief.rules.of_place import ask_place
from relief.rules.parameters import Figures, fen

NONE = "none"


def full_years(since: date, day: date) -> int:
    """Full years from one day to another; born on 29 February, the birthday is 1 March in common years."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def read_household(household: Mapping[str, Any], figures: Figures) -> One:
    """The frame of a household declared in the vocabulary of the case file, already checked for shape."""
    ask_place(figures)
    root = One(figures)
    root.facts["support_disregarded"] = _yuan(household.get("support_disregarded", 0))
    _read_assets(root, household.get("assets"))
    _read_map(root, facts.SPENDING, household.get("spending"), "spending")
    _read_map(root, facts.HARDSHIP, household.get("hardship"), "hardship")
    root.facts["hardship"] = _presence(household.get("hardship"))
    root.paths["hardship"] = ("hardship",)
    _read_incomes(root, household.get("incomes"), "incomes")
    _read_change(root, household.get("change"))
    _read_recognitions(root, household.get("recognised_as"))
    _read_history(root, household)
    _read_members(root, household)
    return root


def _yuan(value: Any) -> Range:
    return Range(fen(value), fen(value))


def _day(declared: date | None) -> Range | None:
    """A day by its number."""
    return None if declared is None else Range(declared.toordinal(), declared.toordinal())


def _presence(value: Any) -> Truth:
    return UNKNOWN if value is None else NOT_MET if value == NONE else MET


def _undeclared(fact: Fact) -> Any:
    return {"flag": UNKNOWN, "code": fact.codes and fact.codes.anything()}.get(fact.kind)


UNDECLARED = {
    fact_map.name: {fact.name: _undeclared(fact) for fact in fact_map.facts} for fact_map in facts.MAPS
}
NOTHING = {
    fact_map.name: {
        fact.name: {"flag": NOT_MET, "money": Range(0, 0), "whole": Range(0, 0)}.get(
            fact.kind, _undeclared(fact)
        )
        for fact in fact_map.facts
    }
    for fact_map in facts.MAPS
}
"""What the facts of a map are while they are undeclared, and where there is nothing of everything."""


def _read_map(row: One, fact_map: FactMap, declared: Any, path: str) -> None:
    """The facts of a map. Absent as a whole it is asked for as a whole; "none" is nothing of everything."""
    is_none = declared == NONE
    row.facts.update((NOTHING if is_none else UNDECLARED)[fact_map.name])
    if is_none or declared is None:
        row.paths.update(dict.fromkeys(UNDECLARED[fact_map.name], () if is_none else (path,)))
        return
    for fact in fact_map.facts:
        _read_fact(row, fact, declared.get(fact.name), f"{path}.{fact.name}")


def _read_fact(row: One, fact: Fact, value: Any, path: str) -> None:
    """One fact of a map; undeclared it keeps the path by which it is asked for."""
    if value is None:
        row.paths[fact.name] = (path,)
    elif fact.kind == "money":
        row.facts[fact.name] = _yuan(value)
    elif fact.kind == "whole":
        row.facts[fact.name] = Range(value, value)
    elif fact.kind == "flag":
        row.facts[fact.name] = MET if value else NOT_MET
    elif fact.codes:
        row.facts[fact.name] = fact.codes.mask(value)


def _read_change(root: One, declared: Any) -> None:
    """A change for a household on dibao, and how many months ago; one that lies ahead is none yet (ours)."""
    change = declared if isinstance(declared, Mapping) else {}
    kind, changed_on, day = change.get("kind"), change.get("day"), root.figures.day
    if declared == NONE or (changed_on is not None and changed_on > day):
        kind = ChangeKind.NONE.code
    root.facts["change"] = ChangeKind.anything() if kind is None else ChangeKind.mask(kind)
    root.paths["change"] = ("change",) if declared is None else ("change.kind",)
    months = None if changed_on is None else max(0, _month(day) - _month(changed_on))
    root.facts["months_since_change"] = None if months is None else Range(months, months)
    root.paths["months_since_change"] = ("change",) if declared is None else ("change.day",)
    root.facts["changed_on"] = changed_on


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _read_recognitions(root: One, declared: list[str] | None) -> None:
    """Each standing recognition as a yes or no."""
    for code in Recognition.codes():
        found = MET if code in (declared or []) else NOT_MET
        root.facts[f"recognised.{code}"] = UNKNOWN if declared is None else found
        root.paths[f"recognised.{code}"] = ("recognised_as",)


def _read_assets(root: One, declared: Any) -> None:
    """The items one by one, or an investigator's finding over all of them."""
    finding = declared if isinstance(declared, str) else None
    _read_map(root, facts.ASSETS, None if finding else declared, "assets")
    if declared is None:
        root.facts["assets_finding"] = AssetsFinding.anything()
        root.paths["assets_finding"] = ("assets",)
    else:
        root.facts["assets_finding"] = AssetsFinding.mask(finding or "listed")


def _read_incomes(row: One, declared: Any, path: str) -> None:
    """Incomes as fen a year, so that months and years meet without division."""
    row.groups["incomes"] = None if declared is None else []
    row.paths["incomes"] = (path,)
    for number, income in enumerate(declared or []):
        at = f"{path}[{number}]"
        each = row.add_row("incomes", str(number))
        _read_map(each, facts.INCOME, income, at)
        if each.facts["amount"] is not None:
            months = 1 if income.get("per") == "year" else 12
            each.facts["amount"] = Range(*(end * months for end in each.facts["amount"]))


def _read_history(root: One, household: Mapping[str, Any]) -> None:
    """Awards in payment and relief already given, as rows of the household."""
    for group, fact_map in (("awards", facts.AWARD), ("relief", facts.RELIEF)):
        declared = household.get(fact_map.name)
        root.groups[group] = None if declared is None else []
        root.paths[group] = (fact_map.name,)
        for number, item in enumerate(declared or []):
            row = root.add_row(group, str(number))
            _read_map(row, fact_map, item, f"{fact_map.name}[{number}]")
            if group == "relief":
                _read_same_cause(row, item, household.get("hardship"), f"{fact_map.name}[{number}].cause")


def _read_same_cause(row: One, relief: Mapping[str, Any], hardship: Any, path: str) -> None:
    """Whether relief was given for the cause that is named now: the same cause is the same text."""
    now = hardship.get("cause") if isinstance(hardship, Mapping) else None
    then = relief.get("cause")
    asked = [] if then is not None else [path]
    if now is None and hardship != NONE:
        asked.append("hardship" if hardship is None else "hardship.cause")
    row.facts["same_cause"] = (
        NOT_MET if hardship == NONE else UNKNOWN if asked else (MET if now == then else NOT_MET)
    )
    row.paths["same_cause"] = tuple(asked)


def _read_members(root: One, household: Mapping[str, Any]) -> None:
    declared = household.get("members")
    root.groups["members"] = None if declared is None else []
    root.paths["members"] = ("members",)
    for member in declared or []:
        _read_member(root.add_row("members", member["id"]), member, household)
    for one in root.rows("members"):
        one.groups["kin"] = []
        for other in root.rows("members"):
            if other is not one:
                one.add_row("kin", other.key[-1]).other = other


def _read_member(row: One, member: Mapping[str, Any], household: Mapping[str, Any]) -> None:
    at, day = f"members[{member['id']}]", row.figures.day
    _read_map(row, facts.MEMBER, member, at)
    _read_age(row, member, at)
    died = member.get("died_on")
    row.facts["dead"] = MET if died is not None and died <= day else NOT_MET
    row.facts["died_on"] = _day(died)
    _read_graduation(row, member.get("graduated_on"), at)
    _read_away(row, member, at)
    _read_disability(row, member.get("disability"), f"{at}.disability")
    _read_map(row, facts.UNEMPLOYMENT, member.get("unemployment"), f"{at}.unemployment")
    _read_incomes(row, member.get("incomes"), f"{at}.incomes")
    _read_obligors(row, member.get("obligors"), f"{at}.obligors")
    _read_covering(row, member, household)


def _read_graduation(row: One, declared: Any, at: str) -> None:
    """Whether somebody graduates at all, and on which day."""
    row.facts["graduates"] = _presence(declared)
    row.facts["graduated_on"] = Range(0, 0) if declared == NONE else _day(declared)
    row.paths["graduates"] = row.paths["graduated_on"] = (f"{at}.graduated_on",)


def _read_age(row: One, person: Mapping[str, Any], at: str) -> None:
    """Age in full years on the day."""
    born = person.get("born_on")
    age = None if born is None else full_years(born, row.figures.day)
    row.facts["age"] = None if age is None else Range(age, age)
    row.paths["age"] = (f"{at}.born_on",)


def _read_away(row: One, member: Mapping[str, Any], at: str) -> None:
    """Full years away; asked for only once somebody is known to live apart as clergy."""
    since = member.get("away_since")
    years = None if since is None else max(0, full_years(since, row.figures.day))
    row.facts["away_years"] = None if years is None else Range(years, years)
    row.paths["away_years"] = (f"{at}.away_since",) if member.get("away") == Away.RELIGIOUS.code else ()


def _read_disability(row: One, declared: Any, path: str) -> None:
    """Kind and grade as one code; while one of the two is undeclared, every code it can still be."""
    if declared is None or declared == NONE:
        row.facts["disability"] = Disability.anything() if declared is None else Disability.mask(NONE)
        row.paths["disability"] = (path,)
        return
    kind, grade = declared.get("kind"), declared.get("grade")
    row.facts["disability"] = Disability.among(
        (kind,) if kind else DisabilityKind.codes(), (grade,) if grade else (1, 2, 3, 4)
    )
    row.paths["disability"] = tuple(
        f"{path}.{name}" for name, value in (("kind", kind), ("grade", grade)) if value is None
    )


def _read_obligors(row: One, declared: Any, path: str) -> None:
    row.groups["obligors"] = None if declared is None else []
    row.paths["obligors"] = (path,)
    for number, obligor in enumerate(declared or []):
        at = f"{path}[{number}]"
        each = row.add_row("obligors", str(number))
        _read_map(each, facts.OBLIGOR, obligor, at)
        _read_age(each, obligor, at)
        _read_disability(each, obligor.get("disability"), f"{at}.disability")


def _read_covering(row: One, member: Mapping[str, Any], household: Mapping[str, Any]) -> None:
    """The household's awards and relief as they concern this member: by name, or as one of all who count."""
    for group, fact_map in (("awards", facts.AWARD), ("relief", facts.RELIEF)):
        declared = household.get(fact_map.name)
        row.groups[group] = None if declared is None else []
        row.paths[group] = (fact_map.name,)
        for number, item in enumerate(declared or []):
            at = f"{fact_map.name}[{number}]"
            each = row.add_row(group, str(number))
            each.facts["programme"] = UNDECLARED[fact_map.name]["programme"]
            _read_fact(each, fact_map.by_name["programme"], item.get("programme"), f"{at}.programme")
            named = item.get("members")
            each.facts["whole"] = MET if named is None else NOT_MET
            each.facts["named"] = MET if member["id"] in (named or []) else NOT_MET
            if group == "awards":
                _read_age_since(each, member, item, at)
                each.facts["since"] = _day(item.get("since"))
                each.paths["since"] = (f"{at}.since",)


def _read_age_since(row: One, member: Mapping[str, Any], award: Mapping[str, Any], at: str) -> None:
    """How old the member was when the award began."""
    born, since = member.get("born_on"), award.get("since")
    asked = [
        path
        for path, value in ((f"members[{member['id']}].born_on", born), (f"{at}.since", since))
        if value is None
    ]
    years = None if born is None or since is None else max(0, full_years(born, since))
    row.facts["age_since"] = None if years is None else Range(years, years)
    row.paths["age_since"] = tuple(asked)
