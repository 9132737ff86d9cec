from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from relief.vault.fields import EncryptedTextField

from .application import Deed


class Ground(models.TextChoices):
    """Why a limit in all is extended (民发〔2022〕83号四（一）, 《刚性支出困难家庭认定办法》第八条).

    An objection during the notice extends it by itself.
    """

    SEPARATED = "separated", _("人户分离")
    ELSEWHERE = "elsewhere", _("异地申办")
    HARD = "hard", _("家庭经济状况调查难度较大")


class Extension(models.Model):
    """延长期限: on which ground, and what it is in this case."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="extension")
    ground = models.CharField(_("原因"), max_length=10, choices=Ground.choices)
    words = EncryptedTextField(_("具体情况"))

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(ground__in=Ground.values), name="casework_extension_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.ground}"
