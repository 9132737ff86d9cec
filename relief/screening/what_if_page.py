"""The page of a trial: its form, and every programme before and after."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.page import identity
from relief.households.queries import household_name
from relief.web.texts import said

from .reasons import reason
from .what_if import Change, Trial, amounts


def what_if_page(trial: Trial) -> dict[str, Any]:
    """The context of `screening/what_if.html`."""
    found = changes(trial)
    return {
        "trial": trial,
        "entry": trial.entry,
        "household": trial.household,
        "name": household_name(trial.household, trial.members),
        "identity": identity(trial.household, trial.members),
        "changes": found,
        "summary": summary(trial, found),
    }


def changes(trial: Trial) -> list[Change]:
    """Every programme, the changed ones first."""
    before, paid = trial.before.answer, (amounts(trial.before), amounts(trial.after))
    rows = [
        Change(
            title=said(each.title),
            before=before[each.code].verdict,
            after=each.verdict,
            why=reason(trial.after, each),
            amount=paid[1][each.code],
            is_other=(before[each.code].verdict, paid[0][each.code]) != (each.verdict, paid[1][each.code]),
        )
        for each in trial.after.answer.programmes
    ]
    return sorted(rows, key=lambda row: not row.is_other)


def summary(trial: Trial, found: list[Change]) -> str:
    """What a screen reader is told when the answers have followed."""
    if trial.mistaken:
        return _("有一处写得还不对，结果没有跟着变。按“看结果”看是哪一处。")
    other = [row.title for row in found if row.is_other]
    if not other:
        return _("各项目的结论都和现在一样。")
    words = ngettext("%(count)d个项目会变：%(names)s。", "%(count)d个项目会变：%(names)s。", len(other))
    return words % {"count": len(other), "names": _("、").join(other)}
