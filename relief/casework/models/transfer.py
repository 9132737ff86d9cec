from django.db import models
from django.db.models import CheckConstraint, F, Q

from relief.offices.models import Area

from .application import Deed


class Transfer(models.Model):
    """转出: from which community to which. The household is brought there with everything of it."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="transfer")
    came_from = models.ForeignKey(Area, models.PROTECT, related_name="+")
    goes_to = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(came_from=F("goes_to")), name="casework_transfer_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.goes_to_id}"
