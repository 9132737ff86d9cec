from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseworkAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SUBMITTED = "casework.submitted", _("提交")
    APPROVED = "casework.approved", _("批准")
    REFUSED = "casework.refused", _("不予批准")
    WITHDRAWN = "casework.withdrawn", _("撤回")
