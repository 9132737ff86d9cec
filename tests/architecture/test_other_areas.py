"""Rows of another township do not come: neither by an address with their key nor by SQL of one's own."""

import re
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from relief.casework.services import (
    approve,
    assess,
    bring_up,
    county_visit,
    decide_item,
    deliberate,
    end_referral,
    extend,
    move_on,
    notify,
    publish_relief,
    record_check,
    report_death,
    request_check,
    review,
    settle_death,
    tell_check,
)
from relief.casework.workflow import State
from relief.households.models import Applicant, Award, Coverage
from relief.households.published import published_cases
from relief.households.services import bring_case_file, keep_draft, name_member
from relief.households.services.applying import Given, record_consents
from relief.households.services.evidence import add_evidence
from relief.offices.access import acting
from relief.offices.models import Role
from relief.oversight.models import Affected
from relief.oversight.services import open_household
from relief.screening.rescreening import begin_run, screen_next
from relief.web.uploads import Cleaned
from tests.architecture.test_area_policies import PUBLIC, guarded_tables
from tests.architecture.test_every_url import TABLE, filled  # noqa: F401
from tests.casework.arranging import (
    FIRE,
    SECOND_DWELLING,
    make_application,
    make_place,
    make_relief,
    recognised_here,
)
from tests.casework.changing import given, lead_change
from tests.casework.conferring import call, hold, item_for
from tests.casework.drawing import draw_and_check
from tests.casework.investigated import (
    assessment_words,
    check_words,
    county_visit_words,
    deliberation_words,
    everybody_consents,
    lead,
    notice_words,
    today,
    told_words,
)
from tests.casework.objecting import answered, objected_to
from tests.casework.refusing import refuse
from tests.cautions.arranging import answer_all, declare_relief
from tests.factories import make_household, make_user
from tests.oversight.replays import as_owner
from tests.recusal.declaring import committee_member, declares, kin, named
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


# Read by whoever took it on alone, of whichever office: tests/casework/test_objection.py.
APART = ["casework_objectionwords"]
# People at work and figures are no secret between offices: see PUBLIC.
KNOWN_TO_ALL = {"figure_cases", "figure_correct", "figure_page", "figure_pages", "person_change"}


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


def investigated(people):
    """From an application to the written notice, by these people."""
    application = make_application(people.lin_xiaoman, "tekun")
    lead(people, application, State.INVESTIGATING)
    here = {"by": people.he_jing, "application": application, "on": today()}
    with acting(people.he_jing):
        assess(**here, **assessment_words())
    lead(people, application, State.TO_CONFIRM, after=State.INVESTIGATING)
    draw_and_check(people)
    with acting(people.gao_jianguo):
        refuse(by=people.gao_jianguo, application=application, reason="有儿子赡养。")
    with acting(people.he_jing):
        notify(**here, handed_on=today(), way="posted")


def heard(people):
    """A check that differs, which the family was told of, and what the neighbours said."""
    application = lead(people, make_application(people.lin_xiaoman), State.INVESTIGATING)
    everybody_consents(application.household)
    here = {"application": application, "on": today()}
    with acting(people.he_jing):
        request_check(by=people.he_jing, **here)
    with acting(people.gao_jianguo):
        record_check(by=people.gao_jianguo, **here, **check_words(differs=True))
    with acting(people.he_jing):
        tell_check(by=people.he_jing, **here, **told_words())
        deliberate(by=people.he_jing, **here, **deliberation_words())


def given_and_changed(people):
    """低保 that is reviewed after a death and cut; and one of which the limit is extended."""
    extended = lead(people, make_application(people.lin_xiaoman), State.ACCEPTED)
    with acting(people.he_jing):
        extend(by=people.he_jing, application=extended, ground="hard", words="家在两地。")
    application = given(people)
    here = {"by": people.he_jing, "application": application}
    with acting(people.he_jing):
        member = application.household.members.first()
        report_death(**here, on=today(), happened_on=today(), member=member)
        review(**here, on=today(), result="unchanged", words="核对了三项。")
        settle_death(**here, outcome="unchanged", words="其余的人收入没有变化。")
    lead_change(people, application, State.APPROVED)


def objected(people):
    """An objection during a notice, answered by another officer."""
    lead(people, application := make_application(people.lin_xiaoman), State.PUBLISHED)
    objected_to(application)
    with acting_everywhere():
        other = make_user(Role.COUNTY_OFFICER, people.gao_jianguo.area)
    answered(other, application)


def conferred(caseworker, approver, officer):
    """A complex case that a conference decided."""
    application = make_application(caseworker, "dibao_margin", SECOND_DWELLING)
    with acting(approver):
        bring_up(by=approver, application=application, reason="几处住房说法不一。")
    call(officer, application)
    with acting_everywhere():
        item = item_for(application)
        other = make_user(Role.COUNTY_OFFICER, officer.area)
    with acting(officer):
        hold(item, officer)
    with acting(other):
        decide_item(by=other, item=item, gives=True, reasons="情况属实。")


def work_of_a_day(caseworker, approver, officer):
    """A row of every kind in the township of these two."""
    people = SimpleNamespace(lin_xiaoman=caseworker, he_jing=approver, gao_jianguo=officer)
    investigated(people)
    heard(people)
    given_and_changed(people)
    objected(people)
    spent = make_application(caseworker, "expenditure_relief", FIRE, 800_00)
    with acting(approver):
        publish_relief(by=approver, application=spent, on=today(), **notice_words())
    application, relief = make_application(caseworker, "dibao_margin"), make_relief(caseworker)
    household = application.household
    conferred(caseworker, approver, officer)
    with acting(caseworker):
        for case in published_cases():
            made = make_household(caseworker, case.name)
        member = household.members.get(relation="head")
        name_member(by=caseworker, member=member, name="曾国强", document=None)
        bring_case_file(by=caseworker, name="公布的案例", text=None)
        add_evidence(by=caseworker, files=[Cleaned("image/jpeg", b"of it")], **paper_of(household, member))
        keep_draft(by=caseworker, household=household, page="spending", typed="deed=draft")
        Applicant.objects.create(household=household, member=member, mandate="self")
        answered = Given(member, True, household.facts_on, "授权书")
        record_consents(by=caseworker, household=household, answers=[answered])
        declare_relief(made)
        award = Award.objects.first()
        Award.objects.filter(pk=award.pk).update(members_declared=True)
        whom = award.household.members.first()
        Coverage.objects.create(household=award.household, member=whom, award=award, position=0)
    declares(caseworker, kin(30), own=number_of(caseworker))
    committee_member(caseworker, caseworker.area, kin(31), own=number_of(approver))
    seen_by_the_county(caseworker, approver, officer)
    answer_all(caseworker, made)
    with acting(approver):
        open_household(by=approver, household=made, purpose="review")
        refuse(by=approver, application=application, reason="人不在本地。", article="民发〔2021〕57号第四条")
        approve(by=approver, application=relief, amount=800_00, open_for=3)
    with acting(caseworker):
        (draft, *_more) = application.referrals.filter(kind="drafted")
        end_referral(by=caseworker, application=application, programme=draft.programme, reason="不要。")
    with acting(approver):
        run = begin_run(by=approver, day=household.facts_on)
        screen_next(by=approver, run=run, most=100)

    with as_owner():
        rests_on = {"area_id": application.area_id, "screening_id": application.screening_id}
        Affected.objects.create(application=application, was={}, now={}, **rests_on)


def seen_by_the_county(caseworker, approver, officer):
    """A registered case, that of a relative of the approver."""
    application, relative = make_relief(caseworker), number_of(approver) + 1
    named(caseworker, application.household, relative)
    declares(approver, kin(relative), own=number_of(approver) + 2)
    with acting(officer):
        county_visit(by=officer, application=application, on=today(), **county_visit_words())


def moves(caseworker, approver, there):
    """A household of this township goes to the other one."""
    application = make_relief(caseworker)
    with acting(approver):
        move_on(by=approver, application=application, to=there, text="搬家了。")


def number_of(person):
    return person.area_id // 1000 % 400


def paper_of(household, member):
    return {"household": household, "member": member, "paper": "pledge", "about": ""}


def test_sql_of_one_s_own_reads_no_row_of_another_township(world):
    """Both townships have rows in every table; each sees its own, and neither the other's."""
    make_place(world.county)
    recognised_here(world.county)
    work_of_a_day(world.lin_xiaoman, world.he_jing, world.gao_jianguo)
    work_of_a_day(world.zhou_ting, world.zheng_guoping, world.gao_jianguo)
    moves(world.lin_xiaoman, world.he_jing, world.hepingli)
    moves(world.zhou_ting, world.zheng_guoping, world.liushu)
    untried = set()
    for table in set(guarded_tables()) - set(PUBLIC):
        with acting(world.he_jing):
            of_qingxi = keys_seen(table)
        with acting(world.zheng_guoping):
            of_shiqiao = keys_seen(table)
        with acting_everywhere():
            everything = keys_seen(table)
        assert not of_qingxi & of_shiqiao, table
        assert of_qingxi | of_shiqiao <= everything, table
        if not (of_qingxi and of_shiqiao):
            untried.add(table)
        assert keys_seen(table) == set(), f"{table} is read by somebody who is nobody"
    assert sorted(untried) == sorted(APART)
