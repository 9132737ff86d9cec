"""What the law leaves to somebody's judgement, with who found it and on what it rests."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.rules.judged import BY_PATH, OPEN_CLAUSE
from relief.vault.fields import EncryptedTextField

from .household import Household
from .people import Member


class Judgement(models.Model):
    """认定: one finding of one of the rules' judged facts. It is never changed; the newest of a fact stands.

    `value` is the answer as a screening keeps it, NULL where the finding was withdrawn. `reason` is sealed,
    as it may speak of health; NULL only where a case file brought the answer along, which has none.
    Of an open clause `value` is {programme, clause, found}, the clause in the words of the rules.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="judgements")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    fact = models.CharField(_("认定"), max_length=60)
    value = models.JSONField(null=True)
    reason = EncryptedTextField(_("认定的依据"), null=True)
    from_case_file = models.BooleanField(_("从案例文件带入"), default=False)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["judged_at", "id"]
        constraints = [
            CheckConstraint(condition=Q(fact__in=[*BY_PATH, OPEN_CLAUSE]), name="households_judgement_fact"),
            CheckConstraint(
                condition=Q(from_case_file=True, reason__isnull=True)
                | Q(from_case_file=False, reason__isnull=False),
                name="households_judgement_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.fact}"
