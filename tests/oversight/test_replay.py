"""重新演算 of what is stored: what differs is named by keys alone, and whom it touches is listed."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError

from relief.casework.services import approve, resubmit, send_back, withdraw
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.oversight import reviewing
from relief.oversight.models import Affected
from relief.oversight.queries import affected
from relief.screening.models import Screening
from relief.screening.services import screen_household
from tests.casework.arranging import DIBAO, make_application, make_screened
from tests.casework.investigated import lead
from tests.casework.refusing import refuse
from tests.oversight.replays import alter, place_of, replay
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(place):
    return make_application(place.lin_xiaoman)


def make_another_amount(screening):
    """What was kept says a fen, where the law says more; returned as what the law says."""
    at = place_of(screening, "dibao")
    amount = screening.findings["programmes"][int(at)]["amount"]
    alter(screening, "findings", ["programmes", at, "amount"], "1")
    return amount


def listed():
    with acting_everywhere():
        return list(affected())


def test_what_was_not_touched_is_answered_as_it_was(place):
    for case in (DIBAO, "house-fire-fast-relief", "second-flat"):
        make_screened(place.lin_xiaoman, case)
    make_screened(place.zhou_ting)

    assert replay("--all") == (["4 replayed, 0 different, 0 applications to review"], 0)


def test_one_that_was_tampered_with_is_named_and_nobody_else(place):
    home = make_screened(place.lin_xiaoman)
    make_screened(place.zhou_ting)
    with acting(place.lin_xiaoman):
        screening = Screening.objects.get(household=home)
    amount = make_another_amount(screening)

    lines, code = replay("--all")

    assert lines == [
        f"screening {screening.pk} dibao amount: 1 -> {amount}",
        "2 replayed, 1 different, 0 applications to review",
    ]
    assert code == 1


def test_altered_facts_and_figures_are_seen_by_the_answer(place, application):
    alter(
        application.screening,
        "facts",
        ["members", "0", "incomes"],
        '[{"kind": "wage", "amount": "90000.00"}]',
    )
    assert replay("--all")[1] == 1


@pytest.mark.parametrize(
    ("column", "path", "value", "error"),
    [
        ("facts", ["assets"], '"plenty"', "KeyError"),
        ("figures", ["in_force", "area"], '"nowhere"', "KeyError"),
        ("findings", ["programmes"], "7", "TypeError"),
    ],
)
def test_what_cannot_be_read_any_more_is_told_and_the_others_are_replayed(
    place, application, column, path, value, error
):
    screening = application.screening
    make_screened(place.zhou_ting)
    alter(screening, column, path, value)

    lines, code = replay("--all")

    assert f"screening {screening.pk} cannot be replayed: {error}" in lines
    assert lines[-1] == "2 replayed, 1 different, 1 applications to review"
    assert code == 1
    assert [(each.was, each.now) for each in listed()] == [({}, {})]


def test_screenings_by_their_keys_alone(place, application):
    with acting(place.lin_xiaoman):
        other = screen_household(
            by=place.lin_xiaoman, household=application.household, day=application.household.facts_on
        )
    make_another_amount(application.screening)
    nobody = uuid4()

    assert replay(other.pk) == (["1 replayed, 0 different, 0 applications to review"], 0)
    lines, code = replay(application.screening_id, nobody)
    assert lines[0].startswith(f"screening {application.screening_id} dibao amount")
    assert lines[-2:] == [
        f"{nobody} is no stored screening",
        "1 replayed, 1 different, 1 applications to review",
    ]
    assert code == 1
    assert replay(nobody)[1] == 1


def test_batch_after_batch_with_its_progress_on_a_terminal(place, monkeypatch):
    monkeypatch.setattr(reviewing, "BATCH", 2)
    for _ in range(5):
        make_screened(place.lin_xiaoman)

    lines, code = replay("--all", terminal=True)

    assert lines[0] == "5 replayed, 0 different, 0 applications to review"
    assert [line for line in lines if "of 5" in line] == [
        "2 of 5 screenings",
        "4 of 5 screenings",
        "5 of 5 screenings",
    ]
    assert code == 0


def test_who_sees_one_area_cannot_run_it(place):
    with acting(place.lin_xiaoman), pytest.raises(CommandError, match="only the owner"):
        call_command("replay", "--all")


@pytest.mark.parametrize("arguments", [[], ["--all", str(uuid4())]])
def test_it_is_told_what_to_replay(arguments):
    with pytest.raises(CommandError, match="name screenings, or"):
        call_command("replay", *arguments)


@pytest.mark.parametrize(
    "arguments", [["--document", "《社会救助法》第十八条"], ["--from", "2026-07-01"], []]
)
def test_nothing_is_accepted_without_a_document_and_a_day(arguments):
    with pytest.raises(CommandError, match="needs --document and --from"):
        call_command("replay", "--accept", *arguments)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["民发〔2099〕1号第一条", "2026-07-01"], "not a document .* nothing was written"),
        (["《社会救助法》第十八条", "next year"], "no day"),
    ],
)
def test_a_document_that_nobody_knows_and_a_day_that_is_none_are_refused(arguments, why):
    with pytest.raises(CommandError, match=why):
        call_command("replay", "--accept", "--document", arguments[0], "--from", arguments[1])


def test_an_open_and_an_approved_application_are_listed_for_review(place, application):
    approved = make_application(place.lin_xiaoman)
    lead(place, approved, State.TO_CONFIRM)
    with acting(place.gao_jianguo):
        approve(by=place.gao_jianguo, application=approved, amount=100, reason="先付一部分。")
    amounts = [make_another_amount(each.screening) for each in (application, approved)]

    lines, code = replay("--all")

    was = '{"amount":1,"verdict":"eligible"}'
    for each, state, amount in zip((application, approved), ("submitted", "approved"), amounts, strict=True):
        now = f'{{"amount":{amount},"verdict":"eligible"}}'
        assert f"review application {each.pk} (dibao, {state}): {was} -> {now}" in lines
    assert lines[-1] == "2 replayed, 2 different, 2 applications to review"
    assert [each.application for each in listed()] == [approved, application]
    assert {each.head_name for each in listed()} == {None}
    # Neither the case nor the screening has changed.
    with acting_everywhere():
        application.refresh_from_db()
        assert application.state == "submitted"
        assert Screening.objects.get(pk=application.screening_id).findings == application.screening.findings


def test_what_was_refused_or_taken_back_is_nobody_s_to_review(place, application):
    refused = make_application(place.lin_xiaoman)
    lead(place, refused, State.TO_CONFIRM)
    with acting(place.gao_jianguo):
        refuse(by=place.gao_jianguo, application=refused, reason="人不在本地。")
    with acting(place.lin_xiaoman):
        withdraw(by=place.lin_xiaoman, application=application)
    for each in (application, refused):
        make_another_amount(each.screening)

    assert replay("--all")[0][-1] == "2 replayed, 2 different, 0 applications to review"
    assert listed() == []


def test_another_programme_of_the_same_screening_touches_no_application(place, application):
    at = place_of(application.screening, "tekun")
    alter(application.screening, "findings", ["programmes", at, "verdict"], '"eligible"')

    assert replay("--all")[0][-1] == "1 replayed, 1 different, 0 applications to review"


def test_the_list_is_made_anew_with_every_run(place, application):
    amount = make_another_amount(application.screening)
    for _ in range(2):
        replay("--all")
        assert len(listed()) == 1
    at = place_of(application.screening, "dibao")
    alter(application.screening, "findings", ["programmes", at, "amount"], str(amount))
    replay("--all")
    assert listed() == []


def test_what_rests_on_another_screening_by_now_is_not_listed(place, application):
    make_another_amount(application.screening)
    replay("--all")
    with acting(place.lin_xiaoman):
        withdraw(by=place.lin_xiaoman, application=application)
    assert listed() == []


def test_a_case_that_was_submitted_again_stands_there_once_by_its_new_screening(place, application):
    make_another_amount(application.screening)
    replay("--all")
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=application, text="收入对不上，请再问。")
    home = application.household
    with acting(place.lin_xiaoman):
        screening = screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
        resubmit(by=place.lin_xiaoman, application=application)
    make_another_amount(screening)

    assert replay(screening.pk)[0][-1] == "1 replayed, 1 different, 1 applications to review"
    assert [each.screening_id for each in listed()] == [screening.pk]


def test_the_list_lies_behind_the_area_wall(place, application):
    make_another_amount(application.screening)
    replay("--all")
    with acting(place.zheng_guoping):
        assert list(affected()) == []
    with acting(place.gao_jianguo):
        assert [each.application for each in affected()] == [application]


@pytest.mark.parametrize("deed", ["save", "delete"])
def test_the_application_s_role_cannot_write_it(place, application, deed):
    make_another_amount(application.screening)
    replay("--all")
    with acting_everywhere():
        row = Affected.objects.get()
        with pytest.raises(ProgrammingError, match="permission denied"):
            getattr(row, deed)()
