"""The one writer of papers, and the doors to what was written."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.households.models import Household
from relief.offices.figure_page import may_enter
from relief.offices.models import User, county_of
from relief.vault.ciphers import seal_bytes, unseal_bytes
from relief.web.days import long_day
from relief.web.files import PDF

from .actions import PapersAction
from .contents import fields_of
from .declared import require_fields
from .kinds import PaperKind
from .models import DOCX, Paper, WordForm
from .qr import case_address, qr_png, qr_svg
from .queries import form_in_force
from .typesetting import PAPER_LANGUAGE, NotTypeset, typeset
from .word import filled


@transaction.atomic
def make_paper(
    *, by: User, kind: PaperKind, household: Household, case: UUID, deed: UUID, values: Mapping[str, Any]
) -> Paper:
    """制作文书, in the transaction of the step that causes it: both or neither. See NotTypeset.

    `values`: the fields of the form, but for the number, the day and the household's number.
    """
    paper = Paper(kind=kind, household=household, case=case, deed=deed, made_by=by, made_at=timezone.now())
    # The audit's chain of the county is held before its counter, by everybody in this order.
    _write_event(by, PapersAction.MADE, paper)
    _take_number(paper)
    with translation.override(PAPER_LANGUAGE):
        known = {
            "number": paper.number,
            "made_on": long_day(paper.made_at),
            "household": household.number,
        }
    content = _content(paper, {**values, **known})
    paper.size, paper.sha256 = len(content), hashlib.sha256(content).hexdigest()
    paper.sealed = seal_bytes(content, label=paper.label)
    paper.save(force_insert=True)
    return paper


def _content(paper: Paper, values: Mapping[str, Any]) -> bytes:
    """By the county's own form where it has one, else by ours."""
    kind, address = PaperKind(paper.kind), case_address(paper.case)
    paper.word_form = form_in_force(paper.county, kind, timezone.localdate(paper.made_at))
    if paper.word_form is None or paper.word_form.content is None:
        sent = typeset(kind, values, made_at=paper.made_at, qr=qr_svg(address))
        paper.word_form, paper.file_kind, paper.pages = None, PDF, sent.pages
        return sent.content
    require_fields(fields_of(kind), values)
    paper.file_kind = DOCX
    try:
        return filled(bytes(paper.word_form.content), kind, values, qr_png(address))
    except Exception as error:
        raise NotTypeset(_("本县的Word表单填不进去：%(name)s") % {"name": paper.word_form.name}) from error


@transaction.atomic
def bring_word_form(*, by: User, kind: PaperKind, name: str, content: bytes, in_force_from: date) -> WordForm:
    """换成本县的表单. What is wrong with it is asked before: see `word.mistakes_in`."""
    return _form_row(by, kind, in_force_from, name=name, content=content)


@transaction.atomic
def drop_word_form(*, by: User, kind: PaperKind, in_force_from: date) -> WordForm:
    """换回系统的表单."""
    return _form_row(by, kind, in_force_from)


def _form_row(by: User, kind: PaperKind, in_force_from: date, **brought: Any) -> WordForm:
    if not may_enter(by):
        raise PermissionDenied
    row = WordForm.objects.create(
        area_id=by.area_id, kind=kind, in_force_from=in_force_from, brought_by=by, **brought
    )
    action = PapersAction.FORM_BROUGHT if brought else PapersAction.FORM_DROPPED
    details = {"form": str(kind), "since": in_force_from.isoformat()}
    record(by=by, action=action, subject=row, area=by.area_id, details=details)
    return row


@transaction.atomic
def open_paper(*, by: User, paper: Paper) -> bytes:
    """查看文书. Whoever sees the household may look; that they did is written down."""
    return _taken_out(by, PapersAction.OPENED, paper)


@transaction.atomic
def reprint(*, by: User, paper: Paper) -> bytes:
    """重印: the same bytes once more, to be handed out; who did is written down."""
    return _taken_out(by, PapersAction.REPRINTED, paper)


def _taken_out(by: User, action: PapersAction, paper: Paper) -> bytes:
    content = unseal_bytes(bytes(paper.sealed), label=paper.label)
    _write_event(by, action, paper)
    return content


def _take_number(paper: Paper) -> None:
    """The next number of the county this year, which nobody else has and nobody skips."""
    paper.county, paper.year = (
        county_of(paper.household.area_id),
        timezone.localdate(paper.made_at).year,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.papers_take_number(%s, %s)", [paper.household.area_id, paper.year])
        (paper.serial,) = cursor.fetchone()


def _write_event(by: User, action: PapersAction, paper: Paper) -> None:
    details = {"household": str(paper.household_id), "form": str(paper.kind)}
    record(by=by, action=action, subject=paper, area=paper.household.area_id, details=details)
