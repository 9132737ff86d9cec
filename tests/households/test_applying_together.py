"""申请人 and 核对授权书: drafts, and two people who save the same page."""

import pytest
from django.urls import reverse

from relief.audit.models import Event
from relief.households.models import Applicant, Consent, Draft, Entry
from relief.households.queries import consents_of, members_of
from tests.factories import make_household
from tests.households.test_applying_pages import ACCOUNT, boxes, consent
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
OTHER = "6228 4800 1234 5678 901"


@pytest.fixture
def home(world):
    with acting_everywhere():
        return make_household(world.lin_xiaoman)


@pytest.fixture
def people(home):
    with acting_everywhere():
        return members_of(home)


@pytest.fixture
def page(client, world, home):
    client.force_login(world.lin_xiaoman)
    return reverse("applicant", args=[home.pk])


@pytest.fixture
def consents(page, home):
    return reverse("consents", args=[home.pk])


def seen(client, page):
    return client.get(page).context["form"].seen


def seen_by_member(client, page):
    return {f"{form.prefix}-seen": form.seen for form in client.get(page).context["form"].forms}


def test_a_draft_of_the_applicant_comes_back_unjudged_stands_on_the_first_page_and_goes(client, page, people):
    half = boxes(people[0], telephone="139", address="柳树巷3号", agent_name="李四", mandate="entrusted")
    state = client.post(page, half | {"deed": "draft"}).content.decode()
    assert "草稿" in state
    back = client.get(page).content.decode()
    assert "写到一半" in back
    assert "柳树巷3号" in back
    assert 'value="139"' in back
    assert "error-summary" not in back
    assert f'href="{page}"' in client.get(reverse("home")).content.decode()
    client.post(page, boxes(people[0], address="柳树巷3号", deed="save"))
    with acting_everywhere():
        assert not Draft.objects.exists()
        assert str(Applicant.objects.get().address) == "柳树巷3号"


def test_a_draft_of_consents_comes_back_and_can_be_thrown_away(client, consents, people):
    client.post(consents, consent(people[0], "yes", paper="授权书第7页") | {"deed": "draft"})
    back = client.get(consents).content.decode()
    assert "授权书第7页" in back
    assert f'href="{consents}"' in client.get(reverse("home")).content.decode()
    client.post(consents, {"deed": "discard"})
    assert "授权书第7页" not in client.get(consents).content.decode()
    with acting_everywhere():
        assert not Consent.objects.exists()


def test_two_people_on_the_applicant_see_both_and_keep_either(client, page, people):
    mark = seen(client, page)
    client.post(page, boxes(people[0], address="柳树巷3号", seen=mark))
    answer = client.post(page, boxes(people[0], address="柳树巷5号", guardian_consents="unasked", seen=mark))
    assert [tuple(each) for each in answer.context["both"]] == [("住址，写到门牌", "柳树巷3号", "柳树巷5号")]
    text = answer.content.decode()
    assert "林小满" in text
    assert "先保存了这一节" in text
    assert 'value="柳树巷5号"' in text
    again = answer.context["form"].seen
    client.post(page, boxes(people[0], address="柳树巷5号", seen=again))
    with acting_everywhere():
        assert str(Applicant.objects.get().address) == "柳树巷5号"


def test_of_accounts_that_differ_neither_is_shown_whole_nor_lost(client, page, people):
    mark = seen(client, page)
    client.post(page, boxes(people[0], account=ACCOUNT, account_holder="周桂芳", seen=mark))
    answer = client.post(page, boxes(people[0], account=OTHER, account_holder="周桂芳", seen=mark))
    (both,) = answer.context["both"]
    assert both.label == "银行账号"
    assert "6222000011112222333" not in answer.content.decode()
    kept = client.post(page, boxes(people[0], account_holder="周桂芳", seen=answer.context["form"].seen))
    assert kept.status_code == 302
    with acting_everywhere():
        assert str(Applicant.objects.get().account) == "6222000011112222333"


def test_the_applicant_saved_again_as_it_was_is_one_entry(client, page, home, people):
    for _again in range(2):
        client.post(page, boxes(people[0], address="柳树巷3号", seen=seen(client, page)))
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="applicant").count() == 1
        assert Event.objects.filter(action="households.applicant").count() == 1


def test_two_people_on_one_consent_see_both_and_keep_either(client, consents, home, people):
    marks = seen_by_member(client, consents)
    client.post(consents, marks | consent(people[0], "yes"))
    answer = client.post(consents, marks | consent(people[0], "no", paper="撤回书"))
    (both,) = answer.context["both"]
    assert (both.theirs, both.mine) == (
        "同意，2026年11月20日，授权书第1页",
        "不同意，2026年11月20日，撤回书",
    )
    with acting_everywhere():
        assert consents_of(home)[people[0].pk].given is True
    marks = {f"{form.prefix}-seen": form.seen for form in answer.context["form"].forms}
    client.post(consents, marks | consent(people[0], "no", paper="撤回书"))
    with acting_everywhere():
        assert consents_of(home)[people[0].pk].given is False


def test_a_consent_that_was_left_as_it_stood_takes_nothing_back_from_another_person(
    client, consents, home, people
):
    client.post(consents, consent(people[0], "yes"))
    marks = seen_by_member(client, consents)
    client.post(consents, marks | consent(people[0], "yes", paper="授权书第9页"))
    answer = client.post(
        consents, marks | consent(people[0], "yes") | consent(people[1], "yes", paper="授权书第2页")
    )
    assert answer.status_code == 302
    with acting_everywhere():
        kept = consents_of(home)
        assert kept[people[0].pk].paper == "授权书第9页"
        assert kept[people[1].pk].paper == "授权书第2页"
