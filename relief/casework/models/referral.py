"""转介: what a refusal or an end says of every other programme that may still help, and how a draft ended."""

from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from relief.rules.programmes import BY_CODE
from relief.vault.fields import EncryptedTextField

from .application import Application, Deed


class ReferralKind(models.TextChoices):
    """Whether the household is sent on to the programme."""

    DRAFTED = "drafted", _("起草转介")
    DECLINED = "declined", _("不转介")


class Referral(models.Model):
    """转介: of a refusal or an end, one other programme. Never changed.

    `deed` is the refusal or the end. A draft waits until the household applies for the programme, or until
    somebody of its community ends it; a refusal to refer has its reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="referrals")
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="referrals")
    programme = models.CharField(_("项目"), max_length=40)
    kind = models.CharField(_("转介"), max_length=10, choices=ReferralKind.choices)
    reason = EncryptedTextField(_("不转介的原因"), null=True, blank=True)

    class Meta:
        ordering = ["application", "programme"]
        constraints = [
            UniqueConstraint(fields=["application", "programme"], name="casework_referral_once"),
            CheckConstraint(condition=Q(programme__in=list(BY_CODE)), name="casework_referral_programme"),
            CheckConstraint(
                condition=Q(kind=ReferralKind.DRAFTED, reason__isnull=True)
                | Q(kind=ReferralKind.DECLINED, reason__isnull=False),
                name="casework_referral_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.programme} {self.kind}"


class EndedReferral(models.Model):
    """结束转介: the household does not apply after all. Why stands in the deed, which wrote this row."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="ended_referral")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="ended")

    def __str__(self) -> str:
        return f"{self.deed_id} {self.referral_id}"
