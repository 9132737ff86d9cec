"""Every household of an area at once: a run that can be stopped, continued and believed."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from relief.audit.models import Event
from relief.desk.management.commands import rescreen
from relief.households.published import published_cases
from relief.offices.access import acting
from relief.rules.cases import Case
from relief.rules.programmes import PROGRAMMES
from relief.screening import rescreening
from relief.screening.models import Run, RunAnswer
from relief.screening.rescreening import OtherLaw, begin_run, screen_next
from relief.screening.services import screen_household
from tests.factories import make_figures, make_household
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
HOMES = 12


@pytest.fixture
def place(world):
    """Two townships with households in each."""
    make_place(world.county)
    names = [case.name for case in published_cases() if isinstance(case, Case)][:HOMES]
    for number, name in enumerate(names):
        by = world.lin_xiaoman if number % 3 else world.zhou_ting
        with acting(by):
            make_household(by, name)
    return world


def run_through(by, most=5, day=DAY):
    with acting(by):
        run = begin_run(by=by, day=day)
        while screen_next(by=by, run=run, most=most).households:
            pass
        run.refresh_from_db()
        return run


def rescreened(*arguments):
    out = StringIO()
    call_command("rescreen", "--by", "gaojianguo", "--day", DAY.isoformat(), *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_each_household_has_the_verdicts_of_its_own_screening(place):
    run = run_through(place.gao_jianguo)
    with acting_everywhere():
        answers = list(run.answers.select_related("household"))
    assert len(answers) == run.screened == HOMES
    letters = {"eligible": "e", "ineligible": "i", "undetermined": "u", "not_offered": "n"}
    with acting(place.gao_jianguo):
        for each in answers:
            screening = screen_household(by=place.gao_jianguo, household=each.household, day=DAY)
            found = {
                programme["code"]: programme["verdict"] for programme in screening.findings["programmes"]
            }
            assert each.verdicts == "".join(letters[found[code]] for code in run.programmes)
            assert each.area_id == each.household.area_id
            assert screening.law_version in run.law_versions.values()


def test_what_was_counted_is_what_was_answered(place):
    run = run_through(place.gao_jianguo, most=4)
    with acting(place.gao_jianguo):
        words = [each.verdicts for each in run.answers.all()]
    for number, programme in enumerate(PROGRAMMES):
        told = run.counts[programme.code]
        for verdict, count in told.items():
            assert count == sum(word[number] == verdict[0] for word in words)


def test_it_is_told_in_the_audit_and_finished_once(place):
    run = run_through(place.gao_jianguo)
    finished = run.finished_at
    with acting(place.gao_jianguo):
        assert screen_next(by=place.gao_jianguo, run=run, most=5).households == 0
        told = Event.objects.filter(subject_id=run.pk).order_by("at")
        assert [(each.action, each.details.get("screened")) for each in told] == [
            ("screening.run_begun", None),
            ("screening.run_finished", HOMES),
        ]
        run.refresh_from_db()
    assert run.finished_at == finished is not None


def test_a_township_s_run_is_of_the_township(place):
    run = run_through(place.he_jing)
    assert 0 < run.screened < HOMES
    with acting(place.zheng_guoping):
        assert not Run.objects.exists()
        assert not RunAnswer.objects.exists()


@pytest.mark.parametrize("name", ["lin_xiaoman", "auditor", "administrator"])
def test_others_begin_no_run_and_continue_none(place, name):
    somebody = getattr(place, name)
    with acting(place.gao_jianguo):
        run = begin_run(by=place.gao_jianguo, day=DAY)
    with acting(somebody):
        with pytest.raises(PermissionDenied):
            begin_run(by=somebody, day=DAY)
        with pytest.raises(PermissionDenied):
            screen_next(by=somebody, run=run, most=5)
    with acting(place.he_jing), pytest.raises(PermissionDenied):
        screen_next(by=place.he_jing, run=run, most=5)


def test_a_run_is_not_continued_under_another_law(place, monkeypatch):
    with acting(place.gao_jianguo):
        run = begin_run(by=place.gao_jianguo, day=DAY)
        screen_next(by=place.gao_jianguo, run=run, most=5)
        monkeypatch.setattr(rescreening, "law_version", lambda figures: "0" * 64)
        with pytest.raises(OtherLaw):
            screen_next(by=place.gao_jianguo, run=run, most=5)
        run.refresh_from_db()
        assert run.screened == run.answers.count() == 5


def test_figures_that_become_known_later_are_for_the_next_run(place):
    with acting(place.gao_jianguo):
        run = begin_run(by=place.gao_jianguo, day=DAY)
        screen_next(by=place.gao_jianguo, run=run, most=5)
    with acting_everywhere():
        make_figures(place.county, in_force_from=date(2026, 1, 1), known_from=timezone.now())
    with acting(place.gao_jianguo):
        assert screen_next(by=place.gao_jianguo, run=run, most=50).households == HOMES - 5
    assert run_through(place.gao_jianguo).law_versions != run.law_versions


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE screening_runanswer SET verdicts = 'e'",
        "DELETE FROM screening_runanswer",
        "TRUNCATE screening_runanswer",
        "DELETE FROM screening_run",
        "UPDATE screening_run SET day = '2026-01-01'",
    ],
)
def test_what_was_answered_is_never_changed(place, statement):
    run_through(place.gao_jianguo)
    refused = pytest.raises(DatabaseError)
    with acting(place.gao_jianguo), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)


def test_no_answer_is_written_into_another_area(place):
    with acting(place.he_jing):
        run = begin_run(by=place.he_jing, day=DAY)
        answer = {"run": run, "verdicts": "e"}
        RunAnswer.objects.create(household_id=run.pk, area=place.shiqiao_village, **answer)
        with pytest.raises(DatabaseError), transaction.atomic():
            RunAnswer.objects.create(household_id=place.he_jing.pk, area=place.hepingli, **answer)


def test_the_command_says_how_far_it_is_and_what_it_took(place):
    lines = rescreened("--batch", "5")
    bars = [line for line in lines if "░" in line or "█" in line]
    told = [line.split(",")[0].split(" ", 1)[1] for line in bars]
    assert told == ["5 of 12", "10 of 12", "12 of 12", "12 of 12"]
    assert any("as long as reading and writing alone" in line for line in lines)
    assert [line.split(":")[0] for line in lines[-len(PROGRAMMES) :]] == [each.code for each in PROGRAMMES]


def test_a_batch_is_read_at_one_moment(db):
    def moment():
        with connection.cursor() as cursor:
            cursor.execute("SHOW default_transaction_isolation")
            return cursor.fetchone()[0]

    before = moment()
    with rescreen.one_moment():
        assert moment() == "repeatable read"
    assert moment() == before != "repeatable read"


def test_what_was_stopped_goes_on_where_it_stopped(place, monkeypatch):
    def stopped(**asked):
        if asked["run"].answers.count() == 5:
            raise KeyboardInterrupt
        return screen_next(**asked)

    monkeypatch.setattr(rescreen, "screen_next", stopped)
    with pytest.raises(CommandError, match="stopped at 5 of 12: --continue"):
        rescreened("--batch", "5")
    monkeypatch.undo()
    assert any("12 of 12" in line for line in rescreened("--continue", "--batch", "5"))
    with acting(place.gao_jianguo):
        run = Run.objects.get()
        assert run.screened == run.answers.count() == HOMES
    with pytest.raises(CommandError, match="no run that was stopped"):
        rescreened("--continue")


def test_nobody_there_nobody_who_may_and_no_law_are_said(place):
    for arguments, said in (
        (["--by", "nobody"], "nobody called nobody"),
        (["--by", "linxiaoman"], "may not screen"),
        (["--by", "gaojianguo", "--day", "2020-01-01"], "not encoded"),
        (["--by", "gaojianguo", "--batch", "0"], "at least one household"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("rescreen", *arguments, stdout=StringIO())


def test_the_owner_who_passes_the_wall_is_refused(place):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        with pytest.raises(CommandError, match="relief_app"):
            rescreened()
        cursor.execute("SET LOCAL ROLE relief_app")
