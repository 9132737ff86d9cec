"""What is listed one by one: incomes, obligors, awards in payment and relief already given.

Each row names its household, so that one policy and one index serve them all; a second reference in the
database holds a row's member, award or relief to that same household.
"""

from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from relief.rules import facts
from relief.vault.fields import EncryptedTextField

from .columns import CodeField, CountField, DayField, FenField, FlagField, answered_first, lawful
from .household import Household
from .people import Member


class Income(models.Model):
    """收入: of one member, or of the household where `member` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="incomes")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="incomes")
    position = models.PositiveSmallIntegerField()
    kind = CodeField()
    amount = FenField()
    per = CodeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [*lawful("income", facts.INCOME)]

    def __str__(self) -> str:
        return str(self.kind)


class Obligor(models.Model):
    """法定义务人: somebody outside the household who owes a member support."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="obligors")
    member = models.ForeignKey(Member, models.PROTECT, related_name="obligors")
    position = models.PositiveSmallIntegerField()
    relation = CodeField()
    born_on = DayField()
    monthly_income = FenField()
    assets = CodeField()
    status = CodeField()
    legal_state = CodeField()
    disability_declared = FlagField()
    disability_kind = CodeField()
    disability_grade = CountField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            *lawful("obligor", facts.OBLIGOR),
            *answered_first("obligor", facts.DISABILITY),
            *lawful("obligor", facts.DISABILITY, "disability_"),
        ]

    def __str__(self) -> str:
        return str(self.relation)


class Award(models.Model):
    """正在享受的救助: as declared, here or elsewhere. `members_declared` empty: all who count."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="awards")
    position = models.PositiveSmallIntegerField()
    programme = CodeField()
    monthly = FenField()
    since = DayField()
    members_declared = FlagField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            UniqueConstraint(fields=["id", "household"], name="households_award_of_household"),
            *lawful("award", facts.AWARD),
        ]

    def __str__(self) -> str:
        return str(self.programme)


class Relief(models.Model):
    """已获得的临时救助: as declared. `members_declared` empty: the whole household."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="relief_history")
    position = models.PositiveSmallIntegerField()
    programme = CodeField()
    cause = EncryptedTextField(_("事由"), null=True, blank=True)
    day = DayField()
    members_declared = FlagField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            UniqueConstraint(fields=["id", "household"], name="households_relief_of_household"),
            *lawful("relief", facts.RELIEF),
        ]

    def __str__(self) -> str:
        return str(self.programme)


class Coverage(models.Model):
    """哪些成员: a member whom an award, or relief already given, is for."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="coverages")
    member = models.ForeignKey(Member, models.PROTECT, related_name="coverages")
    award = models.ForeignKey(Award, models.CASCADE, null=True, blank=True, related_name="coverages")
    relief = models.ForeignKey(Relief, models.CASCADE, null=True, blank=True, related_name="coverages")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            CheckConstraint(
                condition=Q(award__isnull=True, relief__isnull=False)
                | Q(award__isnull=False, relief__isnull=True),
                name="households_coverage_of_one_thing",
            ),
            UniqueConstraint(fields=["award", "member"], name="households_coverage_award_once"),
            UniqueConstraint(fields=["relief", "member"], name="households_coverage_relief_once"),
        ]

    def __str__(self) -> str:
        return str(self.member_id)
