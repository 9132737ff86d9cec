"""The case files of this folder, read once, with the figures of their places."""

from functools import cache
from pathlib import Path

from relief.rules.cases import Case, read_cases
from relief.rules.parameters import Figures
from relief.rules.places import read_place

FOLDER = Path(__file__).parent / "cases"


@cache
def all_cases() -> tuple[Case, ...]:
    return tuple(
        case
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in read_cases(path.read_text(encoding="utf-8"), path.name)
    )


@cache
def place(name: str) -> dict:
    return read_place((FOLDER / "places" / f"{name}.yaml").read_text(encoding="utf-8"), name)


def figures_of(case: Case) -> Figures:
    return Figures(place(case.place), case.area, case.day)


def case_named(name: str) -> Case:
    return next(case for case in all_cases() if case.name == name)
