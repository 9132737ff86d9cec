"""Rows of another township do not come: neither by an address with their key nor by SQL of one's own."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from relief.offices.access import acting
from relief.offices.models import Role
from tests.architecture.test_area_policies import PUBLIC, guarded_tables
from tests.architecture.test_every_url import TABLE, filled  # noqa: F401
from tests.casework.arranging import make_application, make_place
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
ELSEWHERE = {
    Role.CASEWORKER: "zhou_ting",
    Role.APPROVER: "zheng_guoping",
    Role.COUNTY_OFFICER: None,
    Role.AUDITOR: None,
    Role.ADMINISTRATOR: None,
}


def somebody_elsewhere(world, role):
    name = ELSEWHERE[role]
    if name:
        return getattr(world, name)
    with acting_everywhere():
        return make_user(role, world.other_county)


def answer(client, method, address, keys):
    """Status, where to, and body, with every key of the address taken out and no word of the form's own."""
    response = getattr(client, method)(address)
    body, place = response.content.decode(), response.headers.get("Location", "")
    for key in (each for each in keys if isinstance(each, UUID)):
        body, place = body.replace(str(key), "KEY"), place.replace(str(key), "KEY")
    return response.status_code, place, TOKEN.sub("", body)


# People at work and figures are no secret between offices: see PUBLIC.
KNOWN_TO_ALL = {"figure_cases", "figure_correct", "person_change"}


@pytest.mark.parametrize("role", Role)
def test_a_key_of_another_area_answers_like_one_that_does_not_exist(client, filled, role):  # noqa: F811
    client.force_login(somebody_elsewhere(filled, role))
    asked = 0
    for name, line in TABLE.items():
        arguments = line.arguments(filled)
        if name in KNOWN_TO_ALL or not any(isinstance(each, UUID) for each in arguments):
            continue
        nobody_s = [uuid4() if isinstance(each, UUID) else each for each in arguments]
        for method in {"get", line.method}:
            there = answer(client, method, reverse(name, args=arguments), arguments)
            nowhere = answer(client, method, reverse(name, args=nobody_s), nobody_s)
            assert there == nowhere, name
            assert there[0] in (403, 404, 405), name
        asked += 1
    assert asked > 20


def keys_seen(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ctid::text FROM {table}")
        return {key for (key,) in cursor}


def test_sql_of_one_s_own_reads_no_row_of_another_township(filled):  # noqa: F811
    """Both townships have rows; each sees its own, and together they see what there is."""
    make_place(filled.county)
    make_application(filled.zhou_ting)
    rows = 0
    for table in set(guarded_tables()) - set(PUBLIC):
        with acting(filled.he_jing):
            of_qingxi = keys_seen(table)
        with acting(filled.zheng_guoping):
            of_shiqiao = keys_seen(table)
        with acting_everywhere():
            everything = keys_seen(table)
        assert not of_qingxi & of_shiqiao, table
        assert of_qingxi | of_shiqiao <= everything, table
        rows += bool(of_qingxi) and bool(of_shiqiao)
        assert keys_seen(table) == set(), f"{table} is read by somebody who is nobody"
    assert rows >= 8
