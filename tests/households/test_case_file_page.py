"""带入案例: see what would be stored, then make the household; mistakes are named by case, key and line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from relief.households.forms.case_files import MOST_BYTES, MOST_CASES
from relief.households.models import CaseFile, Household
from relief.households.published import published_cases
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

GOOD = """\
case: one-yuan-below
title: 比标准低1元
source: 民发〔2021〕57号第二十三条
day: 2026-11-23
place: demo-county
area: rural
household:
  members:
    - {id: a, relation: head, born_on: 1980-03-01, disability: none, serious_illness: false, incomes: []}
    - {id: b, relation: spouse, incomes: [{kind: wage, amount: 1599}]}
  incomes: []
  assets: within_limits
expect:
  dibao: {verdict: undetermined}
  dibao_margin: {verdict: eligible}
"""
BAD = """\
case: two-elders
day: 2026-11-23
place: demo-county
area: rural
household:
  members:
    - id: b
      hukuo: local
      incomes: [{kind: wage, amount: -200}]
"""


@pytest.fixture
def lin(client, world):
    with acting_everywhere():
        call_command("load_figures", verbosity=0)
    client.force_login(world.lin_xiaoman)
    return client


def upload(client, text, name="月末案例.yaml", follow=True):
    content = text if isinstance(text, bytes) else text.encode()
    data = {"source": "file", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("case_file_add"), data, follow=follow)


def brought():
    with acting_everywhere():
        return CaseFile.objects.get()


def make(client, number=1):
    return client.post(reverse("case_file", args=[brought().pk]), {"case": number})


def test_a_file_is_read_and_nothing_stored_yet(lin):
    page = upload(lin, f"{GOOD}---\n{BAD}").content.decode()

    assert "已读：月末案例.yaml，2个案例" in page
    assert "将要存的：比标准低1元" in page
    assert "建这一户，2人" in page
    with acting_everywhere():
        assert not Household.objects.exists()


def test_what_is_wrong_stands_by_case_line_and_key(lin):
    page = upload(lin, f"{GOOD}---\n{BAD}").content.decode()

    assert "2个案例读好1个，另1个有2处要改" in page
    for line, key, message in (
        (24, "household.members[b].hukuo", "没有这个键，是不是 hukou？"),
        (25, "household.members[b].incomes[0].amount", "不能是负数"),
    ):
        assert f"第{line}行" in page
        assert key in page
        assert message in page
    assert page.count('<a href="#key-2-') == page.count('<li id="key-2-') == 2


def test_undeclared_and_none_look_different(lin):
    page = upload(lin, GOOD).content.decode()

    assert '<span class="declared-none">无残疾，无大病</span>' in page
    assert '<span class="num">每月1,599.00元（工资性收入）</span>' in page
    assert '<span class="undeclared">未申报</span>' in page
    assert '<span class="state state-none">无</span>' in page
    assert '<span class="state state-undeclared">未申报</span>' in page
    assert "在规定以内（调查认定）" in page


def test_the_law_is_asked_and_compared_with_the_file(lin):
    page = upload(lin, GOOD).content.decode()

    assert "与文件写的一致。" in page
    assert "与文件写的不一致。" in page
    assert "文件没有写。" in page


def test_the_household_is_made_once_however_often_one_presses(lin):
    upload(lin, GOOD)
    first, second = make(lin), make(lin)

    with acting_everywhere():
        household = Household.objects.get()
    assert first.url == second.url == reverse("household", args=[household.pk])
    assert (household.case_file_id, household.case_number) == (brought().pk, 1)


@pytest.mark.parametrize("number", [2, 3, 0, "", "x"])
def test_a_case_that_cannot_be_brought_in_makes_nothing(lin, number):
    upload(lin, f"{GOOD}---\n{BAD}")
    response = make(lin, number)

    assert response.status_code == 302
    with acting_everywhere():
        assert not Household.objects.exists()


def test_another_place_in_the_file_is_said_before_anything_is_made(lin):
    here, elsewhere = "不是本县", GOOD.replace("demo-county", "beijing")
    assert here not in upload(lin, GOOD).content.decode()
    page = upload(lin, elsewhere).content.decode()

    assert "文件里的地方是“beijing”，不是本县。" in page
    with acting_everywhere():
        pk = CaseFile.objects.latest("brought_at").pk
    lin.post(reverse("case_file", args=[pk]), {"case": 1})
    with acting_everywhere():
        assert Household.objects.get().place == "990100"


def test_what_no_household_can_be_is_named_like_any_mistake(lin):
    page = upload(lin, GOOD.replace("{id: a,", "{id: a, away_since: 2020-01-01,")).content.decode()

    assert "1个案例读好0个，另1个有1处要改" in page
    assert "household.members[a].away_since" in page
    assert "建这一户" not in page


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("案例.txt", GOOD, "请选.yaml文件"),
        ("案例.yaml", "", "文件里没有案例"),
        ("案例.yaml", "# 还没有写\n", "文件里没有案例"),
        ("案例.yaml", GOOD.encode("gb18030"), "文件不是UTF-8编码，请另存为UTF-8再试"),
        ("案例.yaml", b"#" * (MOST_BYTES + 1), "文件超过1 MB，请分成几份"),
        (
            "案例.yaml",
            "case: a\n---\n" * (MOST_CASES + 1),
            f"一次最多{MOST_CASES}个案例，这里有{MOST_CASES + 1}个",
        ),
    ],
    ids=["kind", "empty", "comment", "encoding", "size", "count"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(lin, name, content, message):
    response = upload(lin, content, name)

    assert response.status_code == 200
    assert message in response.content.decode()
    with acting_everywhere():
        assert not CaseFile.objects.exists()


def test_without_a_file_one_is_asked_for(lin):
    assert "请选择文件" in lin.post(reverse("case_file_add"), {"source": "file"}).content.decode()


def test_a_file_that_begins_with_a_byte_order_mark_is_read(lin):
    assert "读好了" in upload(lin, b"\xef\xbb\xbf" + GOOD.encode()).content.decode()


def test_a_file_without_any_yaml_says_so(lin):
    page = upload(lin, "case: [\n").content.decode()

    assert "1个案例读好0个，另1个有1处要改" in page
    assert "不是YAML" in page


def test_the_published_cases_are_there_without_a_file(lin):
    page = lin.post(reverse("case_file_add"), {"source": "published"}, follow=True).content.decode()

    assert f"已读：公布的案例，{len(published_cases())}个案例" in page
    assert page.count("读好了") == len(published_cases())
    assert brought().text is None
    make(lin, 2)
    with acting_everywhere():
        assert Household.objects.get().case == published_cases()[1].name


def test_one_can_look_at_any_case_of_the_file(lin):
    lin.post(reverse("case_file_add"), {"source": "published"})
    page = lin.get(reverse("case_file", args=[brought().pk]), {"case": 5}).content.decode()

    assert f"将要存的：{published_cases()[4].title}" in page


def test_the_file_lies_sealed(lin):
    upload(lin, GOOD)
    with acting_everywhere():
        assert brought().text == GOOD
        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM households_casefile")
            sealed = bytes(cursor.fetchone()[0])
    assert b"one-yuan-below" not in sealed


def test_nobody_else_opens_the_file(lin, client, world):
    upload(lin, GOOD)
    address = reverse("case_file", args=[brought().pk])
    client.force_login(world.zhou_ting)
    assert client.get(address).status_code == 404
    client.force_login(world.he_jing)
    assert client.get(address).status_code == 403
