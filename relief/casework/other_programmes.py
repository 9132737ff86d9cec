"""别的项目: what the same screening says of every other programme, for whoever refuses or is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.answers import ProgrammeAnswer
from relief.screening.cards import ORDER
from relief.screening.queries import answer_of
from relief.screening.reasons import reason
from relief.screening.rows import Kept
from relief.screening.sums import amount_words, requested_in
from relief.web.texts import said

from .advice import Advice
from .models import Application, Referral, ReferralKind
from .workflow import OPEN

QUIET = ("ineligible", "not_offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """One programme in a line.

    `url`: the open application for it, if there is one. `referred`: what the refusal says of it.
    """

    code: str
    title: str
    verdict: str
    why: str
    amount: str
    url: str
    referred: str = ""


class Others(NamedTuple):
    """What may still help, and what was looked at and does not."""

    open: list[Other]
    quiet: list[Other]
    note: str


def others_of(application: Application, advice: Advice, names: Mapping[str, str]) -> Others:
    """Every programme of the screening but the one asked for, what fits first."""
    kept = Kept(advice.screening, answer_of(advice.screening), names)
    applied, referred = _applied_for(application), _referred(application)
    found = [each for each in kept.answer.programmes if each.code != application.programme]
    found.sort(key=lambda each: ORDER.index(each.verdict))
    lines = [_line(kept, each, applied.get(each.code, ""), referred.get(each.code, "")) for each in found]
    return Others(
        [each for each in lines if each.verdict not in QUIET],
        [each for each in lines if each.verdict in QUIET],
        _in_a_word(lines),
    )


def _in_a_word(lines: list[Other]) -> str:
    """另查了14个项目，2个符合"""
    looked_at = ngettext("另查了%(count)d个项目", "另查了%(count)d个项目", len(lines)) % {"count": len(lines)}
    fit = sum(each.verdict == "eligible" for each in lines)
    if not fit:
        return looked_at
    return _("，").join((looked_at, ngettext("%(count)d个符合", "%(count)d个符合", fit) % {"count": fit}))


def _line(kept: Kept, answer: ProgrammeAnswer, url: str, referred: str) -> Other:
    return Other(
        code=answer.code,
        title=said(answer.title),
        verdict=answer.verdict,
        why=reason(kept, answer),
        amount=amount_words(answer, requested_in(kept.screening.facts)),
        url=url,
        referred=referred,
    )


def _referred(application: Application) -> dict[str, str]:
    """By programme, what the refusal says of it."""
    rows = Referral.objects.filter(application=application).select_related("ended__deed")
    return {each.programme: _referral_words(each) for each in rows}


def _referral_words(referral: Referral) -> str:
    if referral.kind == ReferralKind.DECLINED:
        return _("没有转介：%(reason)s") % {"reason": referral.reason}
    ended = getattr(referral, "ended", None)
    return _("已起草转介；后来结束：%(reason)s") % {"reason": ended.deed.text} if ended else _("已起草转介")


def _applied_for(application: Application) -> dict[str, str]:
    """By programme, the open application of the same household."""
    rows = Application.objects.filter(household=application.household_id, state__in=OPEN)
    found = rows.exclude(pk=application.pk).values_list("programme", "pk")
    return {programme: reverse("application", args=[pk]) for programme, pk in found}
