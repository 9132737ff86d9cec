from django.db import models
from django.utils.translation import gettext_lazy as _


class FundsAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    AWARDED = "funds.awarded", _("发放起")
    ENDED = "funds.ended", _("终止待遇")
