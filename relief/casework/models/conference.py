"""一事一议: a conference of the county, what it has before it, who was there, what was said and decided.

Nothing of it is ever changed. What one officer writes down as said another enters as decided.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models.columns import FenField
from relief.offices.models import Area
from relief.vault.fields import EncryptedTextField

from .application import Deed


class Part(models.TextChoices):
    """What somebody is at a conference."""

    CHAIR = "chair", _("主持")
    MEMBER = "member", _("参加")
    RECORDER = "recorder", _("记录")
    HEARD = "heard", _("列席")


class Conference(models.Model):
    """县级协调机制会议: for which day and where it is called."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    meets_on = models.DateField(_("开会日期"))
    place = models.CharField(_("地点"), max_length=100)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-meets_on", "-called_at"]
        constraints = [CheckConstraint(condition=~Q(place=""), name="casework_conference_somewhere")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.meets_on}"


class AgendaItem(models.Model):
    """议题: one application, with the deed that put it there."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="agenda_item")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="items")

    def __str__(self) -> str:
        return f"{self.conference_id} {self.deed_id}"


class Attendance(models.Model):
    """到会: who, of which office, as what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendance")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("姓名"), max_length=50)
    office = models.CharField(_("单位和职务"), max_length=100)
    part = models.CharField(_("身份"), max_length=10, choices=Part.choices)

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            UniqueConstraint(fields=["conference", "position"], name="casework_attendance_position"),
            CheckConstraint(condition=~Q(name="") & ~Q(office=""), name="casework_attendance_named"),
            CheckConstraint(condition=Q(part__in=Part.values), name="casework_attendance_part"),
        ]

    def __str__(self) -> str:
        return f"{self.conference_id} {self.position}"


class ItemWords(models.Model):
    """会上怎么说的, of one application."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, primary_key=True, related_name="words")
    said = EncryptedTextField(_("会上怎么说的"))

    def __str__(self) -> str:
        return str(self.item_id)


class Minutes(models.Model):
    """会议记录定稿: from now on nothing is added to who was there and what was said."""

    conference = models.OneToOneField(Conference, models.PROTECT, primary_key=True, related_name="minutes")
    held_on = models.DateField(_("实际开会日期"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.conference_id} {self.held_on}"


class ItemDecision(models.Model):
    """一事一议决定 on one application: an amount or a refusal, why, and the votes if there were any."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, primary_key=True, related_name="decision")
    gives = models.BooleanField(_("同意"))
    amount = FenField(_("金额"), null=True, blank=True)
    reasons = EncryptedTextField(_("理由"))
    votes_for = models.PositiveSmallIntegerField(_("赞成"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("反对"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("弃权"), null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(amount__isnull=True) | Q(gives=True, amount__gt=0),
                name="casework_itemdecision_amount",
            ),
            CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, abstained=None)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="casework_itemdecision_votes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.gives}"
