"""The one writer of answers."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.households.models import Household
from relief.households.services import end_membership
from relief.offices.models import Role, User

from .actions import CautionAction
from .models import REPLIES, Answer, Kind, Reply, Step
from .queries import ANY, found_for, keeps_away

ANSWERING = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)


class AlreadyAnswered(Exception):
    """Somebody has found it out, or there is nothing to ask about any more."""


@transaction.atomic
def answer_caution(
    *, by: User, household: Household, about: UUID, reply: Reply, words: str, step: Step
) -> Answer:
    """核实重复救助. Whoever is found to be no member here leaves today; the caseworker says that alone."""
    home = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    if by.role not in ANSWERING or not by.area.contains(home.area_id):
        raise PermissionDenied(_("由住户所在社区（村）的协理员，或审批的人核实。"))
    if keeps_away(by, home):
        raise PermissionDenied(_("您和这户人家有近亲属关系，由别人核实。"))
    found = next((each for each in found_for(home, ANY, step) if each.about == about), None)
    if found is None or Answer.objects.filter(household=home, about=about).exists():
        raise AlreadyAnswered
    if reply not in replies_for(by, found.kind):
        raise PermissionDenied(_("成员由住户所在社区（村）的协理员改。"))
    of_it = {"kind": found.kind, "about": about, "office": found.office, "member_id": found.member}
    said = {"reply": reply, "words": words.strip(), "step": step}
    answer = Answer.objects.create(household=home, by=by, role=by.role, **of_it, **said)
    if found.member and reply == Reply.NOT_A_MEMBER_HERE:
        member = home.members.get(pk=found.member)
        end_membership(by=by, member=member, left_on=timezone.localdate(), reason=words.strip())
    details = {"household": str(home.pk), "member": str(found.member) if found.member else None}
    details |= {"caution": found.kind, "reply": reply, "step": step}
    record(by=by, action=CautionAction.ANSWERED, subject=answer, area=home.area_id, details=details)
    return answer


def replies_for(by: User, kind: Kind) -> tuple[Reply, ...]:
    """Who decides changes no facts: that somebody is no member is said by the caseworker."""
    own = by.role == Role.CASEWORKER
    return tuple(each for each in REPLIES[kind] if own or each != Reply.NOT_A_MEMBER_HERE)
