"""Giving members their names and documents: one number is one person, wherever that person is known."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import IntegrityError, connection, transaction

from relief.audit.services import record
from relief.offices.documents import Document
from relief.offices.models import User

from ..actions import HouseholdAction
from ..models import EntryPart, Member, Person
from ..queries import document_index, person_seen
from .entries import require_caseworker, write_entry
from .indexing import keep_search_words, put_document, put_name


class NamingState(Enum):
    """What came of giving a member a name."""

    NAMED = "named"
    KNOWN = "known"
    NAME_DIFFERS = "name_differs"
    ALREADY_MEMBER = "already_member"


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to telephone about a person whom another office knows."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Naming:
    """The state, and for a number that is known: the person, if one sees them, or the offices that do."""

    state: NamingState
    here: Person | None = None
    elsewhere: tuple[Office, ...] = ()
    is_open_elsewhere: bool = False


NAMED = Naming(NamingState.NAMED)


class BirthDayDiffers(ValueError):
    """The number says another day of birth than was declared."""


@transaction.atomic
def name_member(
    *, by: User, member: Member, name: str, document: Document | None, same_person: bool = False
) -> Naming:
    """登记姓名和证件. A known number is offered first; only `same_person` attaches the one who has it."""
    locked = Member.objects.select_for_update(of=("self",)).select_related("household", "person")
    row = locked.get(pk=member.pk)
    require_caseworker(by, row.household.area_id)
    if document and document.born_on and row.born_on and document.born_on != row.born_on:
        raise BirthDayDiffers
    if row.person and (document is None or row.person.number_index == document_index(document)):
        return _correct_name(by, row, row.person, name)
    if document is None:
        return _put_new_person(by, row, name, None)
    found = _ask(row, document)
    if found is None:
        return _put_unknown(by, row, name, document)
    return _attach(by, row, name, document, found) if same_person else found


def _ask(row: Member, document: Document) -> Naming | None:
    """Whether the number is known at all, here or elsewhere. The database itself writes down the question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT known, office, telephone, is_open FROM households_ask_number(%s, %s)",
            [document_index(document), row.household_id],
        )
        answers = cursor.fetchall()
    if not answers[0][0]:
        return None
    offices = tuple(Office(office, telephone) for _, office, telephone, _ in answers if office)
    is_open = any(is_open for *_, is_open in answers)
    return Naming(NamingState.KNOWN, person_seen(document), offices, is_open)


def _put_unknown(by: User, row: Member, name: str, document: Document) -> Naming:
    try:
        with transaction.atomic():
            return _put_new_person(by, row, name, document)
    except IntegrityError:
        # Another office has entered the same number at this moment.
        found = _ask(row, document)
        if found is None:
            raise
        return found


def _put_new_person(by: User, row: Member, name: str, document: Document | None) -> Naming:
    """The membership first: a person is seen, and so written, only through one."""
    person = Person(born_on=row.born_on)
    put_name(person, name)
    if document:
        put_document(person, document)
        person.sex, person.born_on = document.sex, document.born_on or row.born_on
    Member.objects.filter(pk=row.pk).update(person=person.pk, born_on=person.born_on)
    person.save(force_insert=True)
    keep_search_words(person)
    details: dict[str, Any] = {"member": str(row.pk), "document": document.kind if document else None}
    return _done(by, row, HouseholdAction.NAMED, details)


def _correct_name(by: User, row: Member, person: Person, name: str) -> Naming:
    if person.name == name:
        return NAMED
    put_name(person, name)
    person.save(update_fields=["name", "pinyin", "initials"])
    keep_search_words(person)
    return _done(by, row, HouseholdAction.NAME_CORRECTED, {"member": str(row.pk)})


def _attach(by: User, row: Member, name: str, document: Document, found: Naming) -> Naming:
    """The person who has the number, if the name is the same too: then the office learns nothing new."""
    here = found.here
    if here and Member.objects.filter(household=row.household, person=here, left_on=None).exists():
        return Naming(NamingState.ALREADY_MEMBER, here)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT households_attach_person(%s, %s, %s)", [document_index(document), name, row.pk]
        )
        attached = cursor.fetchone()[0]
    if not attached:
        return Naming(NamingState.NAME_DIFFERS, here, found.elsewhere, found.is_open_elsewhere)
    row.refresh_from_db(fields=["person"])
    if row.born_on is None and document.born_on:
        Member.objects.filter(pk=row.pk).update(born_on=document.born_on)
    write_entry(by, row.household, EntryPart.PEOPLE)
    return NAMED


def _done(by: User, row: Member, action: HouseholdAction, details: dict[str, Any]) -> Naming:
    write_entry(by, row.household, EntryPart.PEOPLE)
    record(by=by, action=action, subject=row.household, area=row.household.area_id, details=details)
    return NAMED
