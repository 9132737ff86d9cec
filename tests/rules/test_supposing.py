"""Supposing one more fact says what judging the household with it declared says."""

from collections.abc import Iterator
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from relief.rules.answers import screen, verdict
from relief.rules.lawful import lawful_answers
from relief.rules.paths import declaring, steps
from relief.rules.programmes import PROGRAMMES
from relief.rules.questions import OF_THE_PLACE, waiting_in
from relief.rules.supposing import Supposing
from relief.rules.worlds import MOST_UNCERTAIN, Worlds
from tests.rules.households import Situation, situations, thorough

PATHS = 2
seeds = st.integers(0, 2**16)


@thorough
@given(situations(most=MOST_UNCERTAIN), seeds)
def test_every_lawful_answer_supposed_is_as_if_it_were_declared(situation: Situation, seed: int) -> None:
    for what, supposed, declared in _suppositions(situation, seed):
        assert supposed == declared, what


@thorough
@given(situations(most=MOST_UNCERTAIN + 2), seeds)
def test_of_many_who_may_count_it_is_never_wrong(situation: Situation, seed: int) -> None:
    for what, supposed, declared in _suppositions(situation, seed):
        for code, said in supposed.items():
            assert said in ("undetermined", declared[code]), (what, code)


def _suppositions(situation: Situation, seed: int) -> Iterator[tuple[object, dict, dict]]:
    """For each answer to some of what is missing: every programme's verdict, supposed and declared."""
    household, figures = situation.seen(), situation.figures
    worlds = Worlds(household, figures)
    asked = [path for path in waiting_in(worlds) if not path.startswith(OF_THE_PLACE)]
    supposing, keys = Supposing(worlds), [member["id"] for member in household.get("members") or []]
    for path in Random(seed).sample(asked, min(PATHS, len(asked))):
        for answer in lawful_answers(path, household, supposing):
            with_it = declaring(household, steps(path, keys), answer)
            supposed = supposing.with_more(path, with_it)
            declared = {each.code: each.verdict for each in screen(with_it, figures).programmes}
            yield (path, answer), {each.code: verdict(each, supposed) for each in PROGRAMMES}, declared
