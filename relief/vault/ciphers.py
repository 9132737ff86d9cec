"""Sealing one value with SM4-GCM, and the keyed index (HMAC-SM3) by which it is found again.

A sealed value is one byte of key version, twelve of nonce, the ciphertext and sixteen of tag.
The label (table and column) is authenticated with it, so a cell moved to another column does not open.
"""

import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

NONCE_BYTES = 12
TAG_BYTES = 16
CURRENT_VERSION = 1


class CellUnreadable(Exception):
    """A sealed value that this key and this place cannot open. Names the place, never the content."""


def seal(text: str, *, label: str) -> bytes:
    return seal_bytes(text.encode(), label=label)


def unseal(sealed: bytes, *, label: str) -> str:
    return unseal_bytes(sealed, label=label).decode()


def seal_bytes(content: bytes, *, label: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    header = bytes([CURRENT_VERSION])
    encryptor = Cipher(algorithms.SM4(_vault_key(CURRENT_VERSION)), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(header + label.encode())
    return header + nonce + encryptor.update(content) + encryptor.finalize() + encryptor.tag


def unseal_bytes(sealed: bytes, *, label: str) -> bytes:
    if len(sealed) < 1 + NONCE_BYTES + TAG_BYTES or sealed[0] != CURRENT_VERSION:
        raise CellUnreadable(f"{label}: not a sealed value of a known key version")
    header, nonce = sealed[:1], sealed[1 : 1 + NONCE_BYTES]
    body, tag = sealed[1 + NONCE_BYTES : -TAG_BYTES], sealed[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(_vault_key(sealed[0])), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(header + label.encode())
    try:
        return decryptor.update(body) + decryptor.finalize()
    except InvalidTag:
        raise CellUnreadable(f"{label}: the value was altered, moved or sealed with another key") from None


def normalised(value: str) -> str:
    """One spelling for one number: width, blanks, hyphens and small letters make no difference."""
    plain = unicodedata.normalize("NFKC", value).upper()
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐‑–—")


def index_of(kind: str, value: str) -> bytes:
    """The keyed index of a value. `kind` keeps an account from ever equalling a telephone number."""
    digest = hmac.HMAC(settings.RELIEF_INDEX_KEY, hashes.SM3())
    digest.update(kind.encode() + b"\0" + normalised(value).encode())
    return digest.finalize()


def _vault_key(version: int) -> bytes:
    return {CURRENT_VERSION: settings.RELIEF_VAULT_KEY}[version]
