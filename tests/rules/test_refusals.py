"""What the rules refuse and what they leave unsaid: branches that no household of the case files takes."""

from datetime import date
from decimal import Decimal
from itertools import chain

import numpy as np
import pytest

from relief.rules.amounts import tiered
from relief.rules.answers import screen
from relief.rules.beside import alike, criteria_of
from relief.rules.cases import Case, CaseError, read_cases
from relief.rules.codes import Relation
from relief.rules.columns import Columns
from relief.rules.columns.arithmetic import CAP, TooLarge, less, summed
from relief.rules.conflicts import conflicts, is_disputed
from relief.rules.findings import parts_of
from relief.rules.frames import One
from relief.rules.language import MET, UNBOUNDED, Const, Number, Range
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.quantities import quantity
from relief.rules.reading import read_household
from relief.rules.reckoning import reckon_price
from relief.rules.storing import answer_from_data, answer_to_data
from tests.rules.published import case_named, figures_of, place

DAY = date(2026, 11, 23)
FIGURES = Figures(place("demo-county"), "urban", DAY)
HEAD = {"id": "a", "relation": "head", "away": "none"}


def read(**household):
    return read_household(household, FIGURES)


def test_a_code_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        Relation.of("neighbour")
    with pytest.raises(KeyError):
        Relation.mask("head", "neighbour")


def test_a_row_has_nothing_above_or_beside_it_but_where_it_stands():
    household = read(members=[HEAD])
    with pytest.raises(TypeError, match="belongs to nothing"):
        household.above()
    with pytest.raises(TypeError, match="pair"):
        household.rows("members")[0].beside()
    columns = Columns.of([household])
    with pytest.raises(TypeError, match="belong to nothing"):
        columns.above()
    with pytest.raises(TypeError, match="pairs"):
        columns.group("members").truth_of_other(lambda other: MET)


def test_what_is_never_undecided_has_no_parts():
    with pytest.raises(TypeError, match="never undecided"):
        parts_of(Const(1), One(FIGURES))


def test_a_number_that_a_column_cannot_carry_is_refused():
    household = read(members=[HEAD])
    household.facts["requested"] = Range(CAP, CAP)
    with pytest.raises(TooLarge):
        Columns.of([household]).number(Number("requested"))


def test_columns_take_off_exactly_and_stay_at_the_cap():
    one, other = np.array([5, 1]), np.array([2, 3])
    taken = less(Range(one, one), Range(other, other))
    assert taken.low is taken.high
    assert taken.low.tolist() == [3, 0]
    halves = np.array([CAP // 2, CAP // 2 + 1, 7])
    assert summed(halves, np.array([0, 0, 1]), np.array([2, 3])).tolist() == [CAP, 7]


def test_a_tier_is_not_known_while_the_income_is_open():
    tiers = [{"below": Decimal(400), "amount": Decimal(500)}]
    assert tiered(read(members=[HEAD], incomes=[]), tiers) == Range(0, UNBOUNDED)


def test_a_price_subsidy_of_no_whole_unit_has_no_lines():
    linked = {"price_linkage": [{"month": "2026-10", "cpi": 4, "food_cpi": 1, "scpi": Decimal("3.33333337")}]}
    figures = Figures({**place("demo-county"), **linked}, "urban", DAY)
    assert reckon_price(read_household({"members": [HEAD], "receiving": []}, figures)) == ()


def test_a_day_before_the_first_whose_law_is_known_is_refused():
    text = "case: x\nday: 2021-06-30\nplace: p\narea: urban\nhousehold: {}\n"
    (found,) = read_cases(text, "f.yaml")
    assert isinstance(found, CaseError)
    assert [each.key for each in found.problems] == ["day"]


def test_none_is_an_answer_to_what_is_received_and_recognised():
    text = (
        "case: x\nday: 2026-11-23\nplace: p\narea: urban\nhousehold: {receiving: none, recognised_as: none}\n"
    )
    (found,) = read_cases(text, "f.yaml")
    assert isinstance(found, Case)
    assert found.household == {"receiving": [], "recognised_as": []}


def test_of_a_criterion_that_is_no_longer_known_the_code_is_told():
    case = case_named("dibao-one-fen-below")
    data = answer_to_data(screen(case.household, figures_of(case)))
    data["programmes"][0]["findings"][0]["code"] = "dibao.of_old"
    found = answer_from_data(data)["dibao"].findings[0]
    assert (found.code, found.title.zh, found.citation.zh) == ("dibao.of_old", "dibao.of_old", "")


def test_criteria_that_stand_on_the_same_articles_stand_together():
    for programme in PROGRAMMES:
        criteria = criteria_of(programme)
        assert list(chain.from_iterable(alike(criteria))) == criteria
    assert [len(group) for group in alike(criteria_of(PROGRAMMES[0]))][-1] > 1


def test_a_source_that_is_no_document_of_ours_is_named_and_what_is_disputed_is_told():
    found = conflicts()
    sources = [saying for each in found for saying in each.sayings if saying.cite is None]
    assert sources
    assert all(saying.named == saying.source for saying in sources)
    cited = [saying for each in found for saying in each.sayings if saying.cite]
    assert all(saying.cite.article in saying.named.zh for saying in cited)
    disputed = next(iter(chain.from_iterable(each.criteria for each in found)))
    assert is_disputed(disputed, date(2028, 1, 1))
    assert not is_disputed("nothing.of_the_kind", DAY)


def test_a_quantity_that_is_open_above_or_lies_between():
    assert quantity(Range(100, UNBOUNDED), "fen") == "1.00+"
    assert quantity(Range(100, 250), "fen") == "1.00–2.50"
