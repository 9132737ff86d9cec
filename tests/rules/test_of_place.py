"""What the place and the day decide alone is asked once, and is what every row would find for itself."""

from dataclasses import fields

import pytest

from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.language import Figure, FigureFlag, Flag, Number, OnDays
from relief.rules.of_place import ask_place
from relief.rules.parameters import Figures
from relief.rules.reading import read_household
from tests.rules.households import PLACES, TURNS_OF_LAW
from tests.rules.nodes import made_of
from tests.rules.published import place

HOUSEHOLD = {"members": [{"id": "a", "relation": "head", "incomes": [{"kind": "wage"}]}, {"id": "b"}]}


def asked(name: str, day) -> Figures:
    figures = Figures(place(name), "urban", day)
    ask_place(figures)
    return figures


@pytest.mark.parametrize("name", PLACES)
def test_it_is_what_a_row_finds_that_remembers_nothing(name):
    for day in TURNS_OF_LAW:
        figures, row = asked(name, day), One(Figures(place(name), "urban", day))
        kinds = {type(node) for node in figures.answers}
        assert kinds >= {Figure, FigureFlag, OnDays}
        for node, found in figures.answers.items():
            row.seen.clear()
            assert evaluate(node, row) == found, node


def test_nothing_of_it_reads_what_is_declared():
    for node in asked("demo-county", TURNS_OF_LAW[-1]).answers:
        assert not any(isinstance(part, Number | Flag) for part in made_of(node))
        assert not {"group"} & {field.name for part in made_of(node) for field in fields(part)}


def test_every_row_of_every_household_begins_with_it():
    figures = Figures(place("demo-county"), "urban", TURNS_OF_LAW[-1])
    first, second = (read_household(HOUSEHOLD, figures) for _ in range(2))
    assert first.figures.answers is second.figures.answers
    assert all(figures.answers.items() <= row.seen.items() for row in (*first.walk(), *second.walk()))


def test_what_one_row_remembers_is_not_told_to_the_next():
    figures = asked("demo-county", TURNS_OF_LAW[-1])
    known = dict(figures.answers)
    member = read_household(HOUSEHOLD, figures).rows("members")[0]
    evaluate(Flag("dead"), member)
    assert figures.answers == known
