"""公示 and 公布 for everybody, 提出异议 and 查答复: nobody signs in, nothing is found by a search engine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.models import Area, Level
from relief.offices.queries import counties

from ..board_page import board_page
from ..forms.objecting import ObjectForm, ReceiptForm
from ..publishing import in_fours, plain

View = Callable[..., HttpResponse]


def unlisted(view: View) -> View:
    """Open to everybody, kept by nobody: neither by a browser's cache nor by a search engine."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return login_not_required(never_cache(answered))


@unlisted
@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Every county that has communities here."""
    return render(request, "casework/boards.html", {"places": counties()})


@unlisted
@require_GET
def board(request: HttpRequest, place: int) -> HttpResponse:
    """A community's notices and list; of a county or township the places below."""
    area = Area.objects.select_related("parent").filter(number=place).first()
    if area is None:
        raise Http404
    if area.level != Level.COMMUNITY:
        places = Area.objects.filter(parent=area)
        return render(request, "casework/boards.html", {"area": area, "places": places})
    return render(request, "casework/board.html", board_page(area))


@unlisted
@require_http_methods(["GET", "POST"])
def objecting(request: HttpRequest) -> HttpResponse:
    """提出异议. The code of a notice may stand in the address: it is printed for everybody."""
    given = {"code": in_fours(plain(request.GET.get("code", ""))[:40])}
    form = ObjectForm(request.POST or None, initial=given)
    receipt = form.save() if request.method == "POST" and form.is_valid() else ""
    return render(request, "casework/objecting.html", {"form": form, "receipt": in_fours(receipt)})


@unlisted
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """查答复, by the number of the receipt, which stands in no address."""
    form = ReceiptForm(request.POST or None)
    found = form.look() if request.method == "POST" and form.is_valid() else None
    return render(request, "casework/objection_answer.html", {"form": form, "found": found})
