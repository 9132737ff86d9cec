from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from relief.offices.documents import DocumentKind, Sex
from relief.rules import facts
from relief.vault.fields import EncryptedTextField, KeyedIndexField

from .columns import CodeField, CountField, DayField, FlagField, answered_first, is_true, lawful
from .household import Household


class Person(models.Model):
    """人员: one row a human being, whatever households he or she is or was a member of.

    A person is seen through a membership that one sees, so a membership is written before its person:
    the reference is checked at the end of the transaction. Without any membership there is no person.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document_kind = models.CharField(_("证件种类"), max_length=20, choices=DocumentKind.choices, null=True)
    number = EncryptedTextField(_("证件号码"), null=True)
    number_index = KeyedIndexField(null=True, unique=True)
    number_ending_index = KeyedIndexField(null=True, db_index=True)
    name = models.CharField(_("姓名"), max_length=60)
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    sex = models.CharField(_("性别"), max_length=10, choices=Sex.choices, null=True, blank=True)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="households_person_has_a_name"),
            CheckConstraint(
                condition=Q(document_kind__isnull=True, number__isnull=True, number_index__isnull=True)
                | Q(document_kind__isnull=False, number__isnull=False, number_index__isnull=False),
                name="households_person_document_whole",
            ),
            CheckConstraint(
                condition=Q(number_index__isnull=True, number_ending_index__isnull=True)
                | Q(number_index__isnull=False, number_ending_index__isnull=False),
                name="households_person_ending_with_number",
            ),
            CheckConstraint(
                condition=Q(document_kind__in=DocumentKind.values), name="households_person_document_kind"
            ),
            CheckConstraint(condition=Q(sex__in=Sex.values), name="households_person_sex"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Member(models.Model):
    """家庭成员: a person in a household from a day to a day, with what is declared of that person there.

    `key` stands for the person in screenings: it is never given out twice in a household, and no name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="memberships")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    joined_on = models.DateField(_("加入日期"))
    left_on = models.DateField(_("离开日期"), null=True, blank=True)

    relation = CodeField()
    born_on = DayField()
    lives_with = FlagField()
    away = CodeField()
    away_since = DayField()
    owed_support = FlagField()
    can_live_independently = FlagField()
    schooling = CodeField()
    serious_illness = FlagField()
    working = FlagField()
    hukou = CodeField()
    residence_permit = FlagField()
    works_here = FlagField()
    lives_here = FlagField()
    graduated_on_declared = FlagField()
    graduated_on = DayField()
    seeking_work = FlagField()
    self_care_failed = CountField()
    chose_child_allowance = FlagField()
    infected_or_isolated = FlagField()
    died_on = DayField()

    disability_declared = FlagField()
    disability_kind = CodeField()
    disability_grade = CountField()

    unemployment_declared = FlagField()
    unemployment_months_without_income = CountField()
    unemployment_insurance = CodeField()
    unemployment_caused_by_epidemic = FlagField()
    unemployment_own_application = FlagField()

    incomes_declared = FlagField()
    obligors_declared = FlagField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            UniqueConstraint(fields=["household", "key"], name="households_member_key_once"),
            UniqueConstraint(fields=["id", "household"], name="households_member_of_household"),
            UniqueConstraint(
                fields=["household"],
                condition=Q(relation="head", left_on__isnull=True),
                name="households_member_one_head",
            ),
            UniqueConstraint(
                fields=["household", "person"],
                condition=Q(left_on__isnull=True),
                name="households_member_open_once",
            ),
            CheckConstraint(condition=~Q(key=""), name="households_member_has_a_key"),
            CheckConstraint(condition=Q(left_on__gte=F("joined_on")), name="households_member_days_in_order"),
            CheckConstraint(
                condition=Q(died_on__gte=F("born_on")), name="households_member_died_after_birth"
            ),
            CheckConstraint(
                condition=Q(away_since__isnull=True) | Q(away__isnull=False, away="religious"),
                name="households_member_away_since_religious",
            ),
            CheckConstraint(
                condition=(is_true("graduated_on_declared") & Q(graduated_on__isnull=False))
                | Q(graduated_on_declared__isnull=True, graduated_on__isnull=True)
                | Q(graduated_on_declared=False, graduated_on__isnull=True),
                name="households_member_graduated_on_answered",
            ),
            *lawful("member", facts.MEMBER),
            *answered_first("member", facts.DISABILITY),
            *lawful("member", facts.DISABILITY, "disability_"),
            *answered_first("member", facts.UNEMPLOYMENT),
            *lawful("member", facts.UNEMPLOYMENT, "unemployment_"),
        ]

    def __str__(self) -> str:
        return self.key
