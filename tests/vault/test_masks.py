"""What of a hidden value stands on a page."""

import pytest
from django.template import Context, Template

from relief.vault.masks import masked_account, masked_number, masked_telephone


def test_an_identity_number_shows_its_first_three_and_last_four():
    assert masked_number("990101197403121234") == "990***********1234"


def test_a_telephone_and_an_account():
    assert masked_telephone("13800138000") == "138****8000"
    assert masked_account("6217000010001234567") == "***************4567"


@pytest.mark.parametrize(("number", "shown"), [("E12345678", "*******78"), ("1234", "****"), ("1", "*")])
def test_a_short_number_shows_less(number, shown):
    assert masked_number(number) == shown


@pytest.mark.parametrize("number", ["", None])
def test_nothing_stays_nothing(number):
    assert masked_number(number) == ""


def test_in_templates():
    template = Template(
        "{% load masks %}{{ n|masked_number }} {{ t|masked_telephone }} {{ a|masked_account }}"
    )
    values = {"n": "990101197403121234", "t": "13800138000", "a": "6217000010001234567"}

    assert template.render(Context(values)) == "990***********1234 138****8000 ***************4567"
