"""An answer as data to be kept: codes and figures, member keys, no name and no sentence; and back.

Titles and citations are those of the rules that read it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from relief.rules.answers import Answer, PersonAnswer, ProgrammeAnswer
from relief.rules.citations import shown_on
from relief.rules.codes import Text
from relief.rules.distances import Distance
from relief.rules.findings import Finding
from relief.rules.language import UNBOUNDED, Criterion, Range
from relief.rules.parameters import Figures
from relief.rules.programmes import BY_CODE
from relief.rules.reckoning import Line

ENDS = ("value", "line", "gap")


@cache
def _rules_digest() -> str:
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def law_version(figures: Figures) -> str:
    """A hash of the rules and of the figures used: the same one means judged by the same law."""
    stated = json.dumps(figures.written_out(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{_rules_digest()}\n{stated}".encode()).hexdigest()


def answer_to_data(answer: Answer) -> dict[str, Any]:
    """The answer as JSON can keep it."""
    return {
        "day": answer.day.isoformat(),
        "household_size": answer.household_size,
        "counted_members": list(answer.counted_members),
        "programmes": [_programme_to_data(each) for each in answer.programmes],
    }


def _programme_to_data(answer: ProgrammeAnswer) -> dict[str, Any]:
    return {
        "code": answer.code,
        "verdict": answer.verdict,
        "missing": list(answer.missing),
        "findings": [_finding_to_data(each) for each in answer.findings],
        "persons": {
            person: {
                "verdict": each.verdict,
                "missing": list(each.missing),
                "findings": [_finding_to_data(finding) for finding in each.findings],
            }
            for person, each in answer.persons.items()
        },
        "amount": answer.amount,
        "reckoning": [
            [each.code, each.amount, each.member, each.times, each.kind] for each in answer.reckoning
        ],
        "at_most": answer.at_most,
        "approval": answer.approval,
        "accepted_here": answer.accepted_here,
        "until": None if answer.until is None else answer.until.isoformat(),
    }


def _finding_to_data(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": finding.code,
        "verdict": finding.verdict,
        "missing": list(finding.missing),
    }
    if finding.distance is not None:
        data["distance"] = _distance_to_data(finding.distance)
    return data


def _distance_to_data(distance: Distance) -> dict[str, Any]:
    return {
        "at": list(distance.at),
        "sign": distance.sign,
        "unit": distance.unit,
        **{name: [_end_to_data(end) for end in getattr(distance, name)] for name in ENDS},
    }


def _end_to_data(end: Fraction | int) -> int | str | None:
    """A whole number as it is, a share as 7/3, and nothing for what has no end."""
    if not -UNBOUNDED < end < UNBOUNDED:
        return None
    return end if isinstance(end, int) else str(end)


def answer_from_data(data: Mapping[str, Any]) -> Answer:
    """The answer that was kept. KeyError for a programme this version does not know."""
    day = date.fromisoformat(data["day"])
    return Answer(
        day,
        data["household_size"],
        tuple(data["counted_members"]),
        tuple(_programme_from_data(each, day) for each in data["programmes"]),
    )


def _programme_from_data(data: Mapping[str, Any], day: date) -> ProgrammeAnswer:
    programme = BY_CODE[data["code"]]
    criteria = {criterion.code: criterion for criterion in programme.criteria}

    def findings(rows: list[Mapping[str, Any]]) -> tuple[Finding, ...]:
        return tuple(_finding_from_data(row, criteria.get(row["code"]), day) for row in rows)

    return ProgrammeAnswer(
        programme,
        data["verdict"],
        tuple(data["missing"]),
        findings(data["findings"]),
        {
            person: PersonAnswer(each["verdict"], tuple(each["missing"]), findings(each["findings"]))
            for person, each in data["persons"].items()
        },
        data["amount"],
        tuple(Line(*row) for row in data["reckoning"]),
        data["at_most"],
        data["approval"],
        data["accepted_here"],
        date.fromisoformat(data["until"]) if data.get("until") else None,
    )


def _finding_from_data(row: Mapping[str, Any], criterion: Criterion | None, day: date) -> Finding:
    """A finding with the words of its criterion; of one that is no longer known, its code alone."""
    if criterion is None:
        return Finding(
            row["code"], Text(row["code"], row["code"]), Text("", ""), row["verdict"], tuple(row["missing"])
        )
    return Finding(
        criterion.code,
        criterion.title,
        Text(shown_on(criterion.cites, day), shown_on(criterion.cites, day, "en")),
        row["verdict"],
        tuple(row["missing"]),
        _distance_from_data(row["distance"]) if "distance" in row else None,
    )


def _distance_from_data(data: Mapping[str, Any]) -> Distance:
    value, line, gap = (
        Range(_end_from_data(data[name][0], -UNBOUNDED), _end_from_data(data[name][1], UNBOUNDED))
        for name in ENDS
    )
    return Distance(tuple(data["at"]), data["sign"], value, line, gap, data["unit"])


def _end_from_data(end: int | str | None, endless: int) -> int | Fraction:
    return endless if end is None else Fraction(end) if isinstance(end, str) else end
