"""Keeps the hints beside a decision; nothing waits for them."""

from ..advice import Advice
from ..hints import Hinted, hints_of, hints_of_a_refusal
from ..models import Decision, Hint


def keep_hints(decision: Decision, advice: Advice, open_for: int | None) -> list[str]:
    """Of an approval that has just been made, before its award counts as usual. Their kinds."""
    return _keep(decision, hints_of(decision.application, advice, decision.amount, open_for))


def keep_hints_of_a_refusal(decision: Decision, advice: Advice, open_for: int | None) -> list[str]:
    """Of a refusal that has just been made. Their kinds."""
    return _keep(decision, hints_of_a_refusal(decision.application, advice, open_for))


def _keep(decision: Decision, found: list[Hinted]) -> list[str]:
    Hint.objects.bulk_create(Hint(decision=decision, kind=each.kind, figures=each.figures) for each in found)
    return [each.kind.value for each in found]
