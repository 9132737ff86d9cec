from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Mod, Right
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.offices.models import SPAN, Area, Level, county_of
from relief.rules import facts
from relief.rules.codes import AreaKind, AssetsFinding, Recognition
from relief.rules.parameters import FIRST_DAY
from relief.vault.fields import EncryptedTextField

from .columns import (
    LONGEST_CODE,
    CodeField,
    CountField,
    DayField,
    FenField,
    FlagField,
    all_blank,
    answered_first,
    lawful,
    one_of,
)


class CaseFile(models.Model):
    """案例文件: what somebody brought in, kept as it came. Published cases are the project's own data."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=120)
    text = EncryptedTextField(null=True)
    published = models.BooleanField(_("公布的案例"))
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(published=True, text__isnull=True) | Q(published=False, text__isnull=False),
                name="households_casefile_text_unless_published",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """住户: the family that applies, with everything declared of it as a whole, as it stood on `facts_on`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(_("户号"), max_length=20, unique=True)
    serial = models.GeneratedField(
        expression=Right("number", 6), output_field=models.CharField(max_length=6), db_persist=True
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="households", verbose_name=_("社区（村）"))
    area_kind = models.CharField(_("城乡"), max_length=10)
    facts_on = models.DateField(_("情况截至日"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    case = models.CharField(_("案例"), max_length=120, blank=True)
    title = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=500, blank=True)
    case_file = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="households")
    case_number = models.PositiveSmallIntegerField(null=True, blank=True)

    members_declared = FlagField()
    incomes_declared = FlagField()
    receiving_declared = FlagField()
    relief_history_declared = FlagField()
    recognised_as = ArrayField(models.CharField(max_length=LONGEST_CODE), null=True, blank=True)
    support_disregarded = FenField()

    assets = CodeField()
    assets_financial = FenField()
    assets_dwellings = CountField()
    assets_vehicles = CountField()
    assets_non_residential_property = FlagField()
    assets_business_capital = FenField()

    spending_declared = FlagField()
    spending_medical_self_paid = FenField()
    spending_tuition = FenField()
    spending_tuition_public_rate = FenField()
    spending_rehabilitation = FenField()

    hardship_declared = FlagField()
    hardship_event = CodeField()
    hardship_day = DayField()
    hardship_cause = EncryptedTextField(null=True, blank=True)
    hardship_urgent = FlagField()
    hardship_basic_living_difficulty = FlagField()
    hardship_requested = FenField()
    hardship_place_of_emergency = CodeField()
    hardship_new_bill = FlagField()

    change_declared = FlagField()
    change_kind = CodeField()
    change_day = DayField()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="households_newest"),
            models.Index(fields=["serial"], name="households_by_serial"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(number__regex=r"^[A-Z]{1,6}-[0-9]{4}-[0-9]{6}$"),
                name="households_household_number",
            ),
            CheckConstraint(
                condition=~Q(Exact(Mod("area", SPAN[Level.COUNTY]), 0)),
                name="households_household_below_the_county",
            ),
            CheckConstraint(condition=Q(facts_on__gte=FIRST_DAY), name="households_household_law_encoded"),
            one_of("household", "area_kind", AreaKind),
            UniqueConstraint(fields=["case_file", "case_number"], name="households_household_case_once"),
            CheckConstraint(
                condition=Q(case_file__isnull=True, case_number__isnull=True)
                | Q(case_file__isnull=False, case_number__isnull=False),
                name="households_household_case_of_file",
            ),
            CheckConstraint(
                condition=Q(recognised_as__contained_by=list(Recognition.codes())),
                name="households_household_recognised_as",
            ),
            *lawful("household", facts.HOUSEHOLD),
            one_of("household", "assets", AssetsFinding),
            CheckConstraint(
                condition=Q(assets__isnull=False, assets=AssetsFinding.LISTED.code)
                | all_blank(f"assets_{fact.name}" for fact in facts.ASSETS.facts),
                name="households_household_assets_answered",
            ),
            *lawful("household", facts.ASSETS, "assets_"),
            *answered_first("household", facts.SPENDING),
            *lawful("household", facts.SPENDING, "spending_"),
            *answered_first("household", facts.HARDSHIP),
            *lawful("household", facts.HARDSHIP, "hardship_"),
            *answered_first("household", facts.CHANGE),
            *lawful("household", facts.CHANGE, "change_"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> str:
        """The county's code: whose figures apply."""
        return str(county_of(self.area_id))[:6]
