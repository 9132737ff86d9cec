"""退回补正, 报县级, 重新筛查, 更正: the deeds beside yes and no, and what comes after a deed."""

import pytest
from django.urls import reverse

from relief.casework.models import Application, Deed
from relief.casework.services import approve, refer, take
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import ABOVE_THE_LIMIT, SECOND_DWELLING, make_application, make_relief
from tests.casework.declaring import declare_wage
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.casework.refusing import onwards
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def state_of(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).state


def last_deed(application):
    with acting_everywhere():
        return Deed.objects.filter(application=application).latest("number")


@pytest.fixture
def referred(place):
    """2,401元 is asked for, 1元 above what the township approves; 何静 referred it."""
    relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
    with acting(place.he_jing):
        refer(by=place.he_jing, application=relief, reason="超过本镇限额。")
    return relief


class TestRefusing:
    def test_the_articles_of_what_is_not_met_can_be_chosen(self, client, place):
        margin = make_application(place.lin_xiaoman, "dibao_margin", SECOND_DWELLING)
        opened = open_page(client, place.he_jing, "application", margin.pk)
        grounds = opened.context["form"].fields["ground"].choices
        assert len(grounds) > 1
        article, words = grounds[0]
        assert article in words
        fields = {"decision": "refuse", "reason": "有两套房。", "ground": article}
        send(client, place.he_jing, "application", margin.pk, **fields, **onwards(margin))
        with acting_everywhere():
            assert Application.objects.get(pk=margin.pk).decision.article == article

    def test_without_an_article_it_comes_back_with_what_was_typed(self, client, place, relief):
        fields = {"decision": "refuse", "reason": "不在本地。"} | onwards(relief)
        sent = send(client, place.he_jing, "application", relief.pk, **fields)
        assert "请选不符合的一条，或写依据条文。" in text_of(sent)
        assert "不在本地。" in text_of(sent)
        assert state_of(relief) == "submitted"


class TestSendingBack:
    def test_what_is_missing_can_be_ticked_and_words_added(self, client, place, relief):
        opened = open_page(client, place.he_jing, "application", relief.pk)
        missing = [value for value, _label in opened.context["form"].fields["mend"].choices]
        assert any(each.startswith("材料：") for each in missing)
        fields = {"decision": "send_back", "mend": missing[:1], "text": "请补拍厨房的照片。"}
        sent = send(client, place.he_jing, "application", relief.pk, **fields)
        assert sent.url == reverse("application", args=[relief.pk])
        assert state_of(relief) == "returned"
        assert str(last_deed(relief).text) == f"{missing[0]}\n请补拍厨房的照片。"

    def test_nothing_to_mend_is_no_reason_to_send_it_back(self, client, place, relief):
        sent = send(client, place.he_jing, "application", relief.pk, decision="send_back")
        assert "请写要补正什么。" in text_of(sent)
        assert state_of(relief) == "submitted"

    def test_what_is_asked_for_a_second_time_wants_a_reason(self, client, place, relief):
        he, first = place.he_jing, {"decision": "send_back", "text": "补户口簿。"}
        assert "again" not in open_page(client, he, "application", relief.pk).context["form"].fields
        send(client, he, "application", relief.pk, **first)
        send(client, place.lin_xiaoman, "resubmit", relief.pk, requested="800")
        sent = send(client, he, "application", relief.pk, decision="send_back", text="补发票。")
        assert sent.context["form"].errors["again"] == ["已经一次告知过要补正什么。再要求补正，请写原因。"]
        assert "补发票。" in text_of(sent)
        fields = {"decision": "send_back", "text": "补发票。", "again": "补来的发票缺一页。"}
        send(client, he, "application", relief.pk, **fields)
        page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
        assert "补发票。" in page
        assert "补来的发票缺一页。" in page

    def test_it_needs_no_screening_of_today(self, client, place, relief):
        declare_wage(place.lin_xiaoman, relief.household, 4500)
        send(client, place.he_jing, "application", relief.pk, decision="send_back", text="收入改了？")
        assert state_of(relief) == "returned"

    def test_something_ticked_that_was_mended_meanwhile_is_kept(self, client, place, relief):
        fields = {"decision": "send_back", "mend": ["材料：已经交了的"]}
        send(client, place.he_jing, "application", relief.pk, **fields)
        assert str(last_deed(relief).text) == "材料：已经交了的"


class TestTheCounty:
    def test_above_the_limit_it_is_referred_with_a_reason(self, client, place):
        relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        sent = send(client, place.he_jing, "application", relief.pk, decision="refer")
        assert "请写报县级的理由。" in text_of(sent)
        send(client, place.he_jing, "application", relief.pk, decision="refer", reason="超过本镇限额。")
        assert state_of(relief) == "referred"

    def test_the_county_decides_on_the_same_page(self, client, place, referred):
        opened = open_page(client, place.gao_jianguo, "application", referred.pk)
        assert opened.context["deeds"] == ("approve", "refuse", "send_back")
        assert "超过本镇限额。" in text_of(opened)
        send(client, place.gao_jianguo, "application", referred.pk, decision="approve", amount="2401")
        assert state_of(referred) == "approved"

    def test_the_township_reads_that_the_county_has_it_now(self, client, place, referred):
        opened = open_page(client, place.he_jing, "application", referred.pk)
        assert [each.name for each in opened.context["guard"].people] == ["高建国"]
        assert opened.context["deeds"] == ()

    def test_below_the_limit_there_is_nothing_to_refer(self, client, place, relief):
        assert 'value="refer"' not in text_of(open_page(client, place.he_jing, "application", relief.pk))
        send(client, place.he_jing, "application", relief.pk, decision="refer", reason="请县里看。")
        assert state_of(relief) == "submitted"


class TestScreeningAgain:
    def test_it_is_run_right_there_and_what_was_typed_stays(self, client, place, relief):
        declare_wage(place.lin_xiaoman, relief.household, 4500)
        fields = {"decision": "refuse", "reason": "收入变了。", "article": "第十八条", "screen": "1"}
        sent = send(client, place.he_jing, "application", relief.pk, **fields)
        assert sent.context["fresh"]
        page = text_of(sent)
        assert ("收入变了。" in page, 'value="第十八条"' in page) == (True, True)
        assert sent.context["form"].initial["decision"] == "refuse"
        assert state_of(relief) == "submitted"

    def test_who_only_reads_runs_nothing(self, client, place, relief):
        with acting_everywhere():
            before = relief.household.screenings.count()
        send(client, place.auditor, "application", relief.pk, screen="1")
        with acting_everywhere():
            assert relief.household.screenings.count() == before


class TestWhoHasIt:
    def test_who_has_it_is_named_and_nobody_else_decides(self, client, place, relief):
        with acting(place.lu_jianxin):
            take(by=place.lu_jianxin, application=relief)
        opened = open_page(client, place.he_jing, "application", relief.pk)
        assert "这件申请由陆建新在办。" in text_of(opened)
        assert opened.context["deeds"] == ()
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800")
        assert state_of(relief) == "submitted"


class TestTheNextCase:
    def test_after_a_deed_the_page_leads_to_the_next_and_counts(self, client, place, relief):
        second, third = make_relief(place.lin_xiaoman), make_relief(place.lin_xiaoman)
        with acting(place.he_jing):
            take(by=place.he_jing, application=third)
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800")
        opened = open_page(client, place.he_jing, "application", relief.pk)
        assert opened.context["next"].url == reverse("application", args=[third.pk])
        assert opened.context["next"].left == 2
        assert "等您办的还有2件。" in text_of(opened)
        with acting(place.lu_jianxin):
            take(by=place.lu_jianxin, application=second)
        assert open_page(client, place.he_jing, "application", relief.pk).context["next"].left == 1

    def test_what_one_entered_is_no_case_of_one_s_own(self, client, place, relief):
        with acting_everywhere():
            entering = make_user(Role.CASEWORKER, place.liushu)
        own = make_relief(entering)
        with acting(place.administrator):
            entering.role, entering.area = Role.APPROVER, place.qingxi
            entering.save()
        send(client, entering, "application", relief.pk, decision="approve", amount="800")
        assert state_of(relief) == "approved"
        assert state_of(own) == "submitted"
        assert "没有等您办的了。" in text_of(open_page(client, entering, "application", relief.pk))

    def test_nobody_else_is_led_on(self, client, place, relief):
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800")
        for user in (place.lin_xiaoman, place.lu_jianxin, place.auditor):
            assert open_page(client, user, "application", relief.pk).context["next"] is None


class TestCorrecting:
    @pytest.fixture
    def approved(self, place, relief):
        with acting(place.he_jing):
            approve(by=place.he_jing, application=relief, amount=800_00)
        return relief

    def test_the_page_says_what_was_decided_and_what_comes_of_it(self, client, place, approved):
        assert reverse("correct", args=[approved.pk]) in text_of(
            open_page(client, place.lu_jianxin, "application", approved.pk)
        )
        page = text_of(open_page(client, place.lu_jianxin, "correct", approved.pk))
        assert "已批准，800.00元" in page
        assert "更正不能撤销" in page

    def test_it_wants_a_reason(self, client, place, approved):
        assert "请填写" in text_of(send(client, place.lu_jianxin, "correct", approved.pk))
        assert state_of(approved) == "approved"

    def test_the_decision_stays_and_no_longer_holds(self, client, place, approved):
        send(client, place.lu_jianxin, "correct", approved.pk, reason="金额看错了。")
        assert state_of(approved) == "corrected"
        page = text_of(open_page(client, place.lin_xiaoman, "application", approved.pk))
        for words in ("已批准，800.00元", "已更正", "金额看错了。"):
            assert words in page

    def test_the_county_reads_why_not(self, client, place, approved):
        page = text_of(open_page(client, place.gao_jianguo, "correct", approved.pk))
        assert ("何静" in page, "更正这个决定" in page) == (True, False)
        send(client, place.gao_jianguo, "correct", approved.pk, reason="不对。")
        assert state_of(approved) == "approved"

    def test_what_is_not_decided_has_nothing_to_correct(self, client, place, relief):
        page = text_of(open_page(client, place.he_jing, "correct", relief.pk))
        assert "没有可以更正的决定" in page

    def test_another_township_is_answered_like_nothing(self, client, place, approved):
        there = send(client, place.zheng_guoping, "correct", approved.pk, reason="不对。")
        assert there.status_code == 404
        assert there.content == send(client, place.zheng_guoping, "correct", NOBODY, reason="不对。").content
