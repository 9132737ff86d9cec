"""What the page of a case shows of its papers."""

from typing import Any
from uuid import UUID

from relief.offices.models import Role, User

from .queries import papers_of


def issued_page(case: UUID, user: User) -> dict[str, Any]:
    """The context of `papers/_of_case.html`."""
    return {"issued": papers_of(case), "may_reprint": user.role != Role.AUDITOR}
