"""The one writer of openings."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from relief.audit.services import record
from relief.households.models import Household
from relief.offices.models import User

from .actions import OversightAction
from .models import Opening, Purpose
from .queries import ASKED


@transaction.atomic
def open_household(*, by: User, household: Household, purpose: str, words: str = "") -> Opening:
    """查阅 for a purpose, until the end of the day."""
    if by.role not in ASKED or not by.area.contains(household.area_id):
        raise PermissionDenied
    opening = Opening.objects.create(
        household=household,
        area_id=household.area_id,
        purpose=purpose,
        words=words.strip() or None,
        opened_by=by,
    )
    details = {"household": str(household.pk), "purpose": Purpose(purpose).value}
    record(by=by, action=OversightAction.OPENED, subject=opening, area=household.area_id, details=details)
    return opening
