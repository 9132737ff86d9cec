"""有误: what cannot be is named with its box, each check by itself, and marked in the list of sections."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.households import checks
from relief.households.checks import Told, mistakes
from relief.households.models import Consent, ConsentPurpose, Household, Member, Person
from relief.households.queries import members_of
from relief.households.services import end_membership
from relief.offices.access import acting
from relief.rules.cases import read_cases
from tests.factories import make_figures, make_household
from tests.households.case_files import PUBLISHED
from tests.households.test_name_member import document, name
from tests.world import acting_everywhere

DAY = date(2026, 11, 24)
LATER = date(2026, 12, 1)
HEAD = {"id": "a", "relation": "head", "born_on": date(1974, 5, 1)}
WIFE = {"id": "b", "relation": "spouse", "born_on": date(1975, 5, 1)}
CHILD = {"id": "c", "relation": "child", "born_on": date(2012, 5, 1)}


def found(*members, **declared):
    told = Told({"members": list(members)} | declared, DAY, {"a": "周桂芳"}, declared.pop("numbers", {}))
    return [(each.section, each.member, each.box) for each in mistakes(told)]


PEOPLE = "people"
AWARD = {"programme": "dibao", "since": date(2026, 1, 1)}
CASES = {
    "no head": ([WIFE, CHILD], {}, (PEOPLE, "b", "relation")),
    "the head has died": ([HEAD | {"died_on": DAY}, WIFE], {}, (PEOPLE, "b", "relation")),
    "two spouses": ([HEAD, WIFE, WIFE | {"id": "d"}], {}, (PEOPLE, "d", "relation")),
    "a spouse under age": ([HEAD, WIFE | {"born_on": date(2010, 1, 1)}], {}, (PEOPLE, "b", "relation")),
    "born another day than the number says": (
        [HEAD],
        {"numbers": {"a": date(1974, 5, 2)}},
        (PEOPLE, "a", "born_on"),
    ),
    "born in the future": ([HEAD, CHILD | {"born_on": LATER}], {}, (PEOPLE, "c", "born_on")),
    "died in the future": ([HEAD | {"died_on": LATER}], {}, (PEOPLE, "a", "died_on")),
    "graduated before birth": (
        [HEAD, CHILD | {"graduated_on": date(2011, 7, 1)}],
        {},
        (PEOPLE, "c", "graduated_on"),
    ),
    "away before birth": ([HEAD | {"away_since": date(1970, 1, 1)}], {}, (PEOPLE, "a", "away_since")),
    "an obligor born in the future": (
        [HEAD | {"obligors": [{}, {"born_on": LATER}]}],
        {},
        ("obligors", "a", "obligors-1-born_on"),
    ),
    "hardship in the future": ([HEAD], {"hardship": {"day": LATER}}, ("hardship", "", "hardship_day")),
    "a change in the future": ([HEAD], {"change": {"day": LATER}}, ("change", "", "change_day")),
    "an award from the future": (
        [HEAD],
        {"receiving": [AWARD | {"since": LATER}]},
        ("receiving", "", "receiving-0-since"),
    ),
    "relief of the future": (
        [HEAD],
        {"relief_history": [{"day": LATER}]},
        ("relief_history", "", "relief_history-0-day"),
    ),
    "an award of nobody who is left": (
        [HEAD],
        {"receiving": [AWARD | {"members": []}]},
        ("receiving", "", "receiving-0-members"),
    ),
    "the same award twice": (
        [HEAD, WIFE],
        {"receiving": [AWARD, AWARD | {"members": ["b"]}]},
        ("receiving", "", "receiving-1-programme"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_named_with_its_box(case):
    members, declared, expected = CASES[case]
    assert found(*members, **declared) == [expected]


def test_every_check_has_its_case(monkeypatch):
    for check in checks.CHECKS:
        others = tuple(each for each in checks.CHECKS if each is not check)
        monkeypatch.setattr(checks, "CHECKS", others)
        left = [case for case, (members, told, box) in CASES.items() if found(*members, **told) == [box]]
        assert len(left) < len(CASES), check.__name__


@pytest.mark.parametrize(
    ("members", "declared"),
    [
        ([], {}),
        ([HEAD, WIFE, CHILD], {}),
        ([WIFE, {"id": "d"}], {}),
        ([HEAD, WIFE | {"died_on": date(2025, 1, 1)}, WIFE | {"id": "d"}], {}),
        ([HEAD], {"hardship": "none", "change": "none", "receiving": [], "relief_history": []}),
        ([HEAD, WIFE], {"receiving": [AWARD | {"members": ["a"]}, AWARD | {"members": ["b"]}]}),
        ([HEAD | {"born_on": DAY, "graduated_on": "none"}], {"hardship": {"day": DAY}}),
    ],
)
def test_what_is_open_or_as_it_should_be_is_no_mistake(members, declared):
    assert found(*members, **declared) == []


def test_of_the_published_cases_only_the_head_who_died_is_marked():
    marked = {
        case.name
        for path in PUBLISHED
        for each in read_cases(path.read_text(encoding="utf-8"), path.name)
        if (case := getattr(each, "case", each)) and hasattr(case, "household")
        if mistakes(Told(case.household, max(case.day, DAY)))
    }
    assert marked <= {"members-head-died-widow-and-child"}


@pytest.fixture
def home(world, db):
    with acting_everywhere():
        make_figures(world.county)
        return make_household(world.lin_xiaoman)


def page(client, user, home):
    client.force_login(user)
    return client.get(reverse("household", args=[home.pk])).content.decode()


def test_a_head_who_left_is_marked_with_the_way_to_the_box(client, world, home):
    with acting(world.lin_xiaoman):
        head, *rest = members_of(home)
        for number, member in enumerate(rest):
            Member.objects.filter(pk=member.pk).update(relation="child" if number else "spouse")
        assert "处有误" not in page(client, world.lin_xiaoman, home)
    with acting(world.lin_xiaoman):
        end_membership(by=world.lin_xiaoman, member=head, left_on=timezone.localdate(), reason="迁出")
    text = page(client, world.lin_xiaoman, home)
    box = reverse("member_facts", args=[home.pk, rest[0].pk])
    assert "1处有误" in text
    assert f'href="{box}#id_relation"' in text
    assert 'id="id_relation"' in client.get(box).content.decode()


def test_who_may_not_change_it_reads_it_without_a_way(client, world, home):
    with acting_everywhere():
        Household.objects.filter(pk=home.pk).update(
            hardship_declared=True, hardship_event="fire", hardship_day=date(2999, 1, 1)
        )
    text = page(client, world.he_jing, home)
    assert "处有误" in text
    assert "#id_hardship_day" not in text
    text = page(client, world.lin_xiaoman, home)
    box = reverse("section", args=[home.pk, "hardship"])
    assert f'href="{box}#id_hardship_day"' in text
    assert 'id="id_hardship_day"' in client.get(box).content.decode()


def test_a_day_of_birth_against_the_number_is_marked_and_can_be_mended(client, world, home):
    with acting(world.lin_xiaoman):
        member = home.members.get(key="a")
        name(world.lin_xiaoman, member, paper=document())
    born_on = document().born_on
    with acting_everywhere():
        Member.objects.filter(pk=member.pk).update(born_on=born_on.replace(year=born_on.year - 1))
        assert Person.objects.get().born_on == born_on
    box = reverse("member_facts", args=[home.pk, member.pk])
    assert f'href="{box}#id_born_on"' in page(client, world.lin_xiaoman, home)
    assert not client.get(box).context["entry"].form.fields["born_on"].disabled


def test_a_consent_signed_after_death_is_marked(client, world, home):
    with acting_everywhere():
        member = members_of(home)[0]
        Member.objects.filter(pk=member.pk).update(died_on=date(2026, 1, 1))
        Consent.objects.create(
            household=home,
            member=member,
            purpose=ConsentPurpose.MEANS_CHECK,
            given=True,
            signed_on=date(2026, 2, 1),
            paper="授权书第1页",
            recorded_by=world.lin_xiaoman,
        )
    text = page(client, world.lin_xiaoman, home)
    assert f"#id_consent-{member.pk}-signed_on" in text
