"""What looks like a mistake is said beside the form and kept beside the approval, and stops nothing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from relief.audit.queries import events_about
from relief.casework.hint_words import WORDS
from relief.casework.hints import Usual, is_far
from relief.casework.models import Decision, Hint, HintKind
from relief.casework.opening import KEY
from relief.casework.services import approve, relieve_first, submit
from relief.funds.models import Kind
from relief.funds.queries import usual_amount
from relief.households.models import Income
from relief.offices.access import acting
from relief.offices.models import Role
from relief.screening.declared import declared_income
from relief.screening.services import screen_household
from tests.casework.arranging import (
    DIBAO,
    FIRE,
    make_application,
    make_relief,
    make_screened,
)
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import refused_by
from tests.casework.refusing import refuse
from tests.factories import make_figures, make_household, make_user
from tests.funds.arranging import give
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REASON = "情况特殊，多给一些。"
# Which is no emergency of this place.
ELSEWHERE = "emergency-elsewhere"


def approved(place, application, amount=800_00, **said):
    with acting(place.he_jing):
        return approve(by=place.he_jing, application=application, amount=amount, **said)


def kinds(decision):
    with acting_everywhere():
        return {each.kind: each.figures for each in Hint.objects.filter(decision=decision)}


def test_an_approval_as_advised_has_none(place):
    assert kinds(approved(place, make_relief(place.lin_xiaoman))) == {}


def test_an_amount_far_from_the_advice_is_kept_with_what_was_advised(place):
    decision = approved(place, make_relief(place.lin_xiaoman), 600_50, reason=REASON)
    assert kinds(decision) == {HintKind.FROM_ADVICE: {"amount": 600_50, "advised": 800_00}}


def test_an_amount_near_the_advice_is_none_and_a_whole_hundred_of_ones_own_is(place):
    decision = approved(place, make_relief(place.lin_xiaoman), 700_00, reason=REASON)
    assert kinds(decision) == {HintKind.ROUND: {"amount": 700_00}}
    decision = approved(place, make_relief(place.lin_xiaoman), 790_00, reason=REASON)
    assert kinds(decision) == {}


@pytest.mark.parametrize(("amount", "far"), [(80, True), (81, False), (119, False), (120, True)])
def test_how_far_is_far(amount, far):
    assert is_far(amount, 100, 20) is far


@pytest.mark.usefixtures("alone")
def test_an_amount_far_from_what_the_office_usually_gives(place):
    today = timezone.localdate()
    terms = {"programme": "emergency_relief", "kind": Kind.ONCE, "since": today, "until": today}
    for amount in (100_00, 200_00, 300_00, 400_00, 500_00):
        with acting(place.lin_xiaoman):
            household = make_household(place.lin_xiaoman)
        give(place.lin_xiaoman, household, amount=amount, **terms)
    with acting(place.he_jing):
        assert usual_amount(place.qingxi.number, "emergency_relief", today) == (300_00, 5)
        assert usual_amount(place.shiqiao.number, "emergency_relief", today) is None
        assert usual_amount(place.qingxi.number, "emergency_relief", today + timedelta(days=1)) is None
    decision = approved(place, make_relief(place.lin_xiaoman))
    told = {"amount": 800_00, "usual": 300_00, "count": 5}
    assert kinds(decision) == {HintKind.FROM_USUAL: told}


@pytest.mark.parametrize(("seconds", "told"), [(0, True), (19, True), (20, False), (None, False)])
def test_an_approval_within_seconds_of_opening(place, seconds, told):
    decision = approved(place, make_relief(place.lin_xiaoman), open_for=seconds)
    assert kinds(decision) == ({HintKind.QUICK: {"seconds": seconds}} if told else {})


def test_a_standard_that_is_another_today(client, place):
    """The facts stand on an earlier day; since then the county has set another standard."""
    application = make_relief(place.lin_xiaoman)
    with acting_everywhere():
        facts_on = application.household.facts_on
        values = {"dibao_standard": {"urban": 900, "rural": 900}}
        make_figures(place.county, in_force_from=facts_on + timedelta(days=1), values=values)
    page = text_of(open_page(client, place.he_jing, "application", application.pk))
    assert "筛查用的是2021年7月1日起的标准，现在是" in page
    decision = approved(place, application)
    standing = (facts_on + timedelta(days=1)).isoformat()
    assert kinds(decision) == {HintKind.EXPIRED: {"used": "2021-07-01", "standing": standing}}


@pytest.mark.parametrize(("wage", "told"), [(2000, True), (2001, False)])
def test_an_income_that_was_twice_as_much_or_more(place, wage, told):
    """4,000 yuan a month at first; a check in between does not hide it."""
    household = make_screened(place.lin_xiaoman, FIRE)
    with acting(place.lin_xiaoman):
        for amount in (3000, wage):
            Income.objects.filter(household=household).update(amount=amount * 100)
            screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
        application = submit(
            by=place.lin_xiaoman, household=household, programme="emergency_relief", requested=800_00
        )
    figures = {"income": wage * 12_00, "before": 48_000_00, "on": timezone.localdate().isoformat()}
    assert kinds(approved(place, application)) == ({HintKind.INCOME_HALVED: figures} if told else {})


def test_none_is_not_half_of_none(place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman, FIRE)
        Income.objects.filter(household=household).update(amount=0)
        for _each in range(2):
            screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
        asked = {"programme": "emergency_relief", "requested": 800_00}
        application = submit(by=place.lin_xiaoman, household=household, **asked)
    assert kinds(approved(place, application)) == {}


def test_nobody_declared_is_no_income_of_nothing():
    assert declared_income({"members": [{"id": "a"}]}) is None
    assert declared_income({"incomes": []}) == 0
    assert declared_income({"incomes": [{"kind": "wage", "amount": "1000", "per": "month"}]}) == 12_000_00
    assert declared_income({"incomes": [{"kind": "wage", "amount": "1000.50", "per": "year"}]}) == 1_000_50


def refused(place, application, **said):
    with acting(place.he_jing):
        return refuse(by=place.he_jing, application=application, reason="人不在本地。", **said)


def test_a_refusal_as_advised_has_none(place):
    elsewhere = make_relief(place.lin_xiaoman, case=ELSEWHERE)
    assert kinds(refused(place, elsewhere, open_for=20)) == {}


def test_a_refusal_against_the_advice(place):
    decision = refused(place, make_relief(place.lin_xiaoman), open_for=19)
    told = {HintKind.AGAINST: {"advised": 800_00}, HintKind.QUICK: {"seconds": 19}}
    assert kinds(decision) == told


def test_a_refusal_before_enough_was_known(place):
    decision = refused(place, make_relief(place.lin_xiaoman, case=DIBAO))
    assert set(kinds(decision)) == {HintKind.OPEN}
    assert kinds(decision)[HintKind.OPEN]["missing"] > 0


def test_what_is_given_first_is_an_approval_that_nobody_opened(place):
    application = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        decision = relieve_first(by=place.he_jing, application=application, amount=600_00, reason=REASON)
    assert set(kinds(decision)) == {HintKind.FROM_ADVICE, HintKind.ROUND}


def test_a_refusal_is_read_and_counted_as_well(client, place):
    application = make_relief(place.lin_xiaoman)
    decision = refused(place, application)
    said = "系统建议是符合，800.00元，没有批准。"
    assert said in text_of(open_page(client, place.he_jing, "application", application.pk))
    page = text_of(open_page(client, place.gao_jianguo, "hints"))
    assert said in page
    assert "系统建议符合，没有批准1件" in page
    with acting_everywhere():
        assert events_about(application).last().details["hints"] == ["against"]
        assert decision.outcome == "refused"


def test_the_log_names_the_kinds(place):
    application = make_relief(place.lin_xiaoman)
    approved(place, application, open_for=3)
    with acting_everywhere():
        assert events_about(application).last().details["hints"] == ["quick"]


def test_the_page_says_from_which_amounts_on_before_anybody_types(client, place):
    application = make_relief(place.lin_xiaoman)
    page = text_of(open_page(client, place.he_jing, "application", application.pk))
    assert "系统建议800.00元；不高于640.00元或不低于960.00元，会记一条提示。" in page


def test_approving_at_once_is_kept_and_read_on_the_page_of_the_decision(client, place):
    application = make_relief(place.lin_xiaoman)
    open_page(client, place.he_jing, "application", application.pk)
    said = {"decision": "approve", "amount": "800", "reason": ""}
    assert client.post(reverse("application", args=[application.pk]), said).status_code == 302
    with acting_everywhere():
        (hint,) = Hint.objects.all()
    assert (hint.kind, hint.figures["seconds"] >= 1) == (HintKind.QUICK, True)
    page = text_of(open_page(client, place.he_jing, "application", application.pk))
    assert "秒就决定了" in page


def test_the_first_opening_counts(client, place):
    application = make_relief(place.lin_xiaoman)
    client.force_login(place.he_jing)
    session = client.session
    session[KEY] = {str(application.pk): (timezone.now() - timedelta(minutes=5)).isoformat()}
    session.save()
    client.get(reverse("application", args=[application.pk]))
    client.post(reverse("application", args=[application.pk]), {"decision": "approve", "amount": "800"})
    with acting_everywhere():
        assert Decision.objects.get().outcome == "approved"
        assert not Hint.objects.exists()


def test_what_is_approved_among_several_unopened_says_so(client, place):
    application = make_relief(place.lin_xiaoman)
    said = {"chosen": [application.pk], "confirmed": "1", f"amount-{application.pk}": "80000"}
    send(client, place.he_jing, "approve_several", **said)
    with acting_everywhere():
        assert Hint.objects.get().figures == {"seconds": 0}


def test_the_county_and_the_auditor_count_them(client, place):
    approved(place, make_relief(place.lin_xiaoman), 600_00, reason=REASON, open_for=3)
    make_application(place.lin_xiaoman)
    for reader in (place.gao_jianguo, place.auditor):
        page = text_of(open_page(client, reader, "hints"))
        assert "青溪镇" in page
        assert "何静" in page
        assert "离系统建议远1件，金额是整数1件，打开不久就决定1件" in page
        assert "打开3秒就决定了；20秒以内会提示。" in page
    assert open_page(client, place.he_jing, "hints").status_code == 403


def test_two_of_one_name_are_two(client, place):
    with acting_everywhere():
        namesake = make_user(Role.APPROVER, place.qingxi, display_name=place.he_jing.display_name)
    for by in (place.he_jing, namesake):
        with acting(by):
            approve(by=by, application=make_relief(place.lin_xiaoman), amount=800_00)
    people = open_page(client, place.gao_jianguo, "hints").context["people"]
    assert [(each.name, each.decided) for each in people] == [("何静", 1), ("何静", 1)]


def test_hints_are_written_with_their_approval_and_stay(place):
    decision = approved(place, make_relief(place.lin_xiaoman), open_for=3)
    with acting(place.lu_jianxin), refused_by("casework_hint_made"), transaction.atomic():
        Hint.objects.create(decision=decision, kind=HintKind.ROUND)
    with acting(place.he_jing), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute("DELETE FROM casework_hint")
        transaction.set_rollback(True)
    with acting(place.zheng_guoping):
        assert not Hint.objects.exists()


def test_every_kind_has_words():
    assert set(WORDS) == set(HintKind)
    assert Usual(1, 5).awards == 5
