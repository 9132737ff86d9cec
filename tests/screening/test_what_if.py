"""试一试: other facts and every answer at once; nothing of it stays."""

import pytest
from django.core.signing import dumps
from django.db import connection
from django.urls import reverse

from relief.households.facts import household_facts
from relief.households.services import store_household
from relief.offices.access import acting
from relief.offices.models import Role
from relief.rules.programmes import PROGRAMMES
from tests.households.case_files import case_from
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

FAMILY = """\
  members:
    - {id: a, relation: head, born_on: 1974-03-01, lives_with: true, away: none, disability: none,
       serious_illness: false, working: true, incomes: [{kind: wage, amount: 1000}], hukou: local}
    - {id: b, relation: spouse, born_on: 1972-03-01, away: none, serious_illness: true, hukou: local}
  incomes: []
  assets: {financial: 30000, dwellings: 1, vehicles: 0, non_residential_property: false, business_capital: 0}
  hardship: {event: sudden_illness, day: 2026-11-19, cause: 住院, urgent: true, requested: 2000}
"""


@pytest.fixture
def family(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(FAMILY))


def opened(client, world, family, by=None, part="", **headers):
    client.force_login(by or world.lin_xiaoman)
    return client.get(reverse("what_if", args=[family.pk]), {"part": part} if part else {}, **headers)


def boxes_of(response):
    """Everything that a browser would send back."""
    sent = {"part": response.context["trial"].part, "tried": response.context["trial"].carried}
    for form in response.context["entry"].forms:
        for field in form:
            if field.value() is not None:
                sent[field.html_name] = field.value()
    for each in response.context["entry"].lists:
        sent[f"{each.kind.name}-count"] = len(each.rows)
    return sent


def tried(client, response, **other):
    return client.post(response.request["PATH_INFO"], boxes_of(response) | other)


def answers_of(response):
    return {row.title: row for row in response.context["changes"]}


def no_income(client, response):
    return tried(client, response, **{"incomes_declared": "no", "incomes-count": 0})


def test_it_opens_where_the_next_question_stands_with_nothing_changed(client, world, family):
    response = opened(client, world, family)

    assert response.status_code == 200
    assert response.context["trial"].part.startswith("member:")
    assert not any(row.is_other for row in response.context["changes"])
    assert "各项目的结论都和现在一样。" in response.content.decode()


def test_what_is_sent_back_untouched_changes_nothing(client, world, family):
    for part in ("member:a", "member:b", "assets", "hardship", "incomes", "receiving", "spending", "change"):
        response = tried(client, opened(client, world, family, part=part))

        assert not response.context["trial"].mistaken, response.context["entry"].forms
        with acting_everywhere():
            assert response.context["trial"].tried == household_facts(family)


def test_another_fact_shows_every_answer_before_and_after(client, world, family):
    response = no_income(client, opened(client, world, family, part="member:b"))
    dibao = answers_of(response)["低保"]

    assert (dibao.before, dibao.after, dibao.is_other) == ("undetermined", "eligible", True)
    assert dibao.amount == "每月600.00元"
    assert len(response.context["changes"]) == len(PROGRAMMES)
    assert "个项目会变：低保" in response.content.decode()


def test_what_was_tried_on_one_part_stays_for_the_next(client, world, family):
    first = no_income(client, opened(client, world, family, part="member:b"))
    second = tried(client, first, go="assets")
    assert second.context["trial"].part == "assets"
    assert answers_of(second)["低保"].after == "eligible"

    third = tried(client, second, assets_vehicles="2")
    assert answers_of(third)["低保"].after == "ineligible"
    back = tried(client, third, deed="reset")
    assert not any(row.is_other for row in back.context["changes"])


def test_rows_are_added_without_javascript(client, world, family):
    first = opened(client, world, family, part="member:a")
    rows = len(first.context["entry"].lists[0].rows)
    response = tried(client, first, deed="add:incomes")

    assert len(response.context["entry"].lists[0].rows) == rows + 1


def test_a_finding_is_tried_without_a_ground(client, world, family):
    response = tried(
        client, opened(client, world, family, part="hardship"), hardship_basic_living_difficulty="yes"
    )

    assert not response.context["trial"].mistaken
    assert response.context["trial"].tried["hardship"]["basic_living_difficulty"] is True


def test_a_mistake_is_said_and_the_answers_stay(client, world, family):
    response = tried(client, opened(client, world, family, part="assets"), assets_vehicles="two")

    assert response.context["trial"].mistaken
    assert not any(row.is_other for row in response.context["changes"])
    assert "two" in response.content.decode()


def test_texts_come_back_as_they_were_written(client, world, family):
    response = tried(client, opened(client, world, family, part="assets"), go="hardship")

    assert "住院" in response.content.decode()


def test_facts_that_the_page_did_not_sign_are_not_read(client, world, family):
    with acting_everywhere():
        declared = household_facts(family)
    forged = dumps({"members": []}, salt="what-if/another")
    for text in ("", "nothing", forged):
        response = tried(client, opened(client, world, family, part="assets"), tried=text)

        assert response.context["trial"].base == declared


def test_an_unknown_part_is_the_suggested_one(client, world, family):
    response = opened(client, world, family, part="nothing")

    assert response.context["trial"].part.startswith("member:")


EVERY_TABLE = """
SELECT relname FROM pg_stat_user_tables
WHERE schemaname = 'public' AND relname <> 'django_session' AND has_table_privilege(relid, 'SELECT')
"""


def rows_of_every_table():
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute(EVERY_TABLE)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} AS t")
            found[table] = cursor.fetchone()[0]
    return found


def test_nothing_is_stored_anywhere(client, world, family):
    response = opened(client, world, family, part="member:b")
    before = rows_of_every_table()
    assert len(before) > 20
    first = no_income(client, response)
    tried(client, first, go="assets")
    tried(client, first, deed="reset")

    assert rows_of_every_table() == before


@pytest.mark.parametrize("role", [Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR])
def test_whoever_reads_may_try(client, world, family, role):
    response = opened(client, world, family, by=world.by_role[role], part="member:b")

    assert answers_of(no_income(client, response))["低保"].after == "eligible"


def test_another_township_is_answered_as_if_there_were_nothing(client, world, family):
    assert opened(client, world, family, by=world.zheng_guoping).status_code == 404


def test_in_english(client, world, family):
    text = opened(client, world, family, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "Nothing is saved" in text


def test_as_many_queries_for_two_members_as_for_twenty(client, world, django_assert_num_queries):
    make_place(world.county)
    counts = []
    for count in (2, 20):
        people = "".join(
            f"    - {{id: m{n}, relation: other, incomes: [{{}}], obligors: [{{}}]}}\n" for n in range(count)
        )
        with acting(world.lin_xiaoman):
            home = store_household(
                by=world.lin_xiaoman, area=world.liushu, case=case_from("  members:\n" + people)
            )
        client.force_login(world.lin_xiaoman)
        with django_assert_num_queries(30, exact=False) as counted:
            client.get(reverse("what_if", args=[home.pk]))
        counts.append(len(counted))

    assert counts[0] == counts[1]
