from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SIGNED_IN = "offices.signed_in", _("登录")
    SIGNED_OUT = "offices.signed_out", _("退出")
    PASSWORD_CHANGED = "offices.password_changed", _("改密码")
    PERSON_ADDED = "offices.person_added", _("新增人员")
    PERSON_CHANGED = "offices.person_changed", _("变更人员")
    COMMUNITY_ADDED = "offices.community_added", _("新增社区（村）")
    FIGURES_REGISTERED = "offices.figures_registered", _("登记标准")
    FIGURES_CORRECTED = "offices.figures_corrected", _("更正标准")
    FIGURE_PAGES_ADDED = "offices.figure_pages_added", _("传文件原件")
    CALENDAR_SET = "offices.calendar_set", _("登记放假安排")
