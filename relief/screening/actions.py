from django.db import models
from django.utils.translation import gettext_lazy as _


class ScreeningAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SCREENED = "screening.screened", _("筛查")
    OUTCOME = "screening.outcome_recorded", _("记下这次怎么办")
