"""What somebody typed and has not saved. A draft changes nothing of the household, so no event is written."""

from django.db import transaction
from django.utils import timezone

from relief.offices.models import User

from ..models import Draft, Household
from .entries import require_caseworker


@transaction.atomic
def keep_draft(*, by: User, household: Household, page: str, typed: str) -> Draft:
    """存草稿: one a page and person, the last one typed."""
    require_caseworker(by, household.area_id)
    draft, _is_new = Draft.objects.update_or_create(
        household=household, page=page, typed_by=by, defaults={"typed": typed, "typed_at": timezone.now()}
    )
    return draft


@transaction.atomic
def drop_draft(*, by: User, household: Household, page: str) -> None:
    Draft.objects.filter(household=household, page=page, typed_by=by).delete()
