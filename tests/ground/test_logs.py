"""No log names a person by number, neither in a message nor in the text of an error."""

import logging

import pytest
from django.conf import settings

from relief.logs import MaskedFormatter


def line(message, *arguments, error=None):
    record = logging.LogRecord(
        "relief", logging.ERROR, __file__, 1, message, arguments, error and (type(error), error, None)
    )
    return MaskedFormatter().format(record)


@pytest.mark.parametrize(
    "number",
    ["990101199003070018", "99010119900307001X", "990101900307001", "13800138000", "6222020200112233445"],
)
def test_a_number_that_could_be_a_persons_is_hidden(number):
    assert number not in line(f"Not found: {number}。")
    assert number not in line("Not found: %s", number)
    assert number not in line("Failed", error=ValueError(f"bad number {number}"))


@pytest.mark.parametrize("number", ["990100101001", "2026-11-24", "202611", "12345678"])
def test_areas_days_and_counts_stay(number):
    assert number in line(f"Loaded {number}")


def test_every_handler_of_the_application_masks():
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    for handler in settings.LOGGING["handlers"].values():
        formatter = settings.LOGGING["formatters"][handler["formatter"]]
        assert formatter["()"] == "relief.logs.MaskedFormatter"
