"""What the pages of applications show."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from relief.cautions.page import Caution, cautions_for
from relief.funds.facts import facts_with_awards
from relief.households.facts import Facts
from relief.households.judgements import open_clauses
from relief.households.models import Household, Member
from relief.households.page import household_page, identity
from relief.households.papers import beside, held_of, papers_for
from relief.households.queries import household_name, member_names, members_of
from relief.offices.models import User
from relief.papers.page import issued_page
from relief.rules.programmes import BY_CODE
from relief.screening.cards import ProgrammeCard, programme_card
from relief.screening.found import found_in, found_lines
from relief.screening.models import Screening
from relief.screening.queries import answer_of, is_of_today, latest_screening
from relief.screening.rows import Kept
from relief.screening.sums import requested_in
from relief.web.remembered import remembering

from .advice import Advice, advice_on
from .as_decided import may_read
from .awards import award_lines, award_lines_of
from .changed import changed_since, last_seen
from .conference_page import conference_lines
from .earlier import earlier_of
from .given_page import given_page
from .hint_words import hints_page
from .models import Application
from .offered import correcting_page, deciding_page
from .other_programmes import others_of
from .owners import owner_box
from .procedure_page import procedure_page
from .registered import registered_box
from .said import said_page
from .timeline import with_next
from .words import programme_title, state_words
from .workflow import WAITING


@remembering()
def application_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/application.html`, all but the form."""
    household, programme = application.household, application.programme
    members, declared = members_of(household), facts_with_awards(household)
    screening = _screening_shown(application)
    advice = advice_on(programme, screening, application.requested)
    names = names_of(household)
    page: dict[str, Any] = {
        "application": application,
        "title": programme_title(programme),
        "state": state_words(application.state),
        "advice": advice,
        "card": card_of(advice, names),
        "others": others_of(application, advice, names),
        "screening": screening,
        "steps": with_next(application),
        "owner_box": owner_box(application, user),
        "awards": award_lines(application.household),
        "given": award_lines_of(application),
        "conference_lines": conference_lines(application),
    }
    page |= household_page(household, user, facts=declared, members=members)
    page |= _known(application, advice, members, declared, names)
    page |= said_page(application, user, page["card"], page["papers"])
    page |= procedure_page(application, user, timezone.localdate()) | issued_page(application.pk, user)
    page["cautions"] = _cautions(application, user, "application")
    page |= given_page(application, user, timezone.localdate())
    page |= hints_page(application, advice) | {"may_look_back": may_read(user, application)}
    page |= registered_box(application, user)
    return page | deciding_page(application, user, advice)


def _screening_shown(application: Application) -> Screening:
    """Of what was decided the one it rests on, else the newest."""
    decision = getattr(application, "decision", None)
    if decision and application.state not in WAITING:
        return Screening.objects.select_related("made_by").get(pk=decision.screening_id)
    return latest_screening(application.household) or application.screening


def _known(
    application: Application, advice: Advice, members: list[Member], declared: Facts, names: dict[str, str]
) -> dict[str, Any]:
    """What a decision looks at beside the advice: what changed, the papers, what there was before."""
    household = application.household
    held = held_of(household)
    papers = papers_for(household, declared, held, names, (application.programme,))
    seen = last_seen(application)
    return {
        "changed": changed_since(seen, advice, held=held, names=names),
        "earlier": earlier_of(household, members, application),
        "papers": papers,
        "beside": beside(held, papers),
    }


def _cautions(application: Application, user: User, slug: str) -> list[Caution]:
    """可能重复的救助, asked again for whoever looks; what was answered stays to be read."""
    back = reverse(slug, args=[application.pk])
    return cautions_for(application.household, user, application.programme, back)


def names_of(household: Household) -> dict[str, str]:
    return member_names(list(household.members.select_related("person")))


def card_of(advice: Advice, names: dict[str, str]) -> ProgrammeCard:
    """The programme as the result page shows it, but for the amount that the application asks for."""
    screening, found = advice.screening, found_in(advice.screening)
    opened = open_clauses(screening.household_id)
    kept = Kept(screening, answer_of(screening), names, found=found, opened=opened)
    answer = advice.answer
    if advice.requested is not None and answer.verdict == "eligible":
        answer = replace(answer, approval=advice.office(None))
    card = programme_card(kept, answer, advice.requested)
    judged = [clause.line for clause in card.open_clauses if clause.line]
    return replace(card, found=[*found_lines(found, names, screening.day), *judged])


def submit_page(household: Household, programme: str, user: User) -> dict[str, Any]:
    """The context of `casework/submit.html`, all but the form."""
    screening, members = latest_screening(household), members_of(household)
    requested = requested_in(screening.facts) if screening and BY_CODE[programme].asks_amount else None
    advice = advice_on(programme, screening, requested) if screening else None
    return {
        "household": household,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "title": programme_title(programme),
        "screening": screening,
        "fresh": screening is not None and is_of_today(screening),
        "requested": requested,
        "card": card_of(advice, member_names(members)) if advice else None,
        "cautions": cautions_for(
            household, user, programme, reverse("submit", args=[household.pk, programme])
        ),
    }


@remembering()
def resubmit_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/resubmit.html`: what to mend, and what was mended since."""
    household = application.household
    members, declared, names = members_of(household), facts_with_awards(household), names_of(household)
    screening = latest_screening(household) or application.screening
    advice = advice_on(application.programme, screening, application.requested)
    page: dict[str, Any] = _of(application, members) | {
        "screening": screening,
        "fresh": is_of_today(screening),
        "card": card_of(advice, names),
    }
    page |= _known(application, advice, members, declared, names)
    page["cautions"] = _cautions(application, user, "resubmit")
    return page | said_page(application, user, page["card"], page["papers"])


def correction_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/correct.html`, all but the form."""
    return _of(application, members_of(application.household)) | correcting_page(application, user)


def _of(application: Application, members: list[Member]) -> dict[str, Any]:
    """Whose application it is, for what, and where it stands."""
    household = application.household
    return {
        "household": household,
        "application": application,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "title": programme_title(application.programme),
        "state": state_words(application.state),
    }
