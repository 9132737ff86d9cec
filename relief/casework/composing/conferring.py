"""一事一议会议纪要 of one application, when what the conference decided on it is entered."""

from typing import Any

from django.utils.translation import gettext as _

from relief.offices.models import Role
from relief.screening.models import Screening
from relief.screening.queries import latest_screening
from relief.web.days import long_day

from ..conferences import decided_words, votes_words
from ..models import AgendaItem, Application, Conference
from ..queries import deeds_of
from ..words import amount_words
from ..workflow import DeedKind
from .subject import Subject, advice_words

CAME_BY = (DeedKind.REFER, DeedKind.BRING_UP)


def conference_values(subject: Subject) -> dict[str, Any]:
    """The subject's deed is the one that put the application on the agenda."""
    item: AgendaItem = subject.deed.agenda_item
    decision, programme = item.decision, subject.application.programme
    return subject.values(Role.COUNTY_OFFICER) | {
        "held_on": long_day(item.conference.minutes.held_on),
        "held_at": item.conference.place,
        "attending": _attending(item.conference),
        "question": _question(subject),
        "advice": advice_words(_screening_before(subject.application), programme),
        "resolution": "\n".join(
            filter(None, (str(item.words.said), decided_words(decision), votes_words(decision)))
        ),
        "amount": "" if decision.amount is None else amount_words(programme, decision.amount),
        "reason": str(decision.reasons),
    }


def _screening_before(application: Application) -> Screening:
    """What those who met had before them: the newest, of today or not."""
    return latest_screening(application.household) or application.screening


def _attending(conference: Conference) -> str:
    told = _("%(name)s（%(office)s，%(part)s）")
    rows = conference.attendance.order_by("position")
    return _("、").join(
        told % {"name": each.name, "office": each.office, "part": each.get_part_display()} for each in rows
    )


def _question(subject: Subject) -> str:
    """Why it was brought to the county."""
    said = [str(each.text) for each in deeds_of(subject.application) if each.deed in CAME_BY and each.text]
    return said[-1] if said else ""
