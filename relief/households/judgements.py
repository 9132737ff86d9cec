"""认定: what is declared that somebody judged, with who did and why, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.codes import AssetsFinding
from relief.rules.judged import BY_PATH, OF_HOUSEHOLD, OF_MEMBER, OPEN_CLAUSE, Judged, judged_in
from relief.web.days import long_day
from relief.web.texts import said

from .models import Judgement
from .services.judging import plain
from .words import code_words, value_words

FACTS = {fact.name: fact for each in (facts.HOUSEHOLD, facts.HARDSHIP, facts.MEMBER) for fact in each.facts}


class Stands(NamedTuple):
    """A finding among what is declared, of a member by the key or of the household; who found it, if told."""

    judged: Judged
    member: str
    value: Any
    row: Judgement | None

    @property
    def label(self) -> str:
        name = self.judged.path.rpartition(".")[2]
        return said(FACTS[name].label if name in FACTS else facts.ASSETS.label)

    @property
    def answer(self) -> str:
        """是; 规定以内; 2项."""
        if isinstance(self.value, bool):
            return _("是") if self.value else _("否")
        fact = FACTS.get(self.judged.path)
        return str(value_words(fact, self.value)) if fact else code_words(AssetsFinding, self.value)

    @property
    def told(self) -> str:
        return told(self.row)


def told(row: Judgement | None) -> str:
    """林小满2026年11月23日认定：入户看到家里断炊."""
    if row is None:
        return _("没有记下谁认定、凭什么")
    if row.from_case_file:
        return _("从案例文件带入，没有写依据")
    who, day = row.judged_by.display_name, long_day(row.judged_at)
    return _("%(who)s%(day)s认定：%(why)s") % {"who": who, "day": day, "why": row.reason}


def standing(household: UUID, declared: Mapping[str, Any], until: datetime | None = None) -> list[Stands]:
    """Every finding among these facts of a household, with what was written of it up to a moment."""
    newest = _newest(household, until)
    found = [*_stands(newest, OF_HOUSEHOLD, declared, "")]
    for member in declared.get("members") or []:
        found += _stands(newest, OF_MEMBER, member, member["id"])
    return found


def open_clauses(household: UUID) -> dict[tuple[str, str], Judgement]:
    """What was last found of each open clause, by the programme and the clause's own words."""
    rows = Judgement.objects.filter(household=household, fact=OPEN_CLAUSE).select_related("judged_by")
    return {(clause["programme"], clause["clause"]): row for row in rows if (clause := row.value)}


def _newest(household: UUID, until: datetime | None) -> dict[tuple[str, str], Judgement]:
    """The last row of each finding, by the member's key and the path."""
    rows = Judgement.objects.filter(household=household, fact__in=list(BY_PATH))
    rows = rows.select_related("member", "judged_by")
    if until is not None:
        rows = rows.filter(judged_at__lte=until)
    return {(row.member.key if row.member else "", row.fact): row for row in rows}


def _stands(
    newest: Mapping[tuple[str, str], Judgement],
    judged: Iterable[Judged],
    declared: Mapping[str, Any],
    member: str,
) -> Iterator[Stands]:
    """A row that says something else than what is declared tells nothing of it."""
    each = {one.path: one for one in judged}
    for path, value in judged_in(each.values(), declared).items():
        row = newest.get((member, path))
        yield Stands(each[path], member, value, row if row and row.value == plain(value) else None)
