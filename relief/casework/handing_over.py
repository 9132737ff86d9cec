"""送达: what was decided with its procedure, and whose written notice is still to be handed over."""

from django.db.models import Exists, OuterRef, Q

from relief.offices.models import Role, User
from relief.recusal.queries import related_households

from .models import Application, Deed
from .queries import with_heads
from .workflow import DECIDED, INVESTIGATED, DeedKind

DECIDED_WITH = (DeedKind.APPROVE, DeedKind.REFUSE)
CONFIRMED = Q(deed__in=(DeedKind.FORWARD_HERE, DeedKind.TERMINATE)) | Q(
    deed__in=DECIDED_WITH, role=Role.COUNTY_OFFICER
)


def was_confirmed(application: Application) -> bool:
    """Whether what was investigated was then decided: by the county, or by the township if it was delegated.

    So was what the township ended, because the household did not cooperate.

    Before there was a procedure, townships decided alone; that was no confirmation.
    """
    return application.deeds.filter(CONFIRMED).exists()


def to_hand_over(user: User, most: int) -> list[Application]:
    """待送达: decided, and its written notice not handed over yet; what was decided first comes first."""
    deeds = Deed.objects.filter(application=OuterRef("pk"))
    rows = Application.objects.filter(
        ~Q(programme__in=INVESTIGATED) | Exists(deeds.filter(CONFIRMED)),
        ~Exists(deeds.filter(deed=DeedKind.NOTIFY)),
        state__in=DECIDED,
    ).exclude(household__in=related_households(user))
    return list(with_heads(rows.order_by("decision__decided_at", "id"))[:most])
