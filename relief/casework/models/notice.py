"""支出型救助的调查和公示: what was found of a family's spending, and the days on which that was published."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from relief.vault.fields import EncryptedTextField

from .application import Deed
from .investigation import A_CODE, CODE_LENGTH


class MeansOf(models.TextChoices):
    """Whether the family's means were checked, beside its spending."""

    CHECKED = "checked", _("收入、财产和支出都核实了")
    RECOGNISED = "recognised", _("低保、特困或低保边缘家庭，只核实支出")


class ReliefNotice(models.Model):
    """调查和公示 of expenditure relief, once or again after an objection (民发〔2018〕23号二（二）)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="relief_notice")
    looked_on = models.DateField(_("调查日期"))
    means = models.CharField(_("核实了什么"), max_length=12, choices=MeansOf.choices)
    finding = EncryptedTextField(_("调查情况"))
    notice_from = models.DateField(_("公示第一天"))
    notice_to = models.DateField(_("公示最后一天"))
    code = models.CharField(
        _("异议编码"), max_length=CODE_LENGTH, db_default=A_CODE, unique=True, editable=False
    )

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(means__in=MeansOf.values), name="casework_reliefnotice_means"),
            CheckConstraint(condition=Q(notice_to__gt=F("notice_from")), name="casework_reliefnotice_days"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.notice_from}"
