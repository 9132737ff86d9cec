"""What is asked first: what settles most programmes whatever the answer, then on average, then the easy."""

import logging
from datetime import date
from fractions import Fraction

import pytest

from relief.rules.answers import screen
from relief.rules.lawful import lawful_answers
from relief.rules.parameters import Figures
from relief.rules.paths import declaring, steps
from relief.rules.programmes.dibao import dibao
from relief.rules.programmes.tekun import tekun
from relief.rules.questions import (
    EASY,
    HARD,
    MOST_TRIED,
    MOST_TRIED_UNCERTAIN,
    PLAIN,
    Question,
    ease,
    questions,
    waiting_in,
)
from relief.rules.supposing import Supposing
from relief.rules.worlds import Worlds
from tests.rules.interviews import boxes_filled, questions_asked
from tests.rules.ordinary import ordinary_household
from tests.rules.published import place

FIGURES = Figures(place("demo-county"), "urban", date(2026, 11, 23))
KNOWN = {"lives_with": True, "away": "none", "schooling": "none", "can_live_independently": False}


def family(people=2, **all_of_them):
    """A head and children who certainly count; what they have is not declared."""
    return {
        "members": [
            {"id": key, "relation": "child" if place else "head", "born_on": date(1980 + place, 3, 1)}
            | (KNOWN | all_of_them)
            for place, key in enumerate("abcdef"[:people])
        ]
    }


def test_each_count_is_what_judging_the_household_with_that_answer_says():
    household = family()
    worlds = Worlds(household, FIGURES)
    waiting = waiting_in(worlds)
    supposing = Supposing(worlds)
    for question in questions(household, FIGURES)[:10]:
        assert list(question.waiting) == waiting[question.path]
        answers = lawful_answers(question.path, household, supposing)
        assert len(answers) == len(question.settled)
        for answer, settled in zip(answers, question.settled, strict=True):
            judged = screen(declaring(household, steps(question.path, ["a", "b"]), answer), FIGURES)
            firm = [each for each in question.waiting if judged[each.code].verdict != "undetermined"]
            assert list(settled) == firm, (question.path, answer)


def test_the_least_comes_first_then_the_mean_then_ease():
    found = questions(family() | {"receiving": [], "recognised_as": []}, FIGURES)

    assert found[0].path == "hardship"
    assert len({each.mean for each in found}) > 3
    assert [(-each.least, -each.mean) for each in found] == sorted(
        (-each.least, -each.mean) for each in found
    )
    for mean in {each.mean for each in found} - {0}:
        eases = [each.ease for each in found if each.mean == mean]
        assert eases == sorted(eases)


def test_what_settles_something_whatever_is_said_goes_before_what_may_settle_much():
    sure = Question("sure", (dibao,), HARD, ((dibao,), (dibao,)))
    likely = Question("likely", (dibao, tekun), EASY, ((dibao, tekun), (dibao, tekun), ()))
    seldom = Question("seldom", (dibao, tekun), EASY, ((dibao,), (), ()))
    easy = Question("easy", (dibao,), EASY, ((dibao,), (), ()))
    asked_for = Question("asked for", (dibao, tekun), HARD, ((), ()))
    never = Question("never", (dibao,), EASY, ((), ()))
    untried = Question("untried", (dibao,), PLAIN)

    assert [(each.least, each.mean) for each in (sure, likely, seldom, untried)] == [
        (1, 1),
        (0, Fraction(4, 3)),
        (0, Fraction(1, 3)),
        (0, 0),
    ]
    ranked = sorted((untried, never, asked_for, easy, seldom, likely, sure), key=lambda each: each.rank)
    assert [each.path for each in ranked] == [
        *("sure", "likely", "seldom", "easy", "asked for", "never", "untried"),
    ]


@pytest.mark.parametrize(
    ("household", "most"),
    [
        (family(6), MOST_TRIED),
        (family(4, away=None), MOST_TRIED_UNCERTAIN),
        (family(6, away=None), MOST_TRIED_UNCERTAIN),
    ],
)
def test_only_so_many_are_tried_those_that_most_programmes_wait_for(household, most):
    found = questions(household, FIGURES)
    tried = [each for each in found if each.settled]
    rest = [each for each in found if not each.settled]

    assert len(tried) == most
    assert rest
    assert min(len(each.waiting) for each in tried) >= max(len(each.waiting) for each in rest)


def test_what_the_county_has_not_set_is_asked_of_nobody():
    nowhere = Figures({"figures": []}, "urban", FIGURES.day)
    found = [each.path for each in questions(family(), nowhere)]

    assert any(path.startswith("place.") for path in waiting_in(Worlds(family(), nowhere)))
    assert found
    assert not any(path.startswith("place.") for path in found)


def test_once_every_programme_is_firm_nothing_is_asked():
    household, figures = ordinary_household(0)
    assert questions(household, figures) == []


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("members", PLAIN),
        ("members[b].born_on", EASY),
        ("members[b].relation", EASY),
        ("members[b].working", EASY),
        ("hardship.urgent", EASY),
        ("members[b].disability", PLAIN),
        ("members[b].hukou", PLAIN),
        ("members[b].obligors", PLAIN),
        ("members[b].incomes", HARD),
        ("members[b].incomes[0].amount", HARD),
        ("assets", HARD),
        ("assets.vehicles", HARD),
        ("spending", HARD),
        ("spending.tuition", HARD),
    ],
)
def test_how_easily_a_thing_is_said(path, how):
    assert ease(path, ["a", "b"]) == how


def test_asking_the_best_first_needs_at_most_half_the_questions():
    _at_most_half(range(SOME))


@pytest.mark.long
def test_of_five_hundred_households_too():
    _at_most_half(range(500))


SOME = 10


def _at_most_half(numbers):
    households = [ordinary_household(number) for number in numbers]
    boxes = sum(boxes_filled(*each) for each in households)
    asked = sum(questions_asked(*each) for each in households)
    said = f"{len(households)} households: {asked} questions instead of {boxes}, {asked / boxes:.3f}"
    logging.getLogger(__name__).info(said)
    assert asked * 2 <= boxes, said
