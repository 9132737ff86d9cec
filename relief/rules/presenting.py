"""An answer as the JSON of the case file's contract, and amounts as text."""

from __future__ import annotations

from datetime import date
from typing import Any

from relief.rules.answers import Answer, ProgrammeAnswer
from relief.rules.findings import Finding


def yuan_text(amount: int) -> str:
    """Fen as a decimal text of yuan with two places."""
    return f"{amount // 100}.{amount % 100:02d}"


def answer_data(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer, without the name of its case."""
    return {
        "day": answer.day.isoformat(),
        "household_size": answer.household_size,
        "counted_members": list(answer.counted_members),
        "programmes": {each.code: programme_data(each, answer.day) for each in answer.programmes},
    }


def programme_data(answer: ProgrammeAnswer, day: date) -> dict[str, Any]:
    """A programme's answer on its day; one that is not offered has no other key."""
    if answer.verdict == "not_offered":
        return {"verdict": answer.verdict}
    data: dict[str, Any] = {"verdict": answer.verdict, **_amounts(answer)}
    if answer.programme.belongs:
        data["accepted_here"] = answer.accepted_here
    if answer.programme.persons:
        data["persons"] = {person: each.verdict for person, each in answer.persons.items()}
    data["missing"] = list(answer.missing)
    data["open_clauses"] = [text.zh for _, text in answer.programme.open_clauses_on(day)]
    data["criteria"] = [_finding_data(each) for each in answer.findings] + [
        {"person": person, **_finding_data(each)}
        for person, of in answer.persons.items()
        for each in of.findings
    ]
    return data


def _amounts(answer: ProgrammeAnswer) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if answer.amount is not None:
        data["amount"] = yuan_text(answer.amount)
    if answer.at_most is not None:
        data["at_most"] = yuan_text(answer.at_most)
    if answer.verdict == "eligible" and answer.programme.period:
        data["period"] = answer.programme.period
    if answer.until is not None:
        data["until"] = answer.until.isoformat()
    if answer.approval is not None:
        data["approval"] = answer.approval
    return data


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "verdict": finding.verdict,
        "citation": finding.citation.zh,
        "title": finding.title.zh,
    }
