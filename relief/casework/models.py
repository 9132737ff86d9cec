from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.households.models.columns import FenField
from relief.offices.models import Area
from relief.rules.programmes import BY_CODE
from relief.screening.models import Screening

from .workflow import State

OUTCOMES = (State.APPROVED, State.REFUSED)


class Application(models.Model):
    """申请: a household asks for one programme. Only its state changes, along the table of transitions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="applications")
    programme = models.CharField(_("项目"), max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    state = models.CharField(
        _("状态"), max_length=20, choices=State.choices, default=State.SUBMITTED.value, editable=False
    )
    requested = FenField(_("申请金额"), null=True, blank=True)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["submitted_at", "id"]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                name="casework_waiting",
                condition=Q(state=State.SUBMITTED),
            ),
            models.Index(fields=["submitted_by", "-submitted_at"], name="casework_of_submitter"),
        ]
        constraints = [
            CheckConstraint(condition=Q(programme__in=list(BY_CODE)), name="casework_application_programme"),
            CheckConstraint(condition=Q(state__in=State.values), name="casework_application_state"),
            CheckConstraint(condition=Q(requested__gt=0), name="casework_application_requested"),
            UniqueConstraint(
                fields=["household", "programme"],
                condition=Q(state=State.SUBMITTED),
                name="casework_application_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.programme} {self.state}"


class Decision(models.Model):
    """决定: what a named person said to an application. Never changed; a correction is a new step."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(
        _("决定"), max_length=20, choices=[(each.value, each.label) for each in OUTCOMES]
    )
    amount = FenField(_("金额"), null=True, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    article = models.CharField(_("依据条款"), max_length=200, blank=True)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="casework_decision_outcome"),
            CheckConstraint(
                condition=Q(amount__isnull=True) | Q(outcome=State.APPROVED, amount__gt=0),
                name="casework_decision_amount_with_approval",
            ),
            CheckConstraint(
                condition=Q(outcome=State.APPROVED) | ~Q(reason=""),
                name="casework_decision_refusal_has_reason",
            ),
            CheckConstraint(
                condition=Q(article="") | Q(outcome=State.REFUSED),
                name="casework_decision_article_with_refusal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.outcome}"
