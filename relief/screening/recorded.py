"""The recorded corpus: generated screenings with their facts, figures and answers, kept in the repository.

One compressed file, a JSON object a line: first every place with its figures, then the screenings.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from relief.offices.models import ExactNumbers, PlainNumbers
from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.rules.storing import answer_to_data

from .keeping import facts_from_data, facts_to_data, place_from_data, place_to_data
from .replaying import Difference, differences

CORPUS = settings.ROOT / "tests" / "rules" / "recorded" / "screenings.jsonl.xz"
Places = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded screening. `findings` is the answer as a screening keeps it."""

    number: int
    place: str
    day: date
    area: str
    facts: Mapping[str, Any]
    findings: Mapping[str, Any]


class Change(NamedTuple):
    """A recorded screening as it was kept and as it is answered now, and in what the answers differ."""

    kept: Recorded
    now: Recorded
    differences: tuple[Difference, ...]


def read(path: Path = CORPUS) -> tuple[Places, Iterator[Recorded]]:
    """The places by their code, and every recorded screening in its order, one after the other."""
    lines = lzma.decompress(path.read_bytes()).decode().splitlines()
    places = json.loads(lines[0], cls=ExactNumbers)
    rows = (_recorded(json.loads(line)) for line in lines[1:])
    return {code: place_from_data(place) for code, place in places.items()}, rows


def _recorded(row: Mapping[str, Any]) -> Recorded:
    return Recorded(
        row["number"],
        row["place"],
        date.fromisoformat(row["day"]),
        row["area"],
        facts_from_data(row["facts"]),
        row["findings"],
    )


def write(places: Places, rows: Iterable[Recorded], path: Path = CORPUS) -> None:
    """The same bytes for the same screenings."""
    kept = {code: place_to_data(place) for code, place in places.items()}
    with lzma.open(path, "wb", preset=9 | lzma.PRESET_EXTREME) as file:
        file.write(json.dumps(kept, cls=PlainNumbers, ensure_ascii=False, sort_keys=True).encode())
        for row in rows:
            file.write(b"\n" + json.dumps(_to_data(row), separators=(",", ":")).encode())


def _to_data(row: Recorded) -> dict[str, Any]:
    return {
        "number": row.number,
        "place": row.place,
        "day": row.day.isoformat(),
        "area": row.area,
        "facts": facts_to_data(row.facts),
        "findings": row.findings,
    }


def changes(path: Path = CORPUS) -> Iterator[Change]:
    """Every recorded screening with how this version's rules answer it."""
    places, rows = read(path)
    for kept in rows:
        now = answered(kept, places)
        yield Change(kept, now, tuple(differences(kept.findings, now.findings)))


def answered(row: Recorded, places: Places) -> Recorded:
    """The same screening with the answer of this version's rules."""
    figures = Figures(places[row.place], row.area, row.day)
    return replace(row, findings=answer_to_data(screen(row.facts, figures)))
