from django.db import models
from django.utils.translation import gettext_lazy as _


class OversightAction(models.TextChoices):
    """What this room writes into the audit, and how a trail says it."""

    OPENED = "oversight.opened", _("查阅住户")
