"""Entering facts: one part of a household, or one member, as a whole and on top of what was seen."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from relief.audit.services import record
from relief.offices.models import User
from relief.rules.judged import OF_HOUSEHOLD, OF_MEMBER

from ..actions import HouseholdAction
from ..facts import facts_hash, household_facts
from ..models import Award, Entry, EntryPart, Household, Income, Member, Person, Relief
from ..parts import MEMBER_PART, PARTS, Part
from ..rows import household_columns, income_rows, listed_rows, member_columns, obligor_rows
from .entries import require_caseworker, write_entry
from .judging import Reasons, judge
from .naming import BirthDayDiffers

Facts = Mapping[str, Any]


class Overtaken(Exception):
    """Somebody else saved this part after it was opened: `theirs` stands now, `entry` says who and when."""

    def __init__(self, theirs: Facts, entry: Entry | None) -> None:
        super().__init__("saved by somebody else")
        self.theirs, self.entry = theirs, entry


class HeadTaken(ValueError):
    """Another member is the head of this household."""


@transaction.atomic
def declare_part(
    *, by: User, household: Household, name: str, declared: Facts, seen: str, reasons: Reasons | None = None
) -> bool:
    """申报 one part of `PARTS`. `seen` is the hash of what stood there; False if nothing is new.

    `reasons` for findings, by their paths. Overtaken when something else stands there now, Unreasoned when a
    finding is without its reason.
    """
    home, part = hold(by, household), PARTS[name]
    before = part.within(household_facts(home))
    is_new = _is_new(home, part, before, declared, seen)
    is_judged = judge(by, home, OF_HOUSEHOLD, before, declared, reasons or {})
    if not is_new:
        return is_judged and _judged_again(by, home, part)
    _clear(home, part)
    columns = household_columns(declared)
    own = {column: value for column, value in columns.items() if _belongs(column, part.names)}
    Household.objects.filter(pk=home.pk).update(**own)
    members = {member.key: member for member in home.members.all()}
    _insert(listed_rows(home.pk, declared, members))
    _written(by, home, part, _changed(before, declared))
    return True


@transaction.atomic
def declare_member(
    *, by: User, member: Member, declared: Facts, seen: str, reasons: Reasons | None = None
) -> bool:
    """申报 everything of one member. Overtaken, HeadTaken, BirthDayDiffers, Unreasoned say why not."""
    home = hold(by, member.household)
    row = home.members.select_related("person").get(pk=member.pk)
    before = MEMBER_PART.within(facts_of_member(household_facts(home), row))
    is_new = _is_new(home, MEMBER_PART, before, declared, seen, row)
    if is_new:
        _check_member(home, row, declared)
    is_judged = judge(by, home, OF_MEMBER, before, declared, reasons or {}, row)
    if not is_new:
        return is_judged and _judged_again(by, home, MEMBER_PART, row)
    row.incomes.all().delete()
    row.obligors.all().delete()
    Member.objects.filter(pk=row.pk).update(**member_columns(declared))
    if row.person and row.person.number is None:
        Person.objects.filter(pk=row.person.pk).update(born_on=declared.get("born_on"))
    _insert(income_rows(home.pk, row, declared.get("incomes")))
    _insert(obligor_rows(home.pk, row, declared.get("obligors")))
    _written(by, home, MEMBER_PART, _changed(before, declared), member=row)
    return True


def hold(by: User, household: Household) -> Household:
    """The household's row, for whoever may enter: until the end of the transaction nobody else changes it."""
    home = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    require_caseworker(by, home.area_id)
    return home


def facts_of_member(declared: Facts, member: Member) -> Facts:
    return next((each for each in declared.get("members") or [] if each["id"] == member.key), {})


def stands_today(household: Household) -> None:
    """What is said at the table stands on the day it is said; a case keeps the day of its file."""
    if household.case_file_id is None and not household.case:
        Household.objects.filter(pk=household.pk).update(facts_on=timezone.localdate())


def _is_new(
    home: Household, part: Part, before: Facts, declared: Facts, seen: str, member: Member | None = None
) -> bool:
    now = facts_hash(before)
    if facts_hash(declared) == now:
        return False
    if seen != now:
        raise Overtaken(before, last_entry(home, part.entry, member))
    return True


def last_entry(household: Household, part: EntryPart, member: Member | None = None) -> Entry | None:
    """Who entered this part last."""
    entries = Entry.objects.filter(household=household, part=part).select_related("entered_by")
    entries = entries.filter(member=member) if member else entries
    return entries.order_by("-entered_at").first()


def _judged_again(by: User, home: Household, part: Part, member: Member | None = None) -> bool:
    """The facts stay as they are, but whoever gives a finding its reason has had a hand in them."""
    write_entry(by, home, part.entry, member)
    return True


def _check_member(home: Household, row: Member, declared: Facts) -> None:
    person = row.person
    if person and person.number and person.born_on and declared.get("born_on") != person.born_on:
        raise BirthDayDiffers
    heads = home.members.filter(left_on=None, relation="head").exclude(pk=row.pk)
    if declared.get("relation") == "head" and heads.exists():
        raise HeadTaken


def _clear(home: Household, part: Part) -> None:
    """Rows go before the answer that they are listed."""
    rows: dict[str, models.QuerySet[Any]] = {
        "incomes": Income.objects.filter(household=home, member=None),
        "receiving": Award.objects.filter(household=home),
        "relief_history": Relief.objects.filter(household=home),
    }
    for name in part.names:
        if name in rows:
            rows[name].delete()


def _belongs(column: str, names: tuple[str, ...]) -> bool:
    return any(column == name or column.startswith(f"{name}_") for name in names)


def _insert(rows: Any) -> None:
    """In the order they come, because a row finds what it belongs to."""
    for row in rows:
        row.save(force_insert=True)


def _changed(before: Facts, after: Facts) -> list[str]:
    names = {*before, *after}
    return sorted(name for name in names if before.get(name) != after.get(name))


def _written(by: User, home: Household, part: Part, changed: list[str], member: Member | None = None) -> None:
    stands_today(home)
    write_entry(by, home, part.entry, member)
    details = {"part": part.entry, "member": str(member.pk) if member else None, "changed": changed}
    record(by=by, action=HouseholdAction.DECLARED, subject=home, area=home.area_id, details=details)
