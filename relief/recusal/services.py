"""申报: people at work for themselves, and whoever works in a place for the members of its committee."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.households.queries import document_index
from relief.offices.documents import Document
from relief.offices.models import Area, Level, Role, User
from relief.vault.ciphers import index_of

from .actions import RecusalAction
from .models import CommitteeMember, Declaration, Relation, Relative

ENTERING = (Role.CASEWORKER, Role.APPROVER)


class AlreadyLeft(Exception):
    """Somebody has noted before that this member left."""


class Own(NamedTuple):
    """What somebody declares of themselves. The document says who they are, whatever account they use."""

    document: Document
    telephone: str = ""
    account: str = ""
    address: str = ""


class Kin(NamedTuple):
    """One near relative as somebody declares them."""

    name: str
    relation: Relation
    document: Document
    telephone: str = ""


@transaction.atomic
def declare(*, by: User, on: date, own: Own, relatives: Sequence[Kin]) -> Declaration:
    """申报 for oneself for the year of `on`: a version more. No relatives is an answer, and said as one."""
    return _declared(by, on, own, relatives, staff=by, area_id=by.area_id)


@transaction.atomic
def declare_for_member(
    *, by: User, on: date, member: CommitteeMember, own: Own, relatives: Sequence[Kin]
) -> Declaration:
    """The same for a member of a committee, who has no account."""
    _require_entering(by, member.area)
    if member.left_on is not None:
        raise AlreadyLeft
    return _declared(by, on, own, relatives, of_member=member, area_id=member.area_id)


@transaction.atomic
def add_committee_member(
    *, by: User, on: date, area: Area, name: str, own: Own, relatives: Sequence[Kin]
) -> CommitteeMember:
    """登记村（居）民委员会成员, with the first declaration."""
    _require_entering(by, area)
    member = CommitteeMember.objects.create(
        area=area, name=name, name_index=index_of("name", name), entered_by=by
    )
    _declared(by, on, own, relatives, of_member=member, area_id=area.number)
    record(by=by, action=RecusalAction.MEMBER_ADDED, subject=member, area=area.number)
    return member


@transaction.atomic
def end_committee_member(*, by: User, on: date, member: CommitteeMember) -> None:
    """离任: from now on whose relatives they are makes no case a registered one."""
    _require_entering(by, member.area)
    if not CommitteeMember.objects.filter(pk=member.pk, left_on=None).update(left_on=on):
        raise AlreadyLeft
    record(by=by, action=RecusalAction.MEMBER_LEFT, subject=member, area=member.area_id)


def _require_entering(by: User, area: Area) -> None:
    if by.role not in ENTERING or area.level != Level.COMMUNITY or not by.area.contains(area.number):
        raise PermissionDenied(_("由本地的协理员或审批人登记。"))


def _declared(by: User, on: date, own: Own, relatives: Sequence[Kin], **whose: Any) -> Declaration:
    declaration = Declaration.objects.create(
        year=on.year,
        declared_by=by,
        has_relatives=bool(relatives),
        **whose,
        **_document(own.document),
        **_reached("telephone", own.telephone),
        **_reached("account", own.account),
        **_reached("address", own.address),
    )
    Relative.objects.bulk_create(
        Relative(
            declaration=declaration,
            position=position,
            name=each.name,
            name_index=index_of("name", each.name),
            relation=each.relation,
            **_document(each.document),
            **_reached("telephone", each.telephone),
        )
        for position, each in enumerate(relatives)
    )
    details = {"year": on.year, "relatives": len(relatives)}
    record(
        by=by,
        action=RecusalAction.DECLARED,
        subject=declaration,
        area=declaration.area_id,
        details=details,
    )
    return declaration


def _document(document: Document) -> dict[str, Any]:
    return {
        "document_kind": document.kind,
        "number": document.number,
        "number_index": document_index(document),
    }


def _reached(kind: str, value: str) -> dict[str, Any]:
    return {kind: value or None, f"{kind}_index": index_of(kind, value) if value else None}
