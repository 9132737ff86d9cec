from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from .. import queries
from ..access import SignedIn
from ..figure_words import lines_of, summary
from ..models import Section


@require_GET
def figures(request: SignedIn) -> HttpResponse:
    """本地标准: what is in force today where one works, and everything that was registered."""
    area, today, now = request.user.area, timezone.localdate(), timezone.now()
    in_force = queries.figures_in_force(area, today, now)
    standing = next((row for row in in_force if row.section == Section.FIGURES), None)
    found = {
        "today": today,
        "standing": standing,
        "lines": lines_of(standing.values) if standing else [],
        "known": [(row, summary(row.values)) for row in queries.figures_known(area, now)],
        "areas": queries.areas_around(area),
    }
    return render(request, "offices/figures.html", found)
