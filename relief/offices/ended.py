"""登录已经过期: a form that arrives without a session, or without its key, is kept and comes back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from relief.web.views import csrf_failure

from . import typed
from .forms.sign_in import SignInForm
from .models import User

WHOLE_PAGE = "page"
"""The id of what a form puts in anew when it is sent by htmx: everything under the head of the page."""


class SessionEndedMiddleware(LoginRequiredMiddleware):
    """Asks for the login; a form of ours goes through it sealed and comes back."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        if puts_in_a_part(request):
            return word_in_the_page(request)
        if request.method == "POST" and (writer := typed.writer_of(request)):
            return login_that_keeps(request, *writer)
        if request.method == "POST":
            messages.warning(request, _("登录已经过期，刚才按的没有办。登录以后请再按一次。"))
            return redirect_to_login(_page_of(request))
        return super().handle_no_permission(request, view_func)


def _page_of(request: HttpRequest) -> str:
    """The page a button stood on: what it asks for cannot be opened like a page."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(came_from)
    return urlunsplit(("", "", parts.path, parts.query, ""))


def puts_in_a_part(request: HttpRequest) -> bool:
    """Whether the answer would stand in a part of a page. A form that is sent for the whole page gets one."""
    asked = getattr(request, "htmx", None)
    return asked is not None and bool(asked) and asked.target != WHOLE_PAGE


def form_without_key(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in elsewhere changes the key of every open form: what was typed comes back for another look."""
    if puts_in_a_part(request):
        return word_in_the_page(request)
    if request.path == reverse("login") and (kept := request.POST.get("kept")):
        if request.user.is_authenticated:
            return give_back(request, kept)
        return login_page(request, next=request.POST.get("next", ""), kept=kept)
    if writer := typed.writer_of(request):
        if not request.user.is_authenticated:
            return login_that_keeps(request, *writer)
        return _give_back_at_once(request, *writer)
    return csrf_failure(request, reason)


def login_that_keeps(request: HttpRequest, user: Any, page: str) -> HttpResponse:
    try:
        kept = typed.keep(request, user, page)
    except typed.TooMuch:
        return login_page(request, next=page, too_much=True)
    return login_page(request, next=page, kept=kept, had_files=bool(request.FILES))


def login_page(request: HttpRequest, **found: Any) -> HttpResponse:
    response = render(request, "offices/login.html", {"form": SignInForm(request), **found})
    add_never_cache_headers(response)
    return response


def give_back(request: HttpRequest, kept: str) -> HttpResponse:
    """To the page a form was typed on, with what was typed in the session; or says why not."""
    assert isinstance(request.user, User)
    try:
        found = typed.hold(request, kept, request.user.pk)
    except typed.AnothersForm:
        messages.warning(request, _("登录前那一页是另一个账号写的，没有打开。"))
    except typed.NotTyped:
        messages.warning(request, _("登录前写的打不开了：最多留24小时，请重新填写。"))
    else:
        if found.had_files:
            messages.warning(request, _("选好的文件没法留着，请重新选。"))
        return redirect(found.page)
    return redirect(settings.LOGIN_REDIRECT_URL)


def word_in_the_page(request: HttpRequest) -> HttpResponse:
    """A part of a page cannot show a login: it says so where saving is reported, and nothing moves."""
    if request.method == "POST":
        response = HttpResponse(_("登录已经过期。请按保存再登录，您写的不会丢。"))
        response["HX-Retarget"] = "#save-state"
    else:
        here = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        address = f"{reverse('login')}?{urlencode({'next': here})}"
        response = HttpResponse(format_html('<a href="{}">{}</a>', address, _("登录已经过期，请重新登录。")))
    response["HX-Reswap"] = "innerHTML"
    # A button of a list takes its own part out of the answer, and these words are none of it.
    response["HX-Reselect"] = "unset"
    add_never_cache_headers(response)
    return response


def _give_back_at_once(request: HttpRequest, user: Any, page: str) -> HttpResponse:
    try:
        return give_back(request, typed.keep(request, user, page))
    except typed.TooMuch:
        return csrf_failure(request)
