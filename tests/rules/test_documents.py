"""Files as people save them, and files made to break the reader."""

import pytest

from relief.rules.cases import Case, CaseError, read_cases

GOOD = "case: x\nday: 2026-11-23\nplace: p\narea: urban\nhousehold:\n"
PLAIN = GOOD + "  incomes: []\n"


def read(text):
    return list(read_cases(text, "f.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        "# a comment\n---\n\n---\n# another\n---\n" + PLAIN + "---\n# the end\n",
        "--- # the first\n" + PLAIN,
        "%YAML 1.2\n---\n" + PLAIN,
        PLAIN + "...\n",
        "--- {case: x, day: 2026-11-23, place: p, area: urban, household: {incomes: []}}\n",
    ],
    ids=["plain", "crlf", "mark", "comments", "comment after ---", "directive", "end", "in one line"],
)
def test_a_case_is_read_however_its_file_is_laid_out(text):
    (case,) = read(text)
    assert isinstance(case, Case), case.words("en")
    assert (case.name, case.household) == ("x", {"incomes": []})


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n", "---\n# one\n---\n# two\n"])
def test_a_file_of_nothing_holds_no_case(text):
    assert read(text) == []


def test_lines_are_counted_over_all_documents_in_files_of_windows_too():
    text = PLAIN + "---\n" + GOOD + "  assets: many\n---\n" + PLAIN
    for each in (text, text.replace("\n", "\r\n")):
        first, second, third = read(each)
        assert [first.line, third.line] == [1, 14]
        assert (second.problems[0].key, second.problems[0].line) == ("household.assets", 13)
    assert text.splitlines()[12] == "  assets: many"


@pytest.mark.parametrize(
    ("household", "line"),
    [
        ("\tincomes: []", 6),
        ("  incomes: [}\n  assets: over_limits", 6),
        ("  assets: *nowhere", 6),
        ("  hardship: {cause: 'half a text}", 7),
        ("  assets:\n  - \x01", 7),
    ],
    ids=["tab", "bracket", "alias", "quote", "control"],
)
def test_what_is_not_yaml_is_told_with_its_line_and_stops_no_other_case(household, line):
    found, after = read(f"{GOOD}{household}\n---\n{PLAIN}")
    assert isinstance(after, Case)
    assert isinstance(found, CaseError)
    (problem,) = found.problems
    assert (found.name, problem.line) == ("x", line)
    assert problem.message.en.startswith("not YAML: ")
    assert problem.message.en != "not YAML: YAML"


@pytest.mark.parametrize("text", ["seven\n", "- case: x\n", '"case: x"\n'])
def test_a_document_that_is_no_map_is_one_mistake(text):
    (found,) = read(text)
    assert found.words("en") == "f.yaml, unnamed case, -, must be a map"
    assert found.words("zh") == "f.yaml, 未写名称的案例, -, 这里要写一组键和值"


@pytest.mark.parametrize("value", ["", "~", "null", "Null"])
def test_empty_is_neither_undeclared_nor_none_and_the_words_say_so(value):
    (found,) = read(f"{GOOD}  support_disregarded: {value}\n")
    assert "leave the key out when it is not declared" in found.words("en")
    assert "没有申报就不写这个键" in found.words("zh")


@pytest.mark.parametrize(
    "household",
    [
        "  assets: {vehicles: " + "1" * 5000 + "}",
        "  support_disregarded: " + "1" * 5000,
        "  support_disregarded: 1e-999",
        "  support_disregarded: 1." + "0" * 50 + "1",
        "  incomes: []\nexpect: {household_size: " + "1" * 5000 + "}",
        "  incomes: []\nexpect: {dibao: {amount: sNaN}}",
        "  incomes: []\nexpect: {dibao: {amount: Infinity}}",
        "  incomes: " + "[" * 100_000 + "]" * 100_000,
        "  members: &all [*all]",
    ],
    ids=["digits", "money", "tiny", "fraction", "size", "nan", "infinity", "deep", "recursive"],
)
def test_values_made_to_break_the_reader_are_mistakes_like_others(household):
    found, after = read(f"{GOOD}{household}\n---\n{PLAIN}")
    assert isinstance(found, CaseError)
    assert isinstance(after, Case)
