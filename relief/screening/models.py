from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.offices.models import Area, ExactNumbers, PlainNumbers


class Screening(models.Model):
    """筛查: what the law said of a household on a day. Never changed, and replayed from itself alone.

    `facts` stand under member keys without a name, a number or a text of anybody's; `findings` is the answer
    as codes and figures; `figures` holds what was in force (`in_force`) and the place it was read from.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="screenings")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    day = models.DateField(_("判断日"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    facts = models.JSONField()
    findings = models.JSONField()
    figures = models.JSONField(encoder=PlainNumbers, decoder=ExactNumbers)
    law_version = models.CharField(_("规定版本"), max_length=64)
    facts_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["household", "-made_at", "-id"], name="screening_of_household"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(law_version__regex=r"^[0-9a-f]{64}$", facts_hash__regex=r"^[0-9a-f]{64}$"),
                name="screening_screening_hashes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.day}"
