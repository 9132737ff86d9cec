"""不予批准并转介: a refusal speaks of every other programme that may help, and its drafts are followed."""

import pytest
from django.db import DatabaseError, ProgrammingError
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.models import Application, Referral
from relief.casework.referrals import open_drafts
from relief.offices.access import acting
from tests.casework import raw
from tests.casework.arranging import SECOND_DWELLING, make_application, make_relief
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import ORDER, do, refused_by
from tests.casework.refusing import named, onwards, refuse
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REFUSING = {"decision": "refuse", "reason": "急难不在本地发生。", "article": "第二十九条"}
FAST, EPIDEMIC = "fast_relief", "epidemic_family_relief"
"""What fits the household of the fire, and what cannot be told yet."""
NOT_THIS = {EPIDEMIC: "和疫情没有关系。"}
DRAFTED, DECLINED = {f"onward-{FAST}": "drafted"}, {f"onward-{FAST}": "declined"}
REST = {f"onward-{EPIDEMIC}": "declined", f"because-{EPIDEMIC}": NOT_THIS[EPIDEMIC]}
DECLINED_EPIDEMIC = {EPIDEMIC: ("declined", NOT_THIS[EPIDEMIC])}


def said(application):
    with acting_everywhere():
        return {each.programme: (each.kind, each.reason) for each in Referral.objects.all()}


def waiting():
    with acting_everywhere():
        return [each.programme for each in open_drafts()]


def state_of(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).state


@pytest.fixture
def refused(place, relief):
    """急难型临时救助 was refused, and 小额快救, which fits, drafted."""
    with acting(place.he_jing):
        declined = {"drafted": [FAST], "declined": NOT_THIS}
        refuse(by=place.he_jing, application=relief, reason="急难不在本地发生。", **declined)
    return relief


class TestRefusing:
    def test_what_fits_is_offered_as_a_draft(self, client, place, relief):
        form = open_page(client, place.he_jing, "application", relief.pk).context["form"]
        chosen = {row.other.code: row.choice.initial for row in form.onwards.rows}
        assert chosen == {FAST: "drafted", EPIDEMIC: None}

    def test_a_draft_stands_beside_the_refusal_and_in_the_audit(self, client, place, relief):
        send(client, place.he_jing, "application", relief.pk, **REFUSING, **DRAFTED, **REST)
        assert said(relief) == {FAST: ("drafted", None)} | DECLINED_EPIDEMIC
        with acting_everywhere():
            refusal = [e for e in events_about(relief) if e.action == "casework.refused"]
        assert (refusal[0].details["drafted"], refusal[0].details["declined"]) == ([FAST], [EPIDEMIC])

    def test_it_is_declined_with_a_reason(self, client, place, relief):
        fields = DECLINED | REST | {f"because-{FAST}": "已由外县救助。"}
        send(client, place.he_jing, "application", relief.pk, **REFUSING, **fields)
        assert said(relief) == {FAST: ("declined", "已由外县救助。")} | DECLINED_EPIDEMIC
        page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
        assert "没有转介：已由外县救助。" in page
        assert waiting() == []

    @pytest.mark.parametrize(
        ("fields", "box", "words"),
        [
            ({}, f"onward-{FAST}", "请选起草转介，或不转介并写明原因。"),
            (DECLINED, f"because-{FAST}", "请写不转介的原因。"),
        ],
    )
    def test_without_a_word_the_mistake_stands_beside_the_box(
        self, client, place, relief, fields, box, words
    ):
        sent = send(client, place.he_jing, "application", relief.pk, **REFUSING, **REST, **fields)
        assert sent.context["form"].errors[box] == [words]
        assert REFUSING["reason"] in text_of(sent)
        assert (state_of(relief), said(relief)) == ("submitted", {})

    def test_one_reason_may_do_for_all_that_are_declined(self, client, place):
        margin = make_application(place.lin_xiaoman, "dibao_margin", SECOND_DWELLING)
        left = named(margin)
        assert len(left) > 1
        fields = {box: "declined" for box in onwards(margin)} | {"because": "家里有两套房。"}
        send(client, place.he_jing, "application", margin.pk, **REFUSING, **fields)
        assert said(margin) == dict.fromkeys(left, ("declined", "家里有两套房。"))

    def test_nothing_is_asked_of_another_decision(self, client, place, relief):
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800")
        assert (state_of(relief), said(relief)) == ("approved", {})

    def test_what_is_waited_for_already_needs_no_word(self, client, place, relief):
        with acting(place.lin_xiaoman):
            household = relief.household
            services.submit(by=place.lin_xiaoman, household=household, programme=FAST, requested=300_00)
        send(client, place.he_jing, "application", relief.pk, **REFUSING, **REST)
        assert (state_of(relief), said(relief)) == ("refused", DECLINED_EPIDEMIC)

    def test_the_service_alone_asks_too(self, place, relief):
        with acting(place.he_jing):
            with pytest.raises(services.Refused) as refused:
                services.refuse(by=place.he_jing, application=relief, reason="不。", declined=NOT_THIS)
            assert refused.value.field == f"onward-{FAST}"


class TestFollowing:
    def test_the_caseworker_is_led_to_the_submission(self, client, place, refused):
        submit = reverse("submit", args=[refused.household_id, FAST])
        home = open_page(client, place.lin_xiaoman, "home")
        (work,) = [each for each in home.context["today"] if each.button]
        assert work.button.url == submit
        assert "可以申请小额快救" in text_of(home)
        assert submit in text_of(open_page(client, place.lin_xiaoman, "household", refused.household_id))

    def test_others_read_it_and_have_no_button(self, client, place, refused):
        page = open_page(client, place.he_jing, "household", refused.household_id)
        assert [each.programme for each in page.context["drafts"]] == ["小额快救"]
        assert reverse("step", args=[refused.pk, "end_referral"]) not in text_of(page)

    def test_a_submission_settles_it(self, client, place, refused):
        assert waiting() == [FAST]
        send(client, place.lin_xiaoman, "submit", refused.household_id, FAST, requested="300")
        assert waiting() == []
        home = open_page(client, place.lin_xiaoman, "home")
        assert not any(each.button for each in home.context["today"])

    def test_a_corrected_refusal_has_none(self, place, refused):
        with acting(place.he_jing):
            services.correct(by=place.he_jing, application=refused, reason="看错了。")
        assert waiting() == []


class TestEnding:
    def test_with_a_reason_it_waits_no_more(self, client, place, refused):
        opened = open_page(client, place.lin_xiaoman, "step", refused.pk, "end_referral")
        assert opened.context["form"]["programme"].initial == FAST
        fields = {"programme": FAST, "reason": "亲友已经帮了。"}
        sent = send(client, place.lin_xiaoman, "step", refused.pk, "end_referral", **fields)
        assert sent.url == reverse("application", args=[refused.pk])
        assert waiting() == []
        page = text_of(open_page(client, place.he_jing, "application", refused.pk))
        assert "已起草转介；后来结束：亲友已经帮了。" in page

    def test_never_without_one(self, client, place, refused):
        sent = send(client, place.lin_xiaoman, "step", refused.pk, "end_referral", programme=FAST, reason=" ")
        assert sent.context["form"].errors["reason"] == ["请填写"]
        assert waiting() == [FAST]

    def test_once(self, place, refused):
        ending = {"by": place.lin_xiaoman, "application": refused, "programme": FAST, "reason": "不要。"}
        with acting(place.lin_xiaoman):
            services.end_referral(**ending)
            with pytest.raises(services.AlreadyDone, match="已经提交或结束了"):
                services.end_referral(**ending)

    def test_only_by_a_caseworker_of_the_community(self, client, place, refused):
        fields = {"programme": FAST, "reason": "不要。"}
        assert "不由您办" in text_of(
            send(client, place.he_jing, "step", refused.pk, "end_referral", **fields)
        )
        assert send(client, place.zhou_ting, "step", refused.pk, "end_referral").status_code == 404
        assert waiting() == [FAST]


class TestTheDatabase:
    def test_no_refusal_leaves_a_programme_out(self, place, relief):
        without = tuple(each for each in ORDER if each != "referrals")
        with acting(place.he_jing), refused_by("casework_refusal_refers"):
            do(relief, place.he_jing, "refuse", order=without)

    def test_a_referral_belongs_to_a_refusal(self, place, relief):
        with acting(place.he_jing):
            approval = raw.statements(relief, place.he_jing, "approve")
            with refused_by("casework_referral_of_a_refusal"):
                raw.execute(approval["decision"], approval["deed"], (raw.REFERRALS, approval["deed"][1]))

    def test_nobody_writes_another_s(self, place, refused):
        with acting(place.lu_jianxin), refused_by("casework_referral_of_a_refusal"):
            deed = Application.objects.get(pk=refused.pk).deeds.get(deed="refuse")
            Referral.objects.create(application=refused, deed=deed, programme="tekun", kind="drafted")

    def test_only_a_draft_of_the_application_is_ended(self, place, refused):
        other = make_relief(place.lin_xiaoman)
        with acting(place.he_jing):
            declined = dict.fromkeys(named(other), "外县已帮。")
            services.refuse(by=place.he_jing, application=other, reason="不。", declined=declined)
        with acting(place.lin_xiaoman):
            strange = {"referral": other.referrals.first().pk}
            with refused_by("casework_endedreferral_of_a_draft"):
                do(refused, place.lin_xiaoman, "end_referral", left=strange)
            do(refused, place.lin_xiaoman, "end_referral")

    @pytest.mark.parametrize("table", ["casework_referral", "casework_endedreferral"])
    def test_nothing_of_it_ever_changes(self, place, refused, table):
        with acting(place.lin_xiaoman):
            do(refused, place.lin_xiaoman, "end_referral")
            with pytest.raises(ProgrammingError, match="permission denied"):
                raw.execute((f"DELETE FROM {table}", None))
        with acting_everywhere(), pytest.raises(DatabaseError, match="append"):
            raw.execute(("SET LOCAL ROLE relief_owner", None), (f"DELETE FROM {table}", None))
