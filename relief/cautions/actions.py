from django.db import models
from django.utils.translation import gettext_lazy as _


class CautionAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    ASKED = "cautions.asked", _("查有没有重复救助")
    ANSWERED = "cautions.answered", _("核实重复救助")
