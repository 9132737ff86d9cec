"""Keeps the hints beside an approval; nothing waits for them."""

from ..advice import Advice
from ..hints import hints_of
from ..models import Decision, Hint


def keep_hints(decision: Decision, advice: Advice, open_for: int | None) -> list[str]:
    """Of an approval that has just been made, before its award counts as usual. Their kinds."""
    found = hints_of(decision.application, advice, decision.amount, open_for)
    Hint.objects.bulk_create(Hint(decision=decision, kind=each.kind, figures=each.figures) for each in found)
    return [each.kind.value for each in found]
