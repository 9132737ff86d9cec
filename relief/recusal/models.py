from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models.columns import all_blank
from relief.offices.documents import DocumentKind
from relief.offices.models import Area
from relief.vault.fields import EncryptedTextField, KeyedIndexField

REACHED = ("telephone", "account", "address")
"""By what else than a document somebody's tie to a household shows."""


class Relation(models.TextChoices):
    """与申报人的关系. The first six are the near relatives of the Civil Code, article 1045."""

    SPOUSE = "spouse", _("配偶")
    PARENT = "parent", _("父母")
    CHILD = "child", _("子女")
    SIBLING = "sibling", _("兄弟姐妹")
    GRANDPARENT = "grandparent", _("祖父母、外祖父母")
    GRANDCHILD = "grandchild", _("孙子女、外孙子女")
    IN_LAW = "in_law", _("近姻亲（配偶的父母、兄弟姐妹，子女的配偶等）")


class Tie(models.TextChoices):
    """回避的原因: how somebody at work is tied to a household."""

    SELF = "self", _("本人是家庭成员")
    RELATIVE = "relative", _("申报的近亲属是家庭成员")
    HOUSEHOLD = "household", _("本人或近亲属和家庭成员是同一户")
    TELEPHONE = "telephone", _("同一电话")
    ACCOUNT = "account", _("同一账号")
    ADDRESS = "address", _("同一住址")


def _whole(name: str) -> CheckConstraint:
    return CheckConstraint(
        condition=all_blank((name, f"{name}_index"))
        | Q(**{f"{name}__isnull": False, f"{name}_index__isnull": False}),
        name=f"recusal_declaration_{name}_whole",
    )


class CommitteeMember(models.Model):
    """村（居）民委员会成员 of a community, who has no account: entered by whoever works there."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("社区（村）"))
    name = EncryptedTextField(_("姓名"))
    name_index = KeyedIndexField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    left_on = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        ordering = ["area", "entered_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Declaration(models.Model):
    """近亲属申报: one version of what one person declares for a year, of themselves and of their relatives.

    Never changed: what is new is the next version, and whoever stood in an earlier one is not forgotten. Of a
    person at work the person; of a member of a committee (`of_member`) whoever entered it. The database
    itself numbers the versions of a year.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    of_member = models.ForeignKey(CommitteeMember, models.PROTECT, null=True, related_name="declarations")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    version = models.PositiveSmallIntegerField(_("第几版"), default=0, editable=False)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    has_relatives = models.BooleanField(_("有近亲属"))

    document_kind = models.CharField(_("证件种类"), max_length=20, choices=DocumentKind.choices)
    number = EncryptedTextField(_("本人证件号码"))
    number_index = KeyedIndexField(db_index=True)
    telephone = EncryptedTextField(_("电话"), null=True)
    telephone_index = KeyedIndexField(null=True, db_index=True)
    account = EncryptedTextField(_("账号"), null=True)
    account_index = KeyedIndexField(null=True, db_index=True)
    address = EncryptedTextField(_("住址"), null=True)
    address_index = KeyedIndexField(null=True, db_index=True)

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            CheckConstraint(
                condition=Q(staff__isnull=False, of_member__isnull=True)
                | Q(staff__isnull=True, of_member__isnull=False),
                name="recusal_declaration_of_one_person",
            ),
            CheckConstraint(
                condition=Q(document_kind__in=DocumentKind.values), name="recusal_declaration_document_kind"
            ),
            UniqueConstraint(fields=["staff", "year", "version"], name="recusal_declaration_staff_version"),
            UniqueConstraint(
                fields=["of_member", "year", "version"], name="recusal_declaration_member_version"
            ),
            *map(_whole, REACHED),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id or self.of_member_id} {self.year}.{self.version}"


class Relative(models.Model):
    """近亲属: somebody whom a declaration names."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="relatives")
    position = models.PositiveSmallIntegerField()
    name = EncryptedTextField(_("姓名"))
    name_index = KeyedIndexField()
    relation = models.CharField(_("关系"), max_length=20, choices=Relation.choices)
    document_kind = models.CharField(_("证件种类"), max_length=20, choices=DocumentKind.choices)
    number = EncryptedTextField(_("证件号码"))
    number_index = KeyedIndexField(db_index=True)
    telephone = EncryptedTextField(_("电话"), null=True)
    telephone_index = KeyedIndexField(null=True, db_index=True)

    class Meta:
        ordering = ["declaration", "position", "id"]
        constraints = [
            CheckConstraint(condition=Q(relation__in=Relation.values), name="recusal_relative_relation"),
            CheckConstraint(
                condition=Q(document_kind__in=DocumentKind.values), name="recusal_relative_document_kind"
            ),
            CheckConstraint(
                condition=all_blank(("telephone", "telephone_index"))
                | Q(telephone__isnull=False, telephone_index__isnull=False),
                name="recusal_relative_telephone_whole",
            ),
            UniqueConstraint(fields=["declaration", "number_index"], name="recusal_relative_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
