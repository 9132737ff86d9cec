import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.web.files import EXTENSIONS


class Level(models.TextChoices):
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("地级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")
    COMMUNITY = "community", _("村和社区")


# How many numbers an area of a level covers: 2, 4, 6, 9 or 12 digits are its own.
SPAN = {
    Level.PROVINCE: 10**10,
    Level.PREFECTURE: 10**8,
    Level.COUNTY: 10**6,
    Level.TOWNSHIP: 10**3,
    Level.COMMUNITY: 1,
}
OWN_DIGITS = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.COMMUNITY: 12,
}


def last_of(number: int, level: str) -> int:
    return number + SPAN[Level(level)] - 1


def county_of(number: int) -> int:
    """The county part of a number. 东莞 and 中山, which have no counties, stand there themselves."""
    return number // SPAN[Level.COUNTY] * SPAN[Level.COUNTY]


def _spans() -> Q:
    fits = Q()
    for level, span in SPAN.items():
        fits |= Q(level=level, last=F("number") + (span - 1)) & Q(Exact(Mod("number", span), 0))
    return fits


class Area(models.Model):
    """区划: an administrative area. Its number is the official code in 12 digits; its subtree is a range."""

    number = models.BigIntegerField(_("区划代码"), primary_key=True)
    last = models.BigIntegerField()
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    name = models.CharField(_("名称"), max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    telephone = models.CharField(_("办公电话"), max_length=30, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=_spans(), name="offices_area_range_of_level"),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent=None)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
                name="offices_area_only_provinces_without_parent",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=10**10, number__lt=10**12), name="offices_area_twelve_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code as people write it: 6 digits down to the county, then 9 and 12."""
        return str(self.number)[: max(6, OWN_DIGITS[Level(self.level)])]

    def contains(self, number: int) -> bool:
        return self.number <= number <= self.last


class Role(models.TextChoices):
    CASEWORKER = "caseworker", _("社区社会救助协理员")
    APPROVER = "approver", _("乡镇（街道）审批人")
    COUNTY_OFFICER = "county_officer", _("县级民政部门经办人")
    AUDITOR = "auditor", _("审计人员")
    ADMINISTRATOR = "administrator", _("系统管理员")


class UserManager(BaseUserManager["User"]):
    def make(self, *, password: str | None, **fields: Any) -> "User":
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user


class User(AbstractBaseUser):
    """工作人员: one person at work, in one role, for one area and all below it."""

    # Signing in is an audit event; a column written before an area is set would meet the area wall.
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(
        _("账号"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9._-]{1,39}$", _("账号用小写字母开头，只含字母、数字和._-。"))
        ],
    )
    display_name = models.CharField(_("姓名"), max_length=60)
    role = models.CharField(_("岗位"), max_length=20, choices=Role.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="users", verbose_name=_("辖区"))
    is_active = models.BooleanField(_("在用"), default=True)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["display_name", "username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z][a-z0-9._-]{1,39}$"), name="offices_user_username_plain"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="offices_user_known_role"),
            models.CheckConstraint(condition=~Q(display_name=""), name="offices_user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.display_name


class ExactNumbers(json.JSONDecoder):
    """Reads 0.1 as the decimal it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "parse_float": Decimal})


class PlainNumbers(json.JSONEncoder):
    """Writes decimals as numbers and days as ISO texts."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Decimal):
            return int(o) if o == o.to_integral_value() else float(o)
        if isinstance(o, date):
            return o.isoformat()
        return super().default(o)


class Section(models.TextChoices):
    FIGURES = "figures", _("标准和限额")
    EPIDEMIC = "epidemic_affected", _("受疫情影响的日子")
    SUPPLEMENT = "one_time_supplement", _("一次性生活补贴")
    PRICES = "price_linkage", _("价格指数")
    DELEGATION = "delegation", _("审核确认权限下放")


class LocalFigures(models.Model):
    """本地标准: what a county, prefecture or province has set, from which day, and since when it is known.

    Rows are never changed. A correction is a new row, known later, that names the one it replaces.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="figures", verbose_name=_("地方"))
    section = models.CharField(_("类别"), max_length=20, choices=Section.choices)
    in_force_from = models.DateField(_("生效"))
    in_force_to = models.DateField(_("失效"), null=True, blank=True)
    known_from = models.DateTimeField(_("知道"), default=timezone.now)
    values = models.JSONField(_("数值"), encoder=PlainNumbers, decoder=ExactNumbers)
    document = models.CharField(_("文件"), max_length=300)
    reason = models.CharField(_("为什么更正"), max_length=300, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("更正")
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("登记人")
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-in_force_from", "-known_from"]
        indexes = [
            models.Index(fields=["area", "section", "in_force_from"], name="offices_figures_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(Exact(Mod("area", SPAN[Level.COUNTY]), 0)),
                name="offices_figures_county_or_above",
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="offices_figures_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="offices_figures_has_document"),
            models.CheckConstraint(condition=Q(section__in=Section.values), name="offices_figures_section"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.section} {self.in_force_from}"

    @property
    def known_on(self) -> date:
        return timezone.localdate(self.known_from)


class FigurePage(models.Model):
    """文件原件: a photograph or PDF of the document that an entry of figures rests on, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    figures = models.ForeignKey(LocalFigures, models.PROTECT, related_name="pages")
    kind = models.CharField(_("文件种类"), max_length=20)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.UUIDField(default=uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(EXTENSIONS)), name="offices_figurepage_kind"),
            models.UniqueConstraint(fields=["figures", "sha256"], name="offices_figurepage_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        """What the sealed file is sealed under: a file put in the place of another does not open."""
        return f"{self._meta.db_table}.{self.pk}"


class WorkingDay(models.Model):
    """工作日历: whether offices work on a day. 暂估: not published yet, Monday to Friday is assumed."""

    day = models.DateField(_("日期"), primary_key=True)
    is_working = models.BooleanField(_("工作日"))
    provisional = models.BooleanField(_("暂估"))

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()
