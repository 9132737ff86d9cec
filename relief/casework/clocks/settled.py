"""Every six months or once a year: whose means were not settled, by the facts that each deed rested on.

民发〔2021〕57号第三十一条 names an income that is not settled, and members able to work, and defines neither.
Here the first is an income of business, the second a counted member whom 民发〔2021〕43号第五条 does not call
unable to work and who is not in full-time schooling. What is not known counts as able: it is reviewed sooner.
"""

from collections.abc import Iterable
from uuid import UUID

from relief.screening.keeping import facts_from_data
from relief.screening.models import Screening
from relief.screening.queries import answer_of

from ..models import Application, Deed
from ..workflow import DeedKind

LOOKING = (DeedKind.APPROVE, DeedKind.REVIEW, DeedKind.CONFIRM_CHANGE)
DIBAO = ("dibao", "dibao_individual")
UNABLE = "tekun.no_work_capacity"


def unsettled_among(applications: Iterable[Application]) -> dict[UUID, list[bool]]:
    """Of every deed that looked at the means, in order; in one query. Only dibao is asked."""
    keys = [each.pk for each in applications if each.programme in DIBAO]
    if not keys:
        return {}
    found: dict[UUID, list[bool]] = {}
    rows = Deed.objects.filter(application__in=keys, deed__in=LOOKING).select_related("screening")
    for each in rows.order_by("application_id", "number"):
        unsettled = each.screening is not None and not is_settled(each.screening)
        found.setdefault(each.application_id, []).append(unsettled)
    return found


def is_settled(screening: Screening) -> bool:
    facts = facts_from_data(screening.facts)
    members = {each["id"]: each for each in facts.get("members") or []}
    incomes = [*(facts.get("incomes") or []), *_own(members)]
    if any(each.get("kind") == "business" for each in incomes):
        return False
    answer = answer_of(screening)
    unable = {
        key
        for key, person in answer["tekun"].persons.items()
        for finding in person.findings
        if finding.code == UNABLE and finding.verdict == "met"
    }
    counted = answer.counted_members or tuple(members)
    return all(key in unable or _in_school(members[key]) for key in counted)


def _own(members: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    return [income for each in members.values() for income in _listed(each.get("incomes"))]


def _listed(found: object) -> list[dict[str, object]]:
    return found if isinstance(found, list) else []


def _in_school(member: dict[str, object]) -> bool:
    return member.get("schooling") not in (None, "none")
