from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.households.models.columns import FenField
from relief.offices.models import Area, Role
from relief.rules.programmes import BY_CODE
from relief.screening.models import Screening
from relief.vault.fields import EncryptedTextField

from ..clocks.kinds import Unit
from ..workflow import COUNTY, DECIDED, OPEN, TOWNSHIP, WAITING, DeedKind, State

NEVER = date(9999, 12, 31)
"""The last day of what no clock runs for: such rows stand behind all others."""
UNITS = tuple(unit.value for unit in Unit)
OUTCOMES = DECIDED
HERE, THERE, WAITS = Q(state__in=TOWNSHIP), Q(state__in=COUNTY), Q(state__in=WAITING)
KEPT = Q(state=State.APPROVED) & ~Q(clock="")
"""Approved, with something to be done by a day."""
QUEUES = [
    # What a queue filters on, then how it is sorted: a page costs the same however long the queue is.
    models.Index(fields=["township", "submitted_at", "id"], name="casework_queue", condition=HERE),
    models.Index(
        fields=["township", "due_on", "submitted_at", "id"], name="casework_queue_due", condition=HERE
    ),
    models.Index(fields=["township", "sought", "id"], name="casework_queue_amount", condition=HERE),
    models.Index(
        fields=["township", "programme", "due_on", "submitted_at", "id"],
        name="casework_queue_programme",
        condition=HERE,
    ),
    models.Index(
        fields=["township", "verdict", "due_on", "submitted_at", "id"],
        name="casework_queue_advice",
        condition=HERE,
    ),
    models.Index(
        fields=["township", "due_on", "submitted_at", "id"],
        name="casework_queue_nobodys",
        condition=HERE & Q(owner=None),
    ),
    models.Index(
        fields=["area", "due_on", "submitted_at", "id"], name="casework_queue_community", condition=WAITS
    ),
    # What was approved and has a clock that somebody has to meet.
    models.Index(
        fields=["township", "due_on", "submitted_at", "id"], name="casework_kept_due", condition=KEPT
    ),
    models.Index(
        fields=["county", "due_on", "submitted_at", "id"], name="casework_kept_due_county", condition=KEPT
    ),
    models.Index(fields=["county", "submitted_at", "id"], name="casework_queue_county", condition=THERE),
    models.Index(
        fields=["county", "due_on", "submitted_at", "id"], name="casework_queue_county_due", condition=THERE
    ),
]
PASSED_ON = (DeedKind.HAND_OVER, DeedKind.HAND_OVER_ALL, DeedKind.ASSIGN)
SUBMITTING = (DeedKind.SUBMIT, DeedKind.RESUBMIT)
REPORTING = (
    DeedKind.REPORT_CHANGE,
    DeedKind.REPORT_DEATH,
    DeedKind.REPORT_ABILITY,
    DeedKind.TERMINATE,
)
"""These tell of something that happened on a day of its own."""
SAYING_WHY = (
    DeedKind.SEND_BACK,
    DeedKind.REFER,
    DeedKind.CORRECT,
    DeedKind.HAND_OVER_ALL,
    DeedKind.OBJECT,
    DeedKind.BRING_UP,
    DeedKind.VOID,
    DeedKind.END_REFERRAL,
    DeedKind.DROP_CHANGE,
    DeedKind.REPORT_CHANGE,
    DeedKind.REPORT_ABILITY,
    DeedKind.ASSIGN,
    DeedKind.COMPLETE_PAPERS,
    DeedKind.SPOT_CHECK,
    DeedKind.MOVE_ON,
    DeedKind.TURN_AWAY,
    DeedKind.TERMINATE,
    DeedKind.COMPLAIN,
)
RESTING_ON_A_SCREENING = (
    *SUBMITTING,
    DeedKind.APPROVE,
    DeedKind.REFUSE,
    DeedKind.RELIEVE_FIRST,
    DeedKind.COMMUNITY_RELIEF,
    DeedKind.REFER,
    DeedKind.PROPOSE,
    DeedKind.PROPOSE_CHANGE,
    DeedKind.CONFIRM_CHANGE,
    DeedKind.END,
    DeedKind.REVIEW,
    DeedKind.RUN_OUT,
    DeedKind.TERMINATE,
)


class Application(models.Model):
    """申请: a household asks for one programme. It changes along the table of transitions alone.

    `owner` has it on the desk. `screening` and `requested` are those of the latest submission, `submitted_by`
    and `submitted_at` those of the first. `steps` counts the deeds done to it; each adds one.
    """

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
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    owned_at = models.DateTimeField(null=True, blank=True, editable=False)
    steps = models.PositiveSmallIntegerField(default=1, editable=False)

    # What the queue reads; the database takes it from the screening and the area by itself.
    verdict = models.CharField(_("系统建议"), max_length=20, default="", editable=False)
    advised = FenField(_("建议金额"), editable=False)
    sought = models.BigIntegerField(default=0, editable=False)
    township = models.BigIntegerField(default=0, editable=False)
    county = models.BigIntegerField(default=0, editable=False)

    # The clock that ends soonest; the database counts the last day, again whenever the calendar changes.
    clock = models.CharField(_("期限"), max_length=40, default="", editable=False)
    clock_from = models.DateField(null=True, blank=True, editable=False)
    clock_length = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    clock_unit = models.CharField(max_length=20, default="", editable=False)
    due_on = models.DateField(_("到期"), default=NEVER, editable=False)

    class Meta:
        ordering = ["submitted_at", "id"]
        indexes = [
            models.Index(
                fields=["due_on", "submitted_at", "id"],
                name="casework_waiting",
                condition=Q(state__in=WAITING),
            ),
            models.Index(
                fields=["owner", "due_on", "submitted_at", "id"],
                name="casework_owned",
                condition=Q(state__in=OPEN),
            ),
            models.Index(fields=["submitted_by", "-submitted_at"], name="casework_of_submitter"),
            *QUEUES,
        ]
        constraints = [
            CheckConstraint(condition=Q(programme__in=list(BY_CODE)), name="casework_application_programme"),
            CheckConstraint(condition=Q(state__in=State.values), name="casework_application_state"),
            CheckConstraint(condition=Q(requested__gt=0), name="casework_application_requested"),
            UniqueConstraint(
                fields=["household", "programme"],
                condition=Q(state__in=OPEN),
                name="casework_application_one_open",
            ),
            CheckConstraint(
                condition=Q(owner=None, owned_at=None) | Q(owner__isnull=False, owned_at__isnull=False),
                name="casework_application_owned_since",
            ),
            CheckConstraint(
                condition=Q(clock="", clock_from=None, clock_length=None, clock_unit="")
                | ~Q(clock="") & Q(clock_from__isnull=False, clock_length__gt=0, clock_unit__in=UNITS),
                name="casework_application_clock_whole",
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


class Deed(models.Model):
    """办理步骤: one thing that one person did to an application. Never changed.

    `after` is the state after it, `role` the one it was done in. `text` is what the person said with it:
    remarks to the approver, what is to be mended, a reason. The reason of a decision stands in the decision.
    `happened_on` is the day of what is reported, or on which what was refused was asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="deeds")
    number = models.PositiveSmallIntegerField(_("序号"))
    deed = models.CharField(_("办理"), max_length=20, choices=DeedKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(_("当时的岗位"), max_length=20, choices=Role.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)
    after = models.CharField(_("办理后的状态"), max_length=20, choices=State.choices)
    text = EncryptedTextField(_("说明"), null=True, blank=True)
    screening = models.ForeignKey(Screening, models.PROTECT, null=True, blank=True, related_name="+")
    requested = FenField(_("申请金额"), null=True, blank=True)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_on = models.DateField(_("哪天的事"), null=True, blank=True)

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            UniqueConstraint(fields=["application", "number"], name="casework_deed_numbered"),
            CheckConstraint(
                condition=~Q(deed__in=SAYING_WHY) | Q(text__isnull=False), name="casework_deed_says_why"
            ),
            CheckConstraint(
                condition=Q(deed__in=PASSED_ON, colleague__isnull=False)
                | (~Q(deed__in=PASSED_ON) & Q(colleague__isnull=True)),
                name="casework_deed_names_the_colleague",
            ),
            CheckConstraint(
                condition=Q(deed__in=RESTING_ON_A_SCREENING, screening__isnull=False)
                | (~Q(deed__in=RESTING_ON_A_SCREENING) & Q(screening__isnull=True)),
                name="casework_deed_rests_on_a_screening",
            ),
            CheckConstraint(
                condition=Q(requested__isnull=True) | Q(deed__in=SUBMITTING, requested__gt=0),
                name="casework_deed_requested",
            ),
            CheckConstraint(
                condition=Q(deed__in=REPORTING, happened_on__isnull=False)
                | (~Q(deed__in=REPORTING) & Q(happened_on=None)),
                name="casework_deed_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.number} {self.deed}"
