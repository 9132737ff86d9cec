"""One line that says why an answer is what it is."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.answers import PersonAnswer, ProgrammeAnswer
from relief.rules.findings import Finding
from relief.web.days import long_day
from relief.web.texts import said

from .asking import path_words
from .rows import Kept, distance_words


def reason(kept: Kept, answer: ProgrammeAnswer) -> str:
    """For a programme."""
    if answer.verdict == "not_offered":
        return _not_offered(kept, answer)
    if answer.programme.persons and answer.verdict != "undetermined":
        return _of_persons(kept, answer)
    return _of_findings(kept, answer.verdict, answer.findings, answer.missing)


def person_reason(kept: Kept, answer: PersonAnswer) -> str:
    """For one person in a programme."""
    return _of_findings(kept, answer.verdict, answer.findings, answer.missing)


def _of_findings(kept: Kept, verdict: str, findings: Sequence[Finding], missing: Sequence[str]) -> str:
    if verdict == "eligible":
        count = len(findings)
        return ngettext("%(count)d个条件都符合", "%(count)d个条件都符合", count) % {"count": count}
    failed = next((each for each in findings if each.verdict == "not_met"), None)
    return _failed(kept, failed) if failed else _lacking(kept, missing)


def _failed(kept: Kept, finding: Finding) -> str:
    """The first condition that fails, and by how much."""
    words = _("不满足“%(title)s”") % {"title": said(finding.title)}
    distance = distance_words(kept, finding)
    return _("%(reason)s，%(distance)s") % {"reason": words, "distance": distance} if distance else words


def _lacking(kept: Kept, missing: Sequence[str]) -> str:
    if not missing:
        return ""
    count, first = len(missing), path_words(missing[0], kept.names)
    if count == 1:
        return _("缺%(what)s") % {"what": first}
    words = ngettext("缺%(what)s等%(count)d项", "缺%(what)s等%(count)d项", count)
    return words % {"what": first, "count": count}


def _of_persons(kept: Kept, answer: ProgrammeAnswer) -> str:
    """Who is eligible; or, of one person alone, why not."""
    fit = [kept.names.get(key, key) for key, each in answer.persons.items() if each.verdict == answer.verdict]
    if answer.verdict == "eligible":
        return _("%(names)s符合") % {"names": _("、").join(fit)}
    if len(fit) == 1:
        (each,) = answer.persons.values()
        return _("%(name)s：%(reason)s") % {"name": fit[0], "reason": person_reason(kept, each)}
    return ngettext("%(count)d人都不符合", "%(count)d人都不符合", len(fit)) % {"count": len(fit)}


def _not_offered(kept: Kept, answer: ProgrammeAnswer) -> str:
    """Before its first day, or outside the days that the place has set for it."""
    since = answer.programme.since
    if kept.screening.day < since:
        return _("%(day)s起才有这个项目") % {"day": long_day(since)}
    days = kept.screening.figures["in_force"].get(answer.programme.open_while or "")
    if not isinstance(days, dict):
        return _("本地没有开办")
    told = {name: long_day(date.fromisoformat(day)) for name, day in days.items()}
    if set(told) == {"from", "to"}:
        return _("本地办理期为%(from)s至%(to)s") % told
    return _("不在本地的办理期内")
