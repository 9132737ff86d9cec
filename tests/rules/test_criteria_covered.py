"""For every criterion: a case that meets it, one that does not, one that cannot say, and both sides of its line."""

from collections import defaultdict
from collections.abc import Iterator

from relief.rules.findings import find
from relief.rules.frames import One
from relief.rules.language import Criterion, Range
from relief.rules.programmes import PROGRAMMES
from relief.rules.quantities import PER_SHOWN, is_money
from relief.rules.worlds import Worlds
from tests.rules.nodes import below
from tests.rules.published import all_cases, figures_of

NEXT = {unit: per // 100 if is_money(unit) else 1 for unit, per in PER_SHOWN.items()}
"""The least by which two declared numbers differ, in each unit: one fen (a month), one dwelling, one year."""


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
        finding = find(criterion, frame, worlds)
        if finding.value is not None and finding.line is not None and finding.unit is not None:
            seen[criterion.code].add(_side(finding.value, finding.line, NEXT[finding.unit]))
    lacking = {code: {"at", "just below", "just above"} - sides for code, sides in seen.items()}
    assert {code: sides for code, sides in lacking.items() if sides} == {}
    assert {criterion.code for criterion in _declared() if criterion.comparison} == set(seen)


def _side(value: Range, line: Range, least: int) -> str:
    if value.low != value.high or line.low != line.high:
        return "unknown"
    if value.low == line.low:
        return "at"
    return ("just " if abs(value.low - line.low) <= least else "") + ("below" if value.low < line.low else "above")


def _asked() -> Iterator[tuple[Criterion, One, Worlds]]:
    """Every criterion of every programme, asked of every case in each row it is asked of."""
    for case in all_cases():
        worlds = Worlds(case.household, figures_of(case))
        for programme in PROGRAMMES:
            if case.day < programme.since:
                continue
            rows = worlds.base.rows("members") if programme.persons else [worlds.base]
            for row in rows:
                for node, at in below(programme.test, row):
                    if isinstance(node, Criterion) and node.in_force(case.day):
                        yield node, at, worlds


def _declared() -> set[Criterion]:
    return {criterion for criterion, _, _ in _asked()}
