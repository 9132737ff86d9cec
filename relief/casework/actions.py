from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseworkAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SUBMITTED = "casework.submitted", _("提交")
    RESUBMITTED = "casework.resubmitted", _("补正后重新提交")
    WITHDRAWN = "casework.withdrawn", _("撤回")
    TAKEN = "casework.taken", _("领办")
    GIVEN_BACK = "casework.given_back", _("放回待审")
    HANDED_OVER = "casework.handed_over", _("转交")
    REASSIGNED = "casework.reassigned", _("改派")
    APPROVED = "casework.approved", _("批准")
    REFUSED = "casework.refused", _("不予批准")
    SENT_BACK = "casework.sent_back", _("退回补正")
    REFERRED = "casework.referred", _("报县级")
    CORRECTED = "casework.corrected", _("更正")
