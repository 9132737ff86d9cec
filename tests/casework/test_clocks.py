"""期限 by date: from the deeds, over holidays and make-up days, with stops; each day says why it counts."""

import re
from datetime import date, timedelta

import chinese_calendar
import pytest
from django.conf import settings as project
from hypothesis import given, settings
from hypothesis import strategies as st

from relief.casework.clocks import CLOCK_OF, Event, Span, Stop, Terms, spans
from relief.casework.clocks.counting import days_between, months_later, reckon
from relief.casework.clocks.kinds import Condition, Unit
from relief.offices.calendar_days import WorkingDays

ONE = timedelta(days=1)
CALENDAR = WorkingDays(
    {
        day: (chinese_calendar.is_workday(day), False)
        for day in (date(2020, 1, 1) + ONE * offset for offset in range(365 * 7 + 2))
    }
)


def span_of(code, start, length=None, stops=()):
    clock = CLOCK_OF[code]
    return Span(
        clock=clock,
        begun_by=clock.starts[0],
        start=start,
        met=None,
        length=length or clock.length,
        stops=stops,
    )


def due(code, start, **more):
    return reckon(span_of(code, start, **more), CALENDAR).due


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        # 国庆节 2026: 20 September and 10 October are worked, 25 to 27 September and 1 to 7 October are not.
        ("investigation_begins", date(2026, 9, 18), date(2026, 9, 22)),
        ("investigation_begins", date(2026, 9, 30), date(2026, 10, 10)),
        ("county_confirmation", date(2026, 9, 24), date(2026, 10, 15)),
        ("dibao_whole", date(2026, 9, 18), date(2026, 11, 5)),
        # The end of a month and of a year.
        ("investigation_begins", date(2026, 7, 31), date(2026, 8, 5)),
        ("investigation_begins", date(2025, 12, 30), date(2026, 1, 5)),
        # Days take weekends and holidays as they come.
        ("public_notice", date(2026, 9, 28), date(2026, 10, 5)),
        ("fast_relief", date(2026, 10, 1), date(2026, 10, 4)),
        # A month without such a day ends on its last.
        ("death", date(2023, 11, 30), date(2024, 2, 29)),
        ("review", date(2024, 2, 29), date(2025, 2, 28)),
        ("review_half_yearly", date(2025, 8, 31), date(2026, 2, 28)),
        ("rigid_valid", date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day(code, start, last):
    assert due(code, start) == last


def test_each_day_says_whether_it_is_counted_and_why():
    days = reckon(span_of("investigation_begins", date(2026, 10, 6)), CALENDAR).days

    assert [(day.day.day, day.number, day.why) for day in days] == [
        (6, None, "start"),
        (7, None, "holiday"),
        (8, 1, "counted"),
        (9, 2, "counted"),
        (10, 3, "make_up"),
    ]
    later = reckon(span_of("investigation_begins", date(2026, 10, 10)), CALENDAR).days
    assert [day.why for day in later] == ["start", "weekend", "counted", "counted", "counted"]


def test_a_deadline_that_rests_on_a_day_not_published_is_provisional():
    assert reckon(span_of("county_confirmation", date(2026, 12, 25)), CALENDAR).assumed
    assert not reckon(span_of("investigation_begins", date(2026, 12, 25)), CALENDAR).assumed
    # What is counted in days rests on no calendar.
    assert not reckon(span_of("public_notice", date(2026, 12, 28)), CALENDAR).assumed


def test_while_papers_are_lacking_nothing_is_counted():
    stop = Stop(date(2026, 11, 4), date(2026, 11, 9))
    found = reckon(span_of("rigid_whole", date(2026, 11, 2), length=3, stops=(stop,)), CALENDAR)

    assert [(day.day.day, day.number, day.why) for day in found.days] == [
        (2, None, "start"),
        (3, 1, "counted"),
        (4, 2, "counted"),
        *((day, None, "stopped") for day in range(5, 10)),
        (10, 3, "counted"),
    ]


def test_a_clock_that_stands_still_has_no_last_day():
    still = reckon(
        span_of("rigid_whole", date(2026, 11, 2), stops=(Stop(date(2026, 11, 4), None),)), CALENDAR
    )
    assert still.due is None
    assert [day.number for day in still.days] == [None, 1, 2]


def test_where_the_place_says_nothing_there_is_no_last_day():
    assert reckon(span_of("relief", date(2026, 11, 2)), CALENDAR).due is None
    assert due("relief", date(2026, 11, 2), length=5) == date(2026, 11, 9)


@settings(max_examples=60, deadline=None)
@given(
    start=st.dates(date(2020, 1, 1), date(2026, 6, 30)),
    length=st.integers(1, 45),
    unit=st.sampled_from(["dibao_whole", "public_notice"]),
)
def test_between_the_event_and_the_last_day_lie_as_many_days_as_the_clock_has(start, length, unit):
    last = due(unit, start, length=length)
    of = CLOCK_OF[unit].unit

    assert days_between(start, last, CALENDAR, of) == length
    assert days_between(start, last - ONE, CALENDAR, of) == length - 1
    assert days_between(last, start, CALENDAR, of) == -length


def test_months_go_over_the_end_of_a_year():
    assert months_later(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 15), 12) == date(2027, 1, 15)


# Which clocks run


DAY = date(2026, 11, 2)


def done(*kinds, after="submitted"):
    """Deeds a day apart; `kind:state` names the state after it."""
    named = (kind.partition(":") for kind in kinds)
    return [Event(kind, DAY + ONE * n, state or after) for n, (kind, _, state) in enumerate(named)]


PLACE = Terms()


def running(programme, *kinds, terms=PLACE):
    found = spans(programme, done(*kinds), terms)
    return {span.clock.code: span.length for span in found if span.met is None}


@pytest.fixture
def procedure(monkeypatch):
    """Every deed of the table can be done."""
    monkeypatch.setattr("relief.casework.clocks._can_end", lambda clock: True)


@pytest.mark.usefixtures("procedure")
@pytest.mark.parametrize(
    ("programme", "deeds", "clocks"),
    [
        ("dibao", ["submit"], {"acceptance": 5}),
        ("dibao", ["submit", "accept"], {"investigation_begins": 3, "dibao_whole": 30}),
        ("dibao", ["submit", "accept", "investigate"], {"dibao_whole": 30}),
        (
            "dibao",
            ["submit", "accept", "investigate", "request_check"],
            {"dibao_whole": 30, "means_check_begins": 3},
        ),
        (
            "dibao",
            ["submit", "accept", "propose"],
            {"investigation_begins": 3, "dibao_whole": 30, "public_notice": 7},
        ),
        (
            "dibao",
            ["submit", "accept", "investigate", "propose", "object"],
            {"dibao_whole_extended": 45, "objection": None},
        ),
        (
            "dibao",
            ["submit", "accept", "investigate", "propose", "forward"],
            {"dibao_whole": 30, "county_confirmation": 10},
        ),
        ("dibao", ["submit", "accept", "investigate", "refuse"], {"refusal_in_writing": 3}),
        ("dibao", ["submit", "accept", "investigate", "refuse", "notify"], {}),
        ("dibao", ["submit", "accept", "approve"], {"review": 12}),
        ("dibao", ["report_death"], {"death": 3}),
        ("tekun", ["submit", "accept"], {"tekun_opinion": 15}),
        ("tekun", ["submit", "accept", "propose"], {"public_notice": 7}),
        ("tekun", ["submit", "accept", "propose", "object"], {"tekun_opinion_again": 15}),
        ("tekun", ["submit", "accept", "propose", "forward"], {"tekun_confirmation": 15}),
        (
            "tekun",
            ["submit", "accept", "approve", "report_ability"],
            {"tekun_review": 12, "reassessment": 10},
        ),
        ("fast_relief", ["submit", "take"], {"fast_relief": 3}),
        ("fast_relief", ["submit", "relieve_first"], {"papers_after_relief": None}),
        ("emergency_relief", ["submit", "refer"], {"relief": None}),
        ("rigid_expenditure", ["submit"], {"rigid_whole": 30}),
        ("rigid_expenditure", ["submit", "extend"], {"rigid_whole_extended": 45}),
        ("rigid_expenditure", ["submit", "approve"], {"rigid_valid": 12}),
        ("dibao", ["call"], {"hotline": None}),
        ("dibao", ["submit", "withdraw:withdrawn"], {}),
        ("rigid_expenditure", ["submit", "approve", "correct:corrected"], {}),
    ],
)
def test_what_runs_after_these_deeds(programme, deeds, clocks):
    assert running(programme, *deeds) == clocks


@pytest.mark.usefixtures("procedure")
def test_where_it_is_delegated_twenty_days_and_extended_none_the_less_forty_five():
    delegated = Terms(conditions=frozenset({Condition.DELEGATED}))

    assert running("dibao", "submit", "accept", "investigate", terms=delegated) == {
        "dibao_whole_delegated": 20
    }
    assert running("dibao", "submit", "accept", "investigate", "extend", terms=delegated) == {
        "dibao_whole_extended": 45
    }


@pytest.mark.usefixtures("procedure")
def test_before_october_2022_delegation_made_nothing_shorter():
    early = [Event("accept", date(2022, 10, 19), "accepted")]
    delegated = Terms(conditions=frozenset({Condition.DELEGATED}))

    assert [span.length for span in spans("dibao", early, delegated)] == [3, 30]


def test_the_place_says_how_long_where_the_text_does_not():
    terms = Terms(lengths={"relief": 5, "acceptance": 2})

    assert running("emergency_relief", "submit", terms=terms) == {"relief": 5}
    assert running("dibao", "submit", terms=terms) == {"acceptance": 2}


def looked_at(*found):
    """By the day, the deed and whether the means were not settled."""
    return [Event(kind, day, "approved", unsettled) for kind, day, unsettled in found]


def test_where_somebody_can_work_it_is_looked_at_every_half_year():
    (run,) = spans("dibao", looked_at(("approve", DAY, True)))
    assert (run.clock.code, run.length) == ("review_half_yearly", 6)


def test_a_change_that_settles_the_means_counts_from_the_run_it_falls_in():
    (run,) = spans("dibao", looked_at(("approve", DAY, True), ("confirm_change", DAY + ONE, False)))
    assert (run.clock.code, run.start) == ("review", DAY)


def test_what_is_found_later_makes_no_finished_run_late():
    later = DAY + 300 * ONE
    first, second = spans("dibao", looked_at(("approve", DAY, False), ("review", later, True)))
    assert (first.clock.code, first.met) == ("review", later)
    assert (second.clock.code, second.met) == ("review_half_yearly", None)


def test_a_clock_that_nobody_can_meet_yet_binds_nobody():
    assert running("dibao", "call") == {}
    assert running("fast_relief", "submit", "approve") == {}


def test_a_run_that_is_over_says_when_it_was_met_and_another_begins():
    events = done("submit", "send_back:returned", "resubmit")
    first, second = spans("dibao", events)

    assert (first.start, first.met) == (DAY, DAY + ONE)
    assert (second.start, second.met) == (DAY + 2 * ONE, None)
    assert not first.stops + second.stops


@pytest.mark.parametrize(
    ("programme", "report", "code"),
    [("dibao", "report_death", "death"), ("tekun", "report_ability", "reassessment")],
)
@pytest.mark.parametrize("days", [(DAY, DAY + ONE), (DAY + ONE, DAY)], ids=["in order", "told late"])
def test_of_several_reports_the_earliest_day_counts(programme, report, code, days):
    """83号一（三）, 43号第二十三条: from the death and from the report, however many more there are."""
    found = spans(programme, [Event(report, day, "approved") for day in days])

    assert [(each.clock.code, each.start) for each in found] == [(code, DAY)]


def test_a_whole_that_is_sent_back_for_papers_stands_still_until_they_come():
    (span,) = spans("rigid_expenditure", done("submit", "send_back:returned", "take:returned", "resubmit"))
    assert span.stops == (Stop(DAY + ONE, DAY + 3 * ONE),)
    (still,) = spans("rigid_expenditure", done("submit", "send_back:returned"))
    assert still.stops == (Stop(DAY + ONE, None),)


def test_units_are_said_with_what_they_count():
    assert {clock.unit for clock in CLOCK_OF.values()} == set(Unit)


@pytest.mark.parametrize("path", sorted((project.ROOT / "relief" / "casework").glob("clocks*.py")), ids=str)
def test_today_is_given_and_never_looked_up(path):
    assert not re.search(r"\b(now|today|localdate|localtime)\(\)", path.read_text(encoding="utf-8"))
