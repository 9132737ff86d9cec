"""用了这一条标准的案件: what rests on one entry of local figures, before and after it is corrected."""

from typing import Any

from relief.casework.models import Decision
from relief.casework.queries import applications
from relief.casework.workflow import State
from relief.offices.figure_words import summary
from relief.offices.models import LocalFigures
from relief.screening.queries import screenings_resting_on

from .work import works

MOST = 50


def cases_page(row: LocalFigures) -> dict[str, Any]:
    """Of the reader's own area, as everything is: the wall stands below."""
    resting = screenings_resting_on(row)
    undecided = applications().filter(decision=None, screening__in=resting).exclude(state=State.WITHDRAWN)
    count = undecided.count()
    first = undecided.order_by("submitted_at", "id").defer(
        "screening__facts", "screening__findings", "screening__figures"
    )[:MOST]
    return {
        "row": row,
        "summary": summary(row.values),
        "correction": getattr(row, "corrected_by", None),
        "undecided": works(first),
        "undecided_count": count,
        "more": count - MOST,
        "decided_count": Decision.objects.filter(screening__in=resting).count(),
        "screenings_count": resting.count(),
    }
