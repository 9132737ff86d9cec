"""Nothing typed is lost: a session that ended brings the form back after the login, for its writer only."""

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path, reverse

from relief.offices import typed
from tests.factories import PASSWORD
from tests.offices.test_sign_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

FORM = """{% load typed %}
<form method="post" action="/long/sent/?step=2">{% csrf_token %}{% typed_by %}</form>{{ typed_back.words }}"""
WRITTEN = "屋顶漏雨，三口人住一间"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/long/?step=2"}


def long_form(request, **_):
    found = {"typed_back": typed.typed_before(request)}
    return HttpResponse(engines["django"].from_string(FORM).render(found, request))


urlpatterns = [
    path("long/", long_form),
    path("long/sent/", lambda request: HttpResponse("saved")),
    path("", include("relief.urls")),
]


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return found and found[1]


@pytest.fixture
def browser(world):
    """Checks the keys of forms, as a browser's server does."""
    return Client(enforce_csrf_checks=True)


def open_form(browser, person):
    browser.force_login(person)
    page = browser.get("/long/?step=2")
    return {name: hidden(page, name) for name in ("csrfmiddlewaretoken", "typed_by")}


def session_ends(browser):
    del browser.cookies["sessionid"]


def send(browser, keys, **more):
    return browser.post("/long/sent/?step=2", {**keys, "words": WRITTEN, **more})


def login(browser, page, username="linxiaoman", password=PASSWORD, **more):
    names = ("csrfmiddlewaretoken", "next", "kept")
    boxes = {name: value for name in names if (value := hidden(page, name))}
    return browser.post(reverse("login"), {**boxes, "username": username, "password": password, **more})


def kept_page(browser, person, **more):
    keys = open_form(browser, person)
    session_ends(browser)
    return send(browser, keys, **more)


def test_what_was_typed_comes_back_after_the_login_and_once(browser, world):
    page = kept_page(browser, world.lin_xiaoman)

    assert "您写的没有丢，用同一账号登录就能继续" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    answer = login(browser, page)
    assert answer.url == "/long/?step=2"
    back = browser.get(answer.url).content.decode()
    assert "您登录前写的都在这里，还没有保存" in back
    assert WRITTEN in back
    assert WRITTEN not in browser.get(answer.url).content.decode()


def test_what_was_typed_stands_nowhere_in_the_open(browser, world, caplog, django_assert_num_queries):
    page = kept_page(browser, world.lin_xiaoman)
    assert WRITTEN not in page.content.decode()
    with django_assert_num_queries(0):
        session_page = send(browser, {"typed_by": typed.signed(world.lin_xiaoman.pk, "/long/")})
    answer = login(browser, page)

    assert session_page.status_code == 200
    assert WRITTEN not in answer.url + caplog.text + str(dict(browser.session))


@pytest.mark.parametrize(
    ("stood_on", "leads_to"),
    [
        ("http://testserver/queue/?owner=me", "/queue/?owner=me"),
        ("http://elsewhere.example/queue/", "/"),
        ("", "/"),
    ],
)
def test_a_button_alone_leads_back_to_the_page_it_stood_on(browser, world, stood_on, leads_to):
    """What it asked for cannot be opened like a page, and was not done."""
    keys = open_form(browser, world.he_jing)
    session_ends(browser)
    pressed = {"csrfmiddlewaretoken": keys["csrfmiddlewaretoken"]}
    take = reverse("take", args=["00000000-0000-4000-8000-000000000000"])
    asked = browser.post(take, pressed, headers={"Referer": stood_on})
    page = browser.get(asked.url)

    assert "登录已经过期，刚才按的没有办。登录以后请再按一次。" in page.content.decode()
    assert login(browser, page, "hejing").url == leads_to


def test_a_mistake_in_the_password_keeps_it(browser, world):
    page = kept_page(browser, world.lin_xiaoman)
    for _ in range(3):
        page = login(browser, page, password="wrong")
        assert page.status_code == 200

    answer = login(browser, page)
    assert WRITTEN in browser.get(answer.url).content.decode()


def test_an_account_that_is_stopped_for_half_an_hour_keeps_it(browser, world, settings):
    page = kept_page(browser, world.lin_xiaoman)
    for _ in range(5):
        page = login(browser, page, password="wrong")
    assert page.status_code == 429

    settings.AXES_ENABLED = False
    names = ("csrfmiddlewaretoken", "next", "kept")
    page = browser.post(reverse("login"), {name: hidden(page, name) for name in names})
    assert "您写的没有丢" in page.content.decode()
    assert WRITTEN in browser.get(login(browser, page).url).content.decode()


def test_another_account_does_not_open_it(browser, world):
    page = kept_page(browser, world.lin_xiaoman)
    answer = login(browser, page, username="zhouting")

    assert answer.url == "/"
    assert "另一个账号写的，没有打开" in browser.get(reverse("figures")).content.decode()
    assert WRITTEN not in browser.get("/long/").content.decode()
    assert typed.SESSION_KEY not in browser.session


def test_after_a_day_it_is_not_opened(browser, world, monkeypatch):
    page = kept_page(browser, world.lin_xiaoman)
    now = time.time()
    monkeypatch.setattr("relief.offices.typed.time.time", lambda: now + 24 * 60 * 60 + 1)

    login(browser, page)
    assert "最多留24小时" in browser.get(reverse("figures")).content.decode()
    assert WRITTEN not in browser.get("/long/").content.decode()


@pytest.mark.parametrize("altered", ["", "nonsense", "AAAA" * 40, "%"])
def test_what_is_not_ours_is_not_opened(browser, world, altered):
    page = kept_page(browser, world.lin_xiaoman)

    answer = login(browser, page, kept=altered)
    assert answer.status_code == 302
    assert typed.SESSION_KEY not in browser.session


@pytest.mark.parametrize("word", ["", "nonsense", "WyJhIiwiL2EiXQ:1:x"])
def test_a_form_without_our_word_gets_the_ordinary_login(browser, world, word):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)

    answer = send(browser, {**keys, "typed_by": word})
    assert answer.url.startswith(reverse("login"))


def test_passwords_and_keys_are_left_out(rf, world):
    request = rf.post("/", {"old_password": "a", "csrfmiddlewaretoken": "b", "typed_by": "c", "words": "d"})
    kept = typed.keep(request, world.lin_xiaoman.pk, "/")

    assert typed.opened(kept, world.lin_xiaoman.pk).body == "words=d"


def test_several_values_of_one_box_and_every_sign_come_back(rf, world, client):
    request = rf.post("/long/", {"kind": ["a", "b"], "words": "100% & 一=二\r\n；"})
    client.force_login(world.lin_xiaoman)
    request.session, request.user = client.session, world.lin_xiaoman
    typed.hold(request, typed.keep(request, world.lin_xiaoman.pk, "/long/"), world.lin_xiaoman.pk)
    back = typed.typed_before(request)

    assert back.getlist("kind") == ["a", "b"]
    assert back["words"] == "100% & 一=二\r\n；"


def test_files_cannot_be_kept_and_it_says_so_before_and_after(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)
    page = send(browser, keys, paper=SimpleUploadedFile("a.txt", b"a"))

    assert "选好的文件没法留着" in page.content.decode()
    login(browser, page)
    assert "选好的文件没法留着" in browser.get(reverse("figures")).content.decode()


def test_more_than_can_be_kept_is_said_at_once(browser, world):
    page = kept_page(browser, world.lin_xiaoman, more="x" * typed.LARGEST)

    assert "您写的超过512 kB，没法带过去" in page.content.decode()
    assert hidden(page, "kept") is None
    assert hidden(page, "next") == "/long/?step=2"


def test_half_a_megabyte_goes_through(browser, world):
    page = kept_page(browser, world.lin_xiaoman, more="x" * (typed.LARGEST - 1000))
    answer = login(browser, page)

    assert WRITTEN in browser.get(answer.url).content.decode()


def test_a_part_of_a_page_says_it_where_saving_is_reported(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)
    answer = browser.post("/long/sent/", {**keys, "words": WRITTEN}, **HTMX)

    assert answer.status_code == 200
    shown = {"HX-Retarget": "#save-state", "HX-Reswap": "innerHTML", "HX-Reselect": "unset"}
    assert {name: answer[name] for name in shown} == shown
    assert answer.content.decode() == "登录已经过期。请按保存再登录，您写的不会丢。"
    asked = browser.get("/long/", **HTMX)
    assert f'{reverse("login")}?next=%2Flong%2F%3Fstep%3D2"' in asked.content.decode()


def test_signing_in_elsewhere_changes_the_key_and_the_form_still_comes_back(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)
    other_tab = browser.get(reverse("login"))
    login(browser, other_tab)

    part = browser.post("/long/sent/", {**keys, "words": WRITTEN}, **HTMX)
    assert part["HX-Retarget"] == "#save-state"
    answer = send(browser, keys)
    assert answer.url == "/long/?step=2"
    assert WRITTEN in browser.get(answer.url).content.decode()


def test_signing_in_elsewhere_as_another_opens_nothing(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)
    login(browser, browser.get(reverse("login")), username="zhouting")

    assert send(browser, keys).url == "/"
    assert typed.SESSION_KEY not in browser.session


def test_two_pages_that_wait_for_the_login_both_come_back(browser, world):
    page = kept_page(browser, world.lin_xiaoman)
    login(browser, browser.get(reverse("login")))

    answer = login(browser, page)
    assert WRITTEN in browser.get(answer.url).content.decode()


def test_without_any_cookie_the_form_waits_for_the_login_too(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    browser.cookies.clear()
    page = send(browser, keys)

    assert "您写的没有丢" in page.content.decode()
    assert WRITTEN in browser.get(login(browser, page).url).content.decode()


def test_a_form_of_anothers_making_without_a_key_is_refused(browser, world):
    browser.force_login(world.lin_xiaoman)

    assert browser.post("/long/sent/", {"words": WRITTEN}).status_code == 403
    assert sign_in(browser).status_code == 403


def test_a_form_sent_for_the_whole_page_goes_through_the_login_like_any_other(browser, world):
    keys = open_form(browser, world.lin_xiaoman)
    session_ends(browser)
    page = browser.post("/long/sent/?step=2", {**keys, "words": WRITTEN}, **HTMX, HTTP_HX_TARGET="page")
    assert hidden(page, "kept")
    assert 'id="page"' in page.content.decode()
    assert "HX-Retarget" not in page
