"""What a hint says: the figures it rests on and the line it crossed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.web.days import long_day
from relief.web.money import money

from .advice import Advice, pays
from .hints import FAR_FROM_ADVICE, FAR_FROM_USUAL, QUICK, WHOLE, Usual, known_before, usual_of
from .models import Application, HintKind
from .workflow import WAITING, DeedKind, roles_of

Figures = Mapping[str, Any]


def hint_words(kind: str, figures: Figures) -> str:
    return WORDS[HintKind(kind)](figures)


def hints_page(application: Application, advice: Advice) -> dict[str, Any]:
    """What is kept beside the decision; while it waits, what would be kept and from which amounts on."""
    decision = getattr(application, "decision", None)
    if decision:
        return {"hints": [hint_words(each.kind, each.figures) for each in decision.hints.all()]}
    if application.state not in WAITING or not roles_of(
        DeedKind.APPROVE, application.state, application.programme
    ):
        return {"hints": []}
    before = [hint_words(each.kind, each.figures) for each in known_before(application, advice)]
    usual = usual_of(application) if pays(application.programme) else None
    return {"hints": before, "hint_lines": lines_beside_the_form(advice.amount, usual)}


def lines_beside_the_form(advised: int | None, usual: Usual | None) -> list[str]:
    """From which amount on a hint is kept, said before anybody types one."""
    found = []
    if advised:
        found.append(_range(_("系统建议"), advised, FAR_FROM_ADVICE))
    if usual:
        label = ngettext("本单位近一年%(count)d件的中位数", "本单位近一年%(count)d件的中位数", usual.awards)
        found.append(_range(label % {"count": usual.awards}, usual.amount, FAR_FROM_USUAL))
    return found


def _range(label: str, line: int, hundredths: int) -> str:
    off = line * hundredths // 100
    return _("%(label)s%(line)s；不高于%(low)s或不低于%(high)s，会记一条提示。") % {
        "label": label,
        "line": money(line),
        "low": money(line - off),
        "high": money(line + off),
    }


def _from_advice(figures: Figures) -> str:
    return _("批准%(amount)s，系统建议%(line)s，差%(part)d%%以上。") % {
        "amount": money(figures["amount"]),
        "line": money(figures["advised"]),
        "part": FAR_FROM_ADVICE,
    }


def _from_usual(figures: Figures) -> str:
    return _("批准%(amount)s，本单位近一年%(count)d件的中位数是%(line)s，差%(part)d%%以上。") % {
        "amount": money(figures["amount"]),
        "line": money(figures["usual"]),
        "count": figures["count"],
        "part": FAR_FROM_USUAL,
    }


def _round(figures: Figures) -> str:
    told = {"amount": money(figures["amount"]), "whole": money(WHOLE)}
    return _("批准%(amount)s，是%(whole)s的整倍数，与系统建议不同。") % told


def _against(figures: Figures) -> str:
    if figures["advised"] is None:
        return _("系统建议是符合，没有批准。")
    return _("系统建议是符合，%(amount)s，没有批准。") % {"amount": money(figures["advised"])}


def _open(figures: Figures) -> str:
    count = figures["missing"]
    told = ngettext(
        "还有%(count)d项情况没问清，系统说不准，没有批准。",
        "还有%(count)d项情况没问清，系统说不准，没有批准。",
        count,
    )
    return told % {"count": count}


def _quick(figures: Figures) -> str:
    if not figures["seconds"]:
        return _("没有打开这件申请就决定了。")
    told = {"seconds": figures["seconds"], "line": QUICK}
    return _("打开%(seconds)d秒就决定了；%(line)d秒以内会提示。") % told


def _expired(figures: Figures) -> str:
    used, standing = (_day(figures[key]) for key in ("used", "standing"))
    if not standing:
        return _("筛查用的是%(used)s起的标准，现在没有有效的标准。") % {"used": used}
    return _("筛查用的是%(used)s起的标准，现在是%(standing)s起的。") % {"used": used, "standing": standing}


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text)) if text else ""


def _income_halved(figures: Figures) -> str:
    return _("申报的收入每年%(income)s，%(day)s筛查时是%(before)s，少了一半以上。") % {
        "income": money(figures["income"]),
        "before": money(figures["before"]),
        "day": _day(figures["on"]),
    }


WORDS: dict[HintKind, Callable[[Figures], str]] = {
    HintKind.FROM_ADVICE: _from_advice,
    HintKind.FROM_USUAL: _from_usual,
    HintKind.ROUND: _round,
    HintKind.AGAINST: _against,
    HintKind.OPEN: _open,
    HintKind.QUICK: _quick,
    HintKind.EXPIRED: _expired,
    HintKind.INCOME_HALVED: _income_halved,
}
