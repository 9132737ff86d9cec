"""What follows, for relief that asks for an amount, from a place being declared affected on the day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from relief.rules.answers import ProgrammeAnswer
from relief.rules.approval import AFFECTED
from relief.rules.citations import shown_on
from relief.rules.codes import Text
from relief.rules.parameters import fen
from relief.web.days import long_day
from relief.web.money import money
from relief.web.texts import said

from .models import Screening


def communities_may(screening: Screening, answer: ProgrammeAnswer) -> bool:
    """Whether a community may give this relief itself (notice of 2 June 2022, part 4)."""
    return _declared(screening, answer).get("community_relief") is True


def may_relieve_on(screening: Screening, day: date) -> bool:
    """Whether the place, as the screening knew it, leaves relief to its communities on this day."""
    declared = _in_force(screening)
    first, last = declared.get("from", ""), declared.get("to", date.max.isoformat())
    return declared.get("community_relief") is True and first <= day.isoformat() <= last


def declared_days(screening: Screening) -> str:
    """2026年11月1日至11月30日; empty where no declaration was in force."""
    declared = _in_force(screening)
    return _days(declared) if declared else ""


def community_words(screening: Screening, answer: ProgrammeAnswer) -> str:
    """For a line beside the programme; nothing where the township or the county decides as ever."""
    return _("社区（村）可以直接救助") if communities_may(screening, answer) else ""


def affected_words(screening: Screening, answer: ProgrammeAnswer) -> str:
    """本地2022年3月1日至6月30日申报受疫情影响：……; nothing where the declaration changes nothing."""
    declared = _declared(screening, answer)
    told = []
    if declared.get("township_relief_cap") is not None:
        cap = money(fen(Decimal(declared["township_relief_cap"])))
        told.append(_("乡镇（街道）可以审批到%(amount)s") % {"amount": cap})
    if declared.get("community_relief") is True:
        told.append(_("社区（村）可以直接实施临时救助"))
    if not told:
        return ""
    words = {"days": _days(declared), "what": _("，").join(told), "cite": _cited(screening.day)}
    if not words["cite"]:
        return _("本地%(days)s申报受疫情影响：%(what)s。") % words
    return _("本地%(days)s申报受疫情影响：%(what)s（%(cite)s）。") % words


def _declared(screening: Screening, answer: ProgrammeAnswer) -> Mapping[str, Any]:
    """The declaration that the screening was made under, while the programme is still possible."""
    if not answer.programme.asks_amount or answer.verdict not in ("eligible", "undetermined"):
        return {}
    return _in_force(screening)


def _in_force(screening: Screening) -> Mapping[str, Any]:
    declared: Mapping[str, Any] | None = screening.figures["in_force"].get("affected")
    return declared or {}


def _days(declared: Mapping[str, Any]) -> str:
    first = long_day(date.fromisoformat(declared["from"]))
    last = declared.get("to", date.max.isoformat())
    if last == date.max.isoformat():
        return _("%(day)s起") % {"day": first}
    return _("%(from)s至%(to)s") % {"from": first, "to": long_day(date.fromisoformat(last))}


def _cited(day: date) -> str:
    """The notice, on the days it is in force: a place may have declared itself affected before it."""
    return said(Text(shown_on(AFFECTED, day), shown_on(AFFECTED, day, "en")))
