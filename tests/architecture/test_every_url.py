"""Every address by every role and by nobody.

Addresses are found by walking the resolver: a new page without a line in TABLE fails here.
A line says how to reach the page and what each role gets. The table speaks of GET, or of the method
that the page takes; what a page does is tested in its own room.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from relief.casework.models import AgendaItem, Application, Draw, Objection
from relief.casework.services import assess, bring_up, submit
from relief.casework.services.objecting import take_objection
from relief.casework.workflow import State
from relief.households.models import CaseFile, Evidence, Household, Member, Person
from relief.households.services import bring_case_file, name_member
from relief.households.services.evidence import add_evidence
from relief.offices.access import acting
from relief.offices.document_pages import add_pages
from relief.offices.models import Role, WorkingDay
from relief.papers.models import Paper
from relief.recusal.models import CommitteeMember
from relief.screening.models import Screening
from relief.screening.services import screen_household
from relief.web.uploads import Cleaned
from tests.casework.conferring import call
from tests.casework.drawing import draw_lots
from tests.casework.investigated import assessment_words, lead, today
from tests.casework.objecting import objected_to
from tests.cautions.arranging import about_of, declare_relief
from tests.factories import make_figures, make_household, make_user
from tests.purposes import PurposefulClient
from tests.recusal.declaring import committee_member
from tests.world import World, acting_everywhere

pytestmark = pytest.mark.django_db

EVERYBODY = frozenset(Role)
OK, FOUND, REFUSED = 200, 302, 403


@dataclass(frozen=True)
class Line:
    """Who opens a page. Everybody else who is signed in is answered with `otherwise`."""

    opens: frozenset[Role] = EVERYBODY
    answer: int = OK
    otherwise: int = REFUSED
    method: str = "get"
    public: bool = False
    arguments: Callable[[World], list[Any]] = field(default=lambda world: [])


ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
APPROVER = frozenset({Role.APPROVER})
CASEWORKER = frozenset({Role.CASEWORKER})
ENTERING = frozenset({Role.CASEWORKER, Role.APPROVER})
DECIDERS = frozenset({Role.APPROVER, Role.COUNTY_OFFICER})
READERS = EVERYBODY - ADMINISTRATOR
FIGURE_OFFICERS = frozenset({Role.COUNTY_OFFICER, Role.ADMINISTRATOR})
SCREENERS = READERS - {Role.AUDITOR}
ASKED = READERS - CASEWORKER
TRAIL_READERS = frozenset({Role.COUNTY_OFFICER, Role.AUDITOR})


def of_figures(world: World) -> list[Any]:
    with acting_everywhere():
        return [make_figures(world.county).pk]


def of_household(world: World) -> list[Any]:
    with acting_everywhere():
        return [Household.objects.get().pk]


def of_case_file(world: World) -> list[Any]:
    with acting_everywhere():
        return [CaseFile.objects.get().pk]


def of_member(world: World) -> list[Any]:
    with acting_everywhere():
        member = Member.objects.order_by("position")[0]
    return [member.household_id, member.pk]


def of_person(world: World) -> list[Any]:
    with acting_everywhere():
        return [Person.objects.get().pk]


def of_caution(world: World) -> list[Any]:
    with acting_everywhere():
        household = Household.objects.get()
    return [household.pk, about_of(world.lin_xiaoman, household)]


def of_figure_page(world: World) -> list[Any]:
    with acting_everywhere():
        (page,) = add_pages(
            by=world.gao_jianguo, figures=make_figures(world.county), files=[Cleaned("image/jpeg", b"x")]
        )
    return [page.pk]


def of_evidence(world: World) -> list[Any]:
    with acting_everywhere():
        file = Evidence.objects.get()
    return [file.household_id, file.pk]


def of_screening(world: World) -> list[Any]:
    with acting_everywhere():
        return [Screening.objects.order_by("made_at")[0].pk]


def of_application(world: World) -> list[Any]:
    with acting_everywhere():
        return [Application.objects.get(programme="dibao").pk]


def of_committee_member(world: World) -> list[Any]:
    with acting_everywhere():
        return [CommitteeMember.objects.get().pk]


def of_paper(world: World) -> list[Any]:
    with acting_everywhere():
        return [Paper.objects.earliest("made_at").pk]


def of_item(world: World) -> list[Any]:
    """On an agenda of the county: another application of the same household."""
    with acting_everywhere():
        standing = AgendaItem.objects.first()
        household = Household.objects.get()
    if standing is None:
        with acting(world.lin_xiaoman):
            screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)
            application = submit(by=world.lin_xiaoman, household=household, programme="dibao_margin")
        with acting(world.he_jing):
            bring_up(by=world.he_jing, application=application, reason="几处住房说法不一。")
        call(world.gao_jianguo, application)
    with acting_everywhere():
        return [AgendaItem.objects.get().pk]


def of_conference(world: World) -> list[Any]:
    key = of_item(world)
    with acting_everywhere():
        return [AgendaItem.objects.get(pk=key[0]).conference_id]


def of_draw(world: World) -> list[Any]:
    """A list with one application of the same household."""
    with acting_everywhere():
        standing, household = Draw.objects.first(), Household.objects.get()
    if standing is None:
        with acting(world.lin_xiaoman):
            screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)
            application = submit(by=world.lin_xiaoman, household=household, programme="tekun")
        lead(world, application, State.INVESTIGATING)
        with acting(world.he_jing):
            assess(by=world.he_jing, application=application, on=today(), **assessment_words())
        lead(world, application, State.TO_CONFIRM, after=State.INVESTIGATING)
        draw_lots(world)
    with acting_everywhere():
        return [Draw.objects.get().pk]


def of_objection(world: World) -> list[Any]:
    """Against an opinion on the same household, taken on by the county's officer who has no hand in it."""
    with acting_everywhere():
        household = Household.objects.get()
        standing = Objection.objects.first()
        other = make_user(Role.COUNTY_OFFICER, world.county) if standing is None else None
    if other:
        people = SimpleNamespace(lin_xiaoman=world.lin_xiaoman, he_jing=world.he_jing, gao_jianguo=other)
        with acting(world.lin_xiaoman):
            screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)
            asked = {"household": household, "programme": "dibao_individual"}
            application = submit(by=world.lin_xiaoman, **asked)
        objected_to(lead(people, application, State.PUBLISHED))
        with acting(world.gao_jianguo):
            take_objection(by=world.gao_jianguo, objection=Objection.objects.get())
    with acting_everywhere():
        return [Objection.objects.get().pk]


TABLE = {
    "login": Line(answer=FOUND, public=True),
    "logout": Line(answer=FOUND, method="post"),
    "password_change": Line(),
    "figures": Line(),
    "figure_add": Line(opens=FIGURE_OFFICERS, arguments=lambda world: ["figures"]),
    "figure_correct": Line(opens=FIGURE_OFFICERS, arguments=of_figures),
    "figure_pages": Line(arguments=of_figures),
    "figure_page": Line(arguments=of_figure_page),
    "figure_cases": Line(opens=READERS, arguments=of_figures),
    "people": Line(opens=ADMINISTRATOR),
    "person_add": Line(opens=ADMINISTRATOR),
    "person_change": Line(opens=ADMINISTRATOR, arguments=lambda world: [world.lin_xiaoman.pk]),
    "communities": Line(opens=APPROVER),
    "recusal": Line(),
    "committee": Line(opens=ENTERING),
    "committee_add": Line(opens=ENTERING),
    "committee_member": Line(opens=ENTERING, arguments=of_committee_member),
    "households": Line(opens=READERS),
    "household": Line(opens=READERS, arguments=of_household),
    "household_case_file": Line(opens=READERS, arguments=of_household),
    "case_file_add": Line(opens=CASEWORKER),
    "case_file": Line(opens=CASEWORKER, arguments=of_case_file),
    "applicant": Line(opens=CASEWORKER, arguments=of_household),
    "consents": Line(opens=CASEWORKER, arguments=of_household),
    "new_household": Line(opens=CASEWORKER),
    "register_emergency": Line(opens=CASEWORKER),
    "household_members": Line(opens=CASEWORKER, arguments=of_household),
    "member_leaves": Line(opens=CASEWORKER, arguments=of_member),
    "member_facts": Line(opens=CASEWORKER, arguments=of_member),
    "section": Line(opens=CASEWORKER, arguments=lambda world: [*of_household(world), "assets"]),
    "member_person": Line(opens=CASEWORKER, arguments=of_member),
    "papers": Line(opens=READERS, arguments=of_household),
    "evidence": Line(opens=READERS, arguments=of_evidence),
    "evidence_withdraw": Line(opens=CASEWORKER, arguments=of_evidence),
    "screen": Line(opens=SCREENERS, answer=FOUND, method="post", arguments=of_household),
    "result": Line(opens=READERS, arguments=of_screening),
    "what_if": Line(opens=READERS, arguments=of_household),
    "replay": Line(opens=READERS, arguments=of_screening),
    "sheet": Line(opens=READERS, arguments=of_screening),
    "turning": Line(opens=READERS, arguments=lambda world: [*of_screening(world), "dibao"]),
    "outcome": Line(opens=CASEWORKER, arguments=lambda world: [*of_screening(world), "dibao"]),
    "open_clause": Line(opens=CASEWORKER, arguments=lambda world: [*of_screening(world), "dibao"]),
    "home": Line(),
    "search": Line(opens=READERS),
    "law": Line(public=True),
    "queue": Line(opens=READERS - CASEWORKER),
    "given_due": Line(opens=READERS - CASEWORKER),
    "take_several": Line(opens=DECIDERS, answer=FOUND, method="post"),
    "approve_several": Line(opens=DECIDERS, answer=FOUND, method="post"),
    "take": Line(opens=DECIDERS, answer=FOUND, method="post", arguments=of_application),
    "give_back": Line(opens=DECIDERS, answer=FOUND, method="post", arguments=of_application),
    "hand_over": Line(opens=DECIDERS, arguments=of_application),
    "registered": Line(opens=TRAIL_READERS),
    "conferences": Line(opens=TRAIL_READERS),
    "conference": Line(opens=TRAIL_READERS, arguments=of_conference),
    "conference_call": Line(opens=frozenset({Role.COUNTY_OFFICER})),
    "conference_minutes": Line(opens=frozenset({Role.COUNTY_OFFICER}), arguments=of_conference),
    "conference_decide": Line(opens=frozenset({Role.COUNTY_OFFICER}), arguments=of_item),
    "draws": Line(opens=TRAIL_READERS),
    "draw_close": Line(opens=frozenset({Role.COUNTY_OFFICER}), answer=FOUND, method="post"),
    "draw": Line(opens=TRAIL_READERS, arguments=of_draw),
    "draw_lots": Line(opens=frozenset({Role.COUNTY_OFFICER}), answer=FOUND, method="post", arguments=of_draw),
    "boards": Line(public=True),
    "board": Line(public=True, arguments=lambda world: [world.liushu.pk]),
    "objecting": Line(public=True),
    "objection_answer": Line(public=True),
    "objections": Line(opens=TRAIL_READERS),
    "objection": Line(opens=frozenset({Role.COUNTY_OFFICER}), arguments=of_objection),
    "objection_take": Line(
        opens=frozenset({Role.COUNTY_OFFICER}), answer=FOUND, method="post", arguments=of_objection
    ),
    "owners": Line(opens=FIGURE_OFFICERS),
    "leaver": Line(opens=FIGURE_OFFICERS, arguments=lambda world: [world.he_jing.pk]),
    "submit": Line(opens=CASEWORKER, arguments=lambda world: [*of_household(world), "dibao"]),
    "application": Line(opens=READERS, arguments=of_application),
    # Of what is not decided there is nothing to look back at.
    "as_decided": Line(opens=READERS - CASEWORKER, answer=FOUND, arguments=of_application),
    "clocks": Line(opens=READERS, arguments=of_application),
    # Of what was not sent back there is nothing to submit again.
    "resubmit": Line(opens=CASEWORKER, answer=FOUND, arguments=of_application),
    "caution": Line(opens=SCREENERS, arguments=of_caution),
    "blank_papers": Line(),
    "blank_paper": Line(arguments=lambda world: ["home_visit"]),
    "word_forms": Line(opens=FIGURE_OFFICERS),
    "word_form": Line(opens=FIGURE_OFFICERS, arguments=lambda world: ["home_visit"]),
    "word_form_start": Line(opens=FIGURE_OFFICERS, arguments=lambda world: ["home_visit"]),
    "paper": Line(opens=READERS, arguments=of_paper),
    "paper_reprint": Line(opens=READERS - {Role.AUDITOR}, method="post", arguments=of_paper),
    "correct": Line(opens=APPROVER | {Role.COUNTY_OFFICER}, arguments=of_application),
    "step": Line(
        opens=READERS - {Role.AUDITOR}, arguments=lambda world: [*of_application(world), "record_visit"]
    ),
    "withdraw": Line(opens=CASEWORKER, answer=FOUND, method="post", arguments=of_application),
    "hints": Line(opens=TRAIL_READERS),
    "affected": Line(opens=TRAIL_READERS),
    "on_time": Line(opens=TRAIL_READERS),
    "purpose": Line(opens=ASKED, arguments=of_household),
    "household_trail": Line(opens=TRAIL_READERS, arguments=of_household),
    "person_trail": Line(opens=TRAIL_READERS, arguments=of_person),
    "calendar": Line(opens=ADMINISTRATOR),
    "calendar_year": Line(opens=ADMINISTRATOR, arguments=lambda world: [timezone.localdate().year]),
    "calendar_set": Line(opens=ADMINISTRATOR, arguments=lambda world: [timezone.localdate().year]),
    "language": Line(answer=FOUND, method="post", public=True),
    "styleguide": Line(),
    "large_type": Line(answer=FOUND, method="post", public=True),
}


def named_addresses(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_addresses(pattern)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


@pytest.fixture
def filled(world: World) -> World:
    """Enough for every page of the table to have something to show."""
    WorkingDay.objects.create(day=timezone.localdate(), is_working=True, provisional=False)
    with acting(world.lin_xiaoman):
        household = make_household(world.lin_xiaoman)
        declare_relief(household)
        screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)
        submit(by=world.lin_xiaoman, household=household, programme="dibao")
        bring_case_file(by=world.lin_xiaoman, name="公布的案例", text=None)
        member = household.members.get(relation="head")
        name_member(by=world.lin_xiaoman, member=member, name="曾国强", document=None)
        photograph = Cleaned("image/jpeg", b"of the pledge")
        of_paper = {"household": household, "member": member, "paper": "pledge", "about": ""}
        add_evidence(by=world.lin_xiaoman, files=[photograph], **of_paper)
    committee_member(world.lin_xiaoman, world.liushu)
    return world


def address_of(world: World, name: str) -> str:
    return reverse(name, args=TABLE[name].arguments(world))


def test_every_address_has_a_line():
    assert set(named_addresses(get_resolver())) == set(TABLE)


@contextmanager
def undone() -> Iterator[PurposefulClient]:
    """A browser of its own, and what is done with it is taken back."""
    with transaction.atomic():
        yield PurposefulClient()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", TABLE)
def test_nobody_gets_the_login_page(client, filled, name):
    response = getattr(client, TABLE[name].method)(address_of(filled, name))

    if TABLE[name].public:
        assert response.status_code < 500
        assert not getattr(response, "url", "").startswith(reverse("login"))
    else:
        assert response.status_code == FOUND
        assert response.url.startswith(reverse("login"))


@pytest.mark.parametrize("name", TABLE)
def test_every_role_gets_what_the_table_says(filled, name):
    line, address, got = TABLE[name], address_of(filled, name), {}
    for role in Role:
        with undone() as client:
            client.force_login(filled.by_role[role])
            got[role] = getattr(client, line.method)(address).status_code

    assert got == {role: line.answer if role in line.opens else line.otherwise for role in Role}


@pytest.mark.parametrize("name", TABLE)
def test_no_method_makes_a_page_fail(filled, name):
    """Neither a form sent empty nor a method that the page does not take is an error of ours."""
    address, failed = address_of(filled, name), []
    for role in Role:
        with undone() as client:
            client.force_login(filled.by_role[role])
            answers = {each: getattr(client, each)(address) for each in ("get", "post", "put", "delete")}
            failed += [(role, each) for each, answer in answers.items() if answer.status_code >= 500]

    assert failed == []
