"""这次怎么办: what was agreed about each programme, what rests on what, and who is asked to come back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.offices.access import acting
from relief.screening.models import Outcome, Screening
from relief.screening.outcomes import outcome_lines
from relief.screening.queries import come_backs, newest_outcomes, outcomes_of
from relief.screening.services import OutOfDate, record_outcome, screen_household
from tests.factories import make_household
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

NOT = {"kind": "not", "reason": "declines", "words": "说先靠儿子帮几个月"}


@pytest.fixture
def household(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


@pytest.fixture
def screening(world, household):
    return checked(world, household)


def checked(world, household):
    with acting(world.lin_xiaoman):
        return screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)


def today():
    return timezone.localdate()


def again(days=1, bring="病历"):
    return {"kind": "come_back", "come_back_on": today() + timedelta(days), "bring": bring}


def recorded(world, screening, programme="dibao", by=None, **fields):
    by = by or world.lin_xiaoman
    with acting(by):
        return record_outcome(by=by, screening=screening, programme=programme, **(fields or NOT))


def row(world, screening, **fields):
    """A row past the service, as the application's role could write it."""
    fields = {
        "household_id": screening.household_id,
        "area_id": screening.area_id,
        "screening": screening,
        "programme": "dibao",
        "kind": "applies",
        "recorded_by": world.lin_xiaoman,
    } | fields
    with acting(world.lin_xiaoman), transaction.atomic():
        return Outcome.objects.create(**fields)


@pytest.mark.parametrize("fields", [{"kind": "applies"}, NOT, again()], ids=lambda fields: fields["kind"])
def test_an_outcome_is_kept_with_the_screening_it_rests_on(world, screening, fields):
    made = recorded(world, screening, **fields)
    with acting(world.lin_xiaoman):
        kept = Outcome.objects.get()

    assert kept == made
    assert (kept.screening_id, kept.household_id, kept.area_id) == (
        screening.pk,
        screening.household_id,
        screening.area_id,
    )
    assert kept.recorded_by_id == world.lin_xiaoman.pk
    assert all(getattr(kept, name) == value for name, value in fields.items())


def test_it_is_written_down_without_anybodys_words(world, screening):
    recorded(world, screening)
    with acting_everywhere():
        event = Event.objects.filter(action="screening.outcome_recorded").get()

    assert event.details["programme"] == "dibao"
    assert event.details["kind"] == "not"
    assert event.details["reason"] == "declines"
    assert "儿子" not in str(event.details)


def test_what_people_said_does_not_lie_open_in_the_database(world, screening):
    recorded(world, screening)
    recorded(world, screening, **again())
    with acting(world.lin_xiaoman), connection.cursor() as cursor:
        cursor.execute("SELECT words, bring FROM screening_outcome")
        cells = [bytes(cell) for cells in cursor for cell in cells if cell is not None]

    assert len(cells) == 2
    assert not any("儿子".encode() in cell or "病历".encode() in cell for cell in cells)


def test_only_the_caseworker_records(world, screening):
    for person in (world.he_jing, world.gao_jianguo, world.auditor):
        with pytest.raises(PermissionDenied):
            recorded(world, screening, by=person)
    with acting_everywhere():
        assert not Outcome.objects.exists()


def test_another_communitys_caseworker_records_nothing(world, screening):
    with pytest.raises(PermissionDenied):
        recorded(world, screening, by=world.zhou_ting)


def test_what_is_not_offered_has_no_outcome(world, screening):
    closed = next(
        each["code"] for each in screening.findings["programmes"] if each["verdict"] == "not_offered"
    )
    with pytest.raises(PermissionDenied):
        recorded(world, screening, closed)


def test_nothing_rests_on_a_screening_that_is_not_the_newest(world, household, screening):
    checked(world, household)
    with pytest.raises(OutOfDate):
        recorded(world, screening)


def test_nothing_rests_on_facts_that_have_changed(world, household, screening):
    with acting_everywhere():
        household.members.filter(relation="head").update(serious_illness=True)
    with pytest.raises(OutOfDate):
        recorded(world, screening)


def test_a_later_one_does_not_overwrite(world, screening):
    first, second = recorded(world, screening), recorded(world, screening, kind="applies")
    with acting(world.lin_xiaoman):
        assert list(outcomes_of(screening.household)) == [second, first]
        assert newest_outcomes(screening.household) == {"dibao": second}


@pytest.mark.parametrize(
    "deed", ["UPDATE screening_outcome SET kind = 'applies'", "DELETE FROM screening_outcome"]
)
def test_an_outcome_is_never_changed(world, screening, deed):
    recorded(world, screening)
    with acting(world.lin_xiaoman), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"programme": "nothing"}, "programme"),
        ({"kind": "nothing"}, "_kind"),
        ({"kind": "not", "words": "不想办"}, "not_says_why"),
        ({"kind": "not", "reason": "other"}, "not_says_why"),
        ({"kind": "applies", "reason": "other"}, "not_says_why"),
        ({"kind": "come_back", "bring": "病历"}, "come_back_says_when"),
        ({"kind": "applies", "bring": "病历"}, "come_back_says_when"),
    ],
)
def test_the_database_keeps_all_or_none(world, screening, fields, constraint):
    with pytest.raises(IntegrityError, match=f"screening_outcome_?{constraint.lstrip('_')}"):
        row(world, screening, **fields)


def test_nobody_is_asked_to_come_back_yesterday(world, screening):
    with pytest.raises(IntegrityError, match="a day that is over"):
        row(world, screening, **again(-1))
    row(world, screening, **again(0))


def test_the_database_knows_who_records(world, screening):
    with pytest.raises(IntegrityError, match="acting caseworker"):
        row(world, screening, recorded_by=world.he_jing)


def test_the_database_knows_whose_screening_it_is(world, screening):
    with acting(world.lin_xiaoman):
        other = make_household(world.lin_xiaoman, "second-flat")
    with pytest.raises(IntegrityError, match="belong together"):
        row(world, screening, household_id=other.pk)


def test_another_township_sees_none(world, screening):
    recorded(world, screening)
    with acting(world.zheng_guoping):
        assert not Outcome.objects.exists()
    with acting(world.he_jing):
        assert Outcome.objects.count() == 1


def test_who_is_asked_to_come_back_by_a_day(world, screening):
    soon, later = recorded(world, screening, **again(1)), recorded(world, screening, "tekun", **again(5))
    with acting(world.lin_xiaoman):
        assert list(come_backs(today())) == []
        assert list(come_backs(today() + timedelta(1))) == [soon]
        assert list(come_backs(today() + timedelta(9))) == [soon, later]
    with acting(world.zhou_ting):
        assert list(come_backs(today() + timedelta(9))) == []


def test_who_was_answered_since_is_not_waited_for(world, screening):
    recorded(world, screening, **again(1))
    other = recorded(world, screening, "tekun", **again(1))
    recorded(world, screening, kind="applies")
    with acting(world.lin_xiaoman):
        assert list(come_backs(today() + timedelta(1))) == [other]


def test_the_list_of_a_household_in_words(world, screening, django_assert_num_queries):
    recorded(world, screening)
    recorded(world, screening, "tekun", kind="come_back", come_back_on=today(), bring="病历")
    with acting(world.lin_xiaoman), django_assert_num_queries(1):
        newest, first = outcome_lines(screening.household)

    assert (first.title, first.kind, first.words) == (
        "低保",
        "这次不申请",
        "家庭不愿申请。说先靠儿子帮几个月",
    )
    assert first.who.startswith("林小满")
    assert first.url == reverse("result", args=[screening.pk]) + "#programme_dibao"
    assert newest.words.endswith("，带病历")


def page(client, world, screening, programme="dibao", **typed):
    client.force_login(world.lin_xiaoman)
    address = reverse("outcome", args=[screening.pk, programme])
    return client.post(address, typed) if typed else client.get(address)


def test_a_caseworker_records_it_from_the_result(client, world, screening):
    client.force_login(world.lin_xiaoman)
    result = client.get(reverse("result", args=[screening.pk])).content.decode()
    assert reverse("outcome", args=[screening.pk, "dibao"]) in result
    assert "低保这次怎么办" in page(client, world, screening).content.decode()

    answer = page(client, world, screening, **NOT)

    assert answer.url == reverse("result", args=[screening.pk]) + "#programme_dibao"
    shown = client.get(reverse("result", args=[screening.pk])).content.decode()
    assert "已记下：这次不申请。" in shown
    assert "这次不申请：家庭不愿申请。说先靠儿子帮几个月" in shown


def test_a_day_is_written_as_people_write_it(client, world, screening):
    day = today() + timedelta(2)
    written = f"{day.year}年{day.month}月{day.day}日"
    page(client, world, screening, kind="come_back", come_back_on=written, bring="病历")
    with acting(world.lin_xiaoman):
        assert Outcome.objects.get().come_back_on == day


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"words": "x"}, "kind"),
        ({"kind": "not", "words": "不想办"}, "reason"),
        ({"kind": "not", "reason": "other"}, "words"),
        ({"kind": "come_back", "bring": "病历"}, "come_back_on"),
        ({"kind": "come_back", "come_back_on": "2020-01-01", "bring": "病历"}, "come_back_on"),
        ({"kind": "come_back", "come_back_on": "2030-01-01"}, "bring"),
        ({"kind": "applies", "bring": "病历"}, "bring"),
        ({"kind": "applies", "reason": "other"}, "reason"),
    ],
)
def test_a_mistake_is_said_at_its_box_and_nothing_is_kept(client, world, screening, typed, box):
    response = page(client, world, screening, **typed)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [box]
    for value in typed.values():
        assert value in response.content.decode()
    with acting_everywhere():
        assert not Outcome.objects.exists()


def test_changed_facts_ask_for_another_screening_and_what_was_typed_stays(
    client, world, household, screening
):
    with acting_everywhere():
        household.members.filter(relation="head").update(serious_illness=True)

    opened = page(client, world, screening).content.decode()
    assert "先重新筛查，再记这次怎么办。" in opened
    assert 'name="words"' not in opened
    refused = page(client, world, screening, **NOT).content.decode()
    assert "还没有记下" in refused
    assert NOT["words"] in refused
    with acting_everywhere():
        assert not Outcome.objects.exists()


def test_after_another_screening_one_comes_back_to_the_newest(client, world, household, screening):
    client.force_login(world.lin_xiaoman)
    here = reverse("outcome", args=[screening.pk, "dibao"])
    answer = client.post(reverse("screen", args=[household.pk]), {"next": here}, follow=True)
    with acting(world.lin_xiaoman):
        newest = Screening.objects.first()

    assert newest != screening
    assert answer.redirect_chain[-1][0] == reverse("outcome", args=[newest.pk, "dibao"])


def test_a_programme_that_is_not_there_or_not_offered_has_no_page(client, world, screening):
    assert page(client, world, screening, "nothing").status_code == 404
    assert page(client, world, screening, "uninsured_unemployed").status_code == 404


def test_whoever_only_reads_sees_the_outcome_and_records_none(client, world, screening):
    recorded(world, screening)
    client.force_login(world.auditor)
    shown = client.get(reverse("result", args=[screening.pk])).content.decode()

    assert "家庭不愿申请" in shown
    assert reverse("outcome", args=[screening.pk, "dibao"]) not in shown
