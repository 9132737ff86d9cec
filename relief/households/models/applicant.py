from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.vault.fields import EncryptedTextField, KeyedIndexField

from .columns import all_blank
from .household import Household
from .people import Member


class Mandate(models.TextChoices):
    """By what right somebody applies."""

    SELF = "self", _("本人")
    GUARDIAN = "guardian", _("监护人")
    ENTRUSTED = "entrusted", _("受委托的人")
    COMMUNITY = "community", _("居（村）民委员会主动提出")


class ConsentPurpose(models.TextChoices):
    """What a person agrees to."""

    MEANS_CHECK = "means_check", _("家庭经济状况信息核对")
    PUBLIC_NOTICE = "public_notice", _("公示")


class Applicant(models.Model):
    """申请人: which member applies, or who applies for them and why; where to reach and pay them.

    None of it is a fact for the rules.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.OneToOneField(Household, models.PROTECT, related_name="applicant")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("申请的成员"))
    mandate = models.CharField(_("申请方式"), max_length=20, choices=Mandate.choices)
    agent_name = models.CharField(_("代为申请的人"), max_length=60, blank=True)
    agent_relation = models.CharField(_("与申请人的关系"), max_length=60, blank=True)
    agent_reason = models.CharField(_("代为申请的原因"), max_length=300, blank=True)
    guardian_consents = models.BooleanField(_("监护人同意"), null=True, blank=True)
    guardian_name = models.CharField(_("监护人"), max_length=60, blank=True)
    telephone = EncryptedTextField(_("电话"), null=True, blank=True)
    telephone_index = KeyedIndexField(null=True, blank=True, db_index=True)
    telephone_ending_index = KeyedIndexField(null=True, blank=True, db_index=True)
    address = EncryptedTextField(_("住址"), null=True, blank=True)
    address_index = KeyedIndexField(null=True, blank=True, db_index=True)
    account = EncryptedTextField(_("账号"), null=True, blank=True)
    account_index = KeyedIndexField(null=True, blank=True, db_index=True)
    account_holder = models.CharField(_("开户人"), max_length=60, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(mandate__in=Mandate.values), name="households_applicant_mandate"),
            CheckConstraint(
                condition=Q(mandate=Mandate.SELF, agent_name="", agent_relation="", agent_reason="")
                | (~Q(mandate=Mandate.SELF) & ~Q(agent_name="") & ~Q(agent_reason="")),
                name="households_applicant_agent_whole",
            ),
            CheckConstraint(
                condition=Q(guardian_consents__isnull=True, guardian_name="")
                | (Q(guardian_consents__isnull=False) & ~Q(guardian_name="")),
                name="households_applicant_guardian_named",
            ),
            CheckConstraint(
                condition=all_blank(("telephone", "telephone_index"))
                | Q(telephone__isnull=False, telephone_index__isnull=False),
                name="households_applicant_telephone_whole",
            ),
            CheckConstraint(
                condition=all_blank(("telephone_ending_index", "telephone_index"))
                | Q(telephone_index__isnull=False, telephone_ending_index__isnull=False),
                name="households_applicant_ending_with_telephone",
            ),
            CheckConstraint(
                condition=all_blank(("address", "address_index"))
                | Q(address__isnull=False, address_index__isnull=False),
                name="households_applicant_address_whole",
            ),
            CheckConstraint(
                condition=(all_blank(("account", "account_index")) & Q(account_holder=""))
                | (Q(account__isnull=False, account_index__isnull=False) & ~Q(account_holder="")),
                name="households_applicant_account_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Consent(models.Model):
    """授权书: one person's consent, with its day and paper. Without it nobody may be checked."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="consents")
    member = models.ForeignKey(Member, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    given = models.BooleanField(_("同意"))
    signed_on = models.DateField(_("签字日期"))
    paper = models.CharField(_("书面材料"), max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="households_consent_purpose"
            ),
            CheckConstraint(condition=~Q(paper=""), name="households_consent_has_paper"),
            UniqueConstraint(fields=["member", "purpose", "signed_on"], name="households_consent_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.purpose}"
