"""重复救助 as pages say it: what was found, whom to telephone, and what somebody answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.funds.models import Award
from relief.households.models import Household
from relief.households.queries import members_of, name_of
from relief.offices.models import Role, User
from relief.rules.codes import ProgrammeCode
from relief.web.days import long_day, moment
from relief.web.texts import said

from .models import Answer, Kind, Reply, Step
from .queries import (
    ANY,
    Found,
    answers_of,
    awards_seen,
    found_at_entry,
    found_for,
    households_seen,
    keeps_away,
)
from .services import ANSWERING, replies_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One warning. `url`: where it is answered, for whoever may; `answered`: what was, and by whom.

    `home` and `number`: the other household, where one sees it.
    """

    title: str
    text: str
    url: str
    home: str
    number: str
    answered: str
    words: str


def step_of(user: User, programme: str) -> Step:
    """Where in the work this person is asked."""
    if user.role != Role.CASEWORKER:
        return Step.DECISION
    return Step.SUBMISSION if programme else Step.ENTRY


def cautions_at_entry(household: Household, user: User, back: str) -> list[Caution]:
    return _told(household, user, found_at_entry(household), ANY, back)


def cautions_for(household: Household, user: User, programme: str, back: str) -> list[Caution]:
    """Before a submission or a decision on this programme. The wall stands in the database."""
    found = found_for(household, programme, step_of(user, programme))
    return _told(household, user, found, programme, back)


def caution_page(household: Household, user: User, about: UUID, programme: str) -> dict[str, Any] | None:
    """The context of `cautions/answer.html`, all but the form; None where there is nothing to ask."""
    found = [
        each for each in found_for(household, programme, step_of(user, programme)) if each.about == about
    ]
    if not found:
        return None
    (caution,) = _told(household, user, found, programme, "")
    replies = [(each.value, each.label) for each in replies_for(user, found[0].kind)]
    return {"household": household, "caution": caution, "replies": replies}


def _told(household: Household, user: User, found: list[Found], programme: str, back: str) -> list[Caution]:
    answered = answers_of(household) if found else {}
    names = {member.pk: name_of(member) for member in members_of(household)} if found else {}
    awards, homes = awards_seen(found), households_seen(found)
    lines = []
    for each in found:
        award = awards.get(each.source) if each.source else None
        home = award.household if award else homes.get(each.source) if each.source else None
        answer = answered.get(each.about)
        own = home is not None and home.pk == household.pk
        lines.append(
            Caution(
                title=_title(each, names, award, household),
                text=_whom_to_ask(each) if home is None else "",
                url=_address(household, user, each, programme, back),
                home=reverse("household", args=[home.pk]) if home and not own else "",
                number=home.number if home and not own else "",
                answered=_answered(answer) if answer else "",
                words=str(answer.words) if answer else "",
            )
        )
    return sorted(lines, key=lambda each: bool(each.answered))


def _address(household: Household, user: User, found: Found, programme: str, back: str) -> str:
    if user.role not in ANSWERING or keeps_away(user, household):
        return ""
    asked = {"programme": programme, "next": back}
    query = urlencode({key: value for key, value in asked.items() if value})
    address = reverse("caution", args=[household.pk, found.about])
    return f"{address}?{query}" if query else address


def _title(found: Found, names: Mapping[UUID, str], award: Award | None, household: Household) -> str:
    name = names.get(found.member, "") if found.member else ""
    told = {"name": name or _("本户有人")}
    if award:
        told["programme"] = said(ProgrammeCode.of(award.programme).label)
        told["day"] = long_day(award.since)
    if found.kind == Kind.TWO_HOUSEHOLDS:
        return _("%(name)s同时是另一户的成员。") % told
    if found.kind == Kind.OTHER_AWARD:
        return (_("%(name)s在另一户有%(programme)s。") if award else _("%(name)s在另一户有待遇。")) % told
    if found.kind == Kind.DECLARED:
        return _("申报过最近一年在别处得过临时救助。")
    if award is None:
        return _("%(name)s最近一年在别处得过临时救助。") % told
    if award.cause and str(award.cause) == str(household.hardship_cause):
        return _("%(name)s%(day)s得过%(programme)s，为的是同一件事。") % told
    return _("%(name)s%(day)s得过%(programme)s。") % told


def _whom_to_ask(found: Found) -> str:
    if not found.office:
        return ""
    told = {"area": found.office, "telephone": found.telephone}
    if found.telephone:
        return _("请问%(area)s，电话%(telephone)s。") % told
    return _("请问%(area)s。") % told


def _answered(answer: Answer) -> str:
    """林小满11月24日（周二）10:20核实（录入）：已经离开另一户"""
    return _("%(name)s%(moment)s核实（%(step)s）：%(reply)s") % {
        "name": answer.by.display_name,
        "moment": moment(answer.at),
        "step": Step(answer.step).label,
        "reply": Reply(answer.reply).label,
    }
