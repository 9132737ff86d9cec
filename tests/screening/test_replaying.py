"""重新演算: in what an answer that was kept differs from the one of today's rules, to the smallest part."""

import copy

import pytest

from relief.rules.answers import screen
from relief.rules.storing import answer_to_data
from relief.screening.replaying import canonical, differences, summary
from tests.rules.published import case_named, figures_of

CASE = case_named("dibao-one-fen-below")


@pytest.fixture
def kept():
    return answer_to_data(screen(CASE.household, figures_of(CASE)))


def told(kept, now):
    return [str(each) for each in differences(kept, now)]


def of(findings, code):
    return next(each for each in findings["programmes"] if each["code"] == code)


def test_the_canonical_form_has_sorted_keys_no_spaces_and_no_escapes():
    assert canonical({"b": [1, None], "a": "低保"}) == '{"a":"低保","b":[1,null]}'.encode()


def test_the_same_answer_has_no_differences_whatever_the_order_of_keys(kept):
    turned = {key: kept[key] for key in reversed(kept)}
    assert told(kept, turned) == []


def test_a_verdict_and_a_sum_are_told_with_then_and_now(kept):
    now = copy.deepcopy(kept)
    of(now, "dibao")["verdict"], of(now, "dibao")["amount"] = "ineligible", None
    amount = of(kept, "dibao")["amount"]
    assert told(kept, now) == [
        f"dibao amount: {amount} -> nothing",
        'dibao verdict: "eligible" -> "ineligible"',
    ]


def test_a_finding_goes_by_its_code_wherever_it_stands(kept):
    now = copy.deepcopy(kept)
    findings = of(now, "dibao")["findings"]
    findings.reverse()
    assert told(kept, now) == []
    findings[0]["verdict"] = "unknown"
    code = findings[0]["code"]
    assert told(kept, now) == [f'dibao findings.{code}.verdict: "met" -> "unknown"']


def test_who_counts_is_told_of_no_programme(kept):
    assert told(kept, {**kept, "household_size": 9}) == [f"- household_size: {kept['household_size']} -> 9"]


def test_a_programme_that_was_not_known_and_is_not_offered_is_no_difference(kept):
    without = {**kept, "programmes": [each for each in kept["programmes"] if each["code"] != "fast_relief"]}
    bare = {**of(kept, "fast_relief"), "verdict": "not_offered", "findings": [], "missing": []}
    assert told(without, {**without, "programmes": [*without["programmes"], bare]}) == []
    said = {**bare, "missing": ["hardship"]}
    assert told(without, {**without, "programmes": [*without["programmes"], said]}) != []


def test_a_programme_that_only_one_answers_for_is_told_by_its_verdict(kept):
    without = {**kept, "programmes": [each for each in kept["programmes"] if each["code"] != "dibao"]}
    assert told(without, kept) == ['dibao verdict: "not_offered" -> "eligible"']
    assert told(kept, without) == ['dibao verdict: "eligible" -> "not_offered"']


def test_a_summary_is_what_somebody_is_paid_or_refused_by(kept):
    dibao = of(kept, "dibao")
    assert summary(kept, "dibao") == {"verdict": "eligible", "amount": dibao["amount"]}
    persons = {key: each["verdict"] for key, each in of(kept, "tekun")["persons"].items()}
    assert summary(kept, "tekun") == {"verdict": of(kept, "tekun")["verdict"], "persons": persons}
    assert summary(kept, "unknown_here") == {"verdict": "not_offered"}
