"""Who applies and who consented as plain values, each with the mark of what a save was typed on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from relief.vault.ciphers import index_of

from .facts import facts_hash
from .models import Applicant, Consent

Values = Mapping[str, Any]

TEXTS = (
    "agent_name",
    "agent_relation",
    "agent_reason",
    "guardian_name",
    "telephone",
    "address",
    "account",
    "account_holder",
)
SEALED = ("telephone", "account")


def applicant_values(found: Applicant | None) -> dict[str, Any]:
    """What is kept of the applicant (申请人), in the clear; nothing while nobody is."""
    if found is None:
        return {}
    texts = {name: str(getattr(found, name) or "") for name in TEXTS}
    kept = {name: getattr(found, name) for name in ("mandate", "guardian_consents")}
    return texts | kept | {"member": str(found.member_id)}


def applicant_mark(values: Values) -> str:
    """It stands in the page, so the numbers that are sealed go into it by their keyed indexes alone."""
    told = {name: value for name, value in values.items() if value not in (None, "")}
    hidden = {name: index_of(name, str(told[name])).hex() for name in SEALED if name in told}
    return facts_hash({name: str(value) for name, value in told.items()} | hidden)


def consent_values(found: Consent) -> dict[str, Any]:
    return {"given": found.given, "signed_on": found.signed_on, "paper": found.paper}


def consent_mark(given: bool, signed_on: date, paper: str) -> str:
    """The mark of one person's answer (核对授权书)."""
    return facts_hash({"given": given, "signed_on": signed_on, "paper": paper})
