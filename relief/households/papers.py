"""The list of papers: for each programme what is there, what is missing, and what nobody is asked for."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.papers import BY_CODE, URGENT, Paper, Situation, papers_of
from relief.rules.programmes import PROGRAMMES
from relief.web.remembered import remembered
from relief.web.texts import said

from .models import Applicant, Consent, ConsentPurpose, Evidence, Household, Mandate
from .models.evidence import OTHER_PAPER
from .queries import name_of
from .sections import Section
from .words import Facts


class Held(NamedTuple):
    """What there is of a household's papers: files, and consents that were written down with their paper."""

    files: list[Evidence]
    withdrawn: list[Evidence]
    consents: dict[str, Consent]
    entrusted: bool


class FileLine(NamedTuple):
    """One photograph or PDF as the list shows it."""

    file: Evidence
    title: str
    about: str
    url: str


class PaperRow(NamedTuple):
    """One paper of one member or of the household. `add_url` leads to the form, filled in so far."""

    title: str
    whose: str
    state: str
    label: str
    citation: str
    files: list[FileLine]
    consent: Consent | None
    add_url: str


class ProgrammePapers(NamedTuple):
    """What one programme asks for. `answered`: what a check answers instead of the family."""

    code: str
    title: str
    state: str
    label: str
    rows: list[PaperRow]
    answered: str
    answered_by: str


@remembered
def held_of(household: Household) -> Held:
    """Everything the list of papers needs to know, in a fixed number of queries."""
    files = list(household.evidence.select_related("member__person", "uploaded_by", "withdrawn_by"))
    given = household.consents.filter(purpose=ConsentPurpose.MEANS_CHECK).select_related("member")
    consents = {each.member.key: each for each in given.order_by("signed_on")}
    entrusted = Applicant.objects.filter(household=household, mandate=Mandate.ENTRUSTED).exists()
    return Held(
        [file for file in files if file.withdrawn_at is None],
        [file for file in files if file.withdrawn_at],
        {key: each for key, each in consents.items() if each.given},
        entrusted,
    )


def papers_for(
    household: Household,
    declared: Facts,
    held: Held,
    names: dict[str, str],
    programmes: Collection[str] | None = None,
) -> list[ProgrammePapers]:
    """The list, programme by programme; `programmes` are the codes to show, all of them when left out."""
    situation = Situation(declared, held.entrusted)
    return [
        _of_programme(household, situation, held, names, programme.code, said(programme.title))
        for programme in PROGRAMMES
        if programmes is None or programme.code in programmes
    ]


def _of_programme(
    household: Household, situation: Situation, held: Held, names: dict[str, str], code: str, title: str
) -> ProgrammePapers:
    papers = [(paper, key) for paper in papers_of(code) for key in paper.whose(situation)]
    asked = [_row(household, paper, key, held, names, code) for paper, key in papers if not paper.by_check]
    answered = list(dict.fromkeys(paper for paper, _key in papers if paper.by_check))
    return ProgrammePapers(
        code,
        title,
        *_whole([row.state for row in asked]),
        asked,
        _("、").join(said(paper.title) for paper in answered),
        _cited(answered[0], code) if answered else "",
    )


def _whole(states: list[str]) -> tuple[str, str]:
    """A programme's papers in a word: how many are missing, that they may follow, or that all are there."""
    if missing := states.count("undeclared"):
        return "undeclared", ngettext("缺%(count)d份", "缺%(count)d份", missing) % {"count": missing}
    return ("part", _("可以后补")) if "part" in states else ("filled", _("已齐"))


def _row(
    household: Household, paper: Paper, key: str | None, held: Held, names: dict[str, str], programme: str
) -> PaperRow:
    files = [file for file in held.files if _is_of(file, paper, key)]
    consent = held.consents.get(key or "") if paper.code == "consent" else None
    return PaperRow(
        said(paper.title),
        names.get(key, key) if key else "",
        *_state(len(files), consent, programme),
        _cited(paper, programme),
        lines_of(files),
        consent,
        add_url(household, paper, key),
    )


def _is_of(file: Evidence, paper: Paper, key: str | None) -> bool:
    return file.paper == paper.code and (key is None or (file.member is not None and file.member.key == key))


def _state(files: int, consent: Consent | None, programme: str) -> tuple[str, str]:
    if files:
        return "filled", ngettext("有%(count)d份", "有%(count)d份", files) % {"count": files}
    if consent:
        return "filled", _("有纸质的")
    return ("part", _("可以后补")) if programme in URGENT else ("undeclared", _("缺"))


def _cited(paper: Paper, programme: str) -> str:
    return paper.citation(programme, timezone.localdate(), get_language() or "")


def add_url(household: Household, paper: Paper, key: str | None) -> str:
    """The form on the same page, with the paper and the member already chosen."""
    chosen = {"paper": paper.code} | ({"member": key} if key else {})
    return f"{reverse('papers', args=[household.pk])}?{urlencode(chosen)}#add"


def about_title(about: str) -> str:
    """What a file shows: 近12个月大额支出：学费."""
    if not about:
        return ""
    of, _dot, name = about.partition(".")
    fact_map = next(each for each in facts.MAPS if each.name == of)
    words = said(fact_map.label)
    return (
        _("%(label)s：%(value)s") % {"label": words, "value": said(fact_map.by_name[name].label)}
        if name
        else words
    )


def lines_of(files: Iterable[Evidence]) -> list[FileLine]:
    """Files with what to call them and where to look at them."""
    return [FileLine(file, _titled(file), about_title(file.about), _url(file)) for file in files]


def _titled(file: Evidence) -> str:
    title = _("其他佐证") if file.paper == OTHER_PAPER else said(BY_CODE[file.paper].title)
    if file.member is None:
        return title
    return _("%(name)s的%(title)s") % {"name": name_of(file.member), "title": title}


def _url(file: Evidence) -> str:
    return reverse("evidence", args=[file.household_id, file.pk])


def beside(held: Held, shown: list[ProgrammePapers]) -> list[FileLine]:
    """Files that no programme on the page asks for: they are kept and shown all the same."""
    listed = {line.file.pk for programme in shown for row in programme.rows for line in row.files}
    return lines_of(file for file in held.files if file.pk not in listed)


def papers_section(
    household: Household, declared: Facts, programmes: Collection[str] = ("dibao",)
) -> Section:
    """材料 in the list of sections: what is there of what `programmes` ask for."""
    held = held_of(household)
    rows = {
        (row.title, row.whose): row
        for programme in papers_for(household, declared, held, {}, programmes)
        for row in programme.rows
    }
    done, of = sum(row.state == "filled" for row in rows.values()), len(rows)
    count = len(held.files)
    note = (
        ngettext("%(count)d份照片和文件", "%(count)d份照片和文件", count) % {"count": count} if count else ""
    )
    state, label = "part", _("有%(done)d/%(of)d") % {"done": done, "of": of}
    if done == of and of:
        state, label = "filled", _("已齐")
    elif not done and not count:
        state, label = "undeclared", _("还没有")
    return Section("papers", _("材料"), note, state, label, reverse("papers", args=[household.pk]))


def form_choices() -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """The papers that may be added, and the facts that a file may show."""
    papers = [(paper.code, said(paper.title)) for paper in BY_CODE.values() if not paper.by_check]
    about = [
        (
            said(each.label),
            [(each.name, _("%(label)s：全部") % {"label": said(each.label)})]
            + [(f"{each.name}.{fact.name}", said(fact.label)) for fact in each.facts],
        )
        for each in facts.MAPS
    ]
    return [*papers, (OTHER_PAPER, _("其他佐证"))], about
