from django.db import models
from django.utils.translation import gettext_lazy as _


class RecusalAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    DECLARED = "recusal.declared", _("申报近亲属")
    MEMBER_ADDED = "recusal.member_added", _("登记村（居）民委员会成员")
    MEMBER_LEFT = "recusal.member_left", _("村（居）民委员会成员离任")
    ATTEMPT_REFUSED = "recusal.attempt_refused", _("回避：没有办成")
