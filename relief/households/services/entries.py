"""Who may enter facts, and the record of who did."""

from django.core.exceptions import PermissionDenied

from relief.offices.models import Role, User

from ..models import Entry, EntryPart, Household, Member


def require_caseworker(by: User, area: int) -> None:
    """Facts are entered by the caseworker of the community, by nobody else."""
    if by.role != Role.CASEWORKER or not by.area.contains(area):
        raise PermissionDenied


def write_entry(
    by: User, household: Household, part: EntryPart, member: Member | None = None, reason: str = ""
) -> None:
    Entry.objects.create(household=household, part=part, member=member, reason=reason or None, entered_by=by)
