"""What the pages of several applications at once show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.models import User
from relief.web.templatetags.relief import verdict_tag

from . import queue
from .bulk import Case, Told, cases_of
from .guards import Guard
from .models import Application
from .queue import Home
from .words import amount_words, programme_title


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One of the chosen in words. `amount` is what the form carries, `said` what is read."""

    pk: str
    url: str
    name: str
    note: str
    programme: str
    advice: SafeString | str
    amount: str
    said: str
    deed: str
    guard: Guard | None


class Sum(NamedTuple):
    """低保2件，每月1,500.00元"""

    label: str
    amount: str


def confirm_page(user: User, chosen: Sequence[Application]) -> dict[str, Any]:
    """The context of `casework/approve_several.html`."""
    together, alone = cases_of(user, chosen)
    rows = [_row(each) for each in together]
    return {
        "together": rows,
        "alone": [_row(each) for each in alone],
        "sums": _sums(together),
        "count": len(chosen),
        "label": _label(rows),
    }


def told_page(told: Sequence[Told]) -> dict[str, Any]:
    """The context of `casework/told_several.html`."""
    homes = queue.homes_of({each.application.household_id for each in told})
    rows = [
        (_name(homes.get(each.application.household_id, Home()), each.application), each) for each in told
    ]
    lines = [
        {
            "name": name,
            "programme": programme_title(each.application.programme),
            "url": reverse("application", args=[each.application.pk]),
            "refused": each.refused,
        }
        for name, each in rows
    ]
    return {
        "done": [line for line in lines if not line["refused"]],
        "left": [line for line in lines if line["refused"]],
    }


def _row(case: Case) -> CaseRow:
    application, amount = case.application, case.amount
    size = ngettext("%(count)d人", "%(count)d人", case.home.size) % {"count": case.home.size}
    return CaseRow(
        pk=str(application.pk),
        url=reverse("application", args=[application.pk]),
        name=_name(case.home, application),
        note=_("，").join((application.household.number, size)) if case.home.head else size,
        programme=programme_title(application.programme),
        advice=verdict_tag(case.advice.answer.verdict) if case.advice else "",
        amount="" if amount is None else str(amount),
        said="" if amount is None else amount_words(application.programme, amount),
        deed=_("批准"),
        guard=case.guard,
    )


def _name(home: Home, application: Application) -> str:
    return home.head or str(application.household.number)


def _label(rows: Sequence[CaseRow]) -> str:
    """批准3件：黄玉珍、邱明珠、彭志远"""
    told = {"count": len(rows), "names": _("、").join(row.name for row in rows[:5])}
    if len(rows) > 5:
        return _("批准%(count)d件：%(names)s等") % told
    return _("批准%(count)d件：%(names)s") % told


def _sums(cases: Iterable[Case]) -> list[Sum]:
    """What it comes to, each programme by itself: a month's money and money given once do not add up."""
    found: dict[str, list[int]] = {}
    for case in cases:
        if case.amount is not None:
            found.setdefault(case.application.programme, []).append(case.amount)
    return [
        Sum(
            _("%(programme)s%(count)d件") % {"programme": programme_title(code), "count": len(amounts)},
            amount_words(code, sum(amounts)),
        )
        for code, amounts in found.items()
    ]
