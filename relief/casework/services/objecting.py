"""公示异议: by anybody, by the code of the notice; answered by an officer apart from the case."""

import secrets
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.offices.models import Role, User
from relief.recusal.queries import accounts_of, is_related
from relief.vault.ciphers import index_of, seal, unseal

from ..actions import ObjectionAction
from ..guards import is_first_person
from ..models import (
    Application,
    Objection,
    ObjectionAnswer,
    ObjectionOutcome,
    ObjectionTaken,
    ObjectionWords,
)
from ..queries import people_who_looked
from ..recusing import undeclared
from ..workflow import DeedKind
from .attempts import kept_if_recused
from .moving import said
from .refusals import Recused, Refused, refuse_if

RAISE = "SELECT public.casework_raise_objection(%s, %s, %s, %s, %s)"
ANSWERED = "SELECT * FROM public.casework_objection_answered(%s)"
RECEIPT_BYTES = 8


class Answered(NamedTuple):
    """What the number of a receipt opens; `at` and `text` are empty while nobody has answered."""

    raised_at: datetime
    at: datetime | None
    outcome: str
    text: str


def object_by_code(*, code: str, text: str, contact: str = "") -> str:
    """提出异议, by whoever has the code of a notice that hangs. The number by which the answer is read.

    Nothing is kept of who sent it but what they wrote themselves.
    """
    text = said(text, _("请写对什么有异议。"), "text")
    receipt = secrets.token_hex(RECEIPT_BYTES).upper()
    contact = contact.strip()
    sealed = _sealed("said", text), _sealed("contact", contact) if contact else None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RAISE, [code, uuid4(), index_of("receipt", receipt), *sealed])
    except IntegrityError as error:
        raise Refused(_why(error), "code") from error
    return receipt


def _sealed(column: str, text: str) -> bytes:
    return seal(text, label=f"{ObjectionWords._meta.db_table}.{column}")


def _why(error: IntegrityError) -> str:
    if "casework_objection_often" in str(error):
        return _("今天对这份公示提的异议太多，请打电话或者当面找公示上写的单位。")
    return _("没有这个编码的公示，或者公示已经期满。请看清公示上的编码，或者找公示上写的单位。")


def answer_to(receipt: str) -> Answered | None:
    """What the number of a receipt opens; None where there is no such number."""
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, [index_of("receipt", receipt)])
        row = cursor.fetchone()
    if row is None:
        return None
    raised, at, outcome, told = row
    text = unseal(bytes(told), label=f"{ObjectionAnswer._meta.db_table}.text") if told else ""
    return Answered(raised, at, str(ObjectionOutcome(outcome).label) if outcome else "", text)


@kept_if_recused(DeedKind.OBJECT)
@transaction.atomic
def take_objection(*, by: User, objection: Objection) -> ObjectionTaken:
    """接办: by an officer of the county who has done nothing to the case, and from now on does nothing."""
    if by.role != Role.COUNTY_OFFICER:
        raise PermissionDenied(_("公示异议由县级民政部门经办人答复。"))
    application = _application_of(objection)
    refuse_if(undeclared(by))
    if is_related(by, application.household):
        raise Recused(_("您要回避这户，异议由本县另一位经办人答复。"), application)
    if why := why_not_apart(by, application):
        raise PermissionDenied(why)
    if hasattr(objection, "answer"):
        raise Refused(_("已经答复。"))
    row, _made = ObjectionTaken.objects.get_or_create(objection=objection, by=by)
    _record(by, ObjectionAction.TAKEN, objection)
    return row


def why_not_apart(by: User, application: Application) -> str:
    """Why this officer is one of the people of the case; empty where they are apart from it."""
    accounts = accounts_of(by)
    done = application.deeds.filter(by__in=accounts).exists() or application.owner_id in accounts
    if done or is_first_person(by, application) or accounts & people_who_looked(application):
        return _("您办过这件申请，异议由本县另一位经办人答复。")
    return ""


@transaction.atomic
def answer_objection(*, by: User, objection: Objection, outcome: str, text: str) -> ObjectionAnswer:
    """答复, once, by whoever took it on."""
    _application_of(objection)
    if not objection.taken.filter(by=by).exists():
        raise PermissionDenied(_("请先接办这件异议。"))
    if ObjectionAnswer.objects.filter(objection=objection).exists():
        raise Refused(_("已经答复。"))
    text = said(text, _("请写答复。"), "text")
    row = ObjectionAnswer.objects.create(objection=objection, outcome=outcome, text=text, by=by)
    _record(by, ObjectionAction.ANSWERED, objection, objection=outcome)
    return row


def _application_of(objection: Objection) -> Application:
    """Locked: nobody goes on with the case, or takes on or answers another objection, meanwhile."""
    rows = Application.objects.select_related("household").select_for_update(of=("self",))
    return rows.get(deeds=objection.notice_id)


def _record(by: User, action: ObjectionAction, about: Objection, **details: str) -> None:
    record(by=by, action=action, subject=about, area=about.area_id, details=details)
