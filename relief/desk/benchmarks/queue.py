"""The queue page with two hundred applications and with twenty thousand, in one run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from math import ceil
from statistics import median

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from relief.offices.access import acting
from relief.offices.models import User

from .admin_list import admin_installed
from .scratch import connected_to, scratch_databases
from .timing import Timed, timed

SMALL, LARGE = (1_000, 200), (100_000, 20_000)
"""Households and applications."""
MOST = 2.0
"""How many times as long the page may take in the large county."""
BLOCKS = 4
"""How many times the two counties take turns."""
APPROVER = "hejing"
# Files without a manifest: nothing was collected for a measurement.
PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# The first page of the queue by hand: what it costs to read these rows at all.
BARE = """
SELECT application.id, application.programme, application.requested_fen, application.submitted_at,
       home.number, place.name, submitter.display_name, screening.findings,
       (SELECT person.name FROM households_member AS head JOIN households_person AS person
            ON person.id = head.person_id
        WHERE head.household_id = home.id AND head.left_on IS NULL AND head.relation = 'head' LIMIT 1),
       (SELECT count(*) FROM households_member AS member
        WHERE member.household_id = home.id AND member.left_on IS NULL)
FROM casework_application AS application
JOIN households_household AS home ON home.id = application.household_id
JOIN offices_area AS place ON place.number = home.area_id
JOIN offices_user AS submitter ON submitter.id = application.submitted_by_id
JOIN screening_screening AS screening ON screening.id = application.screening_id
WHERE application.state = 'submitted'
ORDER BY application.due_on, application.submitted_at, application.id LIMIT 51
"""


@dataclass
class Compared:
    """Seconds of one thing in the small county and in the large one."""

    name: str
    small: list[float] = field(default_factory=list)
    large: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def ratio(self) -> float:
        return median(self.large) / median(self.small)

    def lines(self, small: int, large: int) -> Iterator[Timed]:
        for waiting, seconds in ((small, self.small), (large, self.large)):
            yield Timed(name=f"{self.name}, {waiting:,} waiting", seconds=seconds, queries=self.queries)


def measure(
    rounds: int, small: tuple[int, int] = SMALL, large: tuple[int, int] = LARGE
) -> Iterator[Timed | str]:
    """The page, its rows by bare SQL and Django's own list, in two counties; then what grew how much."""
    sizes = dict(zip(("queue_small", "queue_large"), (small, large), strict=True))
    with scratch_databases(*sizes) as names:
        for name, (households, applications) in zip(names, sizes.values(), strict=True):
            with connected_to(name):
                call_command(
                    "seed_queue", households=households, applications=applications, stdout=StringIO()
                )
        compared = _compared(names, ceil(rounds / BLOCKS))
    for each in compared:
        yield from each.lines(small[1], large[1])
    yield from (f"{each.name}: {each.ratio:.2f} times as long in the large county" for each in compared)
    if compared[0].ratio > MOST:
        raise CommandError(f"{compared[0].name}: {MOST} times is the most")


def _compared(names: tuple[str, ...], rounds: int) -> list[Compared]:
    """In turns, so that what else the machine does meanwhile falls on both."""
    found = [Compared("queue page"), Compared("bare SQL"), Compared("Django admin")]
    for _block in range(BLOCKS):
        for name, which in zip(names, ("small", "large"), strict=True):
            with connected_to(name, role="relief_app"):
                for compared, took in zip(found, _measured(rounds), strict=True):
                    getattr(compared, which).extend(took.seconds)
                    compared.queries = took.queries
    return found


def _measured(rounds: int) -> Iterator[Timed]:
    """The three in the database of this moment, as the approver of half of it."""
    user = User.objects.select_related("area").get(username=APPROVER)
    with override_settings(STORAGES=PLAIN_FILES):
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        yield timed("queue page", rounds, lambda: _opened(client, reverse("queue")))
        with acting(user):
            yield timed("bare SQL", rounds, _read_bare)
        with admin_installed() as address:
            yield timed("admin", rounds, lambda: _opened(client, address))


def _opened(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != 200:
        raise CommandError(f"{address} answers {status}")


def _read_bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        cursor.fetchall()
