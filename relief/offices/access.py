"""The only doors to other people's rows.

Every query of the served application runs as a role that sees nothing until the acting person's
area is set on the connection, and that sees nothing again afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.db import DatabaseError, connection, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from . import queries
from .models import Role, User

Row = TypeVar("Row", bound=models.Model)
View = Callable[..., HttpResponse]


class SignedIn(HttpRequest):
    """A request behind the login: a known person with a role and an area."""

    user: User
    htmx: HtmxDetails


class Scope(NamedTuple):
    """A range of areas and the person who acts in it, as the database is told of them."""

    low: str
    high: str
    user: str


NOWHERE = Scope("", "", "")
_current: ContextVar[Scope] = ContextVar("scope", default=NOWHERE)


def area_scope(user: User) -> Scope:
    return Scope(str(user.area.number), str(user.area.last), str(user.pk))


@contextmanager
def acting(user: User) -> Iterator[None]:
    """Within this block queries see what lies in the area of `user`; after it, what they saw before."""
    with within(area_scope(user)):
        yield


@contextmanager
def within(scope: Scope) -> Iterator[None]:
    before = _current.get()
    token = _current.set(scope)
    try:
        _tell_database(scope)
        yield
    finally:
        _current.reset(token)
        _put_back(before)


def _tell_database(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('relief.area_low', %s, false), set_config('relief.area_high', %s, false),"
            " set_config('relief.user', %s, false)",
            scope,
        )


def _put_back(scope: Scope) -> None:
    """Never leaves an area on a connection that somebody else will use."""
    raw = connection.connection
    if raw is None or raw.closed:
        return
    if raw.info.transaction_status == TRANSACTION_STATUS_INERROR:
        # The rollback that must follow takes the settings back with it.
        return
    try:
        _tell_database(scope)
    except DatabaseError:
        connection.close()


class ActingMiddleware:
    """Sets the area of whoever is signed in for the length of one request. Stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user):
            return self.get_response(request)


def role_required(*roles: Role) -> Callable[[View], View]:
    """Opens a step to these roles; anybody else reads why not, and who can do it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.role in roles:
                return view(request, *args, **kwargs)
            return refuse(request, roles)

        vars(guarded)["roles"] = roles
        return guarded

    return guard


def roles_of(view: View) -> tuple[Role, ...]:
    """To whom `role_required` opens a view; everybody where it does not stand."""
    return getattr(view, "roles", tuple(Role))


def refuse(request: SignedIn, roles: tuple[Role, ...]) -> HttpResponse:
    found = {
        "allowed": [Role(role).label for role in roles],
        "people": queries.people_who_may(roles, request.user.area)[:5],
    }
    return render(request, "offices/refused.html", found, status=403)


def get_visible_or_404(rows: models.QuerySet[Row], pk: Any) -> Row:
    """The row, or the answer for a row that does not exist: the same for one of another area."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
