"""待遇 as pages show them: who has what, from when to when, and by which decision."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from relief.funds.models import Award
from relief.funds.queries import awards_by, awards_shown, shown
from relief.households.models import Household
from relief.households.queries import name_of
from relief.web.days import long_day

from .models import Application, Decision
from .words import amount_words, programme_title
from .workflow import State


class AwardLine(NamedTuple):
    """One award. `elsewhere`: the number of the household that has it, where it is another one."""

    persons: str
    programme: str
    amount: str
    since: str
    until: str
    url: str
    elsewhere: str = ""
    review: str = ""


def award_lines(household: Household) -> list[AwardLine]:
    """Everything given to this household, and what one sees that its members have in others."""
    return _lines(awards_shown(household), household)


def award_lines_of(application: Application) -> list[AwardLine]:
    """What its decision gave."""
    return _lines(list(shown(awards_of([application]))), application.household)


def awards_of(applications: Collection[Application]) -> QuerySet[Award]:
    """What the decisions on these applications gave."""
    return awards_by(Decision.objects.filter(application__in=applications).values("pk"))


def _lines(awards: Collection[Award], household: Household) -> list[AwardLine]:
    decided = Decision.objects.filter(pk__in=[each.decision for each in awards])
    rows = Application.objects.filter(decision__in=decided).select_related("decision")
    applications = {each.decision.pk: each for each in rows}
    return [_line(each, household, applications[each.decision]) for each in awards]


def _line(award: Award, household: Household, application: Application) -> AwardLine:
    own = award.household_id == household.pk
    return AwardLine(
        persons=_("、").join(name_of(each.member) for each in award.covered.all()),
        programme=programme_title(award.programme),
        amount=_("不发钱") if award.amount is None else amount_words(award.programme, award.amount),
        since=long_day(award.since),
        until=until_words(award),
        url=reverse("application", args=[application.pk]),
        elsewhere="" if own else award.household.number,
        review=long_day(application.due_on) if award.until is None and _is_reviewed(application) else "",
    )


def _is_reviewed(application: Application) -> bool:
    """Whether a day is set by which it is reviewed."""
    return application.state == State.APPROVED and "review" in application.clock


def until_words(award: Award) -> str:
    """A day; 没有定 while it is open; 已作废 where it was taken back before it counted."""
    if award.is_void:
        return _("已作废")
    return long_day(award.until) if award.until else _("没有定")
