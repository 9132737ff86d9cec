from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from relief.offices import data, places
from relief.offices.models import Area, last_of


class Command(BaseCommand):
    help = "Loads counties with their townships from the official table. May be run again at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("county", nargs="*", help="six digits; none: the set of areas.yaml")
        parser.add_argument("--all", action="store_true", help="every county of the official table")

    @transaction.atomic
    def handle(self, *, county: list[str], all: bool, **options: Any) -> None:
        chosen = data.read(data.AREAS)
        codes = places.county_codes() if all else county or chosen["counties"]
        unknown = [code for code in codes if not places.stands_as_county(code)]
        if unknown:
            raise CommandError(f"not a county of the official table: {', '.join(unknown)}")
        areas = [area for code in codes for area in official_areas(code)]
        if settings.RELIEF_ENV == "demonstration":
            areas += [invented_area(entry) for entry in chosen["demonstration"]]
        store(areas)
        self.stdout.write(f"{len(codes)} counties, {Area.objects.count()} areas")


def official_areas(code: str) -> list[Area]:
    return [
        area_of(division.code, places.LEVELS[division.level], division.name, division.parent_code)
        for division in places.with_surroundings(code)
    ]


def invented_area(entry: dict[str, str]) -> Area:
    area = area_of(entry["code"], entry["level"], entry["name"], entry.get("parent", ""))
    area.telephone = entry.get("telephone", "")
    return area


def area_of(code: str, level: str, name: str, parent: str) -> Area:
    number = places.number_of(code)
    parent_id = places.number_of(parent) if parent else None
    return Area(number=number, last=last_of(number, level), level=level, name=name, parent_id=parent_id)


def store(areas: list[Area]) -> None:
    """Parents first. A telephone that somebody entered stays."""
    distinct = {area.number: area for area in areas}
    ordered = sorted(distinct.values(), key=lambda area: (area.number - area.last, area.number))
    Area.objects.bulk_create(
        ordered, batch_size=1000, update_conflicts=True, unique_fields=["number"], update_fields=["name"]
    )
