"""结果单: what stands on the sheet that two people sign, and what does not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, read_document
from relief.screening.services import record_outcome, screen_household
from tests.factories import make_household
from tests.screening.arranging import make_place

pytestmark = pytest.mark.django_db

NUMBER = "99010119740301"


@pytest.fixture
def screening(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        household = make_household(world.lin_xiaoman)
        return screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)


def sheet(client, world, screening, by=None, **headers):
    client.force_login(by or world.lin_xiaoman)
    return client.get(reverse("sheet", args=[screening.pk]), **headers)


def test_every_programme_stands_on_it_with_why_and_the_article(client, world, screening):
    response = sheet(client, world, screening)
    text = response.content.decode()
    rows = {row.title: row for row in response.context["rows"]}
    rest = {line.verdict: line.each for line in response.context["rest"]}

    assert len(rows) + sum(map(len, rest.values())) == len(screening.findings["programmes"])
    dibao = rows["低保"]
    assert (dibao.mark, dibao.verdict, dibao.amount) == ("✓", "符合", "每月1.00元")
    assert "57号" in dibao.citation
    for row in rows.values():
        assert row.title in text
        assert row.why in text
        assert row.citation
    assert any(each.startswith("低保边缘：") for each in rest["不符合"])
    for each in (one for line in rest.values() for one in line):
        assert each in text


def test_two_people_sign(client, world, screening):
    text = sheet(client, world, screening).content.decode()

    assert "申请人（或代办人）签名" in text
    assert "经办人签名" in text
    assert "青溪镇或示例县民政部门" in text


def test_numbers_are_masked(client, world, screening):
    with acting(world.lin_xiaoman):
        head = screening.household.members.get(relation="head")
        number = valid_number(head.born_on, head.person)
        document = read_document(DocumentKind.IDENTITY_CARD, number, today=timezone.localdate())
        name_member(by=world.lin_xiaoman, member=head, name="周桂芳", document=document)
    text = sheet(client, world, screening).content.decode()

    assert number not in text
    assert number[:3] in text
    assert number[-4:] in text
    assert "周桂芳户的结果单" in text


def valid_number(born_on, person):
    """A number of the demonstration county with its check digit."""
    day = born_on or timezone.localdate().replace(year=1974)
    seventeen = f"990101{day:%Y%m%d}004"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    rest = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True)) % 11
    return seventeen + "10X98765432"[rest]


def test_what_was_agreed_and_what_to_bring(client, world, screening):
    day = timezone.localdate() + timedelta(2)
    with acting(world.lin_xiaoman):
        for programme, said in {
            "dibao": {"kind": "applies"},
            "tekun": {"kind": "not", "reason": "declines", "words": "家里的事不愿说"},
            "emergency_relief": {"kind": "come_back", "come_back_on": day, "bring": "医院的账单"},
        }.items():
            record_outcome(by=world.lin_xiaoman, screening=screening, programme=programme, **said)
    response = sheet(client, world, screening)
    text = response.content.decode()
    agreed = {row.title: row.agreed for row in response.context["rows"]}

    assert agreed["低保"] == "申请"
    assert agreed["特困"] == "这次不申请：家庭不愿申请"
    assert agreed["急难型临时救助"].endswith("再来")
    assert "医院的账单" in text
    assert "家里的事不愿说" not in text


def test_while_something_is_missing_it_says_what_and_sends_nobody_for_a_proof(client, world, screening):
    response = sheet(client, world, screening)

    assert response.context["questions"]
    assert response.context["questions"][0] in response.content.decode()
    assert "不用去开证明" in response.content.decode()


def test_in_english(client, world, screening):
    text = sheet(client, world, screening, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "Signature of the applicant" in text


def test_another_township_has_no_sheet_of_it(client, world, screening):
    assert sheet(client, world, screening, by=world.zheng_guoping).status_code == 404


def test_the_result_leads_to_it(client, world, screening):
    client.force_login(world.auditor)
    result = client.get(reverse("result", args=[screening.pk])).content.decode()

    assert reverse("sheet", args=[screening.pk]) in result
