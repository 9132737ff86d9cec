"""What pages ask of papers. The area wall stands below: nobody filters by area."""

from datetime import date
from uuid import UUID

from django.db import models

from .kinds import PaperKind
from .models import Paper, WordForm


def papers() -> models.QuerySet[Paper]:
    """Papers with what their lines say, without what is sealed in them."""
    return Paper.objects.select_related("household", "made_by").defer("sealed")


def papers_of(case: UUID) -> list[Paper]:
    """Everything that was made for a case, in order."""
    return list(papers().filter(case=case).order_by("made_at", "serial"))


def form_in_force(county: int, kind: PaperKind, on: date) -> WordForm | None:
    """What a county has said last of this form for the day; its content is empty where ours holds again."""
    return WordForm.objects.filter(area=county, kind=kind, in_force_from__lte=on).first()


def word_forms_of(county: int) -> models.QuerySet[WordForm]:
    """Everything a county brought, the newest first."""
    return WordForm.objects.filter(area=county).select_related("brought_by").defer("content")
