"""What a case expects is compared as the contract says: what it leaves out is not, all else is."""

import pytest

from relief.rules.answers import screen
from relief.rules.cases import Case, read_cases
from relief.rules.expectations import differences
from tests.rules.published import case_named, figures_of


def compared(name, expect):
    """The differences of a published case's answer from what is expected here."""
    case = case_named(name)
    head = "case: x\nday: 2026-11-23\nplace: p\narea: urban\nhousehold: {}\n"
    (read,) = read_cases(f"{head}expect: {{{expect}}}\n", "f.yaml")
    assert isinstance(read, Case), read.words("en")
    return differences(read.expect, screen(case.household, figures_of(case)))


@pytest.mark.parametrize(
    "expect",
    [
        "",
        "household_size: 1",
        "counted_members: [a]",
        "dibao: {}",
        'dibao: {amount: "0.01", period: month, missing: []}',
        "dibao: {amount: 0.010}",
        "dibao: {amount: 1e-2, at_most: null, approval: null}",
        "tekun: {persons: {a: undetermined}}",
        "tekun: {persons: {}}",
        "uninsured_unemployed: {verdict: not_offered}",
        "emergency_relief: {missing: [relief_history, hardship]}",
    ],
)
def test_what_is_so_makes_no_difference(expect):
    assert compared("dibao-one-fen-below", expect) == []


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("household_size: 2", "household_size: expected 2, got 1"),
        ("household_size: null", "household_size: expected nothing, got 1"),
        ("counted_members: []", "counted_members: expected [], got [a]"),
        ("counted_members: [a, b]", "counted_members: expected [a, b], got [a]"),
        ("dibao: {verdict: ineligible}", "dibao.verdict: expected ineligible, got eligible"),
        ("dibao: {amount: 0.02}", "dibao.amount: expected 0.02, got 0.01"),
        ("dibao: {amount: null}", "dibao.amount: expected nothing, got 0.01"),
        ("dibao: {at_most: 5}", "dibao.at_most: expected 5, got nothing"),
        ("dibao: {period: once}", "dibao.period: expected once, got month"),
        ("dibao: {missing: [assets]}", "dibao.missing: expected [assets], got []"),
        (
            "emergency_relief: {missing: [hardship]}",
            "emergency_relief.missing: expected [hardship], got [hardship, relief_history]",
        ),
        ("dibao: {until: 2027-05-31}", "dibao.until: expected 2027-05-31, got nothing"),
        (
            "tekun: {persons: {a: eligible}}",
            "tekun.persons.a: expected eligible, got undetermined",
        ),
        ("tekun: {persons: {z: ineligible}}", "tekun.persons.z: expected ineligible, got nothing"),
        ("lottery: {verdict: eligible}", "lottery: programme not known"),
        ("lottery: {}", "lottery: programme not known"),
        (
            "uninsured_unemployed: {verdict: ineligible}",
            "uninsured_unemployed.verdict: expected ineligible, got not_offered",
        ),
    ],
)
def test_what_is_not_so_is_said(expect, difference):
    assert compared("dibao-one-fen-below", expect) == [difference]
