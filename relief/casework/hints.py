"""差错提示: what of a decision looks like a mistake, with the figures that it rests on.

文件未明确，本系统的处理: no text says how far is far. The lines stand here, and each hint says its own.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from relief.funds.queries import usual_amount
from relief.offices.queries import UnknownPlace, place_for
from relief.screening.declared import declared_income
from relief.screening.models import Screening
from relief.screening.queries import screenings_of

from .advice import Advice
from .models import Application, HintKind

FAR_FROM_ADVICE = 20
"""In hundredths of what is advised."""
FAR_FROM_USUAL = 50
"""In hundredths of the office's median, where it has given at least ENOUGH of them in a year."""
ENOUGH = 5
WHOLE = 100_00
"""An amount of whole hundreds where the advice is none."""
QUICK = 20
"""Seconds from opening to deciding."""
YEAR = timedelta(days=365)


class Hinted(NamedTuple):
    kind: HintKind
    figures: dict[str, Any]


class Usual(NamedTuple):
    """What the office gives in this programme: the median of a year and of how many awards."""

    amount: int
    awards: int


def hints_of(
    application: Application, advice: Advice, amount: int | None, open_for: int | None
) -> list[Hinted]:
    """Everything about an approval with this amount. `open_for`: seconds, 0 where it was never opened."""
    found = [*known_before(application, advice)]
    if amount is not None:
        found += _about_the_amount(amount, advice.amount, usual_of(application))
    return [*found, *_quick(open_for)]


def hints_of_a_refusal(application: Application, advice: Advice, open_for: int | None) -> list[Hinted]:
    """The same about a refusal, which the system may advise against or not know enough for."""
    found = [*_expired(application, advice.screening)]
    if advice.answer.verdict == "eligible":
        found.append(Hinted(HintKind.AGAINST, {"advised": advice.amount}))
    elif advice.answer.verdict == "undetermined":
        found.append(Hinted(HintKind.OPEN, {"missing": len(advice.answer.missing)}))
    return [*found, *_quick(open_for)]


def _quick(open_for: int | None) -> Iterator[Hinted]:
    if open_for is not None and open_for < QUICK:
        yield Hinted(HintKind.QUICK, {"seconds": open_for})


def known_before(application: Application, advice: Advice) -> Iterator[Hinted]:
    """What does not hang on the amount, so that it stands beside the form."""
    yield from _expired(application, advice.screening)
    yield from _income_halved(application, advice.screening)


def usual_of(application: Application) -> Usual | None:
    """Of the township that the case lies in, whoever decides; None where there are too few."""
    since = timezone.localdate() - YEAR
    found = usual_amount(application.township, application.programme, since)
    return Usual(*found) if found and found[1] >= ENOUGH else None


def is_far(amount: int, line: int, hundredths: int) -> bool:
    return abs(amount - line) * 100 >= line * hundredths


def _about_the_amount(amount: int, advised: int | None, usual: Usual | None) -> Iterator[Hinted]:
    if advised and is_far(amount, advised, FAR_FROM_ADVICE):
        yield Hinted(HintKind.FROM_ADVICE, {"amount": amount, "advised": advised})
    if usual and is_far(amount, usual.amount, FAR_FROM_USUAL):
        told = {"amount": amount, "usual": usual.amount, "count": usual.awards}
        yield Hinted(HintKind.FROM_USUAL, told)
    if amount != advised and amount % WHOLE == 0:
        yield Hinted(HintKind.ROUND, {"amount": amount})


def _expired(application: Application, screening: Screening) -> Iterator[Hinted]:
    """The facts stand on an earlier day, and the local standard of today is another."""
    now = timezone.now()
    try:
        place = place_for(application.household.place, timezone.localdate(), now)
    except UnknownPlace:
        return
    used, standing = _since(screening.figures["place"]), _since(place)
    if used != standing:
        yield Hinted(HintKind.EXPIRED, {"used": used, "standing": standing})


def _since(place: dict[str, Any]) -> str:
    """From when the standard of a place has been in force; empty where there is none."""
    figures = place.get("figures") or []
    return str(figures[-1]["from"]) if figures else ""


def _income_halved(application: Application, screening: Screening) -> Iterator[Hinted]:
    """Half or less of the most that was declared within a year, so that no step in between hides it."""
    now = declared_income(screening.facts)
    if now is None:
        return
    before = screenings_of(application.household).filter(made_at__lt=screening.made_at)
    rows = before.filter(made_at__gte=screening.made_at - YEAR).values_list("facts", "made_at")
    earlier = [(income, at) for facts, at in rows if (income := declared_income(facts)) is not None]
    most, at = max(earlier, default=(0, None))
    if at and most and now * 2 <= most:
        told = {"income": now, "before": most, "on": timezone.localdate(at).isoformat()}
        yield Hinted(HintKind.INCOME_HALVED, told)
