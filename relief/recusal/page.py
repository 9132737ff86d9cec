"""What the pages of declarations show: what stands, masked, and the versions before it."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.citations import MINFA_2021_57, cite, shown_on
from relief.vault.masks import masked_number
from relief.web.days import moment

from . import queries
from .models import CommitteeMember, Declaration

REGISTER = cite(MINFA_2021_57, "第十一条")


class Named(NamedTuple):
    """A relative as the page says it."""

    name: str
    relation: str
    number: str


class Version(NamedTuple):
    """One version in the list of those that were declared."""

    title: str
    note: str


def declaration_page(declarations: Any, on: date, language: str) -> dict[str, Any]:
    """The context of a page that declares: the newest version, and all of them."""
    found = list(declarations.select_related("declared_by").prefetch_related("relatives"))
    newest = found[0] if found else None
    return {
        "year": on.year,
        "newest": newest,
        "own_number": masked_number(newest.number) if newest else "",
        "named": [_named(each) for each in newest.relatives.all()] if newest else [],
        "versions": [_version(each) for each in found],
        "missing": newest is None or newest.year != on.year,
        "cite": shown_on(REGISTER, on, language),
    }


def _named(relative: Any) -> Named:
    return Named(str(relative.name), relative.get_relation_display(), masked_number(relative.number))


def _version(declaration: Declaration) -> Version:
    count = len(declaration.relatives.all())
    who = {"moment": moment(declaration.declared_at), "name": declaration.declared_by.display_name}
    title = _("%(year)d年度第%(version)d版") % {
        "year": declaration.year,
        "version": declaration.version,
    }
    told = ngettext("%(count)d名近亲属", "%(count)d名近亲属", count) % {"count": count}
    note = (_("%(moment)s，%(name)s申报") % who, told if count else _("没有近亲属"))
    return Version(title, _("，").join(note))


class MemberLine(NamedTuple):
    """A member of a committee in the list. `due`: whether this year's declaration is missing."""

    member: CommitteeMember
    name: str
    community: str
    year: int | None
    due: bool


def committee_page(area: Any, on: date) -> dict[str, Any]:
    found = queries.committee_of(area)
    years = queries.years_declared(found)
    lines = [
        MemberLine(each, str(each.name), each.area.name, years.get(each.pk), years.get(each.pk) != on.year)
        for each in found
    ]
    return {"members": lines, "place": area.name, "year": on.year}
