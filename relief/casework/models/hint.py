"""差错提示: what looked like a mistake in an approval when it was made. It stops nothing and is counted."""

from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .application import Decision


class HintKind(models.TextChoices):
    """What may be a mistake, and need not be."""

    FROM_ADVICE = "from_advice", _("离系统建议远")
    FROM_USUAL = "from_usual", _("离本单位平常的金额远")
    ROUND = "round", _("金额是整数")
    AGAINST = "against", _("系统建议符合，没有批准")
    OPEN = "open", _("还有情况没问清就不批准")
    QUICK = "quick", _("打开不久就决定")
    EXPIRED = "expired", _("用的标准已经换了")
    INCOME_HALVED = "income_halved", _("申报收入少了一半以上")


class Hint(models.Model):
    """One hint beside one decision. Never changed. `figures`: what it rests on, in fen, seconds and days."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="hints")
    kind = models.CharField(_("哪一种"), max_length=20, choices=HintKind.choices)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["decision", "kind"]
        constraints = [
            UniqueConstraint(fields=["decision", "kind"], name="casework_hint_once"),
            CheckConstraint(condition=Q(kind__in=HintKind.values), name="casework_hint_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind}"
