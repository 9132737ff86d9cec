"""A household's page: what is declared, what the law says of it, and what became of its applications."""

from typing import Any

from django.urls import reverse

from relief.casework.awards import award_lines
from relief.casework.models import Application
from relief.casework.queries import applications_of
from relief.casework.referrals import drafts_of
from relief.casework.timeline import steps
from relief.casework.words import programme_title, state_words
from relief.cautions.page import cautions_at_entry
from relief.funds.facts import facts_with_awards
from relief.households.models import Household
from relief.households.page import household_page
from relief.households.queries import members_of
from relief.offices.models import User
from relief.screening.outcomes import outcome_lines
from relief.screening.page import counted_fact
from relief.web.days import moment

from .advice import beside, outside


def household_with_advice(household: Household, user: User) -> dict[str, Any]:
    """The context of `desk/household.html`."""
    declared, members = facts_with_awards(household), members_of(household)
    applications = applications_of(household)
    side = beside(household, user, declared, members, applications)
    kept = side.get("kept")
    page = household_page(household, user, facts=declared, members=members, out=outside(kept))
    if kept:
        page["identity"] = [*page["identity"][:-1], counted_fact(kept.answer, len(members))]
    return (
        page
        | side
        | {
            "outcomes": outcome_lines(household),
            "applications": [_told(each) for each in applications],
            "awards": award_lines(household),
            "cautions": cautions_at_entry(household, user, reverse("household", args=[household.pk])),
            "drafts": drafts_of(household),
            "steps": steps(household, applications),
        }
    )


def _told(application: Application) -> dict[str, str]:
    """An application and its state."""
    return {
        "title": programme_title(application.programme),
        "note": moment(application.submitted_at),
        "state": state_words(application.state),
        "url": reverse("application", args=[application.pk]),
    }
