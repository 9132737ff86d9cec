"""标准: everybody reads the figures of their place, with documents and both days."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from relief.offices.models import Level, Role
from tests.factories import make_area, make_figures, make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_what_is_in_force_and_since_when_it_is_known(client, world, role):
    with acting_everywhere():
        make_figures(world.county)
        make_figures(world.province, document="示省民发〔2020〕1号", in_force_from=date(2020, 7, 1))
        make_figures(world.other_county, document="取民发〔2021〕5号")
    client.force_login(world.by_role[role])
    page = client.get(reverse("figures")).content.decode()

    assert "低保标准" in page
    assert "城乡800" in page
    assert "示民发〔2021〕32号" in page
    assert "2021年7月1日" in page
    assert "2021年6月21日" in page
    assert "示省民发〔2020〕1号" in page
    assert "取民发〔2021〕5号" not in page


def test_a_day_is_the_day_in_china(client, world):
    with acting_everywhere():
        make_figures(world.county, known_from=datetime(2021, 6, 20, 17, tzinfo=UTC))
    client.force_login(world.gao_jianguo)

    assert "2021年6月21日" in client.get(reverse("figures")).content.decode()


def test_without_figures_the_page_says_who_registers_them(client, world):
    client.force_login(world.gao_jianguo)

    assert "本地和上级都没有登记标准" in client.get(reverse("figures")).content.decode()


def test_the_page_asks_the_same_number_of_questions_for_many(client, world, django_assert_num_queries):
    client.force_login(world.gao_jianguo)
    with acting_everywhere():
        make_figures(world.county)
    with django_assert_num_queries(8):
        client.get(reverse("figures"))
    with acting_everywhere():
        for year in range(2000, 2020):
            make_figures(world.county, in_force_from=date(year, 1, 1))
    with django_assert_num_queries(8):
        client.get(reverse("figures"))


def test_a_prefecture_without_counties_enters_its_own_and_asks_no_more(
    client, world, django_assert_max_num_queries
):
    with acting_everywhere():
        city = make_area(990900000000, Level.PREFECTURE, "示例市", world.province)
        make_area(990900001000, Level.TOWNSHIP, "南街", city)
        officer = make_user(Role.COUNTY_OFFICER, city)
        for year in range(2000, 2020):
            make_figures(city, in_force_from=date(year, 1, 1))
    client.force_login(officer)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("figures")).content.decode()

    assert page.count(">更正<") >= 20


def test_only_who_works_at_the_level_of_figures_enters_them(client, world):
    with acting_everywhere():
        administrator = make_user(Role.ADMINISTRATOR, world.qingxi)
    client.force_login(administrator)

    assert reverse("figure_add", args=["figures"]) not in client.get(reverse("figures")).content.decode()
    assert client.get(reverse("figure_add", args=["figures"])).status_code == 403
