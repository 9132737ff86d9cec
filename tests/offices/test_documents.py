"""证件号码: length, check sign, real day; never the area code."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from relief.offices.documents import DocumentKind, Sex, check_sign, read_document

TODAY = date(2026, 11, 23)
CARD = DocumentKind.IDENTITY_CARD


def number(first_seventeen):
    return first_seventeen + check_sign(first_seventeen)


def read(value, kind=CARD):
    return read_document(kind, value, today=TODAY)


def refusal(value, kind=CARD):
    with pytest.raises(ValidationError) as refused:
        read(value, kind)
    assert not value or value not in str(refused.value)
    return refused.value.code


def test_says_birthday_and_sex():
    document = read(number("99010119740312002"))

    assert (document.born_on, document.sex, document.warnings) == (date(1974, 3, 12), Sex.FEMALE, ())
    assert read(number("99010119740312001")).sex == Sex.MALE


def test_width_blanks_and_a_small_x_make_no_difference():
    first_seventeen = next(
        body for body in (f"990101197403120{n:02}" for n in range(99)) if check_sign(body) == "X"
    )
    typed = f" {first_seventeen[:6]} {first_seventeen[6:14]}-{first_seventeen[14:]}ｘ"

    assert read(typed).number == first_seventeen + "X"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("990101740312002", "length"),
        ("9901011974031200211", "length"),
        ("", "length"),
        ("99010119740312002A", "signs"),
        ("X90101197403120021", "signs"),
        ("٩90101197403120021", "signs"),
        ("990101197403120020", "check_sign"),
        (number("99010119740230002"), "birthday"),
        (number("99010119741312002"), "birthday"),
        (number("99010119740000002"), "birthday"),
        (number("99010120261124002"), "future"),
        (number("81000019740312002"), "kind"),
        (number("91112419740312002"), "kind"),
    ],
)
def test_refuses(value, code):
    assert refusal(value) == code


def test_born_today_is_born():
    assert read(number("99010120261123002")).born_on == TODAY


@given(
    day=st.dates(date(1900, 1, 1), date(2024, 12, 31)),
    area=st.sampled_from(["110101", "310115", "510104"]),
    serial=st.integers(0, 999),
)
def test_the_check_sign_is_the_one_that_others_compute(day, area, serial):
    body = f"{area}{day:%Y%m%d}{serial:03}"

    assert check_sign(body) == ric.calc_check_digit(body + "0")
    assert read(number(body)).born_on == day


@given(position=st.integers(0, 16), shift=st.integers(1, 9))
def test_one_wrong_digit_never_passes(position, shift):
    right = number("99010119740312002")
    wrong_digit = str((int(right[position]) + shift) % 10)
    wrong = right[:position] + wrong_digit + right[position + 1 :]

    assert refusal(wrong) == "check_sign"


def test_an_unknown_area_code_warns_and_passes():
    document = read(number("51222219400312002"))

    assert document.born_on == date(1940, 3, 12)
    assert len(document.warnings) == 1
    assert read(number("51010419400312002")).warnings == ()


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000"])
def test_residence_permits_have_a_kind_of_their_own(prefix):
    value = number(f"{prefix}19740312002")

    assert read(value, DocumentKind.RESIDENCE_PERMIT).born_on == date(1974, 3, 12)
    assert refusal(number("11010119740312002"), DocumentKind.RESIDENCE_PERMIT) == "kind"


def test_foreign_residents_have_two_forms():
    new = number("91112419740312002")

    assert read(new, DocumentKind.FOREIGN_RESIDENT).born_on == date(1974, 3, 12)
    assert read("can110074031201", DocumentKind.FOREIGN_RESIDENT).number == "CAN110074031201"
    assert refusal("CAN1100740312", DocumentKind.FOREIGN_RESIDENT) == "shape"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (DocumentKind.PASSPORT, "e 1234-5678"),
        (DocumentKind.TRAVEL_PERMIT, "H1234567801"),
        (DocumentKind.TRAVEL_PERMIT, "01234567"),
    ],
)
def test_passports_and_travel_permits_pass_by_shape_and_say_nothing(kind, value):
    document = read(value, kind)

    assert (document.born_on, document.sex) == (None, None)
    assert refusal("护照", kind) == "shape"
