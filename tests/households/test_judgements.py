"""认定: a judged fact is declared only by a named person with a reason, and what was written stays."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from relief.audit.queries import events_about
from relief.households.facts import facts_hash, household_facts
from relief.households.judgements import standing
from relief.households.models import Entry, Judgement
from relief.households.parts import MEMBER_PART, PARTS
from relief.households.services import (
    Unreasoned,
    declare_member,
    declare_part,
    facts_of_member,
    store_household,
)
from relief.offices.access import acting
from tests.factories import make_household
from tests.households.case_files import case_from
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

WITHIN = {"assets": "within_limits"}
PLAIN = "  members: [{id: a, relation: head}]\n  incomes: []\n"
BROUGHT = """\
  members:
    - {id: a, relation: head, born_on: 1950-03-01, serious_illness: true, self_care_failed: 2}
    - {id: b, relation: spouse, serious_illness: false}
  assets: over_limits
  support_disregarded: 300
  hardship: {basic_living_difficulty: false}
"""


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(PLAIN))


def declare(world, home, name, declared, **reasons):
    with acting(world.lin_xiaoman):
        home.refresh_from_db()
        before = PARTS[name].within(household_facts(home))
        return declare_part(
            by=world.lin_xiaoman,
            household=home,
            name=name,
            declared=declared,
            seen=facts_hash(before),
            **reasons,
        )


def written(home):
    with acting_everywhere():
        rows = Judgement.objects.filter(household=home)
        return [(row.fact, row.value, row.reason and str(row.reason)) for row in rows]


def test_without_a_reason_nothing_is_declared(world, home):
    with acting_everywhere():
        before = household_facts(home)
    for reasons in ({}, {"reasons": {"assets": ""}}, {"reasons": {"support_disregarded": "别的"}}):
        with pytest.raises(Unreasoned) as refused, transaction.atomic():
            declare(world, home, "assets", WITHIN, **reasons)
        assert refused.value.paths == ["assets"]
    with acting_everywhere():
        assert household_facts(home) == before

    assert written(home) == []


def test_each_finding_and_its_withdrawal_is_a_row_that_stays(world, home):
    declare(world, home, "assets", WITHIN, reasons={"assets": "11月20日入户"})
    declare(world, home, "assets", {"assets": {"vehicles": 1}}, reasons={"assets": "查到一辆车"})

    assert written(home) == [("assets", "within_limits", "11月20日入户"), ("assets", None, "查到一辆车")]
    with acting_everywhere():
        home.refresh_from_db()
        assert standing(home.pk, household_facts(home)) == []


def test_a_reason_alone_is_written_down_too_and_its_writer_has_had_a_hand_in_it(world, home):
    declare(world, home, "assets", WITHIN, reasons={"assets": "听说的"})
    with acting_everywhere():
        entries = Entry.objects.filter(household=home, part="assets").count()

    assert declare(world, home, "assets", WITHIN, reasons={"assets": "11月20日入户"}) is True
    assert declare(world, home, "assets", WITHIN) is False
    assert [reason for _fact, _value, reason in written(home)] == ["听说的", "11月20日入户"]
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="assets").count() == entries + 1
        home.refresh_from_db()
        (stands,) = standing(home.pk, household_facts(home))
    assert str(stands.row.reason) == "11月20日入户"


def test_a_members_finding_is_that_members(world, home):
    with acting(world.lin_xiaoman):
        member = home.members.get(relation="head")
        before = MEMBER_PART.within(facts_of_member(household_facts(home), member))
        declared = {**before, "serious_illness": True}
        fields = {"by": world.lin_xiaoman, "member": member, "declared": declared, "seen": facts_hash(before)}
        with pytest.raises(Unreasoned), transaction.atomic():
            declare_member(**fields)
        declare_member(**fields, reasons={"serious_illness": "诊断证明"})
        (row,) = Judgement.objects.filter(household=home).select_related("member", "judged_by")
        (event,) = events_about(row)

    assert (row.member, row.value, row.judged_by) == (member, True, world.lin_xiaoman)
    assert event.details == {"judged": "serious_illness", "member": str(member.pk)}


def test_a_case_file_brings_findings_without_a_reason_and_that_is_said(world):
    with acting(world.lin_xiaoman):
        home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(BROUGHT))
        found = standing(home.pk, household_facts(home))

    assert [(each.judged.path, each.member, each.answer) for each in found] == [
        ("support_disregarded", "", "300.00元"),
        ("assets", "", "超过规定（调查认定）"),
        ("hardship.basic_living_difficulty", "", "否"),
        ("serious_illness", "a", "是"),
        ("self_care_failed", "a", "2项"),
    ]
    assert {each.told for each in found} == {"从案例文件带入，没有写依据"}


def test_what_nobody_wrote_down_is_said_to_be_so(world, home):
    with acting_everywhere():
        type(home).objects.filter(pk=home.pk).update(support_disregarded=100_00)
        home.refresh_from_db()
        (stands,) = standing(home.pk, household_facts(home))

    assert stands.told == "没有记下谁认定、凭什么"


def test_a_row_about_another_answer_says_nothing_of_this_one(world, home):
    shared = {"incomes": [], "support_disregarded": Decimal("300.00")}
    declare(world, home, "incomes", shared, reasons={"support_disregarded": "兄弟给的"})
    with acting_everywhere():
        home.refresh_from_db()
        assert standing(home.pk, household_facts(home))[0].told.endswith("认定：兄弟给的")
        type(home).objects.filter(pk=home.pk).update(support_disregarded=100_00)
        home.refresh_from_db()
        assert standing(home.pk, household_facts(home))[0].row is None


def test_the_reason_lies_sealed(world, home):
    declare(world, home, "assets", WITHIN, reasons={"assets": "家中老人卧病"})
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM households_judgement")
        (cell,) = cursor.fetchone()

    assert "卧病".encode() not in bytes(cell)


def test_rows_are_never_changed_nor_taken_away_and_a_neighbour_sees_none(world, home):
    declare(world, home, "assets", WITHIN, reasons={"assets": "11月20日入户"})
    with acting(world.lin_xiaoman):
        rows = Judgement.objects.filter(household=home)
        for deed in (lambda: rows.update(value="over_limits"), rows.delete):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                deed()
    with acting(world.zhou_ting):
        assert not Judgement.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Judgement.objects.create(
                household=home, fact="assets", value=None, reason="x", judged_by=world.zhou_ting
            )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reason": None}, "has_its_reason"),
        ({"from_case_file": True}, "has_its_reason"),
        ({"fact": "luck"}, "judgement_fact"),
        ({"member": "another"}, "same_household"),
    ],
)
def test_a_row_is_whole(world, home, changes, constraint):
    with acting_everywhere():
        if "member" in changes:
            changes = {"member": make_household(world.lin_xiaoman).members.first()}
        fields = {
            "fact": "assets",
            "value": "within_limits",
            "reason": "入户",
            "judged_by": world.lin_xiaoman,
        }
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Judgement.objects.create(household=home, **fields | changes)
