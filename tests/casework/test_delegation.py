"""审核确认权限下放: the county enters it; where it held on the day of acceptance the township confirms."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.casework import services
from relief.casework.clocks.due import deadlines, events_of
from relief.casework.delegation import is_delegated
from relief.casework.models import Application, Decision
from relief.casework.services import Refused
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import LocalFigures, Role, Section
from tests.casework.arranging import make_application, make_place, recognised_here
from tests.casework.changing import given, hearing_words, lead_change
from tests.casework.investigated import days_pass, delegate, lead, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.factories import make_figures, make_user
from tests.papers.issued import read
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DOCUMENT = "示民发〔2026〕40号"


def row(application):
    with acting_everywhere():
        return Application.objects.select_related("owner", "area", "household").get(pk=application.pk)


@pytest.fixture
def place(world):
    """Nothing was given to the townships yet."""
    make_place(world.county)
    return world


def enter(client, user, **boxes):
    client.force_login(user)
    url = reverse("figure_add", args=[Section.DELEGATION])
    boxes = {"from": today().isoformat(), "programmes": ["dibao"], "document": DOCUMENT} | boxes
    return client.post(url, boxes)


def done(client, user, application, deed):
    return send(client, user, "step", application.pk, deed)


@pytest.fixture
def here(place, dibao):
    """何静 gave the opinion, the notice is over, and another approver of the township confirms."""
    return lead(place, dibao, State.TO_CONFIRM_HERE)


class TestTheSetting:
    def test_the_county_enters_it_and_everybody_reads_it(self, client, place):
        sent = enter(client, place.gao_jianguo, programmes=["dibao", "tekun"])
        assert sent.status_code == 302
        with acting_everywhere():
            entry = LocalFigures.objects.get(section=Section.DELEGATION)
        assert (entry.values, entry.entered_by) == ({"programmes": ["dibao", "tekun"]}, place.gao_jianguo)
        client.force_login(place.he_jing)
        page = text_of(client.get(reverse("figures")))
        assert DOCUMENT in page
        assert "下放的项目：低保对象；特困人员" in page

    def test_until_then_the_county_confirms(self, client, place):
        client.force_login(place.gao_jianguo)
        assert "没有下放，由县级确认" in text_of(client.get(reverse("figures")))

    @pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR])
    def test_nobody_else_enters_it(self, client, place, role):
        assert enter(client, place.by_role[role]).status_code == 403

    def test_a_programme_is_named_and_what_was_typed_stays(self, client, place):
        sent = enter(client, place.gao_jianguo, programmes=[])
        assert sent.status_code == 200
        assert sent.context["form"].non_field_errors() == ["一项标准也没有填。"]
        assert DOCUMENT in text_of(sent)

    def test_two_entries_do_not_answer_for_one_day(self, client, place):
        delegate(place, "dibao")
        with acting(place.gao_jianguo):
            seen = LocalFigures.objects.get(section=Section.DELEGATION).pk
        sent = enter(client, place.gao_jianguo, seen=str(seen))
        assert "一天只能有一条" in sent.context["form"].errors["from"][0]

    def test_it_makes_no_screening_stale(self, client, place, dibao):
        enter(client, place.gao_jianguo)
        opened = open_page(client, place.he_jing, "application", dibao.pk)
        assert opened.context["fresh"]


class TestWhichDayDecides:
    def accepted(self, place, application):
        return lead(place, application, State.ACCEPTED)

    def test_what_the_county_entered_before_it_was_accepted(self, client, place, dibao):
        enter(client, place.gao_jianguo)
        with acting(place.he_jing):
            assert is_delegated(self.accepted(place, dibao))

    def test_not_what_it_entered_afterwards_though_it_dates_back(self, client, place, dibao):
        accepted = self.accepted(place, dibao)
        enter(client, place.gao_jianguo, **{"from": (today() - DAY).isoformat()})
        with acting(place.he_jing):
            assert not is_delegated(accepted)

    @pytest.mark.parametrize(
        ("since", "until", "holds"), [(0, 0, True), (1, None, False), (-9, -1, False), (-9, None, True)]
    )
    def test_on_its_first_and_its_last_day(self, place, dibao, since, until, holds):
        with acting_everywhere():
            make_figures(
                place.county,
                section=Section.DELEGATION,
                in_force_from=today() + since * DAY,
                in_force_to=None if until is None else today() + until * DAY,
                values={"programmes": ["dibao"]},
            )
        with acting(place.he_jing):
            assert is_delegated(self.accepted(place, dibao)) is holds

    def test_another_programme_is_not_delegated_with_it(self, place, dibao):
        delegate(place, "tekun")
        with acting(place.he_jing):
            assert not is_delegated(self.accepted(place, dibao))

    def test_a_corrected_entry_holds_no_more(self, place, dibao):
        delegate(place, "dibao")
        with acting_everywhere():
            wrong = LocalFigures.objects.get(section=Section.DELEGATION)
            make_figures(
                place.county,
                section=Section.DELEGATION,
                values={"programmes": ["tekun"]},
                known_from=wrong.known_from + DAY,
                corrects=wrong,
            )
        with acting(place.he_jing):
            assert not is_delegated(self.accepted(place, dibao))


class TestTheWay:
    def test_from_the_notice_to_a_decision_that_is_handed_over(self, client, place, here):
        assert (here.state, here.owner) == ("to_confirm_here", None)
        queue = open_page(client, place.lu_jianxin, "queue")
        assert "待乡镇确认" in text_of(queue)
        sent = send(client, place.lu_jianxin, "application", here.pk, decision="approve", amount="1.00")
        assert sent.status_code == 302
        with acting_everywhere():
            decision = Decision.objects.get()
        assert (decision.decider, decision.outcome) == (place.lu_jianxin, "approved")
        page = text_of(open_page(client, place.he_jing, "application", here.pk))
        assert "没有经县级确认" not in page
        handed = {"handed_on": today().isoformat(), "way": "in_person"}
        assert send(client, place.he_jing, "step", here.pk, "notify", **handed).status_code == 302

    def test_it_is_refused_or_sent_back_too(self, client, place, here):
        fields = {"decision": "send_back", "text": "儿子的收入没有核对。"}
        send(client, place.lu_jianxin, "application", here.pk, **fields)
        assert (row(here).state, row(here).owner) == ("investigating", None)

    def test_who_gave_the_opinion_does_not_confirm_and_reads_who_can(self, client, place, here):
        opened = open_page(client, place.he_jing, "application", here.pk)
        assert opened.context["guard"].title == "您不能确认本户：初审意见是您提的。"
        assert [each.name for each in opened.context["guard"].people] == [place.lu_jianxin.display_name]
        assert not opened.context["deeds"]
        send(client, place.he_jing, "application", here.pk, decision="approve", amount="1.00")
        assert row(here).state == "to_confirm_here"

    def test_the_county_reads_it_and_does_not_decide(self, client, place, here):
        assert not open_page(client, place.gao_jianguo, "queue").context["rows"]
        opened = open_page(client, place.gao_jianguo, "application", here.pk)
        assert opened.context["guard"].text == "审批由本乡镇（街道）的审批人办。"
        send(client, place.gao_jianguo, "application", here.pk, decision="approve", amount="1.00")
        assert row(here).state == "to_confirm_here"

    def test_one_button_leads_to_whoever_confirms(self, client, place, dibao):
        delegate(place, "dibao")
        lead(place, dibao, State.PUBLISHED)
        days_pass()
        opened = open_page(client, place.he_jing, "application", dibao.pk)
        assert [each.label for each in opened.context["doings"]] == ["转本级确认", "公示异议"]
        sent = done(client, place.he_jing, dibao, "forward")
        assert "由本乡镇（街道）另一位审批人确认，不报送县级" in text_of(sent)
        assert done(client, place.he_jing, dibao, "forward_here").status_code == 302

    def test_the_notice_has_to_be_over_here_too(self, client, place, dibao):
        delegate(place, "dibao")
        lead(place, dibao, State.PUBLISHED)
        sent = done(client, place.he_jing, dibao, "forward_here")
        assert "期满以后才能报送" in text_of(sent)
        assert row(dibao).state == "published"

    def test_without_a_delegation_it_goes_to_the_county(self, client, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        days_pass()
        sent = done(client, place.he_jing, dibao, "forward_here")
        assert "要报送县级民政部门确认" in text_of(sent)
        assert done(client, place.he_jing, dibao, "forward").status_code == 302

    def test_another_township_does_not_see_it(self, client, place, here):
        assert open_page(client, place.zheng_guoping, "application", here.pk).status_code == 404


class TestItsClock:
    def test_twenty_working_days_in_all_and_none_of_the_county(self, place, here):
        with acting(place.he_jing):
            running = {
                each.span.clock.code: each.span.length
                for each in deadlines(here, events_of(here))
                if each.is_running
            }
        assert running == {"dibao_whole_delegated": 20}
        assert row(here).clock == "dibao_whole_delegated"

    def test_thirty_where_the_county_confirms(self, place, dibao):
        assert lead(place, dibao, State.INVESTIGATING).clock == "dibao_whole"

    def test_of_tekun_the_fifteen_days_hold_for_the_township(self, place):
        with acting_everywhere():
            make_user(Role.APPROVER, place.qingxi)
        tekun = make_application(place.lin_xiaoman, "tekun")
        delegate(place, "tekun")
        lead(place, tekun, State.INVESTIGATING)
        assert row(tekun).clock == "tekun_opinion"


class TestTheDatabase:
    def published(self, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        days_pass()
        return row(dibao)

    def test_to_the_county_alone(self, place, dibao):
        published = self.published(place, dibao)
        with acting(place.he_jing), refused_by("casework_deed_delegated"):
            do(published, place.he_jing, "forward_here")
        with acting(place.he_jing):
            do(published, place.he_jing, "forward")

    def test_or_to_the_township_alone(self, place, dibao):
        delegate(place)
        published = self.published(place, dibao)
        with acting(place.he_jing), refused_by("casework_deed_delegated"):
            do(published, place.he_jing, "forward")
        with acting(place.he_jing):
            do(published, place.he_jing, "forward_here")

    def test_not_before_the_notice_is_over(self, place, dibao):
        delegate(place)
        lead(place, dibao, State.PUBLISHED)
        with acting(place.he_jing), refused_by("casework_deed_notice"):
            do(dibao, place.he_jing, "forward_here")

    @pytest.mark.parametrize("deed", ["take", "approve", "refuse", "send_back"])
    def test_nobody_who_gave_the_opinion(self, place, here, deed):
        with acting(place.he_jing), refused_by("casework_deed_second_person"):
            do(here, place.he_jing, deed, order=("deed", "move"))

    def test_nobody_of_the_county(self, place, here):
        with acting(place.gao_jianguo), refused_by("casework_decision_decider"):
            do(here, place.gao_jianguo, "approve")

    def test_a_decision_of_the_township_is_handed_over_once(self, place, here):
        with acting(place.lu_jianxin):
            do(here, place.lu_jianxin, "refuse")
            do(here, place.lu_jianxin, "notify")
            with refused_by("casework_deed_delivery"):
                do(here, place.lu_jianxin, "notify")


CUT = {"kind": "cut", "amount": "0.50", "ground": "circumstances", "reason": "收入增加了。"}


class TestAChange:
    """The day on which it was proposed decides, and nothing that the county sets afterwards."""

    @pytest.fixture
    def approved(self, place):
        return given(place)

    def step(self, client, user, application, deed, **boxes):
        return send(client, user, "step", application.pk, deed, **boxes)

    def test_another_approver_of_the_township_confirms_it(self, client, place, approved):
        delegate(place)
        he, lu, on = place.he_jing, place.lu_jianxin, today().isoformat()
        heard = {"heard_on": on, "way": "in_person", "who": "户主", "words": "没有意见。"}
        self.step(client, he, approved, "propose_change", **CUT)
        self.step(client, he, approved, "hear", **heard)
        shown = open_page(client, he, "application", approved.pk).context["givings"]
        assert [each.label for each in shown if each.at_once] == ["转本级确认调整"]
        assert "不报送县级" in text_of(self.step(client, he, approved, "forward_change"))
        self.step(client, he, approved, "forward_change_here")
        assert row(approved).state == "to_change_here"
        assert "您不能确认本户：调整是您提的。" in text_of(open_page(client, he, "application", approved.pk))
        why = {"reason": "收入增加属实。"}
        assert self.step(client, place.gao_jianguo, approved, "confirm_change", **why).status_code == 200
        assert self.step(client, lu, approved, "confirm_change", **why).status_code == 302
        assert (row(approved).state, row(approved).owner) == ("approved", lu)
        assert "青溪镇人民政府（印章）" in read(approved, "change_decision")

    def test_what_was_proposed_before_goes_to_the_county(self, client, place, approved):
        lead_change(place, approved, State.CHANGING)
        with acting(place.he_jing):
            services.hear(by=place.he_jing, application=approved, on=today(), **hearing_words())
        delegate_from_tomorrow(place)
        assert "没有下放" in text_of(self.step(client, place.he_jing, approved, "forward_change_here"))
        with acting(place.he_jing), refused_by("casework_deed_change_delegated"):
            do(approved, place.he_jing, "forward_change_here")
        self.step(client, place.he_jing, approved, "forward_change")
        assert row(approved).state == "to_change"

    def test_nor_does_the_database_take_it_elsewhere(self, place, approved):
        here = lead_here(place, approved)
        he, lu = place.he_jing, place.lu_jianxin
        with acting(he), refused_by("casework_deed_second_person"):
            do(here, he, "confirm_change", order=("deed", "row", "move"))
        with acting(place.gao_jianguo), refused_by("casework_deed_move"):
            do(here, place.gao_jianguo, "confirm_change", order=("deed", "row", "move"))
        with acting(lu):
            do(here, lu, "drop_change")

    def test_nobody_is_passed_over_who_was_not_heard(self, place, approved):
        delegate(place)
        lead_change(place, approved, State.CHANGING)
        with acting(place.he_jing), refused_by("casework_deed_heard_first"):
            do(approved, place.he_jing, "forward_change_here")


def lead_here(place, application):
    delegate(place)
    return lead_change(place, application, State.TO_CHANGE_HERE)


def delegate_from_tomorrow(place):
    with acting_everywhere():
        tomorrow = {"in_force_from": today() + DAY, "values": {"programmes": ["dibao"]}}
        make_figures(place.county, section=Section.DELEGATION, **tomorrow)


class TestAStanding:
    """低保边缘, 刚性支出困难家庭, 渐退期: recognised by the county, or where delegated by the township."""

    @pytest.fixture
    def edge(self, place):
        return make_application(place.lin_xiaoman, "dibao_margin", "dibao-exactly-at-standard")

    def test_the_township_writes_its_opinion_and_the_county_recognises(self, client, place, edge):
        opened = open_page(client, place.he_jing, "application", edge.pk)
        assert opened.context["deeds"] == ("refer", "send_back")
        assert opened.context["limit"].title == "这项由县级民政部门确认。"
        assert [each.name for each in opened.context["limit"].people] == ["高建国"]
        fields = {"decision": "refer", "reason": "收入略高于低保标准，建议认定。"}
        assert send(client, place.he_jing, "application", edge.pk, **fields).status_code == 302
        opened = open_page(client, place.gao_jianguo, "application", edge.pk)
        assert "收入略高于低保标准，建议认定。" in text_of(opened)
        assert opened.context["deeds"] == ("approve", "refuse", "send_back")
        send(client, place.gao_jianguo, "application", edge.pk, decision="approve")
        with acting_everywhere():
            decision = Decision.objects.get()
            assert (decision.decider, decision.outcome) == (place.gao_jianguo, "approved")

    @pytest.mark.parametrize("deed", ["approve", "refuse"])
    def test_it_neither_recognises_nor_refuses_it_alone(self, place, edge, deed):
        said = {"reason": "不符合。"} if deed == "refuse" else {}
        with acting(place.he_jing):
            with pytest.raises(Refused, match="由县级民政部门确认"):
                getattr(services, deed)(by=place.he_jing, application=edge, **said)
            with refused_by("casework_deed_to_recognise"):
                do(edge, place.he_jing, deed, decision={"amount": None})

    def test_where_it_was_delegated_it_does_and_refers_nothing(self, place):
        recognised_here(place.county)
        edge = make_application(place.lin_xiaoman, "dibao_margin", "dibao-exactly-at-standard")
        with acting(place.he_jing):
            with pytest.raises(Refused, match="不用报县级"):
                services.refer(by=place.he_jing, application=edge, reason="请县级定。")
            assert services.approve(by=place.he_jing, application=edge).outcome == "approved"

    def test_what_is_delegated_later_counts_for_what_is_submitted_later(self, place, edge):
        recognised_here(place.county, known_from=timezone.now())
        with acting(place.he_jing), pytest.raises(Refused, match="由县级民政部门确认"):
            services.approve(by=place.he_jing, application=edge)
        with acting(place.he_jing):
            services.send_back(by=place.he_jing, application=edge, text="补户口簿。")
        with acting(place.lin_xiaoman):
            services.resubmit(by=place.lin_xiaoman, application=edge)
        with acting(place.he_jing):
            assert services.approve(by=place.he_jing, application=edge).outcome == "approved"

    def test_several_at_once_leave_it_out(self, client, place, edge):
        page = send(client, place.he_jing, "approve_several", chosen=[str(edge.pk)])
        assert [row.guard.title for row in page.context["alone"]] == ["这项由县级民政部门确认。"]
