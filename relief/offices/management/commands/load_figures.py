from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from relief.offices import data, places, services
from relief.offices.models import Area, LocalFigures, Section


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
    for section in Section:
        for values in place.get(section, []):
            document, known = values.pop("document"), values.pop("known_from")
            first, last = days(section, values)
            moment = timezone.make_aware(datetime.combine(known, time()))
            yield Loaded(area, section, first, last, moment, values, document)


def days(section: Section, values: dict[str, Any]) -> tuple[date, date | None]:
    """From and to of an entry; what they were read from leaves the values only where it says no more."""
    if section == Section.SUPPLEMENT:
        return values["register_day"], values["pay_by"]
    if section == Section.PRICES:
        return date.fromisoformat(f"{values['month']}-01"), None
    return values.pop("from"), values.pop("to", None)


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
