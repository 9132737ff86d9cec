"""What other rooms and the pages ask of households. The area wall stands below: nobody filters by area."""

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from relief.offices.documents import Document, DocumentKind
from relief.offices.models import Area, User, county_of
from relief.vault.ciphers import index_of, normalised
from relief.web.keyset import Place

from .models import Consent, ConsentPurpose, Draft, Household, Member, Person

PAGE = 25


def households() -> models.QuerySet[Household]:
    """Households with what their heading says."""
    return Household.objects.select_related("area__parent", "entered_by")


def newest_households(after: Place | None = None, most: int = PAGE) -> list[Household]:
    """One page, newest first; one more than asked says there is more."""
    rows = with_heads(households())
    if after:
        rows = rows.filter(Q(created_at__lt=after.moment) | Q(created_at=after.moment, pk__lt=after.pk))
    return list(rows[: most + 1])


def with_heads(rows: models.QuerySet[Household]) -> models.QuerySet[Household]:
    """The same households, each with `head_name` and `size`."""
    present = Member.objects.filter(household=OuterRef("pk"), left_on=None).order_by()
    head = present.filter(relation="head")
    size = present.values("household").annotate(count=Count("pk")).values("count")
    return rows.annotate(head_name=Subquery(head.values("person__name")[:1]), size=Subquery(size))


def head_name_of(household: str) -> Subquery:
    """The name of the head, for rows that name their household in this column."""
    head = Member.objects.filter(household=OuterRef(household), left_on=None, relation="head")
    return Subquery(head.order_by().values("person__name")[:1])


def members_of(household: Household) -> list[Member]:
    """Open memberships with their persons, in the order of the household."""
    return list(household.members.filter(left_on=None).select_related("person"))


def name_of(member: Member) -> str:
    """The name, or what stands for it while nobody has given one."""
    return member.person.name if member.person else _("成员%(key)s") % {"key": member.key}


def member_names(members: list[Member]) -> dict[str, str]:
    """Names by the keys that facts, screenings and findings use."""
    return {member.key: name_of(member) for member in members}


def household_name(household: Household, members: list[Member]) -> str:
    """周桂芳户; without a named head the number."""
    head = next((member for member in members if member.relation == "head" and member.person), None)
    return _("%(name)s户") % {"name": name_of(head)} if head else household.number


def document_index(document: Document) -> bytes:
    return index_of_document(document.kind, document.number)


def index_of_document(kind: DocumentKind, number: str) -> bytes:
    """The index of a number of one kind: a passport and a permit may have the same figures."""
    return index_of("document", f"{kind}:{number}")


def document_ending_index(number: str) -> bytes:
    """证件后四位: the index of the last four signs of a number, whatever its kind."""
    return index_of("document_ending", normalised(number)[-4:])


def telephone_ending_index(number: str) -> bytes:
    """电话后四位: the index of the last four figures of a telephone."""
    return index_of("telephone_ending", normalised(number)[-4:])


def person_seen(document: Document) -> Person | None:
    """Who has this number, if one sees them."""
    return Person.objects.filter(number_index=document_index(document)).first()


def memberships_of(person: Person) -> models.QuerySet[Member]:
    """Where one sees that a person is or was a member, the present first."""
    return person.memberships.select_related("household__area").order_by(
        F("left_on").desc(nulls_first=True), "joined_on"
    )


def county_name(area: Area) -> str:
    """What people call the county that an area lies in."""
    return Area.objects.get(number=county_of(area.number)).name


def draft_of(household: Household, page: str, user: User) -> Draft | None:
    """What this person typed on this page and has not saved."""
    return Draft.objects.filter(household=household, page=page, typed_by=user).first()


def drafts_of(user: User) -> models.QuerySet[Draft]:
    """Everything that a person has typed and not saved, the newest first."""
    return Draft.objects.filter(typed_by=user).select_related("household")


Consents = Mapping[UUID, Consent]


def consents_of(household: Household) -> Consents:
    """Each member's last answer to being checked. Without a yes in it nobody may be checked."""
    rows = household.consents.filter(purpose=ConsentPurpose.MEANS_CHECK).order_by("signed_on", "recorded_at")
    return {row.member_id: row for row in rows}
