"""写好的没有丢: what somebody typed before their session ended, sealed for the same account only.

A form carries `typed_by`, a signed word of who opened it on which page. When it arrives without a
session, everything typed is sealed and goes through the login page, by way of the browser alone:
it stands in no address, no log and no table until the same account has signed in again.
"""

import base64
import json
import time
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from relief.vault.ciphers import CellUnreadable, seal, unseal

FIELD = "typed_by"
SALT = "relief.offices.typed"
LABEL = "offices.typed"
SESSION_KEY = "typed"
LARGEST = 512 * 1024
HOURS_KEPT = 24
NOT_KEPT = ("csrfmiddlewaretoken", FIELD, "kept", "next")


class NotTyped(Exception):
    """Nothing that could be kept or opened: not ours, altered, or older than a day."""


class AnothersForm(NotTyped):
    """Sealed for another account."""


class TooMuch(NotTyped):
    """More than goes through a login page."""


class Opened(NamedTuple):
    """A form as somebody typed it: who, on which page, what, and whether files were with it."""

    user: UUID
    page: str
    body: str
    had_files: bool


def signed(user_pk: UUID, page: str) -> str:
    """The word that a form carries: who opened it, on which page."""
    return signing.dumps([str(user_pk), page], salt=SALT)


def writer_of(request: HttpRequest) -> tuple[UUID, str] | None:
    """Who opened the form that was sent, and on which page; None for a form without a word of ours."""
    try:
        user, page = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return None
    return UUID(user), page


def keep(request: HttpRequest, user: UUID, page: str) -> str:
    """Everything typed in a form, sealed. Passwords, keys and files are left out."""
    typed = request.POST.copy()
    for name in list(typed):
        if name in NOT_KEPT or "password" in name:
            del typed[name]
    body = typed.urlencode()
    if len(body) > LARGEST:
        raise TooMuch
    content = [str(user), page, body, bool(request.FILES), int(time.time())]
    return base64.urlsafe_b64encode(seal(json.dumps(content), label=LABEL)).decode()


def opened(kept: str, user: UUID) -> Opened:
    """What was sealed for `user`, within a day."""
    try:
        owner, page, body, had_files, moment = json.loads(unseal(base64.urlsafe_b64decode(kept), label=LABEL))
    except (CellUnreadable, ValueError) as error:
        raise NotTyped from error
    if UUID(owner) != user:
        raise AnothersForm
    if time.time() - moment > HOURS_KEPT * 60 * 60:
        raise NotTyped
    if not url_has_allowed_host_and_scheme(page, None):
        raise NotTyped
    return Opened(user, page, body, had_files)


def hold(request: HttpRequest, kept: str, user: UUID) -> Opened:
    """Puts what was sealed, still sealed, into the session of its writer, for the page it was typed on."""
    found = opened(kept, user)
    held = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**held, path_of(found.page): kept}
    return found


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is made of: what was sent; or what was typed before the login, to be shown; or nothing.

    Only what was sent is ever acted upon: a view asks for the method too.
    """
    return request.POST if request.method == "POST" else typed_before(request)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the person typed on this page before they had to sign in again, once; the form's tag says so."""
    found = _taken(request)
    request.typed_back = found is not None  # type: ignore[attr-defined]
    return found


def _taken(request: HttpRequest) -> QueryDict | None:
    held = request.session.get(SESSION_KEY, {})
    if request.path not in held:
        return None
    kept = held[request.path]
    request.session[SESSION_KEY] = {path: text for path, text in held.items() if path != request.path}
    try:
        return QueryDict(opened(kept, request.user.pk).body, encoding="utf-8")  # type: ignore[arg-type]
    except NotTyped:
        return None


def path_of(page: str) -> str:
    return page.partition("?")[0]
