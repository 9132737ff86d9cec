"""For every criterion: cases that meet it, do not meet it and cannot say, and both sides of its line."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from relief.rules.cases import Case
from relief.rules.distances import distances, own_comparisons
from relief.rules.frames import One
from relief.rules.language import MOST_YEARS, Criterion, Range
from relief.rules.programmes import PROGRAMMES
from relief.rules.quantities import PER_SHOWN, is_money
from relief.rules.worlds import Worlds
from tests.rules.nodes import below, made_of
from tests.rules.published import all_cases, figures_of

NEXT = {unit: per // 100 if is_money(unit) else max(1, per // 10) for unit, per in PER_SHOWN.items()}
NEXT["years"] = MOST_YEARS
"""The least by which two declared numbers differ: one fen (a month), one dwelling, a tenth per cent."""


def test_every_criterion_is_met_unmet_and_unknown_in_some_case() -> None:
    seen = defaultdict(set)
    for criterion, frame, worlds in _asked():
        truth = worlds.truth(criterion, frame)
        seen[criterion.code].add((bool(truth.certain), bool(truth.possible)))
    wanted = {(True, True): "met", (False, False): "not met", (False, True): "unknown"}
    lacking = {
        code: [word for truth, word in wanted.items() if truth not in truths] for code, truths in seen.items()
    }
    assert {code: words for code, words in lacking.items() if words} == {}
    assert {criterion.code for criterion in _declared()} == set(seen)


def test_every_line_has_a_case_at_it_just_below_and_just_above() -> None:
    seen = defaultdict(set)
    for criterion, frame, worlds in _asked():
        for each in distances(criterion, frame, worlds):
            seen[criterion.code].add(_side(each.value, each.line, NEXT[each.unit]))
            if each.line.high == 0:
                seen[criterion.code].add("just below")  # where nothing can be
    lacking = {code: {"at", "just below", "just above"} - sides for code, sides in seen.items()}
    assert {code: sides for code, sides in lacking.items() if sides} == {}
    assert {each.code for each in _declared() if own_comparisons(each.test)} == set(seen)


def _side(value: Range, line: Range, least: int) -> str:
    if value.low != value.high or line.low != line.high:
        return "unknown"
    if value.low == line.low:
        return "at"
    side = "below" if value.low < line.low else "above"
    return f"just {side}" if abs(value.low - line.low) <= least else side


@cache
def _asked() -> tuple[tuple[Criterion, One, Worlds], ...]:
    """Every criterion of every programme, asked of every case in each row it is asked of."""
    return tuple(each for case in all_cases() for each in _asked_of(case))


def _asked_of(case: Case) -> Iterator[tuple[Criterion, One, Worlds]]:
    worlds = Worlds(case.household, figures_of(case))
    for programme in PROGRAMMES:
        if case.day < programme.since:
            continue
        for row in worlds.base.rows("members") if programme.persons else [worlds.base]:
            for node, at in below(programme.test, row):
                if isinstance(node, Criterion) and node.in_force(case.day):
                    yield node, at, worlds


def _declared() -> set[Criterion]:
    """Every criterion that a programme is made of, whether or not a case asks it."""
    return {
        node for programme in PROGRAMMES for node in made_of(programme.test) if isinstance(node, Criterion)
    }
