"""The page of a screening: every verdict with its article, the value, the line, and what is missing."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.households.services import name_member, store_household
from relief.offices.access import acting
from relief.offices.models import Role
from relief.offices.queries import UnknownPlace
from relief.screening.models import Screening
from relief.screening.services import screen_household
from tests.factories import make_figures
from tests.households.case_files import case_from, case_named
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

NAMES = {"a": "周桂芳", "b": "李长水", "e": "李晓燕"}
FAMILY = """\
  members:
    - {id: a, relation: head, born_on: 1974-03-01, lives_with: true, away: none, disability: none,
       serious_illness: false, working: true, incomes: [{kind: wage, amount: 1000}],
       hukou: local, obligors: []}
    - {id: b, relation: spouse, born_on: 1972-03-01, away: none, serious_illness: true, hukou: local}
    - {id: e, relation: child, born_on: 1999-03-01, schooling: postgraduate, lives_with: false,
       can_live_independently: true, away: none}
  incomes: []
  assets: {financial: 30000, dwellings: 1, vehicles: 0, non_residential_property: false, business_capital: 0}
  hardship: {event: sudden_illness, day: 2026-11-19, urgent: true, basic_living_difficulty: true,
             requested: 2000, place_of_emergency: here}
  relief_history: []
"""
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def stored(world, case):
    with acting(world.lin_xiaoman):
        home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
        for member in home.members.filter(key__in=NAMES):
            name_member(by=world.lin_xiaoman, member=member, name=NAMES[member.key], document=None)
    return home


def checked(world, home):
    with acting(world.lin_xiaoman):
        return screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)


@pytest.fixture
def family(world):
    make_place(world.county)
    return stored(world, case_from(FAMILY))


def shown(client, world, screening, by=None, **headers):
    client.force_login(by or world.lin_xiaoman)
    return client.get(reverse("result", args=[screening.pk]), **headers)


def programmes_of(response):
    return {each.code: each for each in response.context["programmes"]}


def row_of(card, title):
    return next(row for row in (*card.rows, *card.folded) if row.title.startswith(title))


def test_a_check_leads_to_its_result(client, world, family):
    client.force_login(world.lin_xiaoman)
    response = client.post(reverse("screen", args=[family.pk]))
    with acting(world.lin_xiaoman):
        made = Screening.objects.get()

    assert response.url == reverse("result", args=[made.pk])
    assert (made.household_id, made.day) == (family.pk, family.facts_on)


def test_looking_does_not_check(client, world, family):
    client.force_login(world.lin_xiaoman)

    assert client.get(reverse("screen", args=[family.pk])).status_code == 405
    with acting_everywhere():
        assert not Screening.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_do_not_check(client, world, family, role):
    client.force_login(world.by_role[role])

    assert client.post(reverse("screen", args=[family.pk])).status_code == 403
    with acting_everywhere():
        assert not Screening.objects.exists()


def test_another_township_is_answered_as_if_there_were_nothing(client, world, family):
    screening = checked(world, family)
    client.force_login(world.zheng_guoping)
    for name, pk, deed in (("result", screening.pk, client.get), ("screen", family.pk, client.post)):
        theirs, nobodys = (deed(reverse(name, args=[each])) for each in (pk, uuid4()))

        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.content == nobodys.content
    with acting_everywhere():
        assert Screening.objects.count() == 1


def test_a_place_that_is_not_known_is_said_in_words(client, world, family, monkeypatch):
    monkeypatch.setattr("relief.screening.queries.place_for", place_for_nothing)
    client.force_login(world.lin_xiaoman)
    page = client.post(reverse("screen", args=[family.pk]), follow=True)

    assert page.redirect_chain[0][0] == reverse("household", args=[family.pk])
    assert "系统里没有代码990100的县" in page.content.decode()


def place_for_nothing(code, day, known_at):
    raise UnknownPlace(code)


def test_the_head_counts_verdicts_and_people(client, world, family):
    text = shown(client, world, checked(world, family)).content.decode()

    assert "1个项目符合，8个还不能判断，3个不符合，3个本地未开办。" in text
    assert "计入2人，不计1人" in text
    assert "周桂芳户的筛查结果" in text
    assert "2026年11月23日" in text


def test_programmes_stand_in_the_order_of_what_one_may_have(client, world, family):
    verdicts = [card.verdict for card in programmes_of(shown(client, world, checked(world, family))).values()]

    assert verdicts == ["eligible"] + 8 * ["undetermined"] + 3 * ["ineligible"] + 3 * ["not_offered"]


def test_an_open_criterion_shows_article_value_line_distance_and_what_to_ask(client, world, family):
    screening = checked(world, family)
    response = shown(client, world, screening)
    dibao = programmes_of(response)["dibao"]
    row = row_of(dibao, "家庭收入低于低保标准")

    assert (dibao.verdict, dibao.why) == ("undetermined", "缺李长水的收入")
    assert (row.verdict, row.value, row.line) == ("unknown", "至少1,000.00元", "低于1,600.00元")
    assert row.line_note == "800.00元×2人"
    assert "民发〔2021〕57号第十三条" in row.citation
    assert [link.text for link in row.missing] == ["缺李长水的收入"]
    with acting_everywhere():
        spouse = family.members.get(key="b")
    assert row.missing[0].url == reverse("member_facts", args=[family.pk, spouse.pk]) + "#id_incomes_declared"
    auditors = programmes_of(shown(client, world, screening, by=world.auditor))["dibao"]
    assert row_of(auditors, "家庭收入低于低保标准").missing[0].url == (
        reverse("household", args=[family.pk]) + "#members"
    )
    assert (row_of(dibao, "住房").value, row_of(dibao, "住房").line) == ("1套", "不超过1套")
    text = response.content.decode()
    assert "计入2人：周桂芳、李长水。不计李晓燕。" in text
    for words in (row.value, row.line, row.citation, row.distance, "缺李长水的收入"):
        assert words in text


def test_an_article_leads_to_its_rule_as_the_law_stood_there_that_day(client, world, family):
    screening = checked(world, family)
    response = shown(client, world, screening)
    row = row_of(programmes_of(response)["dibao"], "家庭收入低于低保标准")
    chosen = f"?place={world.county.code}&on={screening.day}"
    assert row.law_url == reverse("law") + chosen + "#dibao.income_below_standard"
    link = f'<a href="{row.law_url.replace("&", "&amp;")}">{row.citation}</a>'
    assert link in response.content.decode()

    client.logout()
    law = client.get(row.law_url.partition("#")[0]).content.decode()
    assert 'id="dibao.income_below_standard">家庭收入低于低保标准' in law


def test_the_same_in_english(client, world, family):
    response = shown(client, world, checked(world, family), **ENGLISH)
    dibao = programmes_of(response)["dibao"]
    row = row_of(dibao, "family income below the dibao standard")

    assert dibao.why == "missing: 李长水’s incomes"
    assert row.citation.startswith("Social Assistance Law, Article 18; Minfa [2021] No. 57, Article 13")
    assert row.line_note == "800.00 yuan × 2 people"
    text = response.content.decode()
    assert "Eligible for 1 programme, 8 cannot be said yet, 3 not eligible, 3 not offered here." in text
    assert "2 count: 周桂芳, 李长水. Not counted: 李晓燕." in text
    assert row_of(dibao, "dwellings within the limit").value == "1"


def test_relief_says_what_is_asked_and_who_approves(client, world, family):
    relief = programmes_of(shown(client, world, checked(world, family)))["emergency_relief"]

    assert (relief.verdict, relief.amount) == ("eligible", "申请2,000.00元")
    assert relief.notes == ["审批：乡镇（街道）可以审批。"]
    assert relief.why == "6个条件都符合"


def test_what_is_not_offered_says_when_it_was(client, world, family):
    card = programmes_of(shown(client, world, checked(world, family)))["uninsured_unemployed"]

    assert card.why == "本地办理期为2022年6月2日至2023年12月31日"


def test_a_programme_for_persons_answers_for_each(client, world, family):
    card = programmes_of(shown(client, world, checked(world, family)))["dibao_individual"]
    persons = {person.name: person for person in card.persons}

    assert list(persons) == ["周桂芳", "李长水", "李晓燕"]
    assert persons["周桂芳"].verdict == "ineligible"
    assert persons["周桂芳"].why == "不满足“本人收入低于低保标准”，高200.00元"
    assert row_of(persons["周桂芳"], "本人收入低于低保标准").value == "1,000.00元"


def test_a_day_is_told_with_its_line_and_the_days_between(client, world):
    make_place(world.county)
    screening = checked(world, stored(world, case_named("supplement-since-the-day-after")))
    card = programmes_of(shown(client, world, screening))["one_time_supplement"]
    row = row_of(card, "登记日在享受低保或特困")

    assert card.why == "不满足“登记日在享受低保或特困，且健在”，晚1天"
    assert (row.value, row.line, row.bar) == ("2022年8月1日", "不晚于2022年7月31日", None)
    assert row.value_note == "周桂芳的第1项正在享受的救助"
    english = programmes_of(shown(client, world, screening, **ENGLISH))["one_time_supplement"]
    row = row_of(english, "on dibao or tekun, and alive, on the register day")
    assert (row.line, row.distance) == ("no later than 31 July 2022", "1 day later")
    assert row.value_note == "周桂芳’s award 1"


def test_an_amount_comes_with_its_reckoning(client, world):
    make_place(world.county)
    home = stored(world, case_named("dibao-one-yuan-below"))
    response = shown(client, world, checked(world, home))
    dibao = programmes_of(response)["dibao"]

    assert dibao.amount == "每月1.00元"
    assert [tuple(line) for line in dibao.reckoning] == [
        ("低保标准×人数（3人）", 240000),
        ("减：本人计入的收入（周桂芳）", -239900),
    ]
    assert tuple(dibao.total) == ("每月金额", 100)
    text = response.content.decode()
    assert "−2,399.00元" in text
    assert "系统不判断的3种其他情形" in text


INVESTIGATED = "  members: [{id: a, relation: head, incomes: []}]\n  incomes: []\n  assets: within_limits\n"


def test_what_an_investigator_found_of_assets_is_said_so(client, world):
    make_place(world.county)
    screening = checked(world, stored(world, case_from(INVESTIGATED)))
    chinese = programmes_of(shown(client, world, screening))["dibao"]
    english = programmes_of(shown(client, world, screening, **ENGLISH))["dibao"]

    assert [row.title for row in chinese.folded if "住房" in row.title] == [
        "住房不超过规定：在规定以内（调查认定）"
    ]
    assert any("(found by an investigator)" in row.title for row in english.folded)
    assert [row for row in chinese.rows if row.bar and "金融" in row.title] == []


EDGE = (
    "  members: [{id: a, relation: head, away: none, incomes: [{kind: wage, amount: 1200}]}]\n  incomes: []\n"
)


def test_on_the_line_is_said_as_the_place_has_decided(client, world):
    home = stored(world, case_from(EDGE))
    for day, included in ((date(2021, 7, 1), False), (date(2022, 7, 1), True)):
        figures = {"dibao_standard": {"urban": 800, "rural": 800}, "margin_multiple": 1.5}
        with acting_everywhere():
            make_figures(world.county, in_force_from=day, values={**figures, "margin_inclusive": included})
        card = programmes_of(shown(client, world, checked(world, home)))["dibao_margin"]
        row = row_of(card, "家庭收入低于低保边缘标准")

        told = ("met", "不超过1,200.00元", "正好在标准上")
        assert (row.verdict, row.line, row.distance) == (
            told if included else ("not_met", "低于1,200.00元", "正好等于，要低于才符合")
        )


def test_a_place_that_has_set_nothing_is_asked_for_its_figures(client, world):
    home = stored(world, case_from(FAMILY))
    rows = programmes_of(shown(client, world, checked(world, home)))["dibao"].rows
    links = [link for row in rows for link in row.missing]

    assert ("缺本地标准：低保标准", reverse("figures")) in links


@pytest.mark.parametrize("change", ["facts", "law"])
def test_a_change_since_asks_for_another_check(client, world, family, change):
    screening = checked(world, family)
    words = {"facts": "事实变了，请重新筛查", "law": "标准或规定变了，请重新筛查"}
    page = shown(client, world, screening).content.decode()
    assert [each for each in words.values() if each in page] == []
    with acting_everywhere():
        if change == "facts":
            family.members.filter(key="b").update(serious_illness=False)
        else:
            make_figures(
                world.county,
                in_force_from=date(2022, 7, 1),
                known_from=timezone.now(),
                values={"dibao_standard": {"urban": 900, "rural": 900}},
            )

    assert words[change] in shown(client, world, screening).content.decode()


def test_an_earlier_screening_leads_to_the_latest(client, world, family):
    earlier, latest = checked(world, family), checked(world, family)
    page = shown(client, world, earlier).content.decode()

    assert "这是以前的筛查" in page
    assert reverse("result", args=[latest.pk]) in page
    assert "这是以前的筛查" not in shown(client, world, latest).content.decode()


def test_an_auditor_reads_and_is_offered_nothing_to_do(client, world, family):
    page = shown(client, world, checked(world, family), by=world.auditor)

    assert page.status_code == 200
    assert reverse("screen", args=[family.pk]) not in page.content.decode()


def test_as_many_queries_for_two_members_as_for_twenty(client, world, django_assert_num_queries):
    people = [
        f"    - {{id: m{number}, relation: other, incomes: [{{}}], obligors: [{{}}]}}\n"
        for number in range(20)
    ]
    pages = [
        checked(world, stored(world, case_from("  members:\n" + "".join(people[:count]))))
        for count in (2, 20)
    ]
    client.force_login(world.lin_xiaoman)
    for screening in pages:
        with django_assert_num_queries(20):
            client.get(reverse("result", args=[screening.pk]))


def test_the_page_says_what_to_ask_next(client, world, family):
    screening = checked(world, family)
    response = shown(client, world, screening)
    first = response.context["questions"][0]
    text = response.content.decode()

    assert f"先问这一项，{first.count}个项目在等它" in text
    assert f'href="{first.url}"' in text
    read = shown(client, world, screening, by=world.auditor)
    assert first.text in read.content.decode()
    assert f'href="{first.url}"' not in read.content.decode()


def test_nothing_is_asked_by_what_is_no_longer_so(client, world, family):
    screening = checked(world, family)
    with acting_everywhere():
        family.members.filter(key="b").update(serious_illness=False)

    assert shown(client, world, screening).context["questions"] == []
