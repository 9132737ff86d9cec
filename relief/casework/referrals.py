"""转介: which programmes a refusal or an end has to speak of, and the drafts that wait to be followed."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse

from relief.households.models import Household
from relief.households.queries import head_name_of
from relief.rules.answers import ProgrammeAnswer
from relief.screening.models import Screening
from relief.screening.queries import answer_of

from .models import Application, Referral, ReferralKind
from .words import programme_title
from .workflow import OPEN, State

MAY_STILL_HELP = ("eligible", "undetermined")
LEAVING = (State.REFUSED, State.ENDED)


class Draft(NamedTuple):
    """A draft as pages show it: 可以申请：X, and where it is followed or ended."""

    referral: Referral
    programme: str
    url: str
    end_url: str


def may_still_help(application: Application, screening: Screening) -> list[ProgrammeAnswer]:
    """Every other programme that fits or may fit, but for those that the household waits for already."""
    rows = Application.objects.filter(household=application.household_id, state__in=OPEN)
    waits_for = set(rows.exclude(pk=application.pk).values_list("programme", flat=True))
    return [
        each
        for each in answer_of(screening).programmes
        if each.verdict in MAY_STILL_HELP and each.code not in waits_for | {application.programme}
    ]


def open_drafts() -> models.QuerySet[Referral]:
    """Drafts that nobody has followed or ended, the oldest first; a corrected refusal has none."""
    followed = Application.objects.filter(
        household=OuterRef("application__household"),
        programme=OuterRef("programme"),
        submitted_at__gte=OuterRef("deed__at"),
    )
    rows = Referral.objects.filter(
        ~Exists(followed), kind=ReferralKind.DRAFTED, ended=None, application__state__in=LEAVING
    )
    return rows.select_related("application__household", "deed__by").order_by("deed__at", "programme")


def drafts_with_heads(most: int) -> list[Referral]:
    """What caseworkers have to follow, with `head_name`."""
    return list(open_drafts().annotate(head_name=head_name_of("application__household"))[:most])


def drafts_of(household: Household) -> list[Draft]:
    return list(_shown(open_drafts().filter(application__household=household)))


def drafts_in(application: Application) -> list[Draft]:
    """Of one refusal or end."""
    return list(_shown(open_drafts().filter(application=application)))


def _shown(referrals: Iterable[Referral]) -> Iterable[Draft]:
    for each in referrals:
        yield Draft(
            each,
            programme_title(each.programme),
            reverse("submit", args=[each.application.household_id, each.programme]),
            reverse("step", args=[each.application_id, "end_referral"]),
        )
