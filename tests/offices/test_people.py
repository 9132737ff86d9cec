"""人员: an administrator adds people and changes their place, within their own area."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices import services
from relief.offices.access import acting
from relief.offices.models import Role, User
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, world):
    client.force_login(world.administrator)
    return client


def add(client, area, **fields):
    data = {"display_name": "吴敏", "username": "wumin", "role": Role.CASEWORKER, "area": area.number}
    return client.post(reverse("person_add"), data | fields)


def change(client, person, **fields):
    data = {"role": person.role, "area": person.area_id, "is_active": "on"} | fields
    return client.post(reverse("person_change", args=[person.pk]), data)


def test_adds_a_person_who_can_then_sign_in(administrator, world, client):
    page = add(administrator, world.qianjin).content.decode()

    password = re.search(r'id="initial-password">([^<]+)<', page)[1]
    person = User.objects.get(username="wumin")
    assert (person.role, person.area_id) == (Role.CASEWORKER, world.qianjin.number)
    assert person.check_password(password)
    with acting_everywhere():
        event = events_about(person).get()
    assert (event.action, event.actor_id) == ("offices.person_added", world.administrator.pk)
    assert event.details == {"role": "caseworker", "area": world.qianjin.number}
    assert "吴敏" not in str(event.details)


def test_a_taken_account_name_is_said_at_its_box(administrator, world):
    page = add(administrator, world.qianjin, username="hejing").content.decode()

    assert "这个账号已经有人用了" in page
    assert User.objects.filter(display_name="吴敏").count() == 0


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.CASEWORKER, "qingxi"),
        (Role.APPROVER, "county"),
        (Role.APPROVER, "liushu"),
        (Role.COUNTY_OFFICER, "qingxi"),
    ],
)
def test_role_and_level_must_fit(administrator, world, role, area):
    page = add(administrator, getattr(world, area), role=role).content.decode()

    assert "error-summary" in page
    assert not User.objects.filter(username="wumin").exists()
    with acting_everywhere(), pytest.raises(IntegrityError, match="does not fit"), transaction.atomic():
        make_user(role, getattr(world, area))


def test_another_county_is_no_choice(administrator, world):
    page = add(administrator, world.other_county, role=Role.COUNTY_OFFICER).content.decode()

    assert "请从列出的里面选" in page
    assert not User.objects.filter(username="wumin").exists()


def test_changes_role_and_area_and_says_so_in_the_audit(administrator, world):
    change(administrator, world.lin_xiaoman, area=world.qianjin.number)

    person = User.objects.get(pk=world.lin_xiaoman.pk)
    assert person.area_id == world.qianjin.number
    with acting_everywhere():
        event = events_about(person).get()
    assert event.details == {"area": [world.liushu.number, world.qianjin.number]}


def test_stops_a_person(administrator, world):
    change(administrator, world.lin_xiaoman, is_active="")

    assert not User.objects.get(pk=world.lin_xiaoman.pk).is_active


def test_nobody_changes_themselves(administrator, world):
    assert change(administrator, world.administrator, is_active="").status_code == 403
    assert User.objects.get(pk=world.administrator.pk).is_active
    with acting(world.administrator), pytest.raises(PermissionDenied):
        services.change_person(
            by=world.administrator,
            person=world.administrator,
            role=Role.AUDITOR,
            area=world.county,
            is_active=True,
        )


def test_a_person_of_another_area_answers_like_nobody(client, world):
    with acting_everywhere():
        elsewhere = make_user(Role.ADMINISTRATOR, world.other_county)
    client.force_login(elsewhere)
    there = client.get(reverse("person_change", args=[world.lin_xiaoman.pk]))
    nobody = client.get(reverse("person_change", args=["00000000-0000-4000-8000-000000000000"]))

    assert (there.status_code, there.content) == (nobody.status_code, nobody.content)
    assert there.status_code == 404
    assert "林小满" not in client.get(reverse("people")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_services_refuse_every_other_role(world, role):
    person = world.by_role[role]
    with acting(person), pytest.raises(PermissionDenied):
        services.add_person(
            by=person,
            username="wumin",
            display_name="吴敏",
            role=Role.AUDITOR,
            area=person.area,
            password="x",
        )
    with acting(person), pytest.raises(PermissionDenied):
        services.change_person(
            by=person, person=world.zhou_ting, role=Role.AUDITOR, area=person.area, is_active=True
        )


def test_a_refused_page_says_who_can_do_it(client, world):
    client.force_login(world.lin_xiaoman)
    response = client.get(reverse("people"))

    page = response.content.decode()
    assert response.status_code == 403
    assert "您是社区社会救助协理员，这一步由系统管理员办" in page
    assert "唐明" in page
    assert world.county.telephone in page


def test_the_list_asks_the_same_number_of_questions_for_many(
    administrator, world, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        administrator.get(reverse("people"))
    with acting_everywhere():
        for _ in range(20):
            make_user(Role.CASEWORKER, world.qianjin)
    with django_assert_num_queries(len(few)):
        administrator.get(reverse("people"))
