"""Amounts in words, and how an amount came about line by line."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices import figure_words
from relief.rules.answers import ProgrammeAnswer
from relief.rules.codes import IncomeKind
from relief.rules.parameters import fen
from relief.rules.quantities import shown
from relief.rules.reckoning import LABELS
from relief.rules.reckoning import Line as Reckoned
from relief.web.components import Line
from relief.web.days import long_day
from relief.web.money import money
from relief.web.texts import said

from .keeping import Facts, facts_from_data

LEFT_OUT = "not_counted"


def amount_words(answer: ProgrammeAnswer, requested: int | None) -> str:
    """每月1,550.00元; or 申请2,000.00元，最多2,400.00元."""
    if answer.amount is not None:
        each = _("每月%(amount)s") if answer.programme.period == "month" else _("一次%(amount)s")
        told = each % {"amount": money(answer.amount)}
        if answer.until is None:
            return told
        return _("%(amount)s，到%(day)s为止") % {"amount": told, "day": long_day(answer.until)}
    asks = answer.programme.asks_amount and answer.verdict != "ineligible"
    words = [_("申请%(amount)s") % {"amount": money(requested)}] if asks and requested is not None else []
    if answer.at_most is not None:
        words.append(_("最多%(amount)s") % {"amount": money(answer.at_most)})
    return _("，").join(words)


def requested_in(declared: Facts) -> int | None:
    """What the household said it asks for."""
    hardship = facts_from_data(declared).get("hardship")
    requested = hardship.get("requested") if isinstance(hardship, Mapping) else None
    return None if requested is None else fen(requested)


def reckoning_lines(answer: ProgrammeAnswer, names: Mapping[str, str]) -> list[Line]:
    """Each line with whose it is; income that does not count says how much it was and adds nothing."""
    return [
        Line(_label(each, names), 0 if each.code == LEFT_OUT else _fen_a_month(each))
        for each in answer.reckoning
    ]


def total_line(answer: ProgrammeAnswer) -> Line | None:
    if answer.amount is None:
        return None
    return Line(_("每月金额") if answer.programme.period == "month" else _("一次金额"), answer.amount)


def _fen_a_month(line: Reckoned) -> int:
    """Half a fen is rounded up, away from nothing: a line that is taken off reads as it was declared."""
    amount = shown(line.amount, "fine_fen_a_year") * 100
    whole = int(abs(amount) * 2 + 1) // 2
    return -whole if amount < 0 else whole


def _label(line: Reckoned, names: Mapping[str, str]) -> str:
    notes = [
        names.get(line.member, line.member) if line.member else "",
        ngettext("%(count)d人", "%(count)d人", line.times) % {"count": line.times} if line.times else "",
        _kind_words(line.kind) if line.kind else "",
        money(_fen_a_month(line)) if line.code == LEFT_OUT else "",
    ]
    label, told = said(LABELS[line.code]), _("，").join(note for note in notes if note)
    return _("%(label)s（%(note)s）") % {"label": label, "note": told} if told else label


def _kind_words(kind: str) -> str:
    """A kind of income, or a grade of care."""
    return said(IncomeKind.of(kind).label) if kind in IncomeKind.codes() else figure_words.word(kind)
