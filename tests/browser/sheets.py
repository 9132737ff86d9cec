"""Households of several sizes, screened in the served database, for the sheet that is printed of each.

A program of its own, as arranged.py is.
"""

import sys
from datetime import timedelta

import django

django.setup()

from relief.households.services import name_member, store_household  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.rules.cases import read_cases  # noqa: E402
from relief.screening.models import Screening  # noqa: E402
from relief.screening.services import record_outcome, screen_household  # noqa: E402

HEAD = """\
case: printed
title: 要打印的一户
source: 虚构
day: 2026-11-23
place: demo-county
area: urban
household:
  members:
"""
MEMBER = "    - {{id: m{number}, relation: {relation}, born_on: 19{year}-03-01, serious_illness: true}}\n"
RELATIONS = ("head", "spouse", "child", "child", "parent", "parent", "sibling", "other")
NAMES = ("欧阳桂芳", "李长水", "李晓明明", "李晓燕", "吴阿妹", "李大山", "李长河", "欧阳小宝")
BRING = "住院的账单和出院小结，家里人近12个月的收入情况（说得清就可以），户口本"


def printed(caseworker: User, count: int) -> Screening:
    people = (
        MEMBER.format(number=n, relation=RELATIONS[n], year=("74", "72", "99", "98")[n % 4])
        for n in range(count)
    )
    (case,) = read_cases(HEAD + "".join(people), "printed")
    home = store_household(by=caseworker, area=caseworker.area, case=case)
    for member, name in zip(home.members.order_by("position"), NAMES, strict=False):
        name_member(by=caseworker, member=member, name=name, document=None)
    made = screen_household(by=caseworker, household=home, day=home.facts_on)
    day = made.made_at.date() + timedelta(40)
    again = {"kind": "come_back", "bring": BRING}
    for programme in ("dibao", "dibao_margin", "emergency_relief"):
        record_outcome(by=caseworker, screening=made, programme=programme, come_back_on=day, **again)
    return made


caseworker = User.objects.get(username="linxiaoman")
with acting(caseworker):
    sys.stdout.write(" ".join(str(printed(caseworker, count).pk) for count in (4, 8)))
