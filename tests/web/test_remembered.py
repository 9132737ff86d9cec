"""A question is asked once while a page is put together, and every time elsewhere."""

import pytest

from relief.web.remembered import remembered, remembering


@pytest.fixture
def asked():
    return []


@pytest.fixture
def question(asked):
    @remembered
    def question(of, *, on=None):
        asked.append((of, on))
        return len(asked)

    return question


def test_outside_a_page_it_is_asked_every_time(question):
    assert [question("a"), question("a")] == [1, 2]


def test_within_one_it_is_asked_once_for_each_that_it_is_asked_about(question, asked):
    with remembering():
        assert [question("a"), question("b"), question("a"), question("a", on=1)] == [1, 2, 1, 3]
    assert asked == [("a", None), ("b", None), ("a", 1)]


def test_a_page_in_a_page_is_one(question):
    with remembering():
        question("a")
        with remembering():
            assert question("a") == 1
        assert question("a") == 1


def test_the_next_page_asks_anew_even_after_one_that_failed(question):
    @remembering()
    def fails():
        question("a")
        raise LookupError

    with pytest.raises(LookupError):
        fails()
    with remembering():
        assert question("a") == 2


def test_a_refusal_is_no_answer(asked):
    @remembered
    def refusing():
        asked.append(1)
        raise LookupError

    with remembering():
        for _each in range(2):
            with pytest.raises(LookupError):
                refusing()
    assert asked == [1, 1]
