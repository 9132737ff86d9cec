"""申请人 and 核对授权书: what is asked of whom, and how it is kept."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.households.models import Applicant, Consent, Entry, Member
from relief.households.queries import consents_of, members_of
from relief.vault.ciphers import index_of
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
ACCOUNT, TELEPHONE = "6222 0000 1111 2222 333", "0990-6610 123"


@pytest.fixture
def home(world):
    with acting_everywhere():
        return make_household(world.lin_xiaoman)


@pytest.fixture
def page(client, world, home):
    client.force_login(world.lin_xiaoman)
    return reverse("applicant", args=[home.pk])


@pytest.fixture
def head(home):
    with acting_everywhere():
        return members_of(home)[0]


def applicant(home):
    with acting_everywhere():
        return Applicant.objects.filter(household=home).select_related("member").first()


def boxes(head, **more):
    return {"member": str(head.pk), "mandate": "self", "guardian_consents": "unasked"} | more


def test_who_applies_is_kept_sealed_and_found_by_telephone_and_account(client, page, home, head):
    answer = client.post(
        page,
        boxes(
            head, telephone=TELEPHONE, address="柳树巷3号2单元401", account=ACCOUNT, account_holder="周桂芳"
        ),
    )
    assert answer.status_code == 302
    found = applicant(home)
    assert (str(found.telephone), str(found.account)) == ("09906610123", "6222000011112222333")
    assert bytes(found.telephone_index) == index_of("telephone", "09906610123")
    with connection.cursor() as cursor, acting_everywhere():
        cursor.execute("SELECT telephone, address, account FROM households_applicant")
        row = b"".join(bytes(cell) for cell in cursor.fetchone())
    assert not any(text in row for text in (b"6610", b"2222", "柳树".encode()))
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="applicant").count() == 1
        assert Event.objects.filter(action="households.applicant").count() == 1


def test_an_account_is_shown_masked_and_stays_when_the_box_is_left_empty(client, page, home, head):
    client.post(page, boxes(head, account=ACCOUNT, account_holder="周桂芳"))
    text = client.get(page).content.decode()
    assert "6222000011112222333" not in text
    client.post(page, boxes(head, account_holder="周桂芳", telephone="13900000000"))
    assert str(applicant(home).account) == "6222000011112222333"


@pytest.mark.parametrize(
    ("more", "box"),
    [
        ({"telephone": "12345"}, "telephone"),
        ({"telephone": "打邻居电话"}, "telephone"),
        ({"account": "12ab"}, "account"),
        ({"account": ACCOUNT}, "account_holder"),
        ({"account_holder": "周桂芳"}, "account"),
        ({"mandate": "entrusted"}, "agent_name"),
        ({"mandate": "entrusted", "agent_name": "李四"}, "agent_reason"),
        ({"guardian_consents": "yes"}, "guardian_name"),
        ({"guardian_name": "周建国"}, "guardian_consents"),
        ({"agent_name": "李四"}, "mandate"),
        ({"member": ""}, "member"),
    ],
)
def test_what_is_missing_is_said_beside_the_box_and_nothing_is_lost(client, page, home, head, more, box):
    answer = client.post(page, boxes(head, address="柳树巷3号", **more))
    assert answer.status_code == 200
    assert box in answer.context["form"].errors
    assert "柳树巷3号" in answer.content.decode()
    assert applicant(home) is None


def test_a_child_needs_the_answer_of_the_guardian(client, page, home, head):
    with acting_everywhere():
        Member.objects.filter(pk=head.pk).update(born_on=timezone.localdate().replace(day=1))
    answer = client.post(page, boxes(head))
    assert "guardian_consents" in answer.context["form"].errors
    client.post(page, boxes(head, guardian_consents="no", guardian_name="周建国"))
    assert applicant(home).guardian_consents is False
    household = client.get(reverse("household", args=[home.pk])).content.decode()
    assert "监护人没有同意" in household
    assert "有误" in household


def consent(head, given, day="2026-11-20", paper="授权书第1页"):
    start = f"consent-{head.pk}-"
    return {f"{start}given": given, f"{start}signed_on": day, f"{start}paper": paper}


def test_a_consent_needs_its_day_and_paper(client, page, home, head):
    address = reverse("consents", args=[home.pk])
    answer = client.post(address, consent(head, "yes", day="", paper=""))
    assert set(answer.context["form"].forms[0].errors) == {"signed_on", "paper"}
    answer = client.post(address, consent(head, "unasked"))
    assert set(answer.context["form"].forms[0].errors) == {"given"}
    answer = client.post(address, consent(head, "yes", day="2999-01-01"))
    assert set(answer.context["form"].forms[0].errors) == {"signed_on"}
    assert client.post(address, consent(head, "yes")).status_code == 302
    with acting_everywhere():
        found = Consent.objects.get()
        assert (found.member_id, found.given, found.signed_on) == (head.pk, True, date(2026, 11, 20))


def test_a_later_no_stands_beside_the_earlier_yes_and_is_what_counts(client, page, home, head):
    address = reverse("consents", args=[home.pk])
    client.post(address, consent(head, "yes"))
    client.post(address, consent(head, "no", day="2026-11-22", paper="撤回书"))
    with acting_everywhere():
        assert Consent.objects.count() == 2
        assert consents_of(home)[head.pk].given is False
    assert "不同意，不能核对" in client.get(reverse("household", args=[home.pk])).content.decode()


def test_saving_again_without_a_change_writes_nothing(client, page, home, head):
    address = reverse("consents", args=[home.pk])
    client.post(address, consent(head, "yes"))
    client.post(address, consent(head, "yes"))
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="consents").count() == 1
