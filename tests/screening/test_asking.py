"""Whatever the rules ask for has words in both languages, and a place to answer it."""

from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import translation

from relief.households.forms.entry import MEMBER, SECTIONS, EntryForm
from relief.offices.figure_words import LABELS
from relief.offices.queries import UnknownPlace
from relief.rules.answers import screen
from relief.rules.facts import HOUSEHOLD as HOUSEHOLD_MAP
from relief.rules.facts import MEMBER as MEMBER_MAP
from relief.rules.parameters import Figures, LawNotEncoded
from relief.screening.asking import missing_links, path_words
from relief.screening.boxes import SLUGS, Boxes, box_of, first_step, member_key
from relief.screening.refusals import refusal_words
from tests.households.case_files import FILES, cases_of

NAMES = {"a": "周桂芳", "b": "李长水", "b].x": "吴阿妹"}
HOUSEHOLD = UUID(int=7)


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("members", "家庭成员", "members"),
        ("members[b].incomes", "李长水的收入", "李长水’s incomes"),
        ("members[b].incomes[1].amount", "李长水的第2笔收入：金额", "李长水’s income 2: amount"),
        ("members[b].working", "李长水：现在有工作或生意", "李长水: has a job or a business now"),
        (
            "members[b].disability.grade",
            "李长水的残疾：残疾等级",
            "李长水’s disability: grade of disability",
        ),
        (
            "members[a].obligors[0].disability.kind",
            "周桂芳的第1位法定义务人：残疾类别",
            "周桂芳’s obligor 1: kind of disability",
        ),
        ("members[b].x].incomes", "吴阿妹的收入", "吴阿妹’s incomes"),
        ("incomes", "家庭共有的收入", "the household’s incomes"),
        ("assets.financial", "财产：金融资产", "assets: financial assets"),
        ("recognised_as", "已有的身份认定", "standing recognitions"),
        ("hardship.urgent", "突发困难：情况紧急", "sudden hardship: urgent"),
        ("relief_history[0].cause", "第1次临时救助：事由", "relief 1: cause"),
        ("place.dibao_standard", "本地标准：低保标准", "local figure: Dibao standard"),
    ],
)
def test_a_path_in_words(path, chinese, english):
    assert path_words(path, NAMES) == chinese
    with translation.override("en"):
        assert path_words(path, NAMES) == english


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("members", ("household_members", HOUSEHOLD)),
        ("members[b].incomes", "incomes_declared"),
        ("members[b].incomes[0].amount", "incomes-0-amount"),
        ("members[b].working", "working"),
        ("members[b].born_on", "born_on"),
        ("members[b].graduated_on", "graduated_on_declared"),
        ("members[b].disability", "disability_declared"),
        ("members[b].disability.kind", "disability_kind"),
        ("members[b].unemployment.insurance", "unemployment_insurance"),
        ("members[b].obligors[1].disability", "obligors-1-disability_declared"),
        ("members[b].obligors[1].disability.grade", "obligors-1-disability_grade"),
        ("assets", ("section", "assets", "assets")),
        ("assets.vehicles", ("section", "assets", "assets_vehicles")),
        ("incomes", ("section", "incomes", "incomes_declared")),
        ("support_disregarded", ("section", "incomes", "support_disregarded")),
        ("spending", ("section", "spending", "spending_medical_self_paid")),
        ("hardship", ("section", "hardship", "hardship_declared")),
        ("hardship.day", ("section", "hardship", "hardship_day")),
        ("receiving[0].since", ("section", "receiving", "receiving-0-since")),
        ("relief_history", ("section", "receiving", "relief_history_declared")),
        ("change.kind", ("section", "change", "change_kind")),
    ],
)
def test_a_missing_fact_leads_to_its_very_box(path, address):
    (link,) = missing_links([path], NAMES, Boxes(HOUSEHOLD, {"a": UUID(int=1), "b": UUID(int=2)}))

    if isinstance(address, str):
        assert link.url == f"{reverse('member_facts', args=[HOUSEHOLD, UUID(int=2)])}#id_{address}"
    elif address[0] == "section":
        assert link.url == f"{reverse('section', args=[HOUSEHOLD, address[1]])}#id_{address[2]}"
    else:
        assert link.url == reverse(address[0], args=[HOUSEHOLD])


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("members[b].incomes", f"/households/{HOUSEHOLD}/#members"),
        ("incomes[0].amount", f"/households/{HOUSEHOLD}/#section_incomes_shared"),
        ("hardship.urgent", f"/households/{HOUSEHOLD}/#section_hardship"),
        ("place.dibao_standard", "/figures/"),
    ],
)
def test_whoever_fills_nothing_in_is_led_to_the_page_of_the_household(path, ends):
    (link,) = missing_links([path], NAMES, Boxes(HOUSEHOLD))

    assert link.url == ends


def test_what_lacks_of_somebody_who_left_leads_to_the_page_of_the_household():
    assert Boxes(HOUSEHOLD, {}).address("members[b].incomes") == f"/households/{HOUSEHOLD}/#members"


def test_every_fact_that_any_case_lacks_has_its_box_on_the_page_of_its_part():
    """The page as it stands for that household: no link leads to a box that is not there."""
    looked = 0
    for path in FILES:
        for case in cases_of(path):
            facts, pages = case.household, {}
            people = {member["id"]: member for member in facts.get("members", [])}
            answer = screen(facts, Figures({"figures": []}, case.area, case.day))
            for lacks in {each for programme in answer.programmes for each in programme.missing}:
                if lacks == "members" or lacks.startswith("place."):
                    continue
                key = member_key(lacks, people)
                if key is None:
                    kind, own, within, rest = SECTIONS[SLUGS[first_step(lacks)]], facts, HOUSEHOLD_MAP, lacks
                else:
                    kind, own, within = MEMBER, people[key], MEMBER_MAP
                    rest = lacks.removeprefix(f"members[{key}].")
                looked += 1
                page = key or SLUGS[first_step(lacks)]
                if page not in pages:
                    pages[page] = boxes_on(EntryForm(kind, own, names={}))
                assert box_of(rest, within) in pages[page], lacks

    assert looked


def boxes_on(entry):
    return {field.html_name for form in entry.forms for field in form}


def test_everything_that_any_case_lacks_has_words():
    """Asked in a place that has set nothing, so that its figures are asked for as well."""
    asked = set()
    for path in FILES:
        for case in cases_of(path):
            names = {member["id"]: "某人" for member in case.household.get("members", [])}
            answer = screen(case.household, Figures({"figures": []}, case.area, case.day))
            paths = {each for programme in answer.programmes for each in programme.missing}
            asked |= {each.removeprefix("place.") for each in paths if each.startswith("place.")}
            for language in ("zh-hans", "en"):
                with translation.override(language):
                    assert all(path_words(each, names) for each in paths)

    assert asked
    assert asked <= set(LABELS)


def test_a_refusal_in_words():
    early, unknown = LawNotEncoded(date(2021, 6, 30)), UnknownPlace("990100")

    assert refusal_words(early) == "不能按2021年6月30日的规定筛查：系统只有2021年7月1日以后的规定。"
    assert "990100" in refusal_words(unknown)
    with translation.override("en"):
        assert refusal_words(early).startswith("Cannot screen under the law of 30 June 2021")
