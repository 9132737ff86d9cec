"""Case files are YAML 1.2: what is wrong is named by key and line, and stops no other case."""

import pytest

from relief.rules.cases import Case, CaseError, read_cases
from relief.rules.writing import write_case
from tests.rules.published import all_cases

HEAD = "case: x\nday: 2026-11-23\nplace: p\narea: urban\nhousehold:\n"


def read(household, head=HEAD):
    (found,) = read_cases(head + household, "f.yaml")
    return found


def problems(household, head=HEAD):
    found = read(household, head)
    assert isinstance(found, CaseError), found
    return [(each.key, each.line) for each in found.problems]


MEMBER = "  members:\n    - id: a\n      "


@pytest.mark.parametrize(
    "line",
    [
        "lives_with: yes",
        "lives_with: on",
        'lives_with: "true"',
        "lives_with: True",
        "lives_with: 1",
        "lives_with:",
    ],
)
def test_only_true_and_false_are_booleans(line):
    assert problems(MEMBER + line) == [("household.members[a].lives_with", 8)]


@pytest.mark.parametrize(
    "text", ["1_000", '"1000"', "0x10", ".nan", ".inf", "one", "-1", "1.005", "1e20", "~"]
)
def test_money_is_a_number_that_is_not_negative_with_whole_fen(text):
    key = "household.support_disregarded"
    assert problems(f"  support_disregarded: {text}") == [(key, 6)]


def test_money_is_exact():
    assert str(read("  support_disregarded: 0.1").household["support_disregarded"]) == "0.1"
    assert read("  support_disregarded: 0777").household["support_disregarded"] == 777


@pytest.mark.parametrize("text", ["2026-02-30", "26-11-23", "2026/11/23", "23", "yesterday"])
def test_days_are_days(text):
    assert problems(MEMBER + f"born_on: {text}") == [("household.members[a].born_on", 8)]


def test_a_day_is_the_same_in_quotes():
    assert read(MEMBER + 'born_on: "1980-03-01"').household == read(MEMBER + "born_on: 1980-03-01").household


@pytest.mark.parametrize(
    ("household", "key"),
    [
        (MEMBER + "hukuo: local", "household.members[a].hukuo"),
        (MEMBER + "relation: cousin", "household.members[a].relation"),
        (MEMBER + "born_on: 2027-01-01", "household.members[a].born_on"),
        (MEMBER + "disability: {kind: mental, grade: 5}", "household.members[a].disability.grade"),
        (MEMBER + "incomes: none", "household.members[a].incomes"),
        (MEMBER + "working: true\n      working: false", "household.members[a].working"),
        ("  members: [{relation: head}]", "household.members[0].id"),
        ("  members: [{id: a}, {id: a}]", "household.members[a].id"),
        ("  members: [{id: a, relation: head}, {id: b, relation: head}]", "household.members[b].relation"),
        ("  members: [{id: a}]\n  receiving: [{members: [b]}]", "household.receiving[0].members"),
        ("  assets: listed", "household.assets"),
        ("  recognised_as: [rich]", "household.recognised_as[0]"),
        ("  hardship: [fire]", "household.hardship"),
    ],
)
def test_what_the_contract_does_not_know_is_named(household, key):
    assert [found for found, _ in problems(household)] == [key]


@pytest.mark.parametrize("key", ["case", "day", "place", "area", "household"])
def test_what_every_case_needs(key):
    kept = [line for line in [*HEAD.splitlines()[:4], "household: {}"] if not line.startswith(f"{key}:")]
    assert [found for found, _ in problems("", "\n".join(kept) + "\n")] == [key]


def test_a_near_miss_is_guessed():
    found = read(MEMBER + "hukuo: local")
    assert "hukou" in found.words("zh")
    assert found.words("en") == "f.yaml, x, household.members[a].hukuo, unknown key, did you mean hukou?"


def test_a_slip_in_one_document_leaves_the_next_readable_and_its_lines_right():
    text = "case: torn\nhousehold: [\n---\n# a comment alone\n---\n" + HEAD + "  assets: seven\n"
    torn, second = read_cases(text, "f.yaml")
    assert (torn.name, second.name) == ("torn", "x")
    assert second.problems[0].line == 11
    assert text.splitlines()[10] == "  assets: seven"


def test_references_are_followed_and_do_not_grow_without_end():
    twice = "  incomes: [&wage {kind: wage, amount: 1}, *wage]"
    assert len(read(twice).household["incomes"]) == 2
    many = ", ".join(["*row"] * 600)
    bomb = (
        f"  incomes: &rows [&row {{kind: wage, amount: 1}}, {many}]\n"
        + "  members:\n"
        + "".join(f"    - {{id: m{number}, incomes: *rows}}\n" for number in range(400))
    )
    assert [key for key, _ in problems(bomb)] == [""]


@pytest.mark.parametrize("case", all_cases()[::7], ids=lambda case: case.name)
def test_a_case_that_is_written_is_read_back_the_same(case):
    (again,) = read_cases(write_case(case), "f.yaml")
    assert isinstance(again, Case)
    assert (again.household, again.day, again.place, again.area) == (
        case.household,
        case.day,
        case.place,
        case.area,
    )
