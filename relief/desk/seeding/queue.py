"""A county full of households, and a queue full of applications."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from relief.audit.services import Told, record_all
from relief.casework.actions import CaseworkAction
from relief.casework.models import Application, Deed
from relief.casework.services import first_deed
from relief.households.actions import HouseholdAction
from relief.households.demonstration import INVENTED_COUNTY
from relief.households.models import Household, Person, SearchWord
from relief.households.queries import document_ending_index, index_of_document
from relief.households.services.entering import free_number
from relief.households.spelling import initials_of, pinyin_of, search_words
from relief.offices.access import acting
from relief.offices.models import Area, Level, Role, User
from relief.offices.queries import area_of_code, areas_within
from relief.offices.services import add_person
from relief.screening.actions import ScreeningAction
from relief.screening.models import Screening
from relief.vault.ciphers import seal

from .copying import copy_households, copy_in, copy_screenings
from .patterns import Pattern, make_patterns, taken_in_turns
from .people import Invented, Inventor, derived

TURN = 1000
"""Households of one transaction: more, and the chain of the audit grows slow; fewer, and everything does."""
QUEUE_DAYS = 45
PERSON = (
    "id",
    "document_kind",
    "number",
    "number_index",
    "number_ending_index",
    "name",
    "pinyin",
    "initials",
    "sex",
    "born_on",
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One household to be made; `submitted` is when its application came, if it has one."""

    key: UUID
    number: str
    pattern: Pattern
    entered: datetime
    submitted: datetime | None

    @property
    def screened(self) -> datetime | None:
        return self.submitted and self.submitted - timedelta(minutes=20)


class Filling:
    """One run of the command."""

    def __init__(self) -> None:
        self.inventor = Inventor(known=Person.objects.count())
        # When somebody came is made up, and the same every time.
        self.random = Random(990101)  # nosec B311
        self.now = timezone.now()
        self.taken = set(Household.objects.values_list("number", flat=True))

    def fill(self, households: int, applications: int) -> Iterator[tuple[str, int]]:
        """`households` and `applications` more than there are; after each turn who has how many by now."""
        caseworkers = caseworkers_of_every_community()
        with transaction.atomic(), acting(caseworkers[0]):
            patterns = make_patterns(caseworkers[0], self.inventor)
        self.taken.update(each.household.number for each in patterns)
        turns = taken_in_turns(patterns)
        shares = zip(
            shared(households - len(patterns), len(caseworkers)),
            shared(applications, len(caseworkers)),
            strict=True,
        )
        for caseworker, (homes, asked) in zip(caseworkers, shares, strict=True):
            for begin in range(0, homes, TURN):
                size = min(TURN, homes - begin)
                copies = [self._copy(caseworker, next(turns), applies=begin + n < asked) for n in range(size)]
                self._make(caseworker, copies)
                yield caseworker.area.name, begin + size

    def _copy(self, caseworker: User, pattern: Pattern, *, applies: bool) -> Copy:
        ago = timedelta(minutes=self.random.randrange(60, QUEUE_DAYS * 24 * 60))
        came = self.now - ago
        entered = came - timedelta(hours=self.random.randrange(1, 72))
        return Copy(uuid4(), self._number(caseworker.area), pattern, entered, came if applies else None)

    def _number(self, area: Area) -> str:
        number = free_number(area)
        while number in self.taken:
            number = free_number(area)
        self.taken.add(number)
        return number

    @transaction.atomic
    def _make(self, caseworker: User, copies: list[Copy]) -> None:
        with acting(caseworker):
            area = caseworker.area_id
            copy_households(
                (c.key, c.pattern.household.pk, c.number, area, caseworker.pk, c.entered, c.screened)
                for c in copies
            )
            self._people(copies)
            copy_screenings()
            submitted = _submit(caseworker, copies)
            record_all(by=caseworker, area=area, told=list(_events(copies, submitted)))

    def _people(self, copies: list[Copy]) -> None:
        people = [
            (derived(copy.key, each.member.pk), each)
            for copy in copies
            for each in self.inventor.family(copy.pattern.members)
        ]
        copy_in("households_person", PERSON, (_person(key, each) for key, each in people))
        words = ((key, word.text, word.start) for key, each in people for word in search_words(each.name))
        copy_in(SearchWord._meta.db_table, ("person_id", "word", "start"), words)


def caseworkers_of_every_community() -> list[User]:
    """Of the invented county; a community that has none gets one, with whom nobody can sign in."""
    found = areas_within(area_of_code(INVENTED_COUNTY)).filter(level=Level.COMMUNITY)
    return [_caseworker_of(community) for community in found.select_related("parent").order_by("number")]


def _caseworker_of(community: Area) -> User:
    found = community.users.filter(role=Role.CASEWORKER, is_active=True).order_by("username").first()
    if found is None:
        found = add_person(
            by=None,
            username=f"cun{community.number}",
            display_name=f"{community.name}协理员",
            role=Role.CASEWORKER,
            area=community,
            password=None,
        )
    found.area = community
    return found


def shared(whole: int, among: int) -> list[int]:
    return [whole // among + (n < whole % among) for n in range(among)]


def _person(key: UUID, person: Invented) -> tuple[object, ...]:
    number, kind = person.number, person.kind
    sealed = seal(number, label="households_person.number") if number else None
    return (
        key,
        kind,
        sealed,
        index_of_document(kind, number) if kind and number else None,
        document_ending_index(number) if number else None,
        person.name,
        pinyin_of(person.name),
        initials_of(person.name),
        person.sex if number else None,
        person.member.born_on,
    )


def _submit(caseworker: User, copies: list[Copy]) -> list[Application]:
    asked = [
        Application(
            household_id=copy.key,
            programme=copy.pattern.programme,
            area_id=caseworker.area_id,
            requested=copy.pattern.requested,
            screening_id=derived(copy.key, copy.pattern.screening.pk),
            submitted_by=caseworker,
            submitted_at=copy.submitted,
        )
        for copy in copies
        if copy.submitted
    ]
    deeds = [first_deed(each, caseworker) for each in asked]
    Application.objects.bulk_create(asked)
    Deed.objects.bulk_create(deeds)
    return asked


def _events(copies: list[Copy], submitted: list[Application]) -> Iterator[Told]:
    """What the services would have written, at the moment it is written."""
    for copy in copies:
        entered = copy.pattern.told[HouseholdAction.ENTERED]
        yield Told(HouseholdAction.ENTERED, "households.household", copy.key, entered)
        if copy.submitted:
            key = derived(copy.key, copy.pattern.screening.pk)
            screened = copy.pattern.told[ScreeningAction.SCREENED] | {"household": str(copy.key)}
            yield Told(ScreeningAction.SCREENED, Screening._meta.label_lower, key, screened)
    verdicts = {copy.key: copy.pattern.verdict for copy in copies}
    for each in submitted:
        details = {
            "programme": each.programme,
            "deed": each.steps,
            "requested": each.requested,
            "verdict": verdicts[each.household_id],
        }
        yield Told(CaseworkAction.SUBMITTED, Application._meta.label_lower, each.pk, details)


def refresh_statistics() -> None:
    """What the planner knows of tables that have grown a hundred times over."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
