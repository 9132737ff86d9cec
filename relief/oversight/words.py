"""Everything an audit event may hold, in words: each deed, each detail, each value."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.casework.actions import CaseworkAction, ConferenceAction, DrawAction, ObjectionAction
from relief.casework.models import ChangeKind, Ground, HintKind, ObjectionOutcome, Outcome, ReviewResult
from relief.casework.words import programme_title
from relief.casework.workflow import DeedKind, State
from relief.cautions.actions import CautionAction
from relief.cautions.models import Kind as CautionKind
from relief.cautions.models import Reply, Step
from relief.funds.actions import FundsAction
from relief.funds.models import Kind
from relief.households.actions import HouseholdAction
from relief.households.models import EntryPart
from relief.offices.actions import OfficeAction
from relief.offices.documents import DocumentKind
from relief.offices.models import Role
from relief.papers.actions import PapersAction
from relief.papers.kinds import PaperKind
from relief.recusal.actions import RecusalAction
from relief.rules.facts import MAPS
from relief.rules.judged import OPEN_CLAUSE
from relief.rules.papers import BY_CODE as PAPERS
from relief.screening.actions import ScreeningAction
from relief.screening.models import OutcomeKind, Reason
from relief.web.components import Fact
from relief.web.days import short_day
from relief.web.money import money
from relief.web.templatetags.relief import VERDICTS
from relief.web.texts import said

from .actions import OversightAction
from .models import Purpose

ACTIONS: tuple[type[TextChoices], ...] = (
    OfficeAction,
    HouseholdAction,
    ScreeningAction,
    FundsAction,
    RecusalAction,
    CautionAction,
    PapersAction,
    CaseworkAction,
    ConferenceAction,
    DrawAction,
    ObjectionAction,
    OversightAction,
)
DEEDS: dict[str, Promise | str] = {each.value: each.label for room in ACTIONS for each in room}
FACTS = {fact.name: fact.label for fact_map in MAPS for fact in fact_map.facts}
FACTS |= {fact_map.name: fact_map.label for fact_map in MAPS}
DEPARTURES = {
    "verdict": _("系统没有判断为符合"),
    "elsewhere": _("不在本地受理"),
    "above_the_cap": _("超过上限"),
    "other_amount": _("金额不同"),
    "opinion": _("与初审意见不同"),
}
# Keys of other rows and of the law: they are there for whoever recomputes, and tell a reader nothing.
UNTOLD = frozenset({"household", "screening", "evidence", "law_version", "files", "corrects", "place"})

Names = Mapping[str, str]
Told = Callable[[Any, Names], str]


def deed(action: str, details: Mapping[str, Any]) -> str:
    """批准"""
    return str(DEEDS.get(action, action))


def told(details: Mapping[str, Any], names: Names) -> list[Fact]:
    """What an event holds besides the deed and what tells nothing. `names`: of people, by key."""
    kept = ((key, value) for key, value in details.items() if key not in UNTOLD)
    return [
        Fact(str(LABELS[key][0]), LABELS[key][1](value, names)) if key in LABELS else Fact(key, str(value))
        for key, value in kept
        if value not in (None, "", [])
    ]


def _choice(choices: type[TextChoices]) -> Told:
    labels = {each.value: each.label for each in choices}
    return lambda value, names: str(labels.get(value, value))


def _plain(value: Any, names: Names) -> str:
    return str(value)


def _yes_or_no(value: Any, names: Names) -> str:
    return gettext("是") if value else gettext("否")


def _day(value: Any, names: Names) -> str:
    return short_day(date.fromisoformat(value))


def _money(value: Any, names: Names) -> str:
    return money(value)


def _programme(value: Any, names: Names) -> str:
    return programme_title(value)


def _member(value: Any, names: Names) -> str:
    return names.get(value, gettext("已不在本户的人"))


def _colleague(value: Any, names: Names) -> str:
    return names.get(value, gettext("另一位工作人员"))


def _verdict(value: Any, names: Names) -> str:
    return str(VERDICTS[value][1])


def _verdicts(value: Any, names: Names) -> str:
    each = gettext("%(programme)s%(verdict)s")
    words = (
        each % {"programme": programme_title(code), "verdict": _verdict(verdict, names)}
        for code, verdict in value.items()
    )
    return gettext("，").join(words)


def _paper(value: Any, names: Names) -> str:
    return said(PAPERS[value].title) if value in PAPERS else gettext("其他材料")


def _fact(value: Any, names: Names) -> str:
    return said(FACTS[value]) if value in FACTS else str(value)


def _judged(value: Any, names: Names) -> str:
    """By the last step of the path."""
    if value == OPEN_CLAUSE:
        return gettext("其他情形")
    return _fact(value.rpartition(".")[2], names)


def _departure(value: Any, names: Names) -> str:
    return str(DEPARTURES.get(value, value))


def _each(tell: Told) -> Told:
    return lambda values, names: gettext("、").join(tell(value, names) for value in values)


def _change(tell: Told) -> Told:
    """A change of a person at work is a pair, an entry a single value."""

    def both(value: Any, names: Names) -> str:
        if not isinstance(value, list):
            return tell(value, names)
        return gettext("%(before)s改为%(after)s") % {
            "before": tell(value[0], names),
            "after": tell(value[1], names),
        }

    return both


LABELS: dict[str, tuple[Promise, Told]] = {
    "amount": (_("金额"), _money),
    "area": (_("区划代码"), _change(_plain)),
    "caution": (_("哪一种"), _choice(CautionKind)),
    "change": (_("怎样调整"), _choice(ChangeKind)),
    "changed": (_("改了"), _each(_fact)),
    "come_back_on": (_("约好再来"), _day),
    "day": (_("判断日"), _day),
    "declined": (_("不转介"), _each(_programme)),
    "deed": (_("第几步"), _plain),
    "departs_in": (_("与系统建议不同"), _each(_departure)),
    "drafted": (_("起草转介"), _each(_programme)),
    "document": (_("证件"), _choice(DocumentKind)),
    "facts_on": (_("情况截至"), _day),
    "goes_to": (_("转到"), _plain),
    "ground": (_("原因"), _choice(Ground)),
    "hints": (_("当时的提示"), _each(_choice(HintKind))),
    "form": (_("文书"), _choice(PaperKind)),
    "is_active": (_("在用"), _change(_yes_or_no)),
    "found": (_("查到几处"), _plain),
    "judged": (_("认定"), _judged),
    "kind": (_("这次怎么办"), _choice(OutcomeKind)),
    "kind_of_award": (_("怎样发放"), _choice(Kind)),
    "known": (_("已登记"), _yes_or_no),
    "leaver": (_("原经办人"), _colleague),
    "left_on": (_("离开日期"), _day),
    "member": (_("成员"), _member),
    "members": (_("成员"), _each(_member)),
    "notice": (_("依据文件"), _plain),
    "objection": (_("怎样处理"), _choice(ObjectionOutcome)),
    "onwards": (_("转介"), _programme),
    "outcome": (_("办理结果"), _choice(Outcome)),
    "paper": (_("材料"), _paper),
    "part": (_("内容"), _choice(EntryPart)),
    "programme": (_("项目"), _programme),
    "purpose": (_("为什么查阅"), _choice(Purpose)),
    "reason": (_("原因"), _choice(Reason)),
    "relatives": (_("近亲属人数"), _plain),
    "reply": (_("核实的结果"), _choice(Reply)),
    "requested": (_("申请金额"), _money),
    "result": (_("核查结果"), _choice(ReviewResult)),
    "role": (_("岗位"), _change(_choice(Role))),
    "screened": (_("户数"), _plain),
    "since": (_("从"), _day),
    "step": (_("在哪一步"), _choice(Step)),
    "to": (_("转给"), _colleague),
    "tried": (_("想办"), _choice(DeedKind)),
    "until": (_("到"), _day),
    "verdict": (_("系统判断"), _verdict),
    "verdicts": (_("系统判断"), _verdicts),
    "was": (_("原来"), _choice(State)),
    "working_days": (_("全年工作日"), _plain),
    "year": (_("年份"), _plain),
}
"""By the key of a detail: what it is called, and how its value is said."""
