"""What is found for what somebody types. The area wall stands below: nobody filters by area.

What is meant is read off what is typed; several readings are tried together. The number of queries follows
from what is typed alone, never from what is found.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone

from relief.offices.documents import DocumentKind, read_document
from relief.vault.ciphers import index_of, normalised

from .models import Applicant, Household, Member, Person, SearchWord
from .queries import (
    document_ending_index,
    document_index,
    households,
    telephone_ending_index,
    with_heads,
)
from .spelling import as_typed

MOST = 20
LAST_SIGN = "\U0010ffff"
HOUSEHOLD_NUMBER = re.compile(
    r"(?P<letters>[A-Z]{1,6})?(?:(?P<year>20\d\d)(?P<whole>\d{6})|(?P<part>\d{3,6}))", re.ASCII
)
ENDING = re.compile(r"[0-9A-Z]*\d[0-9A-Z]*", re.ASCII)
FIGURES = re.compile(r"\d+", re.ASCII)
TELEPHONE = re.compile(r"\+?\d{7,15}", re.ASCII)
EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """What may be meant by what somebody typed; what cannot be meant is None or empty."""

    word: str = ""
    documents: tuple[bytes, ...] = ()
    ending: bytes | None = None
    telephone: bytes | None = None
    telephone_ending: bytes | None = None
    letters: str = ""
    year: str = ""
    serial: str = ""
    mistake: str = ""

    @property
    def is_whole_number(self) -> bool:
        """Whether it can hardly be anything but the whole number of a document."""
        return bool(self.documents) and not (self.telephone or self.serial)

    @property
    def is_anything(self) -> bool:
        return any((self.word, self.documents, self.ending, self.telephone, self.serial))


@dataclass(frozen=True, slots=True)
class Found:
    """People by their memberships, and households; `reached`: those of them found by a telephone.

    `more` says that there are others.
    """

    people: tuple[Member, ...] = ()
    households: tuple[Household, ...] = ()
    reached: frozenset[UUID] = frozenset()
    more: bool = False

    @property
    def count(self) -> int:
        return len(self.people) + len(self.households)


def read_typed(text: str) -> Typed:
    """A single Chinese character is enough; letters begin to mean something with the second."""
    plain, word = normalised(text), as_typed(text)
    documents, mistake = _documents(plain)
    is_ending = len(plain) == 4
    home = HOUSEHOLD_NUMBER.fullmatch(plain)
    has_letter = any(sign.isalpha() for sign in word)
    return Typed(
        word=word if has_letter and (len(word) > 1 or not word.isascii()) else "",
        documents=documents,
        ending=document_ending_index(plain) if is_ending and ENDING.fullmatch(plain) else None,
        telephone=index_of("telephone", plain) if TELEPHONE.fullmatch(plain) else None,
        telephone_ending=telephone_ending_index(plain) if is_ending and FIGURES.fullmatch(plain) else None,
        letters=(home and home["letters"]) or "",
        year=(home and home["year"]) or "",
        serial=(home["whole"] or home["part"]).zfill(6) if home else "",
        mistake=mistake,
    )


def _documents(plain: str) -> tuple[tuple[bytes, ...], str]:
    """The indexes of the documents whose whole number this is, and what is wrong with eighteen signs."""
    found, mistake = [], ""
    for kind in DocumentKind if len(plain) >= 5 and ENDING.fullmatch(plain) else ():
        try:
            found.append(document_index(read_document(kind, plain, today=timezone.localdate())))
        except ValidationError as error:
            mistake = mistake or error.messages[0]
    return tuple(found), mistake if EIGHTEEN.fullmatch(plain) and not found else ""


def found_for(typed: Typed, most: int = MOST) -> Found:
    """People first, whose name begins so before those in whose name it stands later; then households."""
    ids = [*_people_by_number(typed, most), *_people_by_word(typed, most)]
    ids = list(dict.fromkeys(ids))
    reached = _reached(typed, most)
    members, homes = _memberships(ids[:most]), _households(typed, reached, most)
    people, rest = members[:most], most - len(members[:most])
    more = len(ids) > most or len(members) > most or len(homes) > rest
    return Found(tuple(people), tuple(homes[:rest]), reached, more)


def households_meant(typed: Typed) -> list[models.QuerySet[Any, Any]]:
    """All the households that may be meant, as keys: each a query of its own, to look within a list for."""
    homes: list[models.QuerySet[Any, Any]] = []
    present = Member.objects.filter(left_on=None).order_by()
    if typed.word:
        named = _words(typed).values("person")
        homes.append(present.filter(person__in=named).values("household"))
    if typed.documents or typed.ending:
        numbered = Person.objects.filter(_same_number(typed)).values("pk")
        homes.append(present.filter(person__in=numbered).values("household"))
    if typed.telephone or typed.telephone_ending:
        homes.append(Applicant.objects.filter(_same_telephone(typed)).order_by().values("household"))
    if typed.serial:
        homes.append(_numbered(typed).order_by().values("pk"))
    return homes


def _same_number(typed: Typed) -> Q:
    same = Q(number_index__in=typed.documents)
    return same | Q(number_ending_index=typed.ending) if typed.ending else same


def _people_by_number(typed: Typed, most: int) -> list[UUID]:
    if not (typed.documents or typed.ending):
        return []
    found = Person.objects.filter(_same_number(typed)).order_by("pinyin", "pk")
    return list(found.values_list("pk", flat=True)[: most + 1])


def _words(typed: Typed) -> models.QuerySet[SearchWord]:
    """A range instead of LIKE: see SearchWord."""
    return SearchWord.objects.filter(word__gte=typed.word, word__lte=typed.word + LAST_SIGN).order_by()


def _people_by_word(typed: Typed, most: int) -> list[UUID]:
    """A person is found once, by the earliest place."""
    if not typed.word:
        return []
    people = _words(typed).values("person").annotate(first=Min("start"), least=Min("word"))
    return [row["person"] for row in people.order_by("first", "least", "person")[: most + 1]]


def _memberships(people: list[UUID]) -> list[Member]:
    """Where these people are members, in their order; of whoever is one nowhere, the last place."""
    if not people:
        return []
    rows = Member.objects.filter(person__in=people).select_related("person")
    rows = rows.order_by(F("left_on").desc(nulls_first=True), "-joined_on", "pk")
    found: dict[UUID | None, list[Member]] = {}
    for row in rows:
        same = found.setdefault(row.person_id, [])
        if row.left_on is None or not same:
            same.append(row)
    members = [row for person in people for row in found.get(person, [])]
    homes = with_heads(households().filter(pk__in={row.household_id for row in members}))
    by_pk = {home.pk: home for home in homes}
    for row in members:
        row.household = by_pk[row.household_id]
    return members


def _reached(typed: Typed, most: int) -> frozenset[UUID]:
    """Whose applicant left this telephone, or one that ends so."""
    same = _same_telephone(typed)
    rows = Applicant.objects.filter(same) if same else Applicant.objects.none()
    return frozenset(rows.values_list("household", flat=True)[: most + 1])


def _same_telephone(typed: Typed) -> Q:
    if typed.telephone_ending:
        return Q(telephone_ending_index=typed.telephone_ending)
    return Q(telephone_index=typed.telephone) if typed.telephone else Q()


def _numbered(typed: Typed) -> models.QuerySet[Household]:
    numbered = Household.objects.filter(serial=typed.serial, number__startswith=typed.letters)
    return numbered.filter(number__contains=f"-{typed.year}-") if typed.year else numbered


def _households(typed: Typed, reached: frozenset[UUID], most: int) -> list[Household]:
    found = set(reached)
    if typed.serial:
        found.update(_numbered(typed).values_list("pk", flat=True)[: most + 1])
    if not (typed.serial or typed.telephone):
        return []
    return list(with_heads(households().filter(pk__in=found))[: most + 1])
