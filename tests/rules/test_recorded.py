"""2,000 recorded screenings are answered as they were: what alters one must say by which document."""

from datetime import date
from itertools import islice, product
from typing import NamedTuple

import pytest

from relief.rules.programmes import BY_CODE
from relief.screening.accepting import WHAT_TO_RUN, counted
from relief.screening.keeping import facts_to_data
from relief.screening.recorded import CORPUS, changes
from tests.rules.recording import days, drawn, published_places, sides_of_law


class Seen(NamedTuple):
    """What is kept of a recorded screening while the others are replayed: the whole would fill the memory."""

    where: tuple[str, str]
    day: date
    verdicts: set[tuple[str, str]]
    is_plain: bool


@pytest.fixture(scope="module")
def replayed():
    """Each is replayed once."""
    seen, changed = [], []
    for change in changes():
        kept = change.kept
        verdicts = {(each["code"], each["verdict"]) for each in kept.findings["programmes"]}
        is_plain = str(facts_to_data(kept.facts)).isascii()
        seen.append(Seen((kept.place, kept.area), kept.day, verdicts, is_plain))
        if change.differences:
            changed.append(change)
    return seen, changed


def test_every_recorded_screening_is_answered_as_it_was(replayed):
    seen, changed = replayed
    assert len(seen) >= 2000
    assert not changed, f"{counted(changed)}\n{WHAT_TO_RUN}"


def test_they_lie_on_both_sides_of_every_day_the_law_changed(replayed):
    sides = sides_of_law()
    assert len(sides) >= 13
    missing = sorted(set(sides) - {each.day for each in replayed[0]})
    assert not missing, "python -m tests.rules.recording adds screenings of these days"


def test_they_lie_in_several_places_in_town_and_country(replayed):
    where = {each.where for each in replayed[0]}
    places = {place for place, _area in where}
    assert len(places) >= 5
    assert where == set(product(places, ("urban", "rural")))


def test_every_programme_has_every_verdict_among_them(replayed):
    found = set().union(*(each.verdicts for each in replayed[0]))
    assert found >= set(product(BY_CODE, ("eligible", "ineligible", "undetermined")))


def test_they_name_nobody_and_say_no_sentence(replayed):
    assert all(each.is_plain for each in replayed[0])


def test_the_repository_stays_small():
    assert CORPUS.stat().st_size < 1_500_000


def test_the_same_are_drawn_every_time():
    places = published_places()
    first, again = (
        [drawn(number, day, places) for number, day in enumerate(islice(days(places), 30))] for _ in range(2)
    )
    assert first == again
    assert len({str(household) for *_, household in first}) == 30
