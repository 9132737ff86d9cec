"""The one writer of screenings."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from relief.audit.services import record
from relief.households.facts import facts_hash, household_facts
from relief.households.models import Household
from relief.offices.models import Role, User
from relief.rules.answers import screen
from relief.rules.storing import answer_to_data, law_version

from .actions import ScreeningAction
from .keeping import facts_to_data, place_to_data
from .models import Screening
from .queries import figures_for

SCREENERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)


@transaction.atomic
def screen_household(*, by: User, household: Household, day: date) -> Screening:
    """筛查: every programme, on the facts of this moment and the figures known now.

    LawNotEncoded and UnknownPlace say why nothing was judged; see `refusals`.
    """
    if by.role not in SCREENERS or not by.area.contains(household.area_id):
        raise PermissionDenied
    now = timezone.now()
    # Whoever changes facts holds the household's row, so all facts are of one moment.
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    declared, figures = household_facts(household), figures_for(household, day, now)
    screening = Screening.objects.create(
        household=household,
        area_id=household.area_id,
        day=day,
        made_at=now,
        made_by=by,
        facts=facts_to_data(declared),
        findings=answer_to_data(screen(declared, figures)),
        figures={"in_force": figures.written_out(), "place": place_to_data(figures.place)},
        law_version=law_version(figures),
        facts_hash=facts_hash(declared),
    )
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
