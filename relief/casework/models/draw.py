"""县级抽查: a closed list of tekun that waits to be confirmed, and the lots that were drawn over it.

No person chooses what is on a list, nor the seed: the database writes both. Nothing of it is ever changed.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils import timezone

from relief.offices.models import Area

from .application import Application


class Draw(models.Model):
    """抽查名单: whatever waited in the county when it was closed, and stood on no list before."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-closed_at"]

    def __str__(self) -> str:
        return f"{self.area_id} {self.closed_at}"


class DrawEntry(models.Model):
    """One application on a list, numbered from 1 as they were submitted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    application = models.OneToOneField(Application, models.PROTECT, related_name="draw_entry")

    class Meta:
        ordering = ["draw", "number"]
        constraints = [UniqueConstraint(fields=["draw", "number"], name="casework_drawentry_numbered")]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.number}"


class DrawSeed(models.Model):
    """抽取: the seed that decides over a closed list of `size` entries (`relief/casework/draws.py`)."""

    draw = models.OneToOneField(Draw, models.PROTECT, primary_key=True, related_name="lots")
    seed = models.UUIDField(default=uuid4, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.draw_id} {self.seed}"
