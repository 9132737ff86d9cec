"""Making a household of a case file."""

from secrets import randbelow
from string import ascii_lowercase
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from relief.audit.services import record
from relief.offices.models import Area, Level, User
from relief.rules.cases import Case
from relief.rules.documents import Problem
from relief.rules.judged import OF_HOUSEHOLD, OF_MEMBER

from ..actions import HouseholdAction
from ..models import (
    Award,
    CaseFile,
    Coverage,
    EntryPart,
    Household,
    Income,
    Judgement,
    Member,
    Obligor,
    Relief,
)
from ..rows import contradictions, household_columns, listed_rows, member_rows
from ..spelling import initials_of
from .entries import require_caseworker, write_entry
from .judging import judged_in_file

# In this order each row finds what it belongs to.
LISTED: tuple[type[Any], ...] = (Income, Obligor, Award, Relief, Coverage)


class Contradiction(ValueError):
    """A case that can be read but describes no possible household."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.key}: {problem.message.en}" for problem in problems))
        self.problems = problems


@transaction.atomic
def bring_case_file(*, by: User, name: str, text: str | None) -> CaseFile:
    """带来案例文件. Without a text it is the published cases."""
    require_caseworker(by, by.area_id)
    brought = CaseFile.objects.create(
        area=by.area, name=name, text=text, published=text is None, brought_by=by
    )
    record(by=by, action=HouseholdAction.CASE_FILE_BROUGHT, subject=brought, area=by.area_id)
    return brought


@transaction.atomic
def store_household(
    *, by: User, area: Area, case: Case, case_file: CaseFile | None = None, case_number: int | None = None
) -> Household:
    """由案例建户. The same case of the same file makes one household: a second time gives the first one.

    The case's day is kept as the day the facts stood; the place is the county of the community.
    """
    require_caseworker(by, area.number)
    if area.level != Level.COMMUNITY:
        raise PermissionDenied
    if problems := contradictions(case):
        raise Contradiction(problems)
    household, is_new = _insert_once(by, area, case, case_file, case_number)
    if not is_new:
        return household
    members = _insert_rows(household, case)
    _insert_judged(by, household, case, members)
    write_entry(by, household, EntryPart.CASE_FILE)
    details = {"facts_on": case.day.isoformat(), "place": household.place}
    record(by=by, action=HouseholdAction.ENTERED, subject=household, area=area.number, details=details)
    return household


def _insert_once(
    by: User, area: Area, case: Case, case_file: CaseFile | None, case_number: int | None
) -> tuple[Household, bool]:
    """The household and whether it is new. A number that is taken is drawn again."""
    for last_attempt in (False, False, False, True):
        made = case_file and Household.objects.filter(case_file=case_file, case_number=case_number).first()
        if made:
            return made, False
        try:
            with transaction.atomic():
                return _insert_household(by, area, case, case_file, case_number), True
        except IntegrityError:
            if last_attempt:
                raise
    raise AssertionError("unreachable")


def _insert_household(
    by: User, area: Area, case: Case, case_file: CaseFile | None, case_number: int | None
) -> Household:
    return Household.objects.create(
        number=free_number(area),
        area=area,
        area_kind=case.area,
        facts_on=case.day,
        entered_by=by,
        case=_one_line(case.name, 120),
        title=_one_line(case.title, 300),
        source=_one_line(case.source, 500),
        case_file=case_file,
        case_number=case_number,
        **household_columns(case.household),
    )


def _insert_rows(household: Household, case: Case) -> dict[str, Member]:
    """The members that were made, by their keys."""
    made = Member.objects.bulk_create(member_rows(household.pk, case.household, case.day))
    members = {member.key: member for member in made}
    rows = list(listed_rows(household.pk, case.household, members))
    for model in LISTED:
        model.objects.bulk_create([row for row in rows if isinstance(row, model)])
    return members


def _insert_judged(by: User, household: Household, case: Case, members: dict[str, Member]) -> None:
    found = judged_in_file(by, household, OF_HOUSEHOLD, case.household)
    for declared in case.household.get("members") or []:
        found += judged_in_file(by, household, OF_MEMBER, declared, members[declared["id"]])
    Judgement.objects.bulk_create(found)


def free_number(area: Area) -> str:
    """A number to say on the telephone: the township, the year, and nothing of who came before."""
    township = area.parent or area
    letters = "".join(sign for sign in initials_of(township.name) if sign in ascii_lowercase)
    return f"{letters[:2].upper() or 'H'}-{timezone.localdate().year}-{randbelow(10**6):06}"


def _one_line(text: str, most: int) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)[:most]
