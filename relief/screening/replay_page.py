"""重新演算 as a page: the same answer as was kept, or in what it differs, in the reader's language."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from relief.households.page import identity
from relief.households.queries import household_name, members_of
from relief.rules.codes import ProgrammeCode
from relief.rules.programmes import BY_CODE
from relief.web.days import long_day
from relief.web.money import money
from relief.web.templatetags.relief import VERDICTS
from relief.web.texts import said

from .models import Screening
from .plain_text import WORDS
from .replaying import Findings, Replay, replay, summary
from .rows import CRITERIA

PARTS = {
    "verdict": _("结论"),
    "amount": _("金额"),
    "at_most": _("最高金额"),
    "approval": _("审批"),
    "accepted_here": _("受理地"),
    "until": _("期限"),
    "missing": _("还缺什么"),
    "reckoning": _("计算过程"),
    "household_size": _("计入几人"),
    "counted_members": _("计入哪些人"),
    "day": _("判断日"),
}
"""What is not a condition of the law, by its key in an answer."""


class Row(NamedTuple):
    """A programme that is answered otherwise: then, now, and in which parts and conditions."""

    title: str
    then: str
    now: str
    parts: list[str]


def replay_page(screening: Screening) -> dict[str, Any]:
    """The context of `screening/replay.html`. Nothing is stored."""
    household = screening.household
    members = members_of(household)
    found = replay(screening)
    return {
        "screening": screening,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "replay": found,
        "rows": list(_rows(found)),
    }


def answer_words(programme: str, told: Mapping[str, Any]) -> str:
    """符合，每月640.00元: a `summary` in words; of what cannot be read, that."""
    return gettext("，").join(_answer(programme, told)) if told else gettext("存档读不出来")


def _answer(programme: str, told: Mapping[str, Any]) -> Iterator[str]:
    yield str(VERDICTS[told["verdict"]][1])
    if persons := told.get("persons"):
        count = list(persons.values()).count("eligible")
        yield ngettext("%(count)d人符合", "%(count)d人符合", count) % {"count": count}
    if (amount := told.get("amount")) is not None:
        each = (
            gettext("每月%(amount)s") if BY_CODE[programme].period == "month" else gettext("一次%(amount)s")
        )
        yield each % {"amount": money(amount)}
    if (most := told.get("at_most")) is not None:
        yield gettext("最多%(amount)s") % {"amount": money(most)}
    if office := told.get("approval"):
        yield said(WORDS[office])
    if until := told.get("until"):
        yield gettext("到%(day)s为止") % {"day": long_day(date.fromisoformat(until))}


def _rows(found: Replay) -> Iterator[Row]:
    for code in dict.fromkeys(each.programme for each in found.differences):
        parts = dict.fromkeys(_part(each.path) for each in found.differences if each.programme == code)
        title = said(ProgrammeCode.of(code).label) if code else gettext("计入的人")
        yield Row(title, _side(code, found.kept), _side(code, found.now), list(parts))


def _side(code: str, findings: Findings) -> str:
    if code:
        return answer_words(code, summary(findings, code))
    count = findings["household_size"]
    if count is None:
        return gettext("还不能判断")
    return ngettext("%(count)d人", "%(count)d人", count) % {"count": count}


def _part(path: tuple[str, ...]) -> str:
    """The condition it lies in; else what it is a part of."""
    code = next((each for each in path if each in CRITERIA), None)
    if code:
        return said(CRITERIA[code].title)
    name = next((each for each in reversed(path) if each in PARTS), None)
    return str(PARTS[name]) if name else ".".join(path)
