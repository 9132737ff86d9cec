"""Who entered what, and what somebody has typed and not yet saved."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.vault.fields import EncryptedTextField

from .household import Household
from .people import Member


class EntryPart(models.TextChoices):
    """What of a household somebody entered."""

    CASE_FILE = "case_file", _("带入案例")
    NEW = "new", _("建户")
    PEOPLE = "people", _("姓名和证件")
    MEMBERS = "members", _("家庭成员")
    INCOMES = "incomes", _("收入")
    ASSETS = "assets", _("财产")
    SPENDING = "spending", _("大额支出")
    HARDSHIP = "hardship", _("突发困难")
    RECEIVING = "receiving", _("享受的救助")
    CHANGE = "change", _("情况变化")
    APPLICANT = "applicant", _("申请人")
    CONSENTS = "consents", _("核对授权书")
    PAPERS = "papers", _("材料")


class Entry(models.Model):
    """录入: who entered facts of which household, and when. Whoever is named here never decides on it.

    `member`: whose facts, where the part is one member's. `reason`: why a member left.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="entries")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(_("内容"), max_length=20, choices=EntryPart.choices)
    reason = EncryptedTextField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["entered_at", "id"]
        constraints = [
            CheckConstraint(condition=Q(part__in=EntryPart.values), name="households_entry_part"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.part}"


class Draft(models.Model):
    """草稿: what one person typed on one page of a household and has not saved. Nobody else's page shows it.

    `page` is the page's path below the household; `typed` the form as the browser sent it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=100)
    typed = EncryptedTextField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-typed_at", "id"]
        constraints = [
            UniqueConstraint(fields=["household", "page", "typed_by"], name="households_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.page}"
