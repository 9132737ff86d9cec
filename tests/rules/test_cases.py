"""The law, tested by the tables an official can read."""

from collections import Counter

import pytest

from relief.rules.answers import screen
from relief.rules.cases import Case, CaseError
from relief.rules.expectations import differences
from tests.rules.published import all_cases, figures_of


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name or "unnamed")
def test_answer_is_what_the_case_expects(case: Case | CaseError) -> None:
    assert isinstance(case, Case), case.words("en")
    assert case.expect, "a case that expects nothing proves nothing"
    assert differences(case.expect, screen(case.household, figures_of(case))) == []


def test_every_case_has_a_name_of_its_own_a_title_and_an_article() -> None:
    assert [name for name, count in Counter(case.name for case in all_cases()).items() if count > 1] == []
    assert [case.name for case in all_cases() if not (case.title and case.source)] == []
    assert len({case.title for case in all_cases()}) == len(all_cases())


def test_there_are_at_least_400_cases() -> None:
    assert len(all_cases()) >= 400
