"""What a report of a death leaves behind, and how it was settled: rows of their deeds, never changed."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from relief.households.models import Member
from relief.vault.fields import EncryptedTextField

from .application import Deed


class Death(models.Model):
    """去世 of a member; the day stands in the deed (民发〔2022〕83号一（三）)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="death")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.deed_id} {self.member_id}"


class Outcome(models.TextChoices):
    """What came of the check after a death; where everything ended nothing is left to settle."""

    CHANGED = "changed", _("已确认增发、减发")
    UNCHANGED = "unchanged", _("核查以后不用调整")


class Settlement(models.Model):
    """去世后核查办结."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="settlement")
    outcome = models.CharField(_("办理结果"), max_length=10, choices=Outcome.choices)
    words = EncryptedTextField(_("核查和办理的情况"))

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(outcome__in=Outcome.values), name="casework_settlement_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.outcome}"
