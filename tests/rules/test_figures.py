"""Figures in force on a day in a place, and documents in force on a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from relief.rules.amounts import UNIT, rounded
from relief.rules.citations import DOCUMENTS, shown_on
from relief.rules.language import UNBOUNDED, Criterion, Range
from relief.rules.parameters import FIRST_DAY, Figures, LawNotEncoded, fen, national_figures, ten_thousandths
from relief.rules.programmes import BY_CODE, PROGRAMMES
from tests.rules.nodes import made_of

DAY = date(2026, 11, 23)


def figures(day=DAY, area="urban", **figures):
    return Figures({"figures": [{"from": date(2021, 7, 1), **figures}]}, area, day)


def test_a_day_before_the_law_is_refused():
    Figures({}, "urban", FIRST_DAY)
    with pytest.raises(LawNotEncoded):
        Figures({}, "urban", FIRST_DAY - timedelta(days=1))


def test_the_newest_entry_applies_whole():
    old = {"from": date(2022, 1, 1), "minimum_wage": Decimal(2000), "price_floor": Decimal(10)}
    new = {"from": date(2023, 1, 1), "minimum_wage": Decimal(2100)}
    place = {"figures": [new, old]}
    assert Figures(place, "urban", date(2022, 12, 31)).figure("minimum_wage") == Range(2000_00, 2000_00)
    assert Figures(place, "urban", date(2023, 1, 1)).figure("minimum_wage") == Range(2100_00, 2100_00)
    assert Figures(place, "urban", date(2023, 1, 1)).figure("price_floor") == Range(0, UNBOUNDED)


def test_a_floor_is_a_range_and_the_own_figure_goes_before_it():
    floor = {"urban": Decimal(615), "rural": Decimal(415)}
    assert figures(dibao_standard_at_least=floor).figure("dibao_standard") == Range(615_00, UNBOUNDED)
    own = {"urban": Decimal(700)}
    assert figures(dibao_standard_at_least=floor, dibao_standard=own).figure("dibao_standard") == Range(
        700_00, 700_00
    )
    rural = figures(area="rural", dibao_standard_at_least=floor, dibao_standard=own)
    assert rural.figure("dibao_standard") == Range(415_00, UNBOUNDED)


def test_three_figures_are_never_unknown():
    assert figures().figure("work_cost_rate") == Range(0, 0)
    assert figures().codes("extra_excluded_incomes") == 0
    assert not figures().flag("residence_permit_dibao").possible


@pytest.mark.parametrize(
    ("day", "counted"), [(date(2025, 12, 31), (False, False)), (date(2026, 1, 1), (False, True))]
)
def test_the_basic_pension_is_settled_until_2025_and_open_after(day, counted):
    assert tuple(figures(day).flag("count_basic_pension")) == counted
    assert tuple(figures(day, count_basic_pension=True).flag("count_basic_pension")) == (True, True)


def test_a_declared_area_has_its_own_cap_on_its_days_both_included():
    place = {
        "figures": [{"from": date(2021, 7, 1), "township_relief_cap": Decimal(2400)}],
        "epidemic_affected": [
            {"from": date(2022, 3, 1), "to": date(2022, 12, 31), "township_relief_cap": Decimal(4800)}
        ],
    }
    caps = {
        day: Figures(place, "urban", day).figure("township_relief_cap").low
        for day in (date(2022, 2, 28), date(2022, 3, 1), date(2022, 12, 31), date(2023, 1, 1))
    }
    assert list(caps.values()) == [2400_00, 4800_00, 4800_00, 2400_00]


@pytest.mark.parametrize(
    ("to", "halves_of_a_fen", "up", "half_up", "down"),
    [
        ("0.01", 246, 123, 123, 123),
        ("0.01", 247, 124, 124, 123),
        ("0.1", 249, 130, 120, 120),
        ("0.1", 250, 130, 130, 120),
        ("0.1", 260, 130, 130, 130),
        ("1", 299, 200, 100, 100),
        ("1", 300, 200, 200, 100),
        ("1", 1, 100, 0, 0),
        ("1", 0, 0, 0, 0),
    ],
)
def test_rounding_is_the_places(to, halves_of_a_fen, up, half_up, down):
    amount = halves_of_a_fen * UNIT // 2
    for mode, expected in (("up", up), ("half_up", half_up), ("down", down)):
        assert rounded(amount, {"to": Decimal(to), "mode": mode}) == expected, mode


def test_the_least_part_of_a_fen_is_rounded_up_where_the_place_rounds_up():
    to_the_fen = [{"to": Decimal("0.01"), "mode": mode} for mode in ("up", "half_up", "down")]
    assert [rounded(UNIT + 1, terms) for terms in to_the_fen] == [2, 1, 1]


def test_without_a_rule_of_the_place_half_a_fen_goes_up():
    assert [rounded(halves * UNIT // 2, None) for halves in (1, 2, 3)] == [1, 1, 2]


def test_what_is_whole_is_not_rounded_up():
    assert rounded(123 * UNIT, {"to": Decimal("0.01"), "mode": "up"}) == 123


def test_part_of_a_fen_and_of_a_ten_thousandth_are_refused():
    with pytest.raises(ValueError, match="fen"):
        fen(Decimal("1.005"))
    with pytest.raises(ValueError, match="ten-thousandth"):
        ten_thousandths(Decimal("0.00001"))


@pytest.mark.parametrize("figure", national_figures(), ids=lambda figure: figure.name)
def test_every_national_figure_has_a_document_in_force_on_its_first_day(figure):
    assert figure.cite.document.in_force(figure.since)
    assert figure.cite.article


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.code)
def test_every_criterion_is_cited_on_every_day_it_is_law(programme):
    """Those that a criterion is made of as well."""
    borders = {border for document in DOCUMENTS for border in (document.since, document.until) if border}
    turns = {border + timedelta(days=step) for border in borders for step in (-1, 0, 1)}
    for criterion in {each for each in made_of(programme.test) if isinstance(each, Criterion)}:
        since = max(criterion.since, programme.since)
        until = criterion.until or max(turns)
        for day in sorted({since, until, *(day for day in turns if since <= day <= until)}):
            assert shown_on(criterion.cites, day), (criterion.code, day)
            assert shown_on(criterion.cites, day, "en"), (criterion.code, day)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.code)
def test_what_a_text_leaves_open_is_listed_while_that_text_is_in_force(programme):
    assert programme.open_clauses_on(DAY) == programme.open_clauses
    for cites, _ in programme.open_clauses_on(programme.since):
        assert shown_on(cites, programme.since)


def test_a_clause_of_the_law_is_not_listed_before_the_law():
    dibao_alone = BY_CODE["dibao_individual"]
    before, since = (dibao_alone.open_clauses_on(date(2026, *day)) for day in ((6, 30), (7, 1)))
    assert len(since) == len(before) + 1


def test_a_text_that_was_not_seen_says_so_in_both_languages():
    cites = next(each for each in PROGRAMMES if each.code == "emergency_relief").criteria[-1].cites
    assert "未见原文" in shown_on(cites, DAY)
    assert "text not seen" in shown_on(cites, DAY, "en")
