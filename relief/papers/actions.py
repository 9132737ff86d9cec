from django.db import models
from django.utils.translation import gettext_lazy as _


class PapersAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    MADE = "papers.made", _("制作文书")
    OPENED = "papers.opened", _("查看文书")
    REPRINTED = "papers.reprinted", _("重印文书")
    FORM_BROUGHT = "papers.form_brought", _("换成本县的表单")
    FORM_DROPPED = "papers.form_dropped", _("换回系统的表单")
