"""New households, and who joins or leaves one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from relief.audit.services import record
from relief.offices.documents import Document
from relief.offices.models import Area, User

from ..actions import HouseholdAction
from ..models import Draft, EntryPart, Household, Member
from .declaring import HeadTaken, hold, stands_today
from .entering import free_number
from .entries import require_caseworker, write_entry
from .naming import Naming, NamingState, name_member


class Newcomer(NamedTuple):
    """Somebody who is to become a member. `same_person`: a known number was looked at and is this person."""

    name: str
    relation: str | None
    document: Document | None
    born_on: date | None
    same_person: bool = False


class Joined(NamedTuple):
    """What came of it: without a member the number is known, or cannot be this person's."""

    household: Household | None
    member: Member | None
    naming: Naming


def open_household(*, by: User, area_kind: str, head: Newcomer) -> Joined:
    """建户 in the caseworker's own community, with its head. Nothing is made until the head is settled."""
    require_caseworker(by, by.area_id)
    with transaction.atomic():
        household = _new_household(by, area_kind)
        write_entry(by, household, EntryPart.NEW)
        joined = _join(by, household, head)
        if joined.member:
            record(by=by, action=HouseholdAction.OPENED, subject=household, area=household.area_id)
            return joined
        transaction.set_rollback(True)
    _number_was_asked(by, by.area)
    return Joined(None, None, joined.naming)


def add_members(*, by: User, household: Household, newcomers: Sequence[Newcomer]) -> list[Joined]:
    """添加成员, all of them or nobody. HeadTaken if there would be two heads."""
    with transaction.atomic():
        home = hold(by, household)
        heads = sum(each.relation == "head" for each in newcomers)
        if heads and heads + home.members.filter(left_on=None, relation="head").count() > 1:
            raise HeadTaken
        Household.objects.filter(pk=home.pk).update(members_declared=True)
        joined = [_join(by, home, each) for each in newcomers]
        members = [each.member for each in joined if each.member]
        if len(members) == len(newcomers):
            _have_joined(by, home, members)
            return joined
        transaction.set_rollback(True)
    for newcomer, each in zip(newcomers, joined, strict=True):
        if each.member is None or (newcomer.document and newcomer.same_person):
            _number_was_asked(by, home)
    return [each._replace(member=None) for each in joined]


def _have_joined(by: User, home: Household, members: Sequence[Member]) -> None:
    stands_today(home)
    for member in members:
        write_entry(by, home, EntryPart.MEMBERS, member)
    for member in members:
        details = {"member": str(member.pk)}
        record(by=by, action=HouseholdAction.JOINED, subject=home, area=home.area_id, details=details)


def _number_was_asked(by: User, subject: Household | Area) -> None:
    """What the database wrote of the question went with the membership that did not come about."""
    area = subject.area_id if isinstance(subject, Household) else subject.number
    record(by=by, action=HouseholdAction.NUMBER_ASKED, subject=subject, area=area, details={"known": True})


@transaction.atomic
def end_membership(*, by: User, member: Member, left_on: date, reason: str) -> None:
    """不再是本户成员, from a day and for a reason. What was declared of the member stays where it was."""
    home = hold(by, member.household)
    ended = Member.objects.filter(pk=member.pk, left_on=None).update(left_on=max(left_on, member.joined_on))
    if not ended:
        return
    Draft.objects.filter(household=home, page=f"members/{member.pk}").delete()
    stands_today(home)
    write_entry(by, home, EntryPart.MEMBERS, member, reason)
    details = {"member": str(member.pk), "left_on": left_on.isoformat()}
    record(by=by, action=HouseholdAction.LEFT, subject=home, area=home.area_id, details=details)


def _new_household(by: User, area_kind: str) -> Household:
    """A number that is taken is drawn again."""
    for last_attempt in (False, False, False, True):
        try:
            with transaction.atomic():
                return Household.objects.create(
                    number=free_number(by.area),
                    area=by.area,
                    area_kind=area_kind,
                    facts_on=timezone.localdate(),
                    entered_by=by,
                    members_declared=True,
                )
        except IntegrityError:
            if last_attempt:
                raise
    raise AssertionError("unreachable")


def _join(by: User, household: Household, newcomer: Newcomer) -> Joined:
    position, key = _free_place(household)
    born_on = newcomer.document.born_on if newcomer.document else None
    columns: dict[str, Any] = {"relation": newcomer.relation, "born_on": born_on or newcomer.born_on}
    member = Member.objects.create(
        household=household,
        key=key,
        position=position,
        joined_on=timezone.localdate(),
        **columns,
    )
    naming = name_member(
        by=by,
        member=member,
        name=newcomer.name,
        document=newcomer.document,
        same_person=newcomer.same_person,
    )
    return Joined(household, member if naming.state == NamingState.NAMED else None, naming)


def _free_place(household: Household) -> tuple[int, str]:
    """Keys are never given out twice, and a case file may have used any."""
    taken = set(household.members.values_list("key", flat=True))
    number = len(taken) + 1
    while f"m{number}" in taken:
        number += 1
    return len(taken), f"m{number}"
