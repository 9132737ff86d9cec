"""当时的决定: what was known, by which rule, what was advised, who decided and why.

Read from what never changes: the stored screening, the deeds, the decision, its hints, answers and the log.
Nothing is read of the household as it is today: its members are told by relation and year of birth, as the
screening keeps them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from relief.audit.queries import events_about, holding
from relief.cautions.models import Answer, Kind, Reply, Step
from relief.households.differences import Difference, differences
from relief.households.words import code_words
from relief.offices.figure_words import said as said_figure
from relief.offices.figure_words import word
from relief.offices.models import Role, User
from relief.recusal.queries import is_related
from relief.rules.answers import ProgrammeAnswer
from relief.rules.articles import sources
from relief.rules.codes import Relation
from relief.rules.storing import law_version
from relief.screening.cards import programme_card
from relief.screening.models import Screening
from relief.screening.queries import answer_of, figures_of
from relief.screening.rows import CRITERIA, Kept
from relief.web.texts import said

from .advice import advice_on
from .changed import told_of
from .hint_words import hint_words
from .models import Application, Decision, Deed
from .queries import deeds_of
from .words import deed_words, outcome_words, programme_title
from .workflow import ACTIONS, DECIDES, TRANSFERRING, DeedKind

SUPERVISING = (Role.COUNTY_OFFICER, Role.AUDITOR)


class Done(NamedTuple):
    """One deed. `logged`: its number in the log; `holds`: that line is there, as it was written.

    `elsewhere`: done before the household came here; its line lies in the other office, and is not seen.
    """

    deed: str
    who: str
    role: str
    at: datetime
    words: str
    logged: int | None
    holds: bool
    elsewhere: bool = False


class Whose(NamedTuple):
    """What was declared of one member, or of the household."""

    name: str
    facts: list[Difference]


class Article(NamedTuple):
    """What an article says, in our own words."""

    cited: str
    text: str


def as_decided_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/as_decided.html`, of an application that was decided."""
    decision = application.decision
    screening = Screening.objects.select_related("made_by").get(pk=decision.screening_id)
    names = names_in(screening.facts)
    advice = advice_on(application.programme, screening, application.requested)
    kept = Kept(screening, answer_of(screening), names)
    return {
        "application": application,
        "decision": decision,
        "outcome": outcome_words(decision),
        "title": programme_title(application.programme),
        "screening": screening,
        "card": programme_card(kept, advice.answer, advice.requested),
        "same_rules": law_version(figures_of(screening)) == screening.law_version,
        "articles": _articles(advice.answer, screening),
        "figures": list(_figures(screening)),
        "facts": list(_facts(screening, names)),
        "deeds": list(_deeds(application, decision, user)),
        "hints": [hint_words(each.kind, each.figures) for each in decision.hints.all()],
        "answers": list(_answers(application, decision)),
    }


def may_read(user: User, application: Application) -> bool:
    """Whoever supervises and is no relative, and whoever decided: it is their protection."""
    decision = getattr(application, "decision", None)
    if decision is None or decision.decider_id == user.pk:
        return decision is not None
    return user.role in SUPERVISING and not is_related(user, application.household)


def names_in(facts: Mapping[str, Any]) -> dict[str, str]:
    """户主（1975年生）, by key: a screening keeps no name."""
    return {each["id"]: _called(each) for each in facts.get("members") or []}


def _called(member: Mapping[str, Any]) -> str:
    relation = member.get("relation")
    title = code_words(Relation, relation) if relation else _("成员%(key)s") % {"key": member["id"]}
    born = str(member.get("born_on") or "")[:4]
    return _("%(relation)s（%(year)s年生）") % {"relation": title, "year": born} if born else title


def _facts(screening: Screening, names: Mapping[str, str]) -> Iterator[Whose]:
    facts = told_of(screening.facts)
    for member in facts.get("members") or []:
        own = {name: value for name, value in member.items() if name != "id"}
        yield Whose(names[member["id"]], differences({}, own, names))
    of_all = {name: value for name, value in facts.items() if name != "members"}
    yield Whose(_("全家"), differences({}, of_all, names))


def _articles(answer: ProgrammeAnswer, screening: Screening) -> list[Article]:
    """Each article that a condition of the programme stands on, once."""
    found: dict[str, Article] = {}
    findings = [*answer.findings, *(each for one in answer.persons.values() for each in one.findings)]
    for code in dict.fromkeys(each.code for each in findings if each.code in CRITERIA):
        for source in sources(CRITERIA[code].cites, screening.day):
            cited = source.cite.shown(get_language() or "zh")
            found[cited] = Article(cited, said(source.article.text))
    return list(found.values())


def _figures(screening: Screening) -> Iterator[tuple[str, str]]:
    """The standard of the place that was used, as it was kept."""
    for key, value in (screening.figures["place"].get("figures") or [{}])[-1].items():
        yield (_("从哪天起") if key == "from" else word(key)), said_figure(key, value)


def _deeds(application: Application, decision: Decision, user: User) -> Iterator[Done]:
    """Every deed with its line in the log: both are only ever added to."""
    events = [each for each in events_about(application) if "deed" in each.details]
    whole = holding(events)
    logged = {(each.details["deed"], each.action): each for each in events}
    deeds = deeds_of(application)
    moved = max((each.number for each in deeds if each.deed in TRANSFERRING), default=0)
    for each in deeds:
        done = _done(each, decision, logged.get((each.number, ACTIONS[DeedKind(each.deed)].value)), whole)
        away = done.logged is None and each.number <= moved and user.role not in SUPERVISING
        yield done._replace(elsewhere=away)


def _done(deed: Deed, decision: Decision, event: Any, whole: Iterable[Any]) -> Done:
    decided = deed.deed in DECIDES
    same_person = event is not None and event.actor_id == deed.by_id
    return Done(
        deed=deed_words(ACTIONS[DeedKind(deed.deed)]),
        who=deed.by.display_name,
        role=str(Role(deed.role).label),
        at=deed.at,
        words=decision.reason if decided else str(deed.text or ""),
        logged=event.number if event else None,
        holds=same_person and event.pk in whole,
    )


def _answers(application: Application, decision: Decision) -> Iterator[tuple[str, Answer, str]]:
    """What had been answered of double help by then."""
    rows = Answer.objects.filter(household=application.household_id, at__lte=decision.decided_at)
    for each in rows.select_related("by"):
        told = {"step": Step(each.step).label, "reply": Reply(each.reply).label}
        yield str(Kind(each.kind).label), each, _("%(step)s时核实：%(reply)s。") % told
