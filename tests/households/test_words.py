"""What is declared, in words: undeclared, none and a value never look alike."""

from datetime import date

import pytest
from django.utils import translation

from relief.households.cards import member_cards
from relief.households.sections import household_sections, settled
from relief.households.spelling import initials_of, pinyin_of
from relief.households.words import Part, health_words, incomes_words, lines
from relief.rules import facts
from tests.households.case_files import case_from

DAY = date(2026, 11, 23)


def sections_of(text):
    return {section.name: section for section in household_sections(case_from(text).household)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", [("未申报", "undeclared")]),
        ("incomes: []", [("无", "none")]),
        ("incomes: [{kind: wage, amount: 1650}]", [("每月1,650.00元（工资性收入）", "")]),
        ("incomes: [{kind: scholarship, amount: 8000, per: year}]", [("每年8,000.00元（奖学金）", "")]),
        ("incomes: [{kind: wage}]", [("工资性收入，金额未申报", "undeclared")]),
        ("incomes: [{amount: 0}]", [("每月0.00元（种类未申报）", "undeclared")]),
    ],
)
def test_incomes(text, words):
    member = case_from(f"  members: [{{id: a, {text}}}]\n").household["members"][0]

    assert incomes_words(member.get("incomes")) == [Part(*each) for each in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", [("未申报", "undeclared")]),
        ("disability: none, serious_illness: false", [("无残疾，无大病", "none")]),
        ("disability: none, serious_illness: true", [("重特大疾病", ""), ("无残疾", "none")]),
        ("disability: none", [("大病未申报", "undeclared"), ("无残疾", "none")]),
        ("serious_illness: false", [("无大病", "none"), ("残疾未申报", "undeclared")]),
        (
            "disability: {kind: mental, grade: 3}, serious_illness: false",
            [("无大病", "none"), ("精神残疾三级", "")],
        ),
        (
            "disability: {kind: mental}, serious_illness: false",
            [("无大病", "none"), ("精神残疾，等级未申报", "undeclared")],
        ),
        (
            "disability: {grade: 3}, serious_illness: false",
            [("无大病", "none"), ("残疾类别未申报", "undeclared")],
        ),
    ],
)
def test_health(text, words):
    member = case_from(f"  members: [{{id: a, {text}}}]\n").household["members"][0]

    assert health_words(member) == [Part(*each) for each in words]


def test_a_card_says_who_it_is_and_everything_said_and_unsaid():
    case = case_from(
        "  members:\n"
        "    - {id: a, relation: child, born_on: 2012-11-24, schooling: compulsory, working: false,\n"
        "       graduated_on: none, unemployment: none,\n"
        "       obligors: [{relation: parent, born_on: 1950-01-01}]}\n"
        "    - {id: b}\n"
    )
    one, other = member_cards(case.household, DAY, {"a": "李晓"}, sexes={"a": "女"}, out=["b"])

    assert (one.name, one.note) == ("李晓", "子女，女，13岁，义务教育")
    assert ("现在有工作或生意", False) in one.declared
    assert ("毕业日期", ()) in one.declared
    assert ("失业情况", ()) in one.declared
    assert ("第1位法定义务人", "与本人关系：父母，出生日期：1950年1月1日") in one.declared
    assert "户籍" in one.undeclared
    assert (other.name, other.note, other.is_out) == ("成员b", "与户主关系未申报，年龄未申报，不计入", True)


def test_each_section_has_its_state():
    sections = sections_of(
        "  members: [{id: a, hukou: local, incomes: []}, {id: b, hukou: local}]\n"
        "  incomes: []\n"
        "  assets: {financial: 38600, dwellings: 1, vehicles: 0}\n"
        "  hardship: {event: fire, requested: 2000}\n"
        "  receiving: [{programme: dibao}, {}]\n"
        "  recognised_as: [poverty_alleviated]\n"
        "  relief_history: []\n"
        "  change: none\n"
    )
    states = {name: (section.state, section.label) for name, section in sections.items()}

    assert states == {
        "hukou": ("filled", "已填"),
        "incomes": ("part", "已填1/2"),
        "incomes_shared": ("none", "无"),
        "assets": ("part", "已填3/5"),
        "spending": ("undeclared", "未申报"),
        "hardship": ("part", "已填2/8"),
        "receiving": ("filled", "已填"),
        "recognised_as": ("filled", "已填"),
        "relief_history": ("none", "无"),
        "obligors": ("undeclared", "未申报"),
        "change": ("none", "无"),
    }
    assert settled(list(sections.values())) == 6
    assert sections["assets"].note == "金融资产：38,600.00元，住房：1套，机动车：0辆"
    assert sections["hardship"].note == "火灾，2,000.00元"
    assert sections["receiving"].note == "低保、项目未申报"


def test_a_finding_over_all_assets_and_disregarded_support_are_said():
    sections = sections_of("  assets: over_limits\n  support_disregarded: 300\n")

    assert sections["assets"].note == "超过规定（调查认定）"
    assert sections["incomes_shared"].note == "决定豁免的供养费：每月300.00元"


def test_a_household_of_nobody_has_nothing_filled():
    assert {section.state for section in sections_of("  {}\n").values()} == {"undeclared"}


def test_whom_an_award_is_for_is_asked_only_where_it_was_said():
    told = sections_of(
        "  members: [{id: a}]\n  receiving: [{programme: tekun, members: [a]}, {programme: dibao}]\n"
    )

    assert [fact.value for fact in told["receiving"].facts if fact.label == "哪些成员"] == ["a"]


def test_every_fact_of_a_map_is_said_in_the_readers_language():
    declared = {"event": "fire", "urgent": True, "cause": "厨房失火"}
    with translation.override("en"):
        english = dict(lines(facts.HARDSHIP, declared))

    assert english["what happened"] == "fire"
    assert dict(lines(facts.HARDSHIP, declared))["发生了什么"] == "火灾"
    assert english["urgent"] is True
    assert english["cause"] == "厨房失火"


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("周桂芳", "zhou gui fang", "zgf"),
        ("解小云", "xie xiao yun", "xxy"),
        ("仇和", "qiu he", "qh"),
        ("曾国强", "zeng guo qiang", "zgq"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("查良镛", "zha liang yong", "zly"),
        ("Maria", "maria", "m"),
    ],
)
def test_names_are_spelt_as_they_are_read(name, pinyin, initials):
    assert (pinyin_of(name), initials_of(name)) == (pinyin, initials)
