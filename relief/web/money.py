"""Money: whole fen inside, yuan with two places for people."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST_FEN = 9_999_999_999_99

_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]*))?")
_GROUPED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]*))?")
_DRESS = re.compile(r"^¥|元$|yuan$", re.IGNORECASE)


def yuan(fen: int) -> str:
    """The figure alone: 165000 is 1,650.00."""
    sign = "−" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def money(fen: int) -> str:
    """The amount as it is said in the reader's language: 1,650.00元, 1,650.00 yuan."""
    return _("%(amount)s元") % {"amount": yuan(fen)}


def fen_from_yuan(text: str) -> int:
    """Reads what a person typed. Nothing is rounded: a third decimal is refused."""
    figure = _DRESS.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    if figure[:1] in {"-", "−"}:
        raise ValidationError(_("金额不能是负数"), code="negative")
    match = _PLAIN.fullmatch(figure) or _GROUPED.fullmatch(figure)
    if match is None:
        raise ValidationError(_("请写数字，例如1200或1200.50"), code="invalid")
    decimals = match[2] or ""
    if len(decimals) > 2:
        raise ValidationError(_("最多写到分，也就是两位小数"), code="decimals")
    # int() refuses very long digit strings, so the length is looked at first.
    digits = match[1].replace(",", "").lstrip("0") + decimals.ljust(2, "0")
    if len(digits) > len(str(LARGEST_FEN)):
        raise ValidationError(_("金额太大，请核对"), code="too_large")
    return int(digits)
