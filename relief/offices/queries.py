"""What other rooms ask of areas, people, figures and the calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from .models import SPAN, Area, Level, LocalFigures, Role, Section, User, WorkingDay, county_of

Place = dict[str, Any]


class UnknownPlace(LookupError):
    """No area of this code has been loaded."""


def area_of_code(code: str) -> Area:
    """The county (or what stands in for one) of an official code of 6, 9 or 12 digits."""
    if not code.isdecimal() or len(code) not in (6, 9, 12):
        raise UnknownPlace(code)
    area = Area.objects.filter(number=county_of(int(code.ljust(12, "0")))).first()
    if area is None:
        raise UnknownPlace(code)
    return area


def place_for(code: str, day: date, known_at: datetime) -> Place:
    """A place as case files write it: the figures in force there on `day`, as known at `known_at`."""
    area = area_of_code(code)
    return place_of(area, figures_in_force(area, day, known_at))


def place_of(area: Area, rows: Iterable[LocalFigures]) -> Place:
    """A place as case files write it, with these entries."""
    place: Place = {"name": area.name, "code": area.code, Section.FIGURES.value: []}
    for row in rows:
        place.setdefault(row.section, []).append(entry(row))
    return place


def counties() -> models.QuerySet[Area]:
    """Where local figures can be set: counties, and prefectures with townships directly below them."""
    stands_in = Q(level=Level.PREFECTURE, children__level=Level.TOWNSHIP)
    return Area.objects.filter(Q(level=Level.COUNTY) | stands_in).distinct()


def figures_in_force(area: Area, day: date, known_at: datetime) -> list[LocalFigures]:
    """For each section the rows of the nearest level that has any; of the figures the one that applies."""
    known = list(_known_for(area, known_at))
    standing = [row for row in known if row.section == Section.FIGURES and _in_force(row, day)]
    found = _nearest(standing)[-1:]
    for section in (Section.EPIDEMIC, Section.SUPPLEMENT, Section.PRICES):
        found += _nearest([row for row in known if row.section == section])
    return found


def figures_of_all(numbers: Iterable[int]) -> list[LocalFigures]:
    """Every entry of figures of these areas and the levels above them, in one query; see `figures_at`."""
    above = {each for number in numbers for each in numbers_above(number)}
    if not above:
        return []
    rows = LocalFigures.objects.filter(area__in=above, section=Section.FIGURES)
    return list(rows.select_related("area", "corrected_by").order_by("in_force_from", "known_from"))


def figures_at(
    rows: Iterable[LocalFigures], number: int, day: date, known_at: datetime
) -> LocalFigures | None:
    """Of these the one that applies in an area on a day, as known at a moment, as `figures_in_force` says."""
    above = numbers_above(number)
    known = [row for row in rows if row.area_id in above and _is_known(row, known_at) and _in_force(row, day)]
    return next(iter(_nearest(known)[-1:]), None)


def delegation_in_force(area: Area, day: date, known_at: datetime) -> list[LocalFigures]:
    """Who confirms on a day, as known at a moment: the entry of the nearest level that has one for it."""
    known = _known_for(area, known_at).filter(section=Section.DELEGATION)
    return _nearest([row for row in known if _in_force(row, day)])[-1:]


def figures_known(area: Area, known_at: datetime) -> models.QuerySet[LocalFigures]:
    """Every row known for an area and the levels above it, without those that are known to be corrected."""
    return (
        LocalFigures.objects.filter(area__in=numbers_above(area.number), known_from__lte=known_at)
        .exclude(corrected_by__known_from__lte=known_at)
        .select_related("area")
    )


def figures_standing(area: Area, section: Section) -> models.QuerySet[LocalFigures]:
    """The rows of one's own place that nobody has corrected."""
    return LocalFigures.objects.filter(area=area, section=section, corrected_by=None)


def newest_figures(area: Area, section: Section) -> LocalFigures | None:
    """The last entry anybody made; whoever writes names it, so that nothing is written over unseen."""
    rows = LocalFigures.objects.filter(area=area, section=section).select_related("entered_by")
    return rows.order_by("-entered_at", "-known_from", "-pk").first()


def figures_history(area: Area, known_at: datetime) -> models.QuerySet[LocalFigures]:
    """Every row known for an area and the levels above it, corrected ones too, the newest knowledge first."""
    return (
        LocalFigures.objects.filter(area__in=numbers_above(area.number), known_from__lte=known_at)
        .select_related("area", "entered_by", "corrected_by")
        .annotate(page_count=Count("pages"))
        .order_by("-known_from", "-entered_at")
    )


def figures_around(area: Area) -> models.QuerySet[LocalFigures]:
    """Every entry of an area and the levels above it."""
    return LocalFigures.objects.filter(area__in=numbers_above(area.number)).select_related("area")


def numbers_above(number: int) -> list[int]:
    """The county, prefecture and province that a number lies in, by its digits alone."""
    spans = (SPAN[Level.COUNTY], SPAN[Level.PREFECTURE], SPAN[Level.PROVINCE])
    return sorted({number // span * span for span in spans}, reverse=True)


def entry(row: LocalFigures) -> dict[str, Any]:
    """A row as one entry of a place: days are dates, numbers int or Decimal."""
    values = with_days(row.values)
    if row.section == Section.FIGURES:
        return {"from": row.in_force_from, **values}
    if row.section == Section.EPIDEMIC:
        return {"from": row.in_force_from, "to": row.in_force_to or date.max, **values}
    return values


def people_who_may(roles: Iterable[Role], area: Area) -> models.QuerySet[User]:
    """Whoever holds one of these roles for an area around this one or inside it, the nearest first."""
    around = Q(area__number__lte=area.number, area__last__gte=area.last)
    inside = Q(area__number__gte=area.number, area__last__lte=area.last)
    return (
        User.objects.filter(around | inside, role__in=list(roles), is_active=True)
        .select_related("area")
        .order_by(F("area__last") - F("area__number"), "display_name")
    )


def areas_within(area: Area) -> models.QuerySet[Area]:
    """An area and everything below it."""
    return Area.objects.filter(number__gte=area.number, last__lte=area.last)


def people_in(area: Area) -> models.QuerySet[User]:
    """Everybody who works in an area or below it, by place and name."""
    found = User.objects.filter(area__number__gte=area.number, area__last__lte=area.last)
    return found.select_related("area").order_by("area_id", "role", "display_name")


def role_fits(role: Role, area: Area) -> bool:
    """Whether a role belongs to an area's level; the database holds to the same."""
    if role == Role.CASEWORKER:
        return area.level == Level.COMMUNITY
    if role == Role.APPROVER:
        return area.level == Level.TOWNSHIP
    if role == Role.COUNTY_OFFICER:
        stands_in = area.level == Level.PREFECTURE and area.children.filter(level=Level.TOWNSHIP).exists()
        return area.level == Level.COUNTY or stands_in
    return True


def next_community_digits(township: Area) -> int | None:
    """The smallest free last three digits below a township."""
    taken = set(township.children.values_list("number", flat=True))
    free = (digits for digits in range(1, 1000) if township.number + digits not in taken)
    return next(free, None)


def areas_around(area: Area) -> models.QuerySet[Area]:
    """An area and what it lies in, from the province down."""
    return Area.objects.filter(number__lte=area.number, last__gte=area.last)


def calendar_years() -> list[int]:
    return [day.year for day in WorkingDay.objects.dates("day", "year")]


def calendar_of(year: int) -> models.QuerySet[WorkingDay]:
    return WorkingDay.objects.filter(day__year=year)


def _known_for(area: Area, known_at: datetime) -> models.QuerySet[LocalFigures]:
    return figures_known(area, known_at).order_by("in_force_from", "known_from")


def _is_known(row: LocalFigures, at: datetime) -> bool:
    correction = getattr(row, "corrected_by", None)
    return row.known_from <= at and (correction is None or correction.known_from > at)


def _in_force(row: LocalFigures, day: date) -> bool:
    return row.in_force_from <= day and (row.in_force_to is None or day <= row.in_force_to)


def _nearest(rows: list[LocalFigures]) -> list[LocalFigures]:
    nearest = max((row.area for row in rows), key=lambda area: _depth(area.level), default=None)
    return [row for row in rows if row.area == nearest]


def _depth(level: str) -> int:
    return Level.values.index(level)


def with_days(value: Any) -> Any:
    """Values as JSON keeps them, with days as dates again."""
    if isinstance(value, dict):
        return {key: with_days(part) for key, part in value.items()}
    if isinstance(value, list):
        return [with_days(part) for part in value]
    if isinstance(value, str) and len(value) == 10 and value[4:8:3] == "--":
        return date.fromisoformat(value)
    return value
