"""What the law says of a case before anything is stored, beside what the file expects. Kept nowhere."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.models import Area, county_of
from relief.offices.queries import place_for
from relief.rules.answers import Answer, ProgrammeAnswer, screen
from relief.rules.cases import Case
from relief.rules.expectations import differences
from relief.rules.parameters import Figures
from relief.web.money import money
from relief.web.texts import said


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One programme's verdict, what it comes to, and whether the file says the same."""

    title: str
    verdict: str
    text: str
    agrees: bool | None


def conclusions(case: Case, community: Area, known_at: datetime) -> list[Conclusion]:
    """For every programme, under the figures of the community's county on the case's day."""
    code = str(county_of(community.number))[:6]
    answer = screen(case.household, Figures(place_for(code, case.day, known_at), case.area, case.day))
    return [
        Conclusion(said(each.title), each.verdict, _text(each), _agrees(case, answer, each.code))
        for each in answer.programmes
    ]


def _agrees(case: Case, answer: Answer, code: str) -> bool | None:
    """None where the file says nothing of the programme."""
    expected = (case.expect or {}).get(code)
    return None if expected is None else not differences({code: expected}, answer)


def _text(answer: ProgrammeAnswer) -> str:
    if answer.verdict == "undetermined":
        count = len(answer.missing)
        return ngettext("缺%(count)d项。", "缺%(count)d项。", count) % {"count": count}
    if answer.amount is not None:
        each = _("每月%(amount)s。") if answer.programme.period == "month" else _("一次%(amount)s。")
        return each % {"amount": money(answer.amount)}
    if answer.at_most is not None:
        return _("最多%(amount)s。") % {"amount": money(answer.at_most)}
    return ""
