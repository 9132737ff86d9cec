from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.casework.models import Application
from relief.households.models import Household
from relief.offices.models import Area
from relief.screening.models import Screening
from relief.vault.fields import EncryptedTextField


class Purpose(models.TextChoices):
    """Why somebody opens a household that is none of their own open cases."""

    REVIEW = "review", _("复核")
    ASKED = "asked", _("来访来电")
    SPOT_CHECK = "spot_check", _("抽查")
    PETITION = "petition", _("信访")
    ASSIGNED = "assigned", _("上级交办")
    OTHER = "other", _("其他")


class Opening(models.Model):
    """查阅: somebody opened a household for a purpose. It holds for that person until the end of `day`.

    Never changed. What was written beside the purpose is sealed: it may speak of somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="openings")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    purpose = models.CharField(_("为什么查阅"), max_length=20, choices=Purpose.choices)
    words = EncryptedTextField(_("说明"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    day = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["household", "opened_by", "day"], name="oversight_opening_of_today"),
        ]
        constraints = [
            CheckConstraint(condition=Q(purpose__in=Purpose.values), name="oversight_opening_purpose"),
            CheckConstraint(
                condition=~Q(purpose=Purpose.OTHER) | Q(words__isnull=False),
                name="oversight_opening_other_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.purpose}"


class Affected(models.Model):
    """需要复核: an application whose screening the rules of today answer otherwise about its programme.

    Written by the command `replay` alone, anew with every run; it decides nothing. `was` and `now`: what the
    screening said and what it would say, as codes and figures; both are empty where it cannot be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="+")
    was = models.JSONField()
    now = models.JSONField()
    found_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.application_id}"
