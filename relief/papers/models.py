from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.offices.models import OWN_DIGITS, SPAN, Area, Level
from relief.web.files import PDF

from .kinds import PaperKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: "pdf", DOCX: "docx"}


class WordForm(models.Model):
    """本县的表单: a county's own Word form in place of ours, from a day on. `content` empty: ours again.

    Never changed: another one, brought later or for a later day, takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地方"))
    kind = models.CharField(_("文书"), max_length=20, choices=PaperKind.choices)
    in_force_from = models.DateField(_("启用日期"))
    name = models.CharField(_("文件名"), max_length=120, blank=True)
    content = models.BinaryField(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-in_force_from", "-brought_at"]
        indexes = [models.Index(fields=["area", "kind"], name="papers_word_form_of_county")]
        constraints = [
            CheckConstraint(condition=Q(kind__in=PaperKind.values), name="papers_wordform_kind"),
            CheckConstraint(
                condition=Q(Exact(Mod("area", SPAN[Level.COUNTY]), 0)), name="papers_wordform_of_a_county"
            ),
            CheckConstraint(
                condition=Q(content__isnull=True, name="") | (Q(content__isnull=False) & ~Q(name="")),
                name="papers_wordform_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.kind} {self.in_force_from}"


class Paper(models.Model):
    """文书: one paper as it was sent, sealed in the row. Never changed; what was wrong is another paper.

    `case` and `deed` are keys of the application and of the step that made it, in a room above this one.
    `serial` counts the papers of a county in a year, without a gap.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("文书"), max_length=20, choices=PaperKind.choices)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    case = models.UUIDField(editable=False)
    deed = models.UUIDField(editable=False)
    county = models.BigIntegerField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("制作时间"), default=timezone.now, editable=False)
    word_form = models.ForeignKey(WordForm, models.PROTECT, null=True, related_name="+")
    file_kind = models.CharField(_("文件种类"), max_length=80)
    pages = models.PositiveSmallIntegerField(_("页数"), null=True)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["made_at", "serial"]
        indexes = [models.Index(fields=["case", "made_at"], name="papers_of_case")]
        constraints = [
            CheckConstraint(condition=Q(kind__in=PaperKind.values), name="papers_paper_kind"),
            CheckConstraint(condition=Q(file_kind__in=list(ENDINGS)), name="papers_paper_file_kind"),
            CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="papers_paper_sha256"),
            # Word itself counts the pages of its own files.
            CheckConstraint(
                condition=Q(file_kind=PDF, word_form=None, pages__isnull=False, pages__gt=0)
                | Q(file_kind=DOCX, word_form__isnull=False, pages=None),
                name="papers_paper_pages",
            ),
            UniqueConstraint(fields=["county", "year", "serial"], name="papers_paper_numbered"),
            UniqueConstraint(fields=["deed", "kind"], name="papers_paper_once_a_deed"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """990100-2026-000012"""
        return f"{str(self.county)[: OWN_DIGITS[Level.COUNTY]]}-{self.year}-{self.serial:06d}"

    @property
    def label(self) -> str:
        """What the paper is sealed under: one that is put in the place of another does not open."""
        return f"{self._meta.db_table}.{self.pk}"
