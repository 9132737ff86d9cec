"""The list of papers: by programme what is there, what is missing, and what nobody is asked for."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from relief.households import papers
from relief.households.facts import household_facts
from relief.households.models import Applicant, Consent, Member
from relief.households.queries import member_names, members_of
from relief.households.services.evidence import add_evidence, withdraw_evidence
from relief.offices.access import acting
from relief.rules.papers import PAPERS
from relief.web.uploads import Cleaned
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def listed(home, *programmes):
    with acting_everywhere():
        members = members_of(home)
        held = papers.held_of(home)
        return papers.papers_for(home, household_facts(home), held, member_names(members), programmes or None)


def states(home, programme):
    (found,) = listed(home, programme)
    return {(row.title, row.whose): row.state for row in found.rows}


def section(home, *programmes):
    with acting_everywhere():
        return papers.papers_section(home, household_facts(home), programmes or ("dibao",))


def add(user, household, paper, member=None, content=b"a photograph"):
    with acting(user):
        of_paper = {"household": household, "member": member, "paper": paper, "about": ""}
        return add_evidence(by=user, files=[Cleaned("image/jpeg", content)], **of_paper)[0]


def page(client, user, home, **query):
    client.force_login(user)
    return client.get(reverse("papers", args=[home.pk]), query).content.decode()


def test_every_programme_is_listed_in_its_order_or_only_those_asked_for(home):
    assert [each.code for each in listed(home)][:4] == ["dibao", "dibao_margin", "dibao_individual", "tekun"]
    assert [each.code for each in listed(home, "tekun", "dibao")] == ["dibao", "tekun"]


def test_a_paper_is_missing_until_it_is_there_and_again_when_it_is_withdrawn(world, home):
    assert states(home, "dibao")["书面申请", ""] == "undeclared"
    row = add(world.lin_xiaoman, home, "application")
    assert states(home, "dibao")["书面申请", ""] == "filled"
    assert states(home, "tekun")["书面申请", ""] == "filled"
    with acting(world.lin_xiaoman):
        withdraw_evidence(by=world.lin_xiaoman, evidence=row, reason="拍错了")
    assert states(home, "dibao")["书面申请", ""] == "undeclared"


def test_each_member_signs_for_themselves_on_paper_or_as_a_photograph(world, home):
    with acting(world.lin_xiaoman):
        first, second = home.members.all()[:2]
        Consent.objects.create(
            household=home,
            member=second,
            purpose="means_check",
            given=True,
            signed_on=date(2026, 11, 23),
            paper="授权书在青溪镇",
            recorded_by=world.lin_xiaoman,
        )
    add(world.lin_xiaoman, home, "consent", first)
    found = [row.state for row in listed(home, "dibao")[0].rows if row.title == "核对授权书"]

    assert found[:2] == ["filled", "filled"]
    assert set(found[2:]) <= {"undeclared"}


def test_a_consent_that_was_refused_later_is_missing(world, home):
    with acting(world.lin_xiaoman):
        member = home.members.first()
        for day, given in ((22, True), (23, False)):
            Consent.objects.create(
                household=home,
                member=member,
                purpose="means_check",
                given=given,
                signed_on=date(2026, 11, day),
                paper="授权书",
                recorded_by=world.lin_xiaoman,
            )
    assert papers.held_of(home).consents == {}


def test_in_an_emergency_papers_may_follow(home):
    assert set(states(home, "emergency_relief").values()) == {"part"}
    assert listed(home, "emergency_relief")[0].label == "可以后补"
    assert listed(home, "dibao")[0].state == "undeclared"


def test_a_mandate_is_asked_of_who_was_entrusted(world, home):
    assert ("委托书", "") not in states(home, "dibao")
    with acting(world.lin_xiaoman):
        Applicant.objects.create(
            household=home,
            member=home.members.first(),
            mandate="entrusted",
            agent_name="周小芳",
            agent_relation="侄女",
            agent_reason="行动不便",
        )
    assert states(home, "dibao")["委托书", ""] == "undeclared"


def test_what_a_check_answers_stands_on_the_page_and_no_link_asks_for_it(client, world, home):
    shown = page(client, world.lin_xiaoman, home)
    answered = [paper for paper in PAPERS if paper.by_check]

    assert "系统核对，不用交" in shown
    assert "《社会救助法》第六十二条" in shown
    assert all(paper.title.zh in shown for paper in answered if paper.code != "disability_register")
    assert [paper.code for paper in answered if f"paper={paper.code}" in shown] == []
    assert [paper.code for paper in answered if f'value="{paper.code}"' in shown] == []


def test_a_missing_paper_leads_to_the_form_filled_in_so_far(client, world, home):
    with acting(world.lin_xiaoman):
        key = home.members.first().key
    assert f"?paper=consent&amp;member={key}#add" in page(client, world.lin_xiaoman, home)
    shown = page(client, world.lin_xiaoman, home, paper="consent", member=key)
    assert '<option value="consent" selected>' in shown
    assert f'<option value="{key}" selected>' in shown


def test_the_programme_that_is_asked_for_stands_open(client, world, home):
    assert '<details class="programme" id="papers_dibao" open>' in page(client, world.he_jing, home)
    shown = page(client, world.he_jing, home, programme="tekun")
    assert '<details class="programme" id="papers_tekun" open>' in shown
    assert '<details class="programme" id="papers_dibao">' in shown


def test_what_no_programme_asks_for_is_shown_all_the_same(client, world, home):
    add(world.lin_xiaoman, home, "mandate")
    assert "其他佐证</h2>" in page(client, world.lin_xiaoman, home)


def test_the_section_counts_what_is_there(world, home):
    assert section(home)[3:5] == ("undeclared", "还没有")
    row = add(world.lin_xiaoman, home, "application")
    of = len(listed(home, "dibao")[0].rows)
    assert section(home)[3:5] == ("part", f"有1/{of}")
    assert section(home).url == reverse("papers", args=[row.household_id])
    with acting_everywhere():
        members = list(home.members.all())
    add(world.lin_xiaoman, home, "pledge")
    for member in members:
        add(world.lin_xiaoman, home, "consent", member)
    for code in {paper.code for paper in PAPERS if not paper.by_check} - {"application", "pledge", "consent"}:
        if code not in ("mandate",):
            add(world.lin_xiaoman, home, code)
    assert section(home)[3:5] == ("filled", "已齐")


def test_the_page_reads_the_same_number_of_rows_for_two_members_and_for_many(client, world, home):
    with acting(world.lin_xiaoman):
        head = home.members.first()
        for number in range(8):
            Member.objects.create(
                household=home, key=f"x{number}", position=20 + number, joined_on=date(2026, 1, 1)
            )
    client.force_login(world.lin_xiaoman)
    address = reverse("papers", args=[home.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    with acting(world.lin_xiaoman):
        others = list(home.members.exclude(pk=head.pk))
    for number, member in enumerate(others):
        add(world.lin_xiaoman, home, "consent", member, content=bytes([number + 1]))
    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before)


def test_in_english_titles_and_citations_are_english(world, home):
    with translation.override("en"):
        found = listed(home, "dibao")[0]
    assert found.rows[0].title == "written application"
    assert "Social Assistance Law" in found.rows[0].citation
