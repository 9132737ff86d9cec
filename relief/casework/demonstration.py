"""The applications of the demonstration: one of every kind, so that every page has something to show."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.utils import timezone

from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import User
from relief.screening.services import screen_household

from . import services
from .conferences import items_of
from .models import Application, Conference
from .referrals import may_still_help

Service = Callable[..., object]
CASEWORKER = "linxiaoman"


class Next(NamedTuple):
    """What somebody does to an application, and what they say with it."""

    who: str
    deed: Service
    said: dict[str, Any]


class Asked(NamedTuple):
    """By the case that a household came from: what it asks for, and what became of that."""

    case: str
    programme: str
    requested: int | None = None
    remarks: str = ""
    then: tuple[Next, ...] = ()


VISIT = {
    "way": "home",
    "ground": "",
    "present": "本人",
    "signed_by": "本人",
    "finding": "一个人住，左手不能拿东西，吃饭穿衣自己能做，上下床要人扶。",
}
APPLICATIONS = (
    Asked("dibao-one-yuan-below", "dibao", remarks="三口人都见过，收入以银行流水为准。"),
    Asked(
        "house-fire-fast-relief",
        "emergency_relief",
        800_00,
        "已去看过现场，被褥全烧了。",
        (Next("hejing", services.take, {}),),
    ),
    Asked(
        "above-the-township-limit",
        "dibao",
        then=(Next("lujianxin", services.send_back, {"text": "工资只写了一个月，请补前三个月的银行流水。"}),),
    ),
    Asked(
        "above-the-township-limit",
        "emergency_relief",
        2401_00,
        "住院押金还差2,401.00元，医院催得急。",
        (Next("hejing", services.refer, {"reason": "超过本镇审批限额，情况属实，请县局审批。"}),),
    ),
    Asked(
        "stranded-traveller",
        "emergency_relief",
        600_00,
        "派出所的报案回执已看过。",
        (Next("lujianxin", services.approve, {"amount": 600_00}),),
    ),
    Asked(
        "tekun-obligor-over-seventy",
        "tekun",
        then=(
            Next("lujianxin", services.accept, {}),
            Next("lujianxin", services.investigate, {}),
            Next("lujianxin", services.record_visit, VISIT),
        ),
    ),
    Asked("tekun-sixtieth-birthday", "tekun", remarks="独居，邻居照看。"),
    Asked(
        "dibao-one-yuan-below",
        "dibao_margin",
        then=(
            Next("lujianxin", services.refuse, {"reason": "本户申请的是低保，不重复认定。"}),
            Next("hejing", services.correct, {"reason": "低保还没有定下来，不能先以此为由不予认定。"}),
        ),
    ),
)


def seed_applications(people: Mapping[str, User], households: Iterable[Household]) -> None:
    """Each as these people would do it, the caseworker after a check."""
    homes = {household.case: household for household in households}
    for asked in APPLICATIONS:
        application = _submit(people[CASEWORKER], homes[asked.case], asked)
        for step in asked.then:
            with acting(people[step.who]):
                said = step.said | _of_today(people, step, application)
                step.deed(by=people[step.who], application=application, **said)


def _submit(by: User, household: Household, asked: Asked) -> Application:
    with acting(by):
        screen_household(by=by, household=household, day=household.facts_on)
        return services.submit(
            by=by,
            household=household,
            programme=asked.programme,
            requested=asked.requested,
            remarks=asked.remarks,
        )


def _of_today(people: Mapping[str, User], step: Next, application: Application) -> dict[str, Any]:
    """A visit was made today, by two people of the township; a refusal drafts what may still help."""
    if step.deed is services.refuse:
        found = may_still_help(application, application.screening)
        return {"drafted": [each.code for each in found]}
    if step.deed is not services.record_visit:
        return {}
    today = timezone.localdate()
    return {
        "on": today,
        "visited_on": today,
        "investigators": (people[step.who], people[CASEWORKER]),
    }


PLACE = "县民政局三楼会议室"
PRESENT = (
    services.Present("梁文华", "县政府 副县长", "chair"),
    services.Present("许静", "县财政局 社保股股长", "member"),
    services.Present("高建国", "县民政局 经办人", "recorder"),
)
CASES = ("dibao-one-yuan-below", "above-the-township-limit")


def seed_conferences(people: Mapping[str, User]) -> None:
    """Each as these people would do it: 何静 brings up, 高建国 calls, 孙海涛 closes the minutes of one."""
    officer, other = people["gaojianguo"], people["sunhaitao"]
    called = [_called(officer, _brought_up(people, case)) for case in CASES]
    today = timezone.localdate()
    with acting(other):
        words = {str(item.pk): "票据看过，自付的多，报销的少。" for item in items_of(called[0])}
        services.close_minutes(
            by=other, conference=called[0], held_on=today, present=PRESENT, words=words, on=today
        )


def _brought_up(people: Mapping[str, User], case: str) -> Application:
    caseworker, approver = people["linxiaoman"], people["hejing"]
    with acting(caseworker):
        household = Household.objects.get(case=case)
        screen_household(by=caseworker, household=household, day=household.facts_on)
        application = services.submit(by=caseworker, household=household, programme="rigid_expenditure")
    with acting(approver):
        reason = "医疗费用几处说法不一，按哪一笔算要一起定。"
        services.bring_up(by=approver, application=application, reason=reason)
    return application


def _called(officer: User, application: Application) -> Conference:
    today = timezone.localdate()
    with acting(officer):
        return services.call_conference(
            by=officer, applications=[application], meets_on=today, place=PLACE, on=today
        )
