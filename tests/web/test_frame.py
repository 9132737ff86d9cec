from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from relief.web import views


def page_for(user, address="/households/1", cookies="", **context):
    request = RequestFactory(headers={"cookie": cookies} if cookies else {}).get(address)
    request.user = user
    return render_to_string("base.html", context, request=request)


def person(role="caseworker"):
    area = SimpleNamespace(name="柳树社区")
    return SimpleNamespace(is_authenticated=True, display_name="林小满", role=role, area=area)


urlpatterns = [
    path("", lambda request: None, name="front"),
    path("households/", lambda request: None, name="list_of_households"),
    path("households/mine/", lambda request: None, name="mine"),
    path("queue/", lambda request: None, name="waiting"),
    path("large-type/", views.large_type, name="large_type"),
    path("language/", views.language, name="language"),
    path("leave/", lambda request: None, name="logout"),
]

NAVIGATION = (
    ("今日", "front", "today", ()),
    ("住户", "list_of_households", "home", ("caseworker", "approver")),
    ("我的", "mine", "home", ("caseworker",)),
    ("待审", "waiting", "list", ("approver",)),
    ("线索", "not_built_yet", "bell", ()),
)


@pytest.fixture
def rooms(settings):
    settings.ROOT_URLCONF = __name__
    settings.RELIEF_NAVIGATION = NAVIGATION


@pytest.mark.usefixtures("rooms")
def test_navigation_follows_the_role_and_leaves_out_what_does_not_exist():
    caseworker, approver = page_for(person()), page_for(person("approver"))
    assert "住户" in caseworker
    assert "待审" not in caseworker
    assert "待审" in approver
    assert "我的" not in approver
    assert "线索" not in caseworker + approver


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", "今日"), ("/households/1", "住户"), ("/households/mine/", "我的"), ("/elsewhere", None)],
)
@pytest.mark.usefixtures("rooms")
def test_navigation_marks_the_closest_entry(address, current):
    page = page_for(person(), address)
    assert page.count('aria-current="page"') == (1 if current else 0)
    if current:
        assert f"</svg>{current}</a>" in page.split('aria-current="page"')[1][:120]


@pytest.mark.usefixtures("rooms")
def test_the_header_names_the_person_and_the_office_and_lets_them_out():
    page = page_for(person())
    assert '<b>林小满</b><span class="desk-only">，柳树社区</span>' in page
    assert '<form action="/leave/" method="post">' in page


@pytest.mark.usefixtures("rooms")
def test_nobody_has_no_navigation_and_no_way_out():
    page = page_for(AnonymousUser())
    assert "app-nav" not in page
    assert "/leave/" not in page
    assert "is-plain-frame" in page


def test_every_page_says_that_a_person_decides():
    assert "系统只提建议，由经办人员决定并署名。" in page_for(AnonymousUser())


def test_only_the_demonstration_says_that_people_are_invented(settings):
    assert "演示数据，人员均为虚构" in page_for(AnonymousUser())
    settings.RELIEF_ENV = "production"
    assert "演示数据" not in page_for(AnonymousUser())


def test_large_type_is_kept_in_a_cookie_and_goes_back():
    client = Client()
    answer = client.post("/large-type/", {"size": "large", "next": "/households/?page=2"})
    assert answer.headers["Location"] == "/households/?page=2"
    assert 'class="large-type"' in page_for(AnonymousUser(), cookies=answer.cookies.output(header="").strip())
    client.post("/large-type/", {"size": "ordinary", "next": "/"})
    assert client.cookies["relief_large_type"].value == ""


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_no_switch_leads_out_of_the_house(address):
    for switch in ("/large-type/", "/language/"):
        assert Client().post(switch, {"next": address, "language": "en"}).headers["Location"] == "/"


def test_switches_are_only_posted():
    assert Client().get("/large-type/").status_code == 405
    assert Client().get("/language/").status_code == 405


def test_the_language_is_switched_for_everybody_even_without_a_login():
    client = Client()
    assert "没有找到" in client.get("/nothing-here").text
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/nothing-here").text
    assert "Not found" in page
    assert '<html lang="en"' in page


def test_each_language_offers_the_other():
    assert 'value="en" type="submit" lang="en">English<' in page_for(AnonymousUser())
    with translation.override("en"):
        assert 'value="zh-hans" type="submit" lang="zh-Hans">中文<' in page_for(AnonymousUser())


def test_what_is_not_found_gets_one_page_whatever_the_address():
    one, other = Client().get("/households/1"), Client().get("/households/2/members?name=x")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert "可能写错了，也可能不在您的辖区" in one.text


def test_not_found_is_the_same_for_a_person_too():
    pages = set()
    for address in ("/a", "/b"):
        request = RequestFactory().get(address)
        request.user = person()
        pages.add(views.not_found(request, Http404(address)).content)
    assert len(pages) == 1


def test_a_form_without_its_key_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/large-type/", {"size": "large"})
    assert answer.status_code == 403
    assert "刚才没有保存" in answer.text
    assert "返回" in answer.text


def test_forbidden_names_no_number_and_no_fault():
    request = RequestFactory().get("/decide")
    request.user = person()
    answer = views.permission_denied(request)
    assert answer.status_code == 403
    assert "由别的岗位办" in answer.text
    assert "403" not in answer.text


def test_a_request_that_names_another_host_gets_a_page():
    answer = Client().get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "这次请求读不懂" in answer.text


def test_a_broken_page_gives_a_number_that_is_in_the_log(caplog):
    answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    number = caplog.records[-1].args[0]
    assert f'<b class="num">{number}</b>' in answer.text
    assert "是系统的问题，不是您填错了" in answer.text
