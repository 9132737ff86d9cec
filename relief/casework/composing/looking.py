"""入户调查表, 自理能力评估表 and 初审意见表."""

from typing import Any

from django.utils.translation import gettext as _

from relief.web.days import long_day

from ..investigation import Progress, progress_of
from ..models import ABILITIES
from ..words import amount_words
from .subject import Subject


def home_visit_values(subject: Subject) -> dict[str, Any]:
    visit = subject.deed.visit
    return subject.named() | {
        "visited_on": long_day(visit.visited_on),
        "way": visit.get_way_display(),
        "ground": visit.ground,
        "investigators": _("、").join((visit.first.display_name, visit.second.display_name)),
        "present": visit.present,
        "members": subject.people(),
        "finding": str(visit.finding),
        "signed_by": visit.signed_by,
    }


def self_care_values(subject: Subject) -> dict[str, Any]:
    found = subject.deed.assessment
    return subject.named() | {
        "assessed_on": long_day(found.assessed_on),
        "assessors": found.assessors,
        "abilities": [
            {"ability": str(label), "alone": _("能") if getattr(found, name) else _("不能")}
            for name, label in ABILITIES.items()
        ],
        "result": str(found.result.label),
    }


def opinion_values(subject: Subject) -> dict[str, Any]:
    opinion, progress = subject.deed.opinion, progress_of(subject.application)
    return subject.named() | {
        "size": subject.size,
        "members": subject.people(),
        "visit": _visited(progress),
        "check": _checked(progress),
        "opinion": _("拟同意") if opinion.gives else _("拟不同意"),
        "amount": ""
        if opinion.amount is None
        else amount_words(subject.application.programme, opinion.amount),
        "reason": opinion.reason,
        "proposed_by": subject.by.display_name,
        "notice_from": long_day(opinion.notice_from),
        "notice_to": long_day(opinion.notice_to),
    }


def _visited(progress: Progress) -> str:
    visit = progress.visits[-1]
    told = {
        "day": long_day(visit.visited_on),
        "way": visit.get_way_display(),
        "first": visit.first.display_name,
        "second": visit.second.display_name,
    }
    return _("%(day)s，%(way)s，调查人%(first)s、%(second)s") % told


def _checked(progress: Progress) -> str:
    check = progress.checks[-1]
    told = {"day": long_day(check.result_on), "result": check.get_result_display()}
    return _("%(day)s出结果：%(result)s") % told
