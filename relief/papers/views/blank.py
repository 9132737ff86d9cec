from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn
from relief.web.files import PDF, shown_file

from ..blank import blank_lines, kind_called
from ..typesetting import typeset_blank


@require_GET
def blank_papers(request: SignedIn) -> HttpResponse:
    """空白表: every form, to be printed for where there is no signal."""
    return render(request, "papers/blank.html", {"lines": blank_lines()})


@require_GET
def blank_paper(request: SignedIn, kind: str) -> HttpResponse:
    """One blank form."""
    found = kind_called(kind)
    if found is None:
        raise Http404
    sent = typeset_blank(found, timezone.now(), across="across" in request.GET)
    return shown_file(sent.content, PDF, f"blank-{kind}")
