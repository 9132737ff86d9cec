"""What was photographed or brought along as a file."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.vault.fields import EncryptedTextField
from relief.web.files import EXTENSIONS

from .household import Household
from .people import Member

OTHER_PAPER = "other"


class Evidence(models.Model):
    """材料: one photograph or PDF, cleaned and sealed. It is withdrawn with a reason, never deleted.

    `paper` is a code of the rules' papers, or "other". `about` is the fact it shows, as `map.fact`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="evidence")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="evidence")
    paper = models.CharField(_("材料"), max_length=40)
    about = models.CharField(_("证明的内容"), max_length=60, blank=True)
    kind = models.CharField(_("文件种类"), max_length=20)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.UUIDField(default=uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(_("作废的原因"), null=True, blank=True)

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(EXTENSIONS)), name="households_evidence_kind"),
            CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="households_evidence_sha256"),
            CheckConstraint(condition=~Q(paper=""), name="households_evidence_is_of_a_paper"),
            CheckConstraint(
                condition=~Q(paper=OTHER_PAPER) | ~Q(about=""), name="households_evidence_other_is_about"
            ),
            CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True, reason__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False, reason__isnull=False),
                name="households_evidence_withdrawn_whole",
            ),
            # The same file sent twice by a double tap is one.
            UniqueConstraint(
                fields=["household", "member", "paper", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="households_evidence_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        """What the sealed file is sealed under: a file put in the place of another does not open."""
        return f"{self._meta.db_table}.{self.pk}"
