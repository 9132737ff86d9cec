"""The one writer of screenings."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from relief.audit.services import record
from relief.households.facts import household_facts
from relief.households.models import Household
from relief.offices.models import Role, User

from .actions import ScreeningAction
from .models import Screening
from .queries import judged

SCREENERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)


@transaction.atomic
def screen_household(*, by: User, household: Household, day: date) -> Screening:
    """筛查: every programme, on the facts of this moment and the figures known now.

    LawNotEncoded and UnknownPlace say why nothing was judged; see `refusals`.
    """
    if by.role not in SCREENERS or not by.area.contains(household.area_id):
        raise PermissionDenied
    # Whoever changes facts holds the household's row, so all facts are of one moment.
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    screening, _answer = judged(household, day, household_facts(household))
    screening.made_by = by
    screening.save(force_insert=True)
    _write_event(by, screening)
    return screening


def _write_event(by: User, screening: Screening) -> None:
    verdicts = {each["code"]: each["verdict"] for each in screening.findings["programmes"]}
    details = {
        "household": str(screening.household_id),
        "day": screening.day.isoformat(),
        "law_version": screening.law_version,
        "verdicts": verdicts,
    }
    record(by=by, action=ScreeningAction.SCREENED, subject=screening, area=screening.area_id, details=details)
