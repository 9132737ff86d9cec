"""docs/casework.md names every clock with its article, as the table of clocks has it."""

import pytest
from django.utils import translation

from relief.casework.clocks import CLOCKS
from relief.casework.clocks.kinds import Condition, Unit
from relief.casework.workflow import DeedKind
from relief.rules.citations import DOCUMENTS
from relief.rules.programmes import BY_CODE
from tests.docs.test_casework import rows_under

UNITS = {Unit.WORKING: "working days", Unit.DAYS: "days", Unit.MONTHS: "months"}
HEADING = "| clock | 中文 | programmes | from | until | how long | since | article |"
NOT_YET = {
    "accept",
    "investigate",
    "request_check",
    "record_check",
    "assess",
    "propose",
    "object",
    "forward",
    "notify",
    "extend",
    "complete_papers",
    "review",
    "end",
    "unsettled",
}
"""Deeds of the procedure that are no deeds of the table of transitions yet."""
REPORTS = {"ability_reported", "death", "settle_death", "call", "answer_call"}
"""What is reported, and is no deed of an application."""


def how_long(clock):
    if clock.length is None:
        return "by the place"
    words = f"{clock.length} {UNITS[clock.unit]}"
    return f"{words}, where {clock.condition}" if clock.condition else words


def as_written(clock):
    every = len(clock.programmes) == len(BY_CODE)
    return [
        clock.code,
        str(clock.title),
        "all" if every else ", ".join(clock.programmes),
        ", ".join(clock.starts),
        ", ".join(clock.met) or "(runs out)",
        how_long(clock),
        clock.since.isoformat(),
        "；".join(each.shown() for each in clock.cites),
    ]


def test_the_page_names_every_clock_with_its_article_and_no_other():
    with translation.override("zh-hans"):
        assert list(rows_under(HEADING)) == [as_written(clock) for clock in CLOCKS]


def test_the_page_explains_every_condition():
    assert [row[0] for row in rows_under("| condition | means |")] == Condition.values


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.code)
def test_a_clock_names_deeds_programmes_and_articles_that_there_are(clock):
    known = {*DeedKind.values, *NOT_YET, *REPORTS}
    assert {*clock.starts, *clock.met} <= known
    assert set(clock.programmes) <= set(BY_CODE)
    assert all(each.document in DOCUMENTS and each.article for each in clock.cites)
    # A clock does not run before the text that it stands in.
    assert clock.article(clock.since)
    assert clock.runs or clock.met


def test_each_code_is_one_clock():
    codes = [clock.code for clock in CLOCKS]
    assert len(set(codes)) == len(codes)
    assert {clock.instead_of for clock in CLOCKS if clock.condition} <= set(codes)
