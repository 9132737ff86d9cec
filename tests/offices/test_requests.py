"""A request acts as whoever is signed in, from its beginning to its end and no longer."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import reverse

from relief.offices.access import ActingMiddleware

pytestmark = pytest.mark.django_db


def area_low():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('relief.area_low', true)")
        return cursor.fetchone()[0] or ""


def pass_through(rf, user, view):
    request = rf.get("/")
    request.user = user
    return ActingMiddleware(view)(request)


def test_the_area_is_set_within_and_cleared_after(rf, world):
    response = pass_through(rf, world.he_jing, lambda request: HttpResponse(area_low()))

    assert response.content.decode() == str(world.qingxi.number)
    assert area_low() == ""


def test_an_error_in_the_view_clears_it_too(rf, world):
    def fails(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        pass_through(rf, world.he_jing, fails)
    assert area_low() == ""


def test_nobody_has_no_area(rf, world):
    assert pass_through(rf, AnonymousUser(), lambda request: HttpResponse(area_low())).content == b""


def test_a_connection_lost_on_the_way_comes_back_without_an_area(rf, world, monkeypatch):
    """Whatever happens to the connection, none that carries an area is left for the next request."""
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))

    def loses(request):
        monkeypatch.setattr(connection, "cursor", refuse)
        return HttpResponse()

    def refuse(*args, **kwargs):
        raise OperationalError

    pass_through(rf, world.he_jing, loses)
    assert closed == [True]


def test_signed_in_pages_cost_two_questions_before_the_view(client, world, django_assert_num_queries):
    """The session, and the person with their area in one."""
    client.force_login(world.administrator)
    with django_assert_num_queries(5) as asked:
        client.get(reverse("people"))

    texts = [question["sql"] for question in asked]
    assert "django_session" in texts[0]
    assert "offices_area" in texts[1]
    assert "set_config" in texts[2]
    assert "set_config" in texts[4]
