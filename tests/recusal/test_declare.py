"""申报 through the page: for oneself, for a member of a committee, and what the database itself refuses."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.offices.access import acting
from relief.recusal.models import CommitteeMember, Declaration, Relative
from relief.recusal.services import AlreadyLeft, declare_for_member, end_committee_member
from tests.recusal.declaring import committee_member, declares, document, kin
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year


def boxes(*relatives, own=400, **more):
    found = {
        "deed": "save",
        "document_kind": "identity_card",
        "number": document(own).number,
        "has_relatives": "yes" if relatives else "no",
        "kin-count": str(len(relatives)),
    }
    for place, serial in enumerate(relatives):
        found |= {
            f"kin-{place}-name": f"亲属{serial}",
            f"kin-{place}-relation": "parent",
            f"kin-{place}-document_kind": "identity_card",
            f"kin-{place}-number": document(serial).number,
        }
    return found | more


def send(client, person, page="recusal", args=(), /, **sent):
    client.force_login(person)
    return client.post(reverse(page, args=args), sent)


def declared(person):
    with acting(person):
        return Declaration.objects.filter(staff=person).prefetch_related("relatives").first()


def test_a_person_declares_relatives_and_the_page_masks_them(client, world):
    answer = send(client, world.he_jing, **boxes(11, 12, telephone="139 0000 1234"))
    assert answer.status_code == 302
    row = declared(world.he_jing)
    assert (row.year, row.version, row.has_relatives) == (YEAR, 2, True)
    assert [str(each.number) for each in row.relatives.all()] == [document(11).number, document(12).number]
    page = client.get(reverse("recusal")).content.decode()
    assert "亲属11" in page
    for number in (document(11).number, document(400).number, "139 0000 1234"):
        assert number not in page
    assert f"990***********{document(11).number[-4:]}" in page


def test_numbers_and_names_are_sealed(client, world):
    send(client, world.he_jing, **boxes(11, telephone="13900001234"))
    with acting(world.he_jing), connection.cursor() as cursor:
        cursor.execute("SELECT number, name FROM recusal_relative")
        sealed = [bytes(cell) for row in cursor for cell in row]
        cursor.execute("SELECT number, telephone FROM recusal_declaration WHERE version = 2")
        sealed += [bytes(cell) for row in cursor for cell in row]
    for plain in (document(11).number, "亲属11", document(400).number, "13900001234"):
        assert all(plain.encode() not in each for each in sealed)


def test_the_audit_says_how_many_and_for_which_year_and_nobody_s_name(client, world):
    send(client, world.he_jing, **boxes(11))
    with acting(world.he_jing):
        event = Event.objects.get(action="recusal.declared")
    assert event.details == {"year": YEAR, "relatives": 1}


def test_none_is_an_answer_and_nothing_is_none(client, world):
    assert send(client, world.he_jing, **boxes()).status_code == 302
    assert declared(world.he_jing).has_relatives is False
    nothing = boxes()
    del nothing["has_relatives"]
    assert "请选择" in send(client, world.he_jing, **nothing).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"has_relatives": "no"}, "选了没有，下面却填了人。"),
        ({"kin-0-number": "123"}, "身份证号码是18位，写了3位。"),
        ({"kin-0-number": ""}, "请填写"),
        ({"kin-0-name": ""}, "请填写"),
        ({"kin-0-relation": ""}, "请选择"),
        ({"kin-0-number": document(400).number}, "和本人的号码一样"),
        ({"kin-1-number": document(11).number}, "和第1人的号码一样"),
        ({"number": ""}, "请填写"),
    ],
    ids=str,
)
def test_a_mistake_stands_beside_its_box_and_nothing_typed_is_lost(client, world, changed, said):
    with acting_everywhere():
        Declaration.objects.count()
    page = send(client, world.administrator, **boxes(11, 12) | changed).content.decode()
    assert said in page
    assert "亲属12" in page
    assert declared(world.administrator) is None


def test_yes_without_anybody_is_asked_again(client, world):
    page = send(client, world.he_jing, **boxes(**{"has_relatives": "yes"})).content.decode()
    assert "选了有，下面还没有填。" in page


def test_a_row_more_keeps_what_was_typed(client, world):
    page = send(client, world.he_jing, **boxes(11, deed="add:kin")).content.decode()
    assert len(re.findall(r'name="kin-\d-name"', page)) == 2
    assert document(11).number in page
    page = send(client, world.he_jing, **boxes(11, 12, deed="remove:kin-0")).content.decode()
    assert "亲属12" in page
    assert "亲属11" not in page


def test_what_was_declared_before_stands_while_its_box_is_empty(client, world):
    send(client, world.he_jing, **boxes(11, telephone="13900001234", address="柳树巷3号"))
    before = declared(world.he_jing)
    was = str(before.relatives.all()[0].pk)
    again = boxes(11, **{"number": "", "kin-0-number": "", "kin-0-was": was})
    assert send(client, world.he_jing, **again).status_code == 302
    row = declared(world.he_jing)
    assert row.version == 3
    assert str(row.number) == document(400).number
    assert (str(row.telephone), str(row.address)) == ("13900001234", "柳树巷3号")
    assert str(row.relatives.all()[0].number) == document(11).number


def test_another_s_relative_cannot_be_taken_over_by_their_key(client, world):
    with acting(world.he_jing):
        theirs = declares(world.he_jing, kin(11)).relatives.get()
    stolen = boxes(12, **{"kin-0-number": "", "kin-0-was": str(theirs.pk)})
    assert "请填写" in send(client, world.lu_jianxin, **stolen).content.decode()


def test_the_versions_are_listed_the_newest_first(client, world):
    send(client, world.he_jing, **boxes(11))
    page = client.get(reverse("recusal")).content.decode()
    assert re.findall(r"年度第(\d)版", page) == ["2", "1"]


def test_whoever_moved_still_sees_what_they_declared_before(client, world):
    declares(world.he_jing, kin(11))
    with acting_everywhere():
        world.he_jing.area = world.shiqiao
        world.he_jing.save()
    client.force_login(world.he_jing)
    assert "亲属11" in client.get(reverse("recusal")).content.decode()


def test_the_first_page_reminds_whoever_has_not_declared_this_year(client, world):
    client.force_login(world.administrator)
    assert "今年还没有申报近亲属" in client.get(reverse("home")).content.decode()
    declares(world.administrator)
    assert "今年还没有申报近亲属" not in client.get(reverse("home")).content.decode()


def test_a_member_of_the_committee_is_entered_with_relatives(client, world):
    of_member = {"name": "钱大有", "area": str(world.liushu.number)}
    answer = send(client, world.lin_xiaoman, "committee_add", **boxes(11, **of_member))
    assert answer.url == reverse("committee")
    with acting(world.lin_xiaoman):
        member = CommitteeMember.objects.get()
        assert str(member.name) == "钱大有"
        assert member.declarations.get().relatives.count() == 1
    assert "钱大有" in client.get(reverse("committee")).content.decode()


def test_a_community_of_another_township_cannot_be_chosen(client, world):
    of_member = {"name": "钱大有", "area": str(world.hepingli.number)}
    page = send(client, world.he_jing, "committee_add", **boxes(11, **of_member)).content.decode()
    assert "请从列出的里面选" in page


def test_a_member_declares_again_and_leaves(client, world):
    member = committee_member(world.lin_xiaoman, world.liushu, kin(11))
    answer = send(client, world.he_jing, "committee_member", [member.pk], **boxes(11, 12))
    assert answer.url == reverse("committee")
    with acting(world.he_jing):
        assert [each.version for each in member.declarations.all()] == [2, 1]
    send(client, world.he_jing, "committee_member", [member.pk], deed="leave")
    assert client.get(reverse("committee")).context["members"] == []
    with acting(world.he_jing):
        member.refresh_from_db()
        assert member.left_on == timezone.localdate()
        for late in (end_committee_member, declare_for_member):
            more = {"own": None, "relatives": []} if late is declare_for_member else {}
            with pytest.raises(AlreadyLeft):
                late(by=world.he_jing, on=timezone.localdate(), member=member, **more)


DECLARE = """
INSERT INTO recusal_declaration (id, staff_id, of_member_id, area_id, year, version, declared_by_id,
                                 declared_at, has_relatives, document_kind, number, number_index)
VALUES (gen_random_uuid(), %(staff)s, %(member)s, %(area)s, %(year)s, 9, %(by)s, now(), %(some)s,
        'identity_card', 'sealed', %(index)s) RETURNING version
"""
NAME = """
INSERT INTO recusal_relative (id, declaration_id, position, name, name_index, relation, document_kind, number,
                              number_index)
VALUES (gen_random_uuid(), %s, 0, 'sealed', '1', 'child', 'identity_card', 'sealed', %s)
"""


def raw(person, statement, values):
    with acting(person), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchone() if "RETURNING" in statement else None
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return found


def row(person, **changes):
    return {
        "staff": person.pk,
        "member": None,
        "area": person.area_id,
        "year": YEAR,
        "by": person.pk,
        "some": False,
        "index": b"1" * 32,
    } | changes


def refused(person, statement, values, constraint):
    with pytest.raises(DatabaseError) as found:
        raw(person, statement, values)
    assert found.value.__cause__.diag.constraint_name == constraint


def test_by_sql_too_the_database_numbers_the_versions(world):
    assert raw(world.he_jing, DECLARE, row(world.he_jing)) == (2,)


def test_nobody_declares_for_somebody_else(world):
    for_another = row(world.he_jing, staff=world.lu_jianxin.pk)
    refused(world.he_jing, DECLARE, for_another, "recusal_declaration_of_oneself")
    as_another = row(world.lu_jianxin)
    refused(world.he_jing, DECLARE, as_another, "recusal_declaration_actor")


def test_nobody_declares_for_another_year_or_place(world):
    refused(world.he_jing, DECLARE, row(world.he_jing, year=YEAR - 1), "recusal_declaration_year")
    elsewhere = row(world.he_jing, area=world.liushu.number)
    refused(world.he_jing, DECLARE, elsewhere, "recusal_declaration_of_oneself")


def test_some_without_anybody_is_no_declaration(world):
    refused(world.he_jing, DECLARE, row(world.he_jing, some=True), "recusal_declaration_complete")


def test_nobody_adds_a_relative_to_another_s_declaration_or_to_none(world):
    with acting_everywhere():
        theirs = Declaration.objects.get(staff=world.lu_jianxin).pk
        none = Declaration.objects.get(staff=world.he_jing).pk
    for declaration in (theirs, none):
        values = [declaration, b"2" * 32]
        refused(world.he_jing, NAME, values, "recusal_relative_of_its_declaration")


@pytest.mark.parametrize("table", ["recusal_declaration", "recusal_relative"])
@pytest.mark.parametrize("change", ["UPDATE {} SET number_index = '1'", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_declared_is_neither_changed_nor_taken_away(world, table, change):
    declares(world.he_jing, kin(11))
    with acting(world.he_jing), connection.cursor() as cursor:
        refused = pytest.raises(DatabaseError, match="permission denied")
        with refused, transaction.atomic():
            cursor.execute(change.format(table))
        assert Relative.objects.count() == 1


def test_who_left_a_committee_stays_left(world):
    member = committee_member(world.lin_xiaoman, world.liushu)
    with acting(world.lin_xiaoman):
        end_committee_member(by=world.lin_xiaoman, on=timezone.localdate(), member=member)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            CommitteeMember.objects.filter(pk=member.pk).update(left_on=None)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            CommitteeMember.objects.filter(pk=member.pk).update(name="别人")


def test_the_county_enters_no_member_of_a_committee(world):
    for by in (world.gao_jianguo, world.administrator, world.zhou_ting):
        with acting_everywhere(), pytest.raises(DatabaseError) as found, transaction.atomic(), acting(by):
            CommitteeMember.objects.create(area=world.liushu, name="x", name_index=b"1", entered_by=by)
        assert "recusal_member_entered" in str(found.value) or "row-level security" in str(found.value)
