"""申请书, 授权书 and 一次性告知书."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from relief.funds.facts import facts_with_awards
from relief.households.facts import Facts
from relief.households.models import Member
from relief.households.queries import consents_of, name_of
from relief.households.sections import household_sections
from relief.households.words import health_words, incomes_words
from relief.offices.models import Level, Role
from relief.rules.reading import full_years
from relief.web.days import long_day

from ..investigation import FULL_AGE
from ..workflow import INVESTIGATED, State
from .subject import Subject, amount_or_none

OF_EACH = ("hukou", "incomes", "obligors")
"""What every member is asked, and the form says of each."""


def application_values(subject: Subject) -> dict[str, Any]:
    found, facts = subject.applicant, facts_with_awards(subject.household)
    return subject.named() | {
        "telephone": str(found.telephone or "") if found else "",
        "account": _account(subject),
        "mandate": _mandate(subject),
        "requested": amount_or_none(subject.application.requested),
        "cause": str(subject.household.hardship_cause or ""),
        "members": subject.people(),
        "declared": [*_of_members(subject, facts), *_of_household(facts)],
    }


def _account(subject: Subject) -> str:
    found = subject.applicant
    if found is None or not found.account:
        return ""
    told = {"account": found.account, "holder": found.account_holder}
    return _("%(account)s（开户人%(holder)s）") % told


def _mandate(subject: Subject) -> str:
    found = subject.applicant
    if found is None:
        return ""
    told = {"mandate": found.get_mandate_display(), "name": found.agent_name, "reason": found.agent_reason}
    return _("%(mandate)s%(name)s，%(reason)s") % told if found.agent_name else str(told["mandate"])


def _of_members(subject: Subject, facts: Facts) -> Iterator[dict[str, str]]:
    told = {each["id"]: each for each in facts.get("members") or []}
    for member in subject.members:
        of = told.get(member.key, {})
        parts = [*incomes_words(of.get("incomes")), *health_words(of)]
        yield {"item": name_of(member), "told": _("；").join(part.text for part in parts)}


def _of_household(facts: Facts) -> Iterator[dict[str, str]]:
    for section in household_sections(facts):
        if section.name not in OF_EACH:
            yield {"item": section.title, "told": section.note if section.facts else section.label}


def consent_values(subject: Subject) -> dict[str, Any] | None:
    """Only where a means check follows; those who agreed before are named with the day."""
    if subject.application.programme not in INVESTIGATED:
        return None
    told, on = consents_of(subject.household), timezone.localdate(subject.deed.at)
    grown = [each for each in subject.members if _is_grown(each, on)]
    days = [
        long_day(told[each.pk].signed_on) if each.pk in told and told[each.pk].given else "" for each in grown
    ]
    rows = subject.people(grown)
    return subject.values() | {
        "address": subject.address,
        "consenting": [row | {"signed_on": day} for row, day in zip(rows, days, strict=True)],
    }


def _is_grown(member: Member, on: Any) -> bool:
    return member.born_on is None or full_years(member.born_on, on) >= FULL_AGE


def missing_values(subject: Subject) -> dict[str, Any] | None:
    """Only where it goes back to the household; from county to township nobody is asked for papers."""
    if subject.deed.after != State.RETURNED:
        return None
    place = subject.places["community"].name
    telephone = subject.telephone_of(Level.COMMUNITY) or subject.telephone_of(Level.TOWNSHIP)
    return subject.values(Role(subject.deed.role)) | {
        "asked": str(subject.deed.text or ""),
        "bring_to": f"{place}{telephone}",
    }
