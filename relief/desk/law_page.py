"""规定和标准: every rule in force on a day, its articles, and the figures of one place. Nothing of people."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from relief.offices import queries
from relief.offices.declared_days import declared_on
from relief.offices.disagreements import Disagreement, disagreements, disagreements_about
from relief.offices.figure_page import rows_of
from relief.offices.figure_topics import KEYS, meaning_unset
from relief.offices.figure_words import said as said_figure
from relief.offices.figure_words import word
from relief.offices.models import Area, Section, county_of
from relief.rules.articles import Source, sources
from relief.rules.beside import (
    SHARED,
    WHAT_COUNTS,
    WHO_COUNTS,
    alike,
    carried,
    criteria_of,
    place_figures,
    room_of,
)
from relief.rules.citations import shown_on
from relief.rules.conflicts import is_disputed
from relief.rules.language import Criterion
from relief.rules.parameters import Figures, NationalFigure
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from relief.web.days import long_day
from relief.web.texts import said


class Here(NamedTuple):
    """A figure of the place that a rule reads: its value, or what holds while it is not set."""

    label: str
    value: str
    meaning: str


class Condition(NamedTuple):
    """A criterion, and whether the texts disagree about it. `anchor`: where its own programme tells it."""

    title: str
    anchor: str
    is_disputed: bool


class Article(NamedTuple):
    """What carries a rule: how it is cited, for which days, what it says, and what has changed it since."""

    cited: str
    days: str
    text: str
    amended: str


class Rule(NamedTuple):
    """Criteria that stand on the same articles."""

    conditions: Sequence[Condition]
    here: Sequence[Here]
    articles: Sequence[Article]


class Law(NamedTuple):
    """A programme on the day in the place. `closed`: why it is not offered."""

    code: str
    title: str
    closed: str
    rules: Sequence[Rule]
    open_clauses: Sequence[tuple[str, str]]
    disagreements: Sequence[Disagreement]


class National(NamedTuple):
    title: str
    value: str
    cited: str


def law_page(area: Area, day: date, known_at: datetime) -> dict[str, Any]:
    """What is in force in a county on a day, by what is known at a moment."""
    rows = queries.figures_in_force(area, day, known_at)
    standing = next((row for row in rows if row.section == Section.FIGURES), None)
    figures = Figures(queries.place_of(area, rows), "urban", day)
    return {
        "area": area,
        "day": day,
        "laws": [_law(each, figures) for each in PROGRAMMES],
        "shared": [
            (_("谁计入家庭"), _rules(WHO_COUNTS, figures, SHARED)),
            (_("哪些收入计入"), _rules(WHAT_COUNTS, figures, SHARED)),
        ],
        "standing": standing,
        "rows": rows_of(standing.values if standing else {}, day),
        "declared": declared_on(rows, day, None),
        "national": [_national(each) for each in figures.national.values()],
        "disagreements": disagreements(figures),
    }


def _law(programme: Programme, figures: Figures) -> Law:
    closed = _closed(programme, figures)
    clauses = programme.open_clauses_on(figures.day)
    return Law(
        code=programme.code,
        title=said(programme.title),
        closed=closed,
        rules=() if closed else _rules(criteria_of(programme), figures, {programme.code}),
        open_clauses=[(said(text), shown_on(cites, figures.day, _language())) for cites, text in clauses],
        disagreements=disagreements_about(programme, figures),
    )


def _closed(programme: Programme, figures: Figures) -> str:
    if programme.since > figures.day:
        return _("%(day)s起才有这个项目。") % {"day": long_day(programme.since)}
    if programme.open_while and not figures.flag(programme.open_while).possible:
        return _("本地这一天没有开办。")
    return ""


def _rules(criteria: Iterable[Criterion], figures: Figures, rooms: AbstractSet[str]) -> list[Rule]:
    """`rooms`: whose own criteria these are; others stand here as well, and have their anchor elsewhere."""
    now = (each for each in criteria if each.in_force(figures.day))
    return [_rule(group, figures, rooms) for group in alike(now)]


def _rule(group: list[Criterion], figures: Figures, rooms: AbstractSet[str]) -> Rule:
    keys = dict.fromkeys((key, room_of(each)) for each in group for key in place_figures(each))
    return Rule(
        [
            Condition(
                said(each.title),
                each.code if room_of(each) in rooms else "",
                is_disputed(each.code, figures.day),
            )
            for each in group
        ],
        [_here(key, programme, figures) for key, programme in keys if key in KEYS],
        [_article(group[0], each, figures.day) for each in sources(group[0].cites, figures.day)],
    )


def _here(key: str, programme: str, figures: Figures) -> Here:
    value = figures.entry.get(key)
    if key == "assets" and value:
        value = value.get(programme) or value.get("default")
    if value is None:
        return Here(word(key), "", meaning_unset((key,), figures.day))
    return Here(word(key), said_figure(key, value), "")


def _article(criterion: Criterion, source: Source, day: date) -> Article:
    amended = [each.shown(_language()) for each in source.amended_by(day)]
    days = _days(*carried(criterion, source.cite))
    return Article(source.cite.shown(_language()), days, said(source.article.text), _("、").join(amended))


def _days(since: date, until: date | None) -> str:
    if until is None:
        return _("%(day)s起") % {"day": long_day(since)}
    return _("%(from)s至%(to)s") % {"from": long_day(since), "to": long_day(until)}


def _national(figure: NationalFigure) -> National:
    value = figure.value
    stated = said_figure(figure.name, value) if isinstance(value, bool) else str(value)
    return National(said(figure.title), stated, figure.cite.shown(_language()))


def _language() -> str:
    return get_language() or "zh"


def home_county(user: Any, places: Iterable[str]) -> str:
    """The code of the county where somebody works; for whoever is not signed in the first there is."""
    codes = list(places)
    own = str(county_of(user.area.number))[:6] if user.is_authenticated else ""
    return own if own in codes else next(iter(codes), "")
