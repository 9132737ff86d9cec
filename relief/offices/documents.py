"""证件号码: what a number must look like, and what it says by itself.

An identity number is refused for its length, its check sign or an impossible day; never for an area
code, because people keep the code of a county that was merged long ago. Refusals do not repeat the number.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relief.vault.ciphers import normalised

from .places import is_known_area_code

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
SYNTHETIC = "99"
HONG_KONG_MACAO_TAIWAN = ("81", "82", "83")


class DocumentKind(models.TextChoices):
    IDENTITY_CARD = "identity_card", _("居民身份证")
    RESIDENCE_PERMIT = "residence_permit", _("港澳台居民居住证")
    TRAVEL_PERMIT = "travel_permit", _("港澳台居民来往内地（大陆）通行证")
    FOREIGN_RESIDENT = "foreign_resident", _("外国人永久居留身份证")
    PASSPORT = "passport", _("护照")


class Sex(models.TextChoices):
    MALE = "male", _("男")
    FEMALE = "female", _("女")


# Of documents whose number says nothing by itself, the signs it may have.
SHAPES = {
    DocumentKind.TRAVEL_PERMIT: re.compile(r"[HM]\d{8}(\d{2})?|\d{8}"),
    DocumentKind.PASSPORT: re.compile(r"[A-Z0-9]{5,15}"),
}
OLD_FOREIGN_RESIDENT = re.compile(r"[A-Z]{3}\d{12}")


@dataclass(frozen=True, slots=True)
class Document:
    """A number that may stand, in its one spelling, with what it says of its holder."""

    kind: DocumentKind
    number: str
    born_on: date | None = None
    sex: Sex | None = None
    warnings: tuple[str | Promise, ...] = ()


def read_document(kind: DocumentKind, number: str, *, today: date) -> Document:
    """The document, or ValidationError saying what is wrong with the number."""
    number = normalised(number)
    if kind in SHAPES:
        return _of_shape(kind, number, SHAPES[kind])
    if kind == DocumentKind.FOREIGN_RESIDENT and not number[:1].isdigit():
        return _of_shape(kind, number, OLD_FOREIGN_RESIDENT)
    return _read_eighteen(kind, number, today)


def check_sign(first_seventeen: str) -> str:
    """The eighteenth sign (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECK_SIGNS[total % 11]


def _of_shape(kind: DocumentKind, number: str, shape: re.Pattern[str]) -> Document:
    if not shape.fullmatch(number):
        raise ValidationError(_("号码的样子不对，请照证件再看一遍。"), code="shape")
    return Document(kind, number)


def _read_eighteen(kind: DocumentKind, number: str, today: date) -> Document:
    if len(number) != 18:
        message = _("身份证号码是18位，写了%(length)d位。") % {"length": len(number)}
        raise ValidationError(message, code="length")
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        raise ValidationError(_("身份证号码由数字组成，只有最后一位可以是X。"), code="signs")
    if number[17] != check_sign(number[:17]):
        raise ValidationError(_("校验位不对，多半是抄错了一位，请照证件再看一遍。"), code="check_sign")
    _refuse_other_kind(kind, number)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Document(kind, number, _birthday(number, today), sex, _warnings(kind, number))


def _birthday(number: str, today: date) -> date:
    try:
        born_on = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        raise ValidationError(_("号码里的出生日期不存在，请照证件再看一遍。"), code="birthday") from None
    if born_on > today:
        raise ValidationError(_("号码里的出生日期还没到，请照证件再看一遍。"), code="future")
    return born_on


def _refuse_other_kind(kind: DocumentKind, number: str) -> None:
    if number.startswith(HONG_KONG_MACAO_TAIWAN):
        belongs = DocumentKind.RESIDENCE_PERMIT
    elif number.startswith("9") and not number.startswith(SYNTHETIC):
        belongs = DocumentKind.FOREIGN_RESIDENT
    else:
        belongs = DocumentKind.IDENTITY_CARD
    if kind != belongs:
        raise ValidationError(_("这是%(kind)s的号码。") % {"kind": belongs.label}, code="kind")


def _warnings(kind: DocumentKind, number: str) -> tuple[str | Promise, ...]:
    if kind != DocumentKind.IDENTITY_CARD or number.startswith(SYNTHETIC):
        return ()
    if is_known_area_code(number[:6]):
        return ()
    return (_("地区码不在现行区划表里，可能是已经撤并的县，请核对证件。"),)
