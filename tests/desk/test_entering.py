"""Entering facts with the advice beside them: what is shown, saved, refused, and never lost."""

import pytest
from django.urls import reverse

from relief.households.facts import household_facts
from relief.households.models import Draft, Entry, Judgement
from relief.households.queries import members_of
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    with acting_everywhere():
        make_figures(world.county)
        return make_household(world.lin_xiaoman)


@pytest.fixture
def caseworker(client, world):
    client.force_login(world.lin_xiaoman)
    return client


def declared(home):
    with acting_everywhere():
        home.refresh_from_db()
        return household_facts(home)


def address(home, slug):
    return reverse("section", args=[home.pk, slug])


def page_of(home, number=0):
    with acting_everywhere():
        return reverse("member_facts", args=[home.pk, members_of(home)[number].pk])


def seen(client, url):
    return client.get(url).context["entry"].seen


def save(client, url, **boxes):
    return client.post(url, {"deed": "save", "seen": seen(client, url), **boxes})


def test_what_is_typed_becomes_facts(caseworker, home):
    answer = save(caseworker, address(home, "spending"), spending_medical_self_paid="3,200.50")
    assert answer.status_code == 302
    assert str(declared(home)["spending"]["medical_self_paid"]) == "3200.50"
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="spending").count() == 1


def test_a_blank_box_is_not_declared_and_none_is_an_answer(caseworker, home):
    save(caseworker, address(home, "hardship"), hardship_declared="no")
    assert declared(home)["hardship"] == "none"
    save(caseworker, address(home, "hardship"), hardship_declared="unasked")
    assert "hardship" not in declared(home)


def test_what_is_filled_in_counts_though_nobody_said_yes_first(caseworker, home):
    save(caseworker, address(home, "hardship"), hardship_declared="unasked", hardship_event="fire")
    assert declared(home)["hardship"] == {"event": "fire"}


def test_no_and_something_below_it_is_a_mistake_beside_the_question(caseworker, home):
    answer = save(caseworker, address(home, "hardship"), hardship_declared="no", hardship_requested="500")
    assert "hardship_declared" in answer.context["entry"].form.errors
    assert 'value="500"' in answer.content.decode()
    assert 'href="#id_hardship_declared_0"' in answer.content.decode()


REASON = "hardship_basic_living_difficulty_reason"


def test_a_finding_needs_its_ground_which_is_kept_sealed_with_who_found_it(caseworker, home, world):
    found = {"hardship_declared": "yes", "hardship_basic_living_difficulty": "yes"}
    answer = save(caseworker, address(home, "hardship"), **found)
    assert REASON in answer.context["entry"].form.errors
    save(caseworker, address(home, "hardship"), **found, **{REASON: "11月20日入户，家里断炊"})
    with acting_everywhere():
        (judgement,) = Judgement.objects.filter(household=home, fact="hardship.basic_living_difficulty")
        assert judgement.value is True
        assert str(judgement.reason) == "11月20日入户，家里断炊"
        assert judgement.judged_by == world.lin_xiaoman
    withdrawn = save(caseworker, address(home, "hardship"), hardship_declared="no")
    assert REASON in withdrawn.context["entry"].form.errors


INCOMES = {
    "incomes_declared": "yes",
    "incomes-count": "2",
    "incomes-0-kind": "wage",
    "incomes-0-amount": "1650",
    "incomes-0-per": "month",
    "incomes-1-kind": "",
    "incomes-1-amount": "",
    "incomes-1-per": "month",
}


def test_incomes_are_kept_row_by_row_and_an_empty_row_is_none(caseworker, home):
    save(caseworker, page_of(home), relation="head", **INCOMES)
    (income,) = declared(home)["members"][0]["incomes"]
    assert {**income, "amount": str(income["amount"])} == {
        "kind": "wage",
        "amount": "1650.00",
        "per": "month",
    }


def test_a_row_more_or_less_keeps_everything_and_saves_nothing(caseworker, home):
    before = declared(home)
    page = page_of(home)
    answer = caseworker.post(
        page, {"deed": "add:incomes", "seen": "x", **INCOMES, "incomes-0-amount": "三百"}
    )
    text = answer.content.decode()
    assert 'name="incomes-2-kind"' in text
    assert 'value="三百"' in text
    assert "field-error" not in text
    two = {**INCOMES, "incomes-1-amount": "77"}
    text = caseworker.post(page, {"deed": "remove:incomes-0", **two}).content.decode()
    assert 'value="77"' in text
    assert 'name="incomes-1-kind"' not in text
    assert declared(home) == before


def test_a_mistake_in_a_row_is_said_on_top_and_beside_the_box_and_nothing_is_lost(caseworker, home):
    before = declared(home)
    answer = save(caseworker, page_of(home), **{**INCOMES, "incomes-0-amount": "三百"})
    text = answer.content.decode()
    assert 'href="#id_incomes-0-amount"' in text
    assert 'id="id_incomes-0-amount_error"' in text
    assert 'value="三百"' in text
    assert declared(home) == before


def test_two_people_on_one_part_see_both_and_keep_either(caseworker, home):
    page = address(home, "spending")
    mark = seen(caseworker, page)
    save(caseworker, page, spending_tuition="800")
    answer = caseworker.post(page, {"deed": "save", "seen": mark, "spending_tuition": "900"})
    text = answer.content.decode()
    assert "林小满" in text
    assert "先保存了这一节" in text
    assert [(each.theirs, each.mine) for each in answer.context["both"]] == [
        ("学费：800.00元", "学费：900.00元")
    ]
    assert str(declared(home)["spending"]["tuition"]) == "800.00"
    caseworker.post(page, {"deed": "save", "seen": answer.context["entry"].seen, "spending_tuition": "900"})
    assert str(declared(home)["spending"]["tuition"]) == "900.00"


def test_the_same_thing_saved_twice_is_one_entry(caseworker, home):
    page = address(home, "spending")
    for _again in range(2):
        save(caseworker, page, spending_tuition="800")
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="spending").count() == 1


def test_a_draft_comes_back_to_its_writer_alone_and_goes_with_the_save(caseworker, client, home, world):
    page = address(home, "spending")
    state = caseworker.post(page, {"deed": "draft", "spending_tuition": "12x"}).content.decode()
    assert "草稿" in state
    assert "已保存" in state
    back = caseworker.get(page).content.decode()
    assert 'value="12x"' in back
    assert "写到一半" in back
    save(caseworker, page, spending_tuition="120")
    with acting_everywhere():
        assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(caseworker, home):
    page = address(home, "spending")
    caseworker.post(page, {"deed": "draft", "spending_tuition": "12x"})
    caseworker.post(page, {"deed": "discard"})
    assert "12x" not in caseworker.get(page).content.decode()


def test_a_second_head_is_refused_beside_the_box(caseworker, home):
    save(caseworker, page_of(home), relation="head")
    answer = save(caseworker, page_of(home, 1), relation="head")
    assert "已经有户主" in str(answer.context["entry"].form.errors["relation"])


def test_the_advice_is_that_of_the_facts_just_saved(caseworker, home):
    before = caseworker.get(address(home, "assets")).context["kept"].answer
    save(caseworker, page_of(home), incomes_declared="no")
    after = caseworker.get(address(home, "assets")).context["kept"].answer
    assert before != after
    assert after == caseworker.get(reverse("household", args=[home.pk])).context["kept"].answer


@pytest.mark.parametrize("slug", ["incomes", "assets", "spending", "hardship", "receiving", "change"])
def test_a_part_saved_as_it_was_shown_stays_as_it_was(caseworker, home, slug):
    """What the boxes show is what is declared: reading them back changes nothing."""
    entry = caseworker.get(address(home, slug)).context["entry"]
    before = declared(home)
    sent = {"deed": "save", "seen": entry.seen}
    for form in entry.forms:
        for field in form:
            sent[field.html_name] = "" if (shown := field.value()) is None else shown
    for each in entry.lists:
        sent[f"{each.kind.name}-count"] = len(each.rows)
    caseworker.post(address(home, slug), sent)
    assert declared(home) == before


def test_a_part_of_the_household_folds_none_of_its_boxes_away(caseworker, home):
    for slug in ("assets", "spending", "hardship", "change"):
        assert "not-asked" not in caseworker.get(address(home, slug)).content.decode()


def test_a_draft_never_takes_the_place_of_a_save_under_way(caseworker, home):
    """A form and what keeps its draft share one queue: there the later sender would end the earlier one."""
    page = caseworker.get(address(home, "spending")).text
    state = page[page.index('id="save-state"') :].partition(">")[0]
    assert 'data-hx-sync="closest form:drop"' in state
