"""The published cases, and the places they name: the project's own data."""

from functools import cache
from pathlib import Path

from relief.rules.cases import Case, CaseError, read_cases
from relief.rules.places import read_place

FOLDER = Path(__file__).resolve().parent / "published"


@cache
def published_cases() -> tuple[Case | CaseError, ...]:
    """Every published case, in the order of the files and of the cases in them."""
    return tuple(
        case
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in read_cases(path.read_text(encoding="utf-8"), path.name)
    )


@cache
def place_codes() -> dict[str, str]:
    """County codes by the names that case files use for places."""
    files = sorted((FOLDER / "places").glob("*.yaml"))
    return {path.stem: read_place(path.read_text(encoding="utf-8"), path.name)["code"] for path in files}


def code_of_place(place: str) -> str | None:
    """The code of a case's place; None for a name that is nowhere known."""
    return place if place.isdecimal() else place_codes().get(place)
