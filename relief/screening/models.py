from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.offices.models import Area, ExactNumbers, PlainNumbers
from relief.rules.programmes import BY_CODE
from relief.vault.fields import EncryptedTextField


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


class OutcomeKind(models.TextChoices):
    """What was agreed about a programme at the table."""

    APPLIES = "applies", _("申请")
    NOT = "not", _("这次不申请")
    COME_BACK = "come_back", _("改天再来")


class Reason(models.TextChoices):
    """Why a household does not apply."""

    DECLINES = "declines", _("家庭不愿申请")
    NOT_MET = "not_met", _("条件不符")
    RECEIVES = "receives", _("已在别处享受")
    REFERRED = "referred", _("转介其他项目")
    OTHER = "other", _("其他")


class Outcome(models.Model):
    """这次怎么办: what was agreed about one programme, with the screening it rests on.

    Never changed; a later one stands beside it. What people said is sealed: it may speak of their health.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="outcomes")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="outcomes")
    programme = models.CharField(_("项目"), max_length=40)
    kind = models.CharField(_("这次怎么办"), max_length=20, choices=OutcomeKind.choices)
    reason = models.CharField(_("原因"), max_length=20, choices=Reason.choices, blank=True)
    words = EncryptedTextField(_("说明"), null=True, blank=True)
    come_back_on = models.DateField(_("哪天再来"), null=True, blank=True)
    bring = EncryptedTextField(_("带什么来"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        indexes = [
            models.Index(fields=["household", "programme", "-recorded_at"], name="screening_outcome_newest"),
            models.Index(
                fields=["come_back_on"],
                name="screening_outcome_come_back",
                condition=Q(kind=OutcomeKind.COME_BACK),
            ),
        ]
        constraints = [
            CheckConstraint(condition=Q(programme__in=list(BY_CODE)), name="screening_outcome_programme"),
            CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="screening_outcome_kind"),
            CheckConstraint(
                condition=Q(kind=OutcomeKind.NOT, reason__in=Reason.values, words__isnull=False)
                | (~Q(kind=OutcomeKind.NOT) & Q(reason="")),
                name="screening_outcome_not_says_why",
            ),
            CheckConstraint(
                condition=Q(kind=OutcomeKind.COME_BACK, come_back_on__isnull=False, bring__isnull=False)
                | (~Q(kind=OutcomeKind.COME_BACK) & Q(come_back_on__isnull=True, bring__isnull=True)),
                name="screening_outcome_come_back_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.programme} {self.kind}"


class Run(models.Model):
    """批量筛查: every household of an area judged for one day, batch by batch, by one law.

    `last_household` is how far it has come, so that it can be stopped and continued. `law_versions` by county
    and kind of area; `counts` by programme and verdict.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    day = models.DateField(_("判断日"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True)
    programmes = ArrayField(models.CharField(max_length=40))
    last_household = models.UUIDField(null=True)
    screened = models.PositiveIntegerField(default=0)
    law_versions = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.area_id} {self.day}"


class RunAnswer(models.Model):
    """One household's verdicts in a run: a letter for each of the run's programmes, in their order.

    e eligible, i ineligible, u undetermined, n not offered. Never changed. The household is named without a
    reference in the database: rows by the million are written a batch at a time.
    """

    pk = models.CompositePrimaryKey("run_id", "household_id")
    run = models.ForeignKey(Run, models.PROTECT, related_name="answers", db_index=False)
    household = models.ForeignKey(
        Household, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    verdicts = models.CharField(max_length=40)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(verdicts__regex="^[eiun]+$"), name="screening_runanswer_letters"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.verdicts}"
