from django.db import models
from django.utils.translation import gettext_lazy as _


class ScreeningAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SCREENED = "screening.screened", _("筛查")
    OUTCOME = "screening.outcome_recorded", _("记下这次怎么办")
    RUN_BEGUN = "screening.run_begun", _("开始批量筛查")
    RUN_FINISHED = "screening.run_finished", _("完成批量筛查")
