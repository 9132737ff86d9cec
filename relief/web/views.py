"""Switches of the frame, and the pages for when something cannot go on."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from relief.web.context import LARGE_TYPE_COOKIE

logger = logging.getLogger(__name__)

YEAR = 365 * 24 * 60 * 60

language = login_not_required(require_POST(set_language))


@login_not_required
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Turns large type on or off and goes back to where the person was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    if request.POST.get("size") == "large":
        response.set_cookie(
            LARGE_TYPE_COOKIE,
            "1",
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(LARGE_TYPE_COOKIE, samesite="Lax")
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. The request itself may be unfit to build a page from, so the page takes nothing from it."""
    is_too_long = isinstance(exception, TooManyFieldsSent)
    return HttpResponse(render_to_string("errors/400.html", {"is_too_long": is_too_long}), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403. Another office does this."""
    return render(request, "errors/403.html", {"is_error": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. The same page, to the letter, for what does not exist and for what lies in another area."""
    return render(request, "errors/404.html", {"is_error": True}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came without its key: nothing was saved, and what to do now."""
    return render(request, "errors/csrf.html", {"is_error": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without database or context. The number on the page is the one in the log."""
    number = secrets.token_hex(2).upper()
    logger.error("error page shown, number %s", number)
    return HttpResponseServerError(render_to_string("errors/500.html", {"number": number}))
