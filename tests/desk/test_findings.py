"""认定 on the pages: the box asks for its reason, and the result, the decision and the trail tell it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from relief.households.facts import household_facts
from relief.households.models import Judgement
from relief.households.services import Unreasoned, judge_open_clause, store_household
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import make_relief
from tests.households.case_files import case_from
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

WHY = "11月20日入户，家里断炊"
URGENT = """\
  members:
    - {id: a, relation: head, born_on: 1974-03-01, away: none, hukou: local, serious_illness: false}
  incomes: []
  hardship: {event: fire, day: 2026-11-19, urgent: true, requested: 500, place_of_emergency: here}
  relief_history: []
"""


@pytest.fixture
def home(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(URGENT))


@pytest.fixture
def caseworker(client, world):
    client.force_login(world.lin_xiaoman)
    return client


def boxes_of(response):
    """What a browser would send back untouched."""
    entry = response.context["entry"]
    found = {"seen": entry.seen, "deed": "save"}
    for form in entry.forms:
        for box in form:
            value = box.field.prepare_value(box.value())
            found[box.html_name] = "" if value is None else value
    return found


def save(client, url, **boxes):
    return client.post(url, {**boxes_of(client.get(url)), **boxes})


def section(home, slug):
    return reverse("section", args=[home.pk, slug])


def member_page(home):
    with acting_everywhere():
        return reverse("member_facts", args=[home.pk, home.members.get().pk])


def found_difficulty(client, home):
    return save(
        client,
        section(home, "hardship"),
        hardship_basic_living_difficulty="yes",
        hardship_basic_living_difficulty_reason=WHY,
    )


def test_the_reason_stands_beside_the_criterion_on_the_result(caseworker, home, world):
    assert found_difficulty(caseworker, home).status_code == 302
    page = caseworker.post(reverse("screen", args=[home.pk]), follow=True)
    cards = {card.code: card for card in page.context["programmes"]}
    rows = [*cards["emergency_relief"].rows, *cards["emergency_relief"].folded]
    (row,) = [row for row in rows if row.found]
    (line,) = page.context["found"]

    assert row.title.startswith("基本生活暂时出现严重困难")
    assert row.found[0].startswith("经办人认定基本生活困难，林小满")
    assert row.found[0].endswith(f"认定：{WHY}")
    assert (line.title, line.answer) == ("经办人认定基本生活困难", "是")
    assert "民发〔2018〕23号" in line.citation
    assert page.content.decode().count(WHY) >= 2


def test_an_earlier_screening_shows_what_was_written_then(caseworker, home, world):
    found_difficulty(caseworker, home)
    with acting(world.lin_xiaoman):
        screening = screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)
    save(caseworker, section(home, "hardship"), hardship_basic_living_difficulty_reason="11月25日又去看过")
    page = caseworker.get(reverse("result", args=[screening.pk])).content.decode()

    assert WHY in page
    assert "11月25日又去看过" not in page


def test_the_box_shows_what_stands_and_a_new_reason_is_kept(caseworker, home):
    found_difficulty(caseworker, home)
    page = caseworker.get(section(home, "hardship")).content.decode()

    assert f"认定：{WHY}" in page
    save(caseworker, section(home, "hardship"), hardship_basic_living_difficulty_reason="邻居也证实")
    with acting_everywhere():
        reasons = [str(row.reason) for row in Judgement.objects.filter(household=home)]
    assert reasons == [WHY, "邻居也证实"]


@pytest.mark.parametrize(
    ("box", "value", "declared"),
    [("serious_illness", "yes", True), ("self_care_failed", "0", 0), ("self_care_failed", "3", 3)],
)
def test_a_members_finding_asks_for_its_reason_and_nothing_typed_is_lost(
    caseworker, home, box, value, declared
):
    refused = save(caseworker, member_page(home), **{box: value, "hukou": "other_province"})
    form = refused.context["entry"].form

    assert list(form.errors) == [f"{box}_reason"]
    assert f'href="#id_{box}_reason' in refused.content.decode()
    assert form[box].value() == value
    saved = save(
        caseworker, member_page(home), **{box: value, "hukou": "other_province", f"{box}_reason": WHY}
    )
    assert saved.status_code == 302
    with acting_everywhere():
        member = household_facts(type(home).objects.get(pk=home.pk))["members"][0]
    assert (member[box], member["hukou"]) == (declared, "other_province")


def test_that_somebody_is_not_ill_needs_no_reason(caseworker, home):
    assert save(caseworker, member_page(home), serious_illness="unasked").status_code == 302
    assert save(caseworker, member_page(home), serious_illness="no").status_code == 302


@pytest.mark.parametrize("word", ["within_limits", "over_limits"])
def test_an_investigators_word_on_assets_asks_for_its_reason(caseworker, home, word):
    url = section(home, "assets")

    assert list(save(caseworker, url, assets=word).context["entry"].form.errors) == ["assets_reason"]
    assert save(caseworker, url, assets=word, assets_reason="信息核对报告").status_code == 302
    withdrawn = save(caseworker, url, assets="listed", assets_vehicles="0")
    assert list(withdrawn.context["entry"].form.errors) == ["assets_reason"]


def test_listed_assets_need_no_reason(caseworker, home):
    assert save(caseworker, section(home, "assets"), assets_vehicles="0").status_code == 302


def test_a_trial_asks_for_no_reason(caseworker, home):
    page = caseworker.get(reverse("what_if", args=[home.pk]) + "?part=hardship").content.decode()

    assert "认定的依据" not in page


def clause_page(client, home, world):
    with acting(world.lin_xiaoman):
        screening = screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)
    return reverse("open_clause", args=[screening.pk, "emergency_relief"])


def test_an_open_clause_is_found_by_a_named_person_with_a_reason(caseworker, home, world):
    address = clause_page(caseworker, home, world)
    typed = {"clause": "其他特殊困难", "found": "yes", "reason": ""}
    refused = caseworker.post(address, typed)
    assert list(refused.context["form"].errors) == ["reason"]
    assert refused.context["form"]["found"].value() == "yes"

    before = household_verdicts(home)
    page = caseworker.post(address, {**typed, "reason": WHY}, follow=True)
    card = next(each for each in page.context["programmes"] if each.code == "emergency_relief")
    (clause,) = card.open_clauses
    assert clause.line.answer == "有这种情形"
    assert clause.line.told.startswith("林小满")
    assert f"认定：{WHY}" in page.content.decode()
    assert household_verdicts(home) == before

    caseworker.post(address, {**typed, "found": "no", "reason": "已经不是这样"})
    with acting_everywhere():
        found = [row.value["found"] for row in Judgement.objects.filter(fact="open_clause")]
    assert found == [True, False]
    assert "没有这种情形" in caseworker.get(page.redirect_chain[-1][0]).content.decode()


def household_verdicts(home):
    with acting_everywhere():
        return home.screenings.latest("made_at").findings


@pytest.mark.parametrize(
    ("programme", "status"), [("emergency_relief", 200), ("fast_relief", 404), ("luck", 404)]
)
def test_only_a_clause_that_is_open_can_be_found(caseworker, home, world, programme, status):
    address = clause_page(caseworker, home, world).replace("emergency_relief", programme)

    assert caseworker.get(address).status_code == status


def test_another_clause_than_the_laws_is_refused(caseworker, home, world):
    typed = {"clause": "随便", "found": "yes", "reason": WHY}

    assert caseworker.post(clause_page(caseworker, home, world), typed).status_code == 200
    with acting_everywhere():
        assert not Judgement.objects.filter(fact="open_clause").exists()


def test_whoever_decides_reads_the_open_clause_too(client, world):
    make_place(world.county)
    application = make_relief(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        fields = {"by": world.lin_xiaoman, "household": application.household, "clause": "其他特殊困难"}
        judge_open_clause(**fields, programme=application.programme, found=True, reason=WHY)
        with pytest.raises(Unreasoned):
            judge_open_clause(**fields, programme=application.programme, found=True, reason="")
    client.force_login(world.he_jing)
    page = client.get(reverse("application", args=[application.pk])).content.decode()

    assert f"认定：{WHY}" in page
    with acting(world.he_jing), pytest.raises(PermissionDenied):
        judge_open_clause(**{**fields, "by": world.he_jing}, programme="x", found=True, reason=WHY)
    client.force_login(world.auditor)
    trail = client.get(reverse("household_trail", args=[application.household_id])).content.decode()
    assert "认定：其他情形" in trail


def test_whoever_decides_reads_who_found_it_and_why(client, world):
    make_place(world.county)
    application = make_relief(world.lin_xiaoman)
    client.force_login(world.he_jing)
    page = client.get(reverse("application", args=[application.pk])).content.decode()

    assert "由人认定的" in page
    assert "从案例文件带入，没有写依据" in page


def test_the_trail_tells_the_reason(caseworker, client, home, world):
    found_difficulty(caseworker, home)
    client.force_login(world.auditor)
    page = client.get(reverse("household_trail", args=[home.pk])).content.decode()

    assert "认定：经办人认定基本生活困难" in page
    assert f"认定的依据：{WHY}" in page
