"""What would help most to ask next."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.screening.boxes import Boxes
from relief.screening.next_question import EASY, HARD, PLAIN, ease, next_questions, question_words
from tests.households.case_files import FILES, cases_of

NAMES = {"a": "周桂芳", "b": "李长水"}
HOME = UUID(int=7)
ENTERED = Boxes(HOME, {"a": UUID(int=1), "b": UUID(int=2)})
PLACE = {"figures": [{"from": date(2021, 7, 1), "dibao_standard": {"urban": 800, "rural": 800}}]}


def asked(household, boxes=ENTERED, place=PLACE, **more):
    answer = screen(household, Figures(place, "urban", date(2026, 11, 23)))
    return answer, next_questions(answer, NAMES, boxes, **more)


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


def test_what_most_programmes_lack_is_asked_first():
    answer, questions = asked(family(), most=100)
    lacking = [each for each in answer.programmes if each.verdict == "undetermined"]

    assert len(questions) > 3
    for question in questions:
        assert question.count == sum(question.path in each.missing for each in lacking)
    counts = [question.count for question in questions]
    assert counts == sorted(counts, reverse=True)
    assert set(questions[0].programmes) <= {each.title.zh for each in lacking}


def test_of_two_that_help_alike_the_easy_one_is_asked_first():
    _answer, questions = asked(family(), most=100)
    by_count = {}
    for question in questions:
        by_count.setdefault(question.count, []).append(ease(question.path))

    assert any(len(set(eases)) > 1 for eases in by_count.values())
    assert all(eases == sorted(eases) for eases in by_count.values())


def test_three_at_most_and_each_leads_to_its_box():
    _answer, questions = asked(family())

    assert len(questions) == 3
    assert all(question.url == ENTERED.address(question.path) for question in questions)


def test_whoever_fills_nothing_in_reads_the_question_alone():
    _answer, questions = asked(family(), Boxes(HOME))

    assert [question.url for question in questions] == ["", "", ""]


def test_what_the_county_has_not_set_is_not_asked_of_a_family():
    answer, questions = asked(family(), place={"figures": []}, most=100)

    assert any(path.startswith("place.") for each in answer.programmes for path in each.missing)
    assert questions
    assert not any(question.path.startswith("place.") for question in questions)


def test_what_is_settled_asks_nothing():
    answer, _questions = asked(family())
    settled = type(answer)(
        **{
            **{name: getattr(answer, name) for name in answer.__dataclass_fields__},
            "programmes": tuple(each for each in answer.programmes if each.verdict != "undetermined"),
        }
    )

    assert next_questions(settled, NAMES, ENTERED) == []


@pytest.mark.parametrize(
    ("path", "how"),
    [
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
        ("spending.tuition", HARD),
    ],
)
def test_how_easily_a_thing_is_said(path, how):
    assert ease(path) == how


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("members", "家里都有哪些人？", "Who belongs to the household?"),
        ("members[b].incomes", "李长水有没有收入？", "Does 李长水 have any incomes?"),
        (
            "members[b].working",
            "李长水：现在有工作或生意，是不是？",
            "李长水: has a job or a business now – yes or no?",
        ),
        ("members[b].incomes[0].amount", "李长水的第1笔收入：金额是多少？", None),
        ("members[b].born_on", "李长水的出生日期是哪一天？", "Which day: date of birth of 李长水?"),
        ("members[b].hukou", "李长水的户籍是哪一种？", "Which one: hukou of 李长水?"),
        ("members[b].disability", "李长水有没有残疾？", None),
        ("members[a].obligors[0].disability", "有没有周桂芳的第1位法定义务人：残疾？", None),
        ("hardship", "有没有突发困难？", "Is there any sudden hardship?"),
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
            answer = screen(case.household, Figures(PLACE, case.area, case.day))
            for question in next_questions(answer, names, Boxes(HOME), most=1000):
                assert question.text.endswith("？")
