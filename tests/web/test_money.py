import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from relief.web.money import LARGEST_FEN, fen_from_yuan, money, yuan

FEN = st.integers(0, LARGEST_FEN)
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(FEN)
def test_what_is_written_is_read_back_to_the_fen(fen):
    written = yuan(fen)
    assert fen_from_yuan(written) == fen
    assert fen_from_yuan(written.replace(",", "")) == fen
    assert fen_from_yuan(written.translate(WIDE)) == fen
    assert fen_from_yuan(f" ¥ {written} 元") == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("00012", 1200),
        ("1200", 120000),
        ("1200.5", 120050),
        ("3.", 300),
        ("0.01", 1),
        ("1,650.00", 165000),
    ],
)
def test_ways_of_writing_an_amount(text, fen):
    assert fen_from_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("三百", "invalid"),
        ("1.2.3", "invalid"),
        ("1,50", "invalid"),
        ("12,34,567", "invalid"),
        (".5", "invalid"),
        ("1e3", "invalid"),
        ("½", "invalid"),
        ("٣", "invalid"),
        ("1.005", "decimals"),
        ("-200", "negative"),
        ("−0.01", "negative"),
        ("－1", "negative"),
        ("10000000000", "too_large"),
        ("9" * 5000, "too_large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text, code):
    with pytest.raises(ValidationError) as refused:
        fen_from_yuan(text)
    assert refused.value.code == code


@given(st.text(max_size=12))
def test_any_text_is_an_amount_in_whole_fen_or_is_refused(text):
    try:
        fen = fen_from_yuan(text)
    except ValidationError:
        return
    assert 0 <= fen <= LARGEST_FEN


def test_money_is_said_in_the_readers_language():
    assert money(165000) == "1,650.00元"
    assert money(-165005) == "−1,650.05元"
    with translation.override("en"):
        assert money(165000) == "1,650.00 yuan"
