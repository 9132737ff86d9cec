from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from relief.offices import data, places, services
from relief.offices.models import Area, LocalFigures, Section
from relief.offices.vocabulary import Reading, read
from relief.rules.places import PlaceError


class Loaded(NamedTuple):
    area: Area
    section: Section
    in_force_from: date
    in_force_to: date | None
    known_from: datetime
    values: dict[str, Any]
    document: str


class Command(BaseCommand):
    help = "Loads the figures in relief/offices/figures. A changed file is a correction, known from now on."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        new = 0
        for path in sorted(data.FIGURES.glob("*.yaml")):
            place = data.read(path)
            area = Area.objects.filter(number=places.number_of(place["code"])).first()
            if area is None:
                self.stdout.write(f"{place['name']}: not loaded, its area is not")
                continue
            new += sum(store(entry) for entry in entries(area, place))
        self.stdout.write(f"{new} figures new, {LocalFigures.objects.count()} in all")


def entries(area: Area, place: dict[str, Any]) -> Iterator[Loaded]:
    """What a file says, read as the rules read it. CommandError for what they cannot, or for a day twice."""
    for section in Section:
        days = set()
        for number, values in enumerate(place.get(section, [])):
            where = f"{place['name']}: {section.value}[{number}]"
            reading, known, document = entry_of(section, values, where)
            if reading.in_force_from in days:
                raise CommandError(f"{where}: a second entry from {reading.in_force_from}")
            days.add(reading.in_force_from)
            moment = timezone.make_aware(datetime.combine(known, time()))
            yield Loaded(area, section, *reading[:2], moment, reading.values, document)


def entry_of(section: Section, values: dict[str, Any], where: str) -> tuple[Reading, date, str]:
    """An entry's figures and days, and what the reader does not know: since when, and from which document."""
    document, known = values.pop("document", None), values.pop("known_from", None)
    if not document or not isinstance(known, date):
        raise CommandError(f"{where}: needs document and known_from")
    try:
        return read(section, values), known, document
    except PlaceError as error:
        raise CommandError(f"{where}: {error}") from error


def store(entry: Loaded) -> bool:
    """Whether anything was new. What an officer has entered since is never overruled by a file."""
    same_place = LocalFigures.objects.filter(
        area=entry.area, section=entry.section, in_force_from=entry.in_force_from
    )
    as_stored = services.plain(entry.values)
    if any(
        (row.document, row.in_force_to, services.plain(row.values))
        == (entry.document, entry.in_force_to, as_stored)
        for row in same_place
    ):
        return False
    standing = same_place.filter(corrected_by=None).order_by("-known_from").first()
    if standing is not None and standing.entered_by_id is not None:
        return False
    fields = entry._asdict()
    if standing is not None:
        fields |= {"known_from": timezone.now(), "corrects": standing}
    services.register_figures(by=None, **fields)
    return True
