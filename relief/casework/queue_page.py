"""What the queue shows of each application."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from relief.web.days import moment

from .models import Application
from .words import amount_words, programme_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application that waits, ready to be shown."""

    name: str
    household: str
    size: int
    programme: str
    amount: str
    verdict: str
    community: str
    submitter: str
    days: int
    moment: str
    url: str


def rows_of(applications: Iterable[Application]) -> list[Row]:
    today = timezone.localdate()
    return [_row(each, (today - timezone.localdate(each.submitted_at)).days) for each in applications]


def _row(application: Application, days: int) -> Row:
    found = next(
        each for each in application.screening.findings["programmes"] if each["code"] == application.programme
    )
    household = application.household
    amount = found["amount"] if application.requested is None else application.requested
    return Row(
        name=getattr(application, "head_name", None) or household.number,
        household=household.number,
        size=getattr(application, "size", None) or 0,
        programme=programme_title(application.programme),
        amount="" if amount is None else amount_words(application.programme, amount),
        verdict=found["verdict"],
        community=household.area.name,
        submitter=application.submitted_by.display_name,
        days=days,
        moment=moment(application.submitted_at),
        url=reverse("application", args=[application.pk]),
    )
