"""接受新的答案: recorded answers are rewritten only for a document in force, and CHANGELOG says which."""

import copy
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from relief.screening.accepting import NotAccepted, accept, cited, counted, with_entry
from relief.screening.recorded import changes, read, write

DOCUMENT, SINCE = "《社会救助法》第十八条", date(2026, 7, 1)
CHANGELOG = "# Changelog\n\n### The law\n\n- 低保\n\n### The program\n- a page\n"


def in_programme(row, code):
    return next(each for each in row.findings["programmes"] if each["code"] == code)


def otherwise(row, code="dibao", **parts):
    """The row as it was answered before the law changed it."""
    findings = copy.deepcopy(row.findings)
    next(each for each in findings["programmes"] if each["code"] == code).update(parts)
    return replace(row, findings=findings)


@pytest.fixture(scope="module")
def recorded():
    """Four of the Law's days whose dibao is eligible, and one from before it."""
    places, rows = read()
    rows = [row for row in rows if in_programme(row, "dibao")["verdict"] == "eligible"]
    late = list(islice((row for row in rows if row.day >= SINCE), 4))
    early = next(row for row in rows if row.day < SINCE)
    numbered = enumerate([*late, early], start=1)
    return places, [replace(row, number=number) for number, row in numbered]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    return {"corpus": tmp_path / "recorded.xz", "changelog": tmp_path / "CHANGELOG.md"}


@pytest.fixture
def altered(recorded, files):
    """Two were refused and one was paid a fen before the law changed; the other two are as they were."""
    places, rows = recorded
    before = [
        otherwise(rows[0], verdict="ineligible", amount=None, reckoning=[]),
        otherwise(rows[1], verdict="ineligible", amount=None, reckoning=[]),
        rows[2],
        otherwise(rows[3], amount=1),
        rows[4],
    ]
    write(places, before, files["corpus"])
    return files


def content(files):
    return [path.read_bytes() for path in files.values()]


def test_what_changed_is_told_and_then_is_the_recorded_answer(altered, recorded):
    told = accept(document=DOCUMENT, since=SINCE, **altered)

    assert told.splitlines() == [
        "- From 2026-07-01 by 《社会救助法》第十八条: 3 of 5 recorded screenings answer otherwise.",
        "  - 低保 (`dibao`) eligible, with other sums or reasons: 1",
        "  - 低保 (`dibao`) ineligible → eligible: 2",
        "  - recorded screenings 1–2, 4",
    ]
    assert altered["changelog"].read_text(encoding="utf-8") == CHANGELOG.replace(
        "### The program", f"### Answers that changed\n{told}\n\n### The program"
    )
    assert list(read(altered["corpus"])[1]) == recorded[1]
    assert not any(each.differences for each in changes(altered["corpus"]))


def test_the_newest_entry_stands_first():
    once = with_entry(CHANGELOG, "- first")
    assert "### Answers that changed\n- second\n- first\n\n### The program" in with_entry(once, "- second")


def test_a_change_before_the_stated_day_is_refused_and_nothing_written(altered, recorded):
    places, rows = recorded
    write(places, [otherwise(rows[4], amount=1), *rows[:4]], altered["corpus"])
    before = content(altered)
    with pytest.raises(NotAccepted, match=f"1 changed answers lie before 2026-07-01.* 5 of {rows[4].day}"):
        accept(document=DOCUMENT, since=SINCE, **altered)
    assert content(altered) == before


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("民发〔2099〕1号第一条", "not a document that the rules know"),
        ("", "not a document that the rules know"),
        ("《社会救助法》", "which article"),
        ("2022年阶段性加大物价补贴力度的通知第一条", "is not in force on 2026-07-01"),
    ],
)
def test_without_a_known_document_in_force_nothing_is_written(altered, document, why):
    before = content(altered)
    with pytest.raises(NotAccepted, match=why):
        accept(document=document, since=SINCE, **altered)
    assert content(altered) == before


def test_where_nothing_changed_there_is_nothing_to_accept(recorded, files):
    write(*recorded, files["corpus"])
    with pytest.raises(NotAccepted, match="no recorded answer has changed"):
        accept(document=DOCUMENT, since=SINCE, **files)
    assert files["changelog"].read_text(encoding="utf-8") == CHANGELOG


def test_a_document_is_known_by_its_number_and_article():
    found = cited("民发〔2022〕83号 一（一）", SINCE)
    assert (found.document.code, found.article) == ("minfa_2022_83", "一（一）")


def test_a_failing_test_says_how_many_and_which_programmes(altered):
    changed = [each for each in changes(altered["corpus"]) if each.differences]
    assert counted(changed) == "3 recorded answers changed: dibao 3"
    assert counted([]) == "no recorded answer changed"
