"""A small named township and its neighbours, with people in every role.

示例县 990100: 青溪镇 with three communities, 石桥街道 with three; 取整县 990200 beside it. The county lies
directly below its province, as 济源 does, because its code would be a prefecture's too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pytest

from relief.offices.access import Scope, within
from relief.offices.models import Area, Level, Role, User
from tests.factories import make_area, make_user

EVERYWHERE = Scope("0", "999999999999", "")


@contextmanager
def acting_everywhere() -> Iterator[None]:
    """For arranging and looking, never for the deed under test: sees and writes every area."""
    with within(EVERYWHERE):
        yield


@dataclass
class World:
    province: Area
    county: Area
    other_county: Area
    qingxi: Area
    shiqiao: Area
    liushu: Area
    qianjin: Area
    shiqiao_village: Area
    hepingli: Area
    dongmen: Area
    hewan: Area
    lin_xiaoman: User
    he_jing: User
    lu_jianxin: User
    zhou_ting: User
    zheng_guoping: User
    gao_jianguo: User
    auditor: User
    administrator: User

    @cached_property
    def by_role(self) -> dict[Role, User]:
        """One person of each role; the caseworker and the approver belong together."""
        people = (self.lin_xiaoman, self.he_jing, self.gao_jianguo, self.auditor, self.administrator)
        return {Role(person.role): person for person in people}


def make_areas() -> dict[str, Area]:
    province = make_area(990000000000, Level.PROVINCE, "示例省")
    county = make_area(990100000000, Level.COUNTY, "示例县", province, telephone="0990-6610001")
    other_county = make_area(990200000000, Level.COUNTY, "取整县", province)
    qingxi = make_area(990100101000, Level.TOWNSHIP, "青溪镇", county, telephone="0990-6610101")
    shiqiao = make_area(990100001000, Level.TOWNSHIP, "石桥街道", county, telephone="0990-6610201")
    return {
        "province": province,
        "county": county,
        "other_county": other_county,
        "qingxi": qingxi,
        "shiqiao": shiqiao,
        "liushu": make_area(990100101001, Level.COMMUNITY, "柳树社区", qingxi),
        "qianjin": make_area(990100101002, Level.COMMUNITY, "前进社区", qingxi),
        "shiqiao_village": make_area(990100101201, Level.COMMUNITY, "石桥村", qingxi),
        "hepingli": make_area(990100001001, Level.COMMUNITY, "和平里社区", shiqiao),
        "dongmen": make_area(990100001002, Level.COMMUNITY, "东门社区", shiqiao),
        "hewan": make_area(990100001201, Level.COMMUNITY, "河湾村", shiqiao),
    }


def make_people(areas: dict[str, Area]) -> dict[str, User]:
    def person(role: Role, area: str, username: str, display_name: str) -> User:
        return make_user(role, areas[area], username=username, display_name=display_name)

    return {
        "lin_xiaoman": person(Role.CASEWORKER, "liushu", "linxiaoman", "林小满"),
        "he_jing": person(Role.APPROVER, "qingxi", "hejing", "何静"),
        "lu_jianxin": person(Role.APPROVER, "qingxi", "lujianxin", "陆建新"),
        "zhou_ting": person(Role.CASEWORKER, "hepingli", "zhouting", "周婷"),
        "zheng_guoping": person(Role.APPROVER, "shiqiao", "zhengguoping", "郑国平"),
        "gao_jianguo": person(Role.COUNTY_OFFICER, "county", "gaojianguo", "高建国"),
        "auditor": person(Role.AUDITOR, "county", "suwen", "苏雯"),
        "administrator": person(Role.ADMINISTRATOR, "county", "tangming", "唐明"),
    }


def make_world() -> World:
    with acting_everywhere():
        areas = make_areas()
        return World(**areas, **make_people(areas))


@pytest.fixture
def world(db: None) -> World:
    return make_world()
