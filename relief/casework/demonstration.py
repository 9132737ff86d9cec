"""The applications of the demonstration: one of every kind, so that every page has something to show."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import User
from relief.screening.queries import latest_screening
from relief.screening.services import screen_household

from . import services
from .advice import advice_on
from .models import Application, Decision

Service = Callable[..., Application | Decision]
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
        "tekun-obligor-over-seventy",
        "tekun",
        then=(Next("lujianxin", services.approve, {"reason": "入户看过，情况属实。"}),),
    ),
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
                said = step.said | _amount(application, step)
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


def _amount(application: Application, step: Next) -> dict[str, Any]:
    """What is advised, where the deed gives something."""
    if step.deed is not services.approve:
        return {}
    screening = latest_screening(application.household) or application.screening
    return {"amount": advice_on(application.programme, screening, application.requested).amount}
