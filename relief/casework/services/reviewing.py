"""定期核查 of what is given month by month (民发〔2021〕57号第三十一条)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..given import running_award, why_no_change
from ..models import Application, Review
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, not_ahead, said, screening_of_today, under_decision, write_down
from .refusals import Refused


@tried(DeedKind.REVIEW)
@transaction.atomic
def review(
    *, by: User, application: Application, on: date, result: str, words: str, visited_on: date | None = None
) -> Review:
    """Nothing changes by it: where something is to, a change is proposed."""
    application, step = under_decision(by, application, DeedKind.REVIEW)
    if running_award(application, on) is None:
        raise Refused(why_no_change(application, None))
    screening = screening_of_today(application.household)
    if visited_on:
        not_ahead(visited_on, on, "visited_on")
    row = Review(result=result, visited_on=visited_on, words=said(words, _("请写看了什么。"), "words"))
    row.deed = move(by, application, step, screening=screening)
    row.save(force_insert=True)
    write_down(by, application, step, result=result)
    return row
