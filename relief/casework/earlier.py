"""What these persons received or asked for before: as declared, and as decided where one sees it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.households.models import Award, Household, Member, Relief
from relief.households.queries import member_names
from relief.households.receiving import award_words
from relief.households.words import code_words, undeclared
from relief.rules.codes import ProgrammeCode
from relief.web.days import long_day

from . import queries
from .models import Application
from .words import outcome_words, programme_title
from .workflow import State


class Declared(NamedTuple):
    """One award or relief that the family named. `kind` marks a none and a blank; `whose` names persons."""

    text: str
    whose: str = ""
    kind: str = ""


class Before(NamedTuple):
    """One decision on an application of a household that one of these persons is or was in."""

    text: str
    whose: str
    household: str
    url: str


class Earlier(NamedTuple):
    """Declared awards, declared relief, and what was decided in the area that one sees."""

    awards: list[Declared]
    relief: list[Declared]
    decided: list[Before]

    @property
    def in_a_word(self) -> str:
        """正在享受2项，决定过3次: what stands in the line while it is folded, empty for nothing."""
        awards, relief = (sum(not each.kind for each in told) for told in (self.awards, self.relief))
        parts = [
            _("正在享受%(count)d项") % {"count": awards} if awards else "",
            _("申报过临时救助%(count)d次") % {"count": relief} if relief else "",
            _("决定过%(count)d次") % {"count": len(self.decided)} if self.decided else "",
        ]
        return _("，").join(part for part in parts if part)


def earlier_of(household: Household, members: list[Member], leave_out: Application) -> Earlier:
    """The wall stands below: of another office nothing comes, not even that there is something."""
    names = member_names(members)
    return Earlier(
        awards=list(_awards(household, names)),
        relief=list(_relief(household, names)),
        decided=list(_decided(household, members, leave_out)),
    )


def _awards(household: Household, names: dict[str, str]) -> Iterator[Declared]:
    if household.receiving_declared is not True:
        yield _nothing(household.receiving_declared)
        return
    for award in household.awards.prefetch_related("coverages__member"):
        yield Declared(award_words(award), _whose(award, names))


def _relief(household: Household, names: dict[str, str]) -> Iterator[Declared]:
    if household.relief_history_declared is not True:
        yield _nothing(household.relief_history_declared)
        return
    for relief in household.relief_history.prefetch_related("coverages__member"):
        yield Declared(_relief_words(relief), _whose(relief, names))


def _nothing(declared: bool | None) -> Declared:
    return (
        Declared(undeclared().text, kind="undeclared") if declared is None else Declared(_("无"), kind="none")
    )


def _relief_words(relief: Relief) -> str:
    """急难型临时救助，2026年3月1日，因火灾"""
    parts = [
        code_words(ProgrammeCode, relief.programme) if relief.programme else _("项目未申报"),
        long_day(relief.day) if relief.day else _("日期未申报"),
        str(relief.cause) if relief.cause else "",
    ]
    return _("，").join(part for part in parts if part)


def _whose(row: Award | Relief, names: dict[str, str]) -> str:
    """Without members named it is for all who count."""
    covered = [each.member.key for each in row.coverages.all()]
    return _("、").join(names.get(key, key) for key in covered) if row.members_declared else _("全家")


def _decided(household: Household, members: list[Member], leave_out: Application) -> Iterator[Before]:
    persons = {member.person.pk: member.person.name for member in members if member.person}
    homes: dict[UUID, list[str]] = defaultdict(list)
    for home, person in queries.households_of(persons):
        homes[home].append(persons[person])
    for each in queries.decided_before({household.pk, *homes}, leave_out):
        own = each.household_id == household.pk
        yield Before(
            text=_("%(label)s：%(value)s")
            % {
                "label": programme_title(each.programme),
                "value": _("，").join(_told(each)),
            },
            whose=_("本户") if own else _("、").join(homes[each.household_id]),
            household="" if own else each.household.number,
            url=reverse("application", args=[each.pk]),
        )


def _told(application: Application) -> Iterator[str]:
    """What was decided and when; a decision that was corrected holds no more."""
    yield outcome_words(application.decision)
    yield long_day(application.decision.decided_at)
    if application.state == State.CORRECTED:
        yield str(State.CORRECTED.label)
