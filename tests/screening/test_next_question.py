"""What to ask next, in words and with its box."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.rules.questions import questions
from relief.screening.keeping import facts_to_data, place_to_data
from relief.screening.models import Screening
from relief.screening.next_question import next_questions, question_words
from relief.screening.rows import Kept
from tests.households.case_files import FILES, cases_of

NAMES = {"a": "周桂芳", "b": "李长水"}
HOME = UUID(int=7)
ROWS = {"a": UUID(int=1), "b": UUID(int=2)}
PLACE = {"figures": [{"from": date(2021, 7, 1), "dibao_standard": {"urban": 800, "rural": 800}}]}
DAY = date(2026, 11, 23)


def kept(household, names=NAMES, rows=ROWS, day=DAY, area="urban"):
    """A screening of a household as it is kept."""
    figures = Figures(PLACE, area, day)
    screening = Screening(
        household_id=HOME,
        day=day,
        facts=facts_to_data(household),
        figures={"in_force": figures.written_out(), "place": place_to_data(PLACE)},
    )
    return Kept(screening, screen(household, figures), names, rows)


def family(**spouse):
    wage = [{"kind": "wage", "amount": Decimal(1000), "per": "month"}]
    known = {"lives_with": True, "away": "none", "hukou": "local"}
    return {
        "members": [
            {"id": "a", "relation": "head", "born_on": date(1974, 3, 1), "incomes": wage, **known},
            {"id": "b", "relation": "spouse", "born_on": date(1972, 3, 1), **known, **spouse},
        ],
        "incomes": [],
    }


def test_the_questions_are_those_that_settle_most_in_their_order():
    household = family()
    found = next_questions(kept(household), most=100)
    ranked = questions(household, Figures(PLACE, "urban", DAY))

    assert len(found) > 3
    assert [each.path for each in found] == [each.path for each in ranked]
    for question, each in zip(found, ranked, strict=True):
        assert question.programmes == tuple(programme.title.zh for programme in each.waiting)
        assert question.count == len(each.waiting)


def test_three_at_most_and_each_leads_to_its_box():
    screening = kept(family())
    found = next_questions(screening)

    assert len(found) == 3
    assert [each.url for each in found] == [screening.boxes.address(each.path) for each in found]
    assert all(each.url for each in found)


def test_whoever_fills_nothing_in_reads_the_question_alone():
    assert [each.url for each in next_questions(kept(family(), rows=None))] == ["", "", ""]


def test_what_is_settled_asks_nothing():
    assert next_questions(kept({"members": [], "incomes": [], "receiving": [], "recognised_as": []})) == []


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("members", "家里都有哪些人？", "Who belongs to the household?"),
        ("members[b].incomes", "李长水有没有收入？", "Does 李长水 have any income?"),
        (
            "members[b].working",
            "李长水现在有工作或生意吗？",
            "Does 李长水 have a job or a business now?",
        ),
        ("members[b].incomes[0].amount", "李长水的第1笔收入是多少？", "How much is 李长水’s income 1?"),
        (
            "incomes[1].per",
            "家庭共有的第2笔收入按月还是按年算？",
            "Is the household’s income 2 counted by the month or by the year?",
        ),
        ("members[b].born_on", "李长水是哪一天出生的？", "On which day was 李长水 born?"),
        ("members[b].hukou", "李长水的户籍在哪里？", "Where is 李长水 registered (hukou)?"),
        ("receiving[0].since", "第1项正在享受的救助是从哪天起的？", "Since which day has award 1 been paid?"),
        ("members[b].disability", "李长水有没有残疾？", None),
        (
            "members[a].obligors[0].disability",
            "周桂芳的第1位法定义务人有没有残疾？",
            "Does 周桂芳’s obligor 1 have a disability?",
        ),
        ("hardship", "有没有突发困难？", "Has there been any sudden hardship?"),
        ("receiving", "有没有正在享受的救助？", "Are any awards in payment?"),
    ],
)
def test_a_question_in_words(path, chinese, english):
    assert question_words(path, NAMES) == chinese
    if english:
        with translation.override("en"):
            assert question_words(path, NAMES) == english


def test_whatever_any_case_lacks_can_be_asked():
    for path in FILES[:40]:
        for case in cases_of(path):
            names = {member["id"]: "某人" for member in case.household.get("members", [])}
            screening = kept(case.household, names, None, case.day, case.area)
            for question in next_questions(screening, most=1000):
                assert question.text.endswith("？")
