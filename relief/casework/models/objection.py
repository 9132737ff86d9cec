"""公示异议 by the code of a notice: raised by anybody, kept apart from the people of the case.

Nothing of it is ever changed. What was said and how to reach whoever said it is read by nobody but the
officer who took it on; that somebody objects, and what was answered, by everybody who sees the case.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Area
from relief.vault.fields import EncryptedTextField, KeyedIndexField

from .application import Deed


class Objection(models.Model):
    """异议: against the notice of which deed, and when. `receipt` is the index of the answer's number."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.ForeignKey(Deed, models.PROTECT, related_name="objections")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"), default=timezone.now, editable=False)
    receipt = KeyedIndexField(unique=True)

    class Meta:
        ordering = ["raised_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class ObjectionWords(models.Model):
    """What was said, and how to reach whoever said it, if they want to be reached."""

    objection = models.OneToOneField(Objection, models.PROTECT, primary_key=True, related_name="words")
    said = EncryptedTextField(_("异议"))
    contact = EncryptedTextField(_("怎样联系"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.objection_id)


class ObjectionTaken(models.Model):
    """接办: from now on this officer may read it, and does nothing else to the case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="taken")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [UniqueConstraint(fields=["objection", "by"], name="casework_objectiontaken_once")]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.by_id}"


class ObjectionOutcome(models.TextChoices):
    """What follows from it."""

    AGAIN = "again", _("是对公示的异议，重新调查")
    OTHER = "other", _("不是对这次公示的异议（咨询、别的事）")


class ObjectionAnswer(models.Model):
    """答复: read by whoever objected, by the number of the receipt, and by the people of the case."""

    objection = models.OneToOneField(Objection, models.PROTECT, primary_key=True, related_name="answer")
    outcome = models.CharField(_("怎样处理"), max_length=10, choices=ObjectionOutcome.choices)
    text = EncryptedTextField(_("答复"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(outcome__in=ObjectionOutcome.values), name="casework_objectionanswer_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.outcome}"
