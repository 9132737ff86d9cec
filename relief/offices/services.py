"""What is done to areas, people and figures. Each deed is atomic and writes its audit event itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from psycopg2.errors import UniqueViolation

from relief.audit.services import record

from . import queries
from .actions import OfficeAction
from .models import (
    SPAN,
    Area,
    ExactNumbers,
    Level,
    LocalFigures,
    PlainNumbers,
    Role,
    Section,
    User,
    WorkingDay,
    last_of,
)
from .vocabulary import Reading, read, written

LAST_COMMUNITY = 999


class FiguresChanged(Exception):
    """Somebody registered or corrected figures of this section after the page was opened."""

    def __init__(self, newest: LocalFigures | None) -> None:
        super().__init__("figures have changed")
        self.newest = newest


class DaysTaken(Exception):
    """Another entry stands on these days: there would be two answers for one day."""

    def __init__(self, standing: LocalFigures) -> None:
        super().__init__(f"figures from {standing.in_force_from} stand already")
        self.standing = standing


class Taken(Exception):
    """Somebody else has just taken this account name or this code."""


def _require(by: User | None, *roles: Role) -> None:
    """None is a loading command, which only the owner of the database can run with effect."""
    if by is not None and by.role not in roles:
        raise PermissionDenied


@contextmanager
def _saying_taken() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise Taken from error
        raise


@transaction.atomic
def record_sign_in(*, by: User) -> None:
    record(by=by, action=OfficeAction.SIGNED_IN, subject=by, area=by.area_id)


@transaction.atomic
def record_sign_out(*, by: User) -> None:
    record(by=by, action=OfficeAction.SIGNED_OUT, subject=by, area=by.area_id)


@transaction.atomic
def change_password(*, by: User, password: str) -> User:
    """改密码, one's own. Sessions that began with the old one end by themselves."""
    person = User.objects.select_for_update().get(pk=by.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    record(by=by, action=OfficeAction.PASSWORD_CHANGED, subject=person, area=person.area_id)
    return person


@transaction.atomic
def add_person(
    *, by: User | None, username: str, display_name: str, role: Role, area: Area, password: str | None
) -> User:
    """None as the password: nobody can sign in yet."""
    _require(by, Role.ADMINISTRATOR)
    with _saying_taken():
        person = User.objects.make(
            username=username, display_name=display_name, role=role, area=area, password=password
        )
    details = {"role": role, "area": area.number}
    record(by=by, action=OfficeAction.PERSON_ADDED, subject=person, area=area.number, details=details)
    return person


@transaction.atomic
def change_person(*, by: User, person: User, role: Role, area: Area, is_active: bool) -> User:
    """变更岗位、辖区、停用. Nobody changes themselves: the last administrator would be the first to go."""
    _require(by, Role.ADMINISTRATOR)
    if by.pk == person.pk:
        raise PermissionDenied
    row = User.objects.select_for_update().get(pk=person.pk)
    before = {"role": row.role, "area": row.area_id, "is_active": row.is_active}
    row.role, row.area, row.is_active = role, area, is_active
    row.save(update_fields=["role", "area", "is_active"])
    after = {"role": role, "area": area.number, "is_active": is_active}
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    record(by=by, action=OfficeAction.PERSON_CHANGED, subject=row, area=area.number, details=changed)
    return row


@transaction.atomic
def add_community(*, by: User, name: str, digits: int) -> Area:
    """新增社区（村）: the township itself gives the name and the last three digits of the code."""
    _require(by, Role.APPROVER)
    if not 1 <= digits <= LAST_COMMUNITY:
        raise ValueError(digits)
    number = by.area.number + digits
    level = Level.COMMUNITY
    community = Area(number=number, last=last_of(number, level), level=level, name=name, parent=by.area)
    with _saying_taken():
        community.save(force_insert=True)
    record(by=by, action=OfficeAction.COMMUNITY_ADDED, subject=community, area=number)
    return community


@transaction.atomic
def register_figures(
    *,
    by: User | None,
    area: Area,
    section: Section,
    in_force_from: date,
    values: dict[str, Any],
    document: str,
    in_force_to: date | None = None,
    known_from: datetime | None = None,
    corrects: LocalFigures | None = None,
    reason: str = "",
) -> LocalFigures:
    """登记或更正标准. Whoever is at work knows from now on; only a command may say since when.

    PlaceError for values that the rules could not read; DaysTaken where another entry answers for a day.
    """
    _require(by, Role.COUNTY_OFFICER, Role.ADMINISTRATOR)
    reading = read(section, written(section, Reading(in_force_from, in_force_to, values)))
    _refuse_taken_days(area, section, reading, corrects)
    row = LocalFigures.objects.create(
        area=area,
        section=section,
        known_from=timezone.now() if by or known_from is None else known_from,
        document=document,
        corrects=corrects,
        reason=reason,
        entered_by=by,
        **reading._asdict(),
    )
    action = OfficeAction.FIGURES_CORRECTED if corrects else OfficeAction.FIGURES_REGISTERED
    details = {"corrects": str(corrects.pk)} if corrects else {}
    record(by=by, action=action, subject=row, area=area.number, details=details)
    return row


@transaction.atomic
def enter_figures(
    *, by: User, area: Area, section: Section, seen: UUID | None, reading: Reading, **fields: Any
) -> LocalFigures:
    """登记或更正 from a page. Of two people at once the second hears that it has changed: FiguresChanged."""
    county = area.number // SPAN[Level.COUNTY]
    with connection.cursor() as cursor:
        # Rows may not be locked by who may not change them; the place is.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('offices.figures'), %s)", [county])
    newest = queries.newest_figures(area, section)
    if seen != (newest.pk if newest else None):
        raise FiguresChanged(newest)
    return register_figures(by=by, area=area, section=section, **reading._asdict(), **fields)


def _refuse_taken_days(area: Area, section: Section, reading: Reading, corrects: LocalFigures | None) -> None:
    """Figures give way to later ones, and a month has one index; of the others two days may not overlap."""
    standing = queries.figures_standing(area, section)
    if section in (Section.FIGURES, Section.PRICES):
        standing = standing.filter(in_force_from=reading.in_force_from)
    else:
        ends_later = Q(in_force_to=None) | Q(in_force_to__gte=reading.in_force_from)
        standing = standing.filter(ends_later, in_force_from__lte=reading.in_force_to or date.max)
    if corrects is not None:
        standing = standing.exclude(pk=corrects.pk)
    if (other := standing.first()) is not None:
        raise DaysTaken(other)


def plain(values: dict[str, Any]) -> Any:
    """Figures as the database gives them back, for comparing."""
    return json.loads(json.dumps(values, cls=PlainNumbers, sort_keys=True), cls=ExactNumbers)


@transaction.atomic
def set_calendar_year(*, by: User, year: int, rest: set[date], work: set[date], document: str) -> None:
    """放假安排 of a year: `rest` besides the weekends, `work` on weekends. None of it is assumed any more."""
    _require(by, Role.ADMINISTRATOR)
    first = date(year, 1, 1)
    dates = [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]
    days = [
        WorkingDay(
            day=day, is_working=day in work or (day.weekday() < 5 and day not in rest), provisional=False
        )
        for day in dates
    ]
    WorkingDay.objects.bulk_create(
        days, update_conflicts=True, unique_fields=["day"], update_fields=["is_working", "provisional"]
    )
    told = {"year": year, "notice": document, "working_days": sum(day.is_working for day in days)}
    record(by=by, action=OfficeAction.CALENDAR_SET, subject=days[0], area=by.area_id, details=told)
