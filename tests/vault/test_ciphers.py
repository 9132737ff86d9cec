"""Sealing and the keyed index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief.vault.ciphers import CellUnreadable, index_of, seal, unseal

LABEL = "households_person.number"


@given(st.text())
def test_what_is_sealed_can_be_opened(text):
    assert unseal(seal(text, label=LABEL), label=LABEL) == text


def test_the_same_value_is_never_sealed_alike_and_never_shows():
    one, other = (seal("990101197403120021", label=LABEL) for _ in range(2))

    assert one != other
    assert b"9901" not in one
    assert one[0] == 1


@given(position=st.integers(0), bit=st.integers(0, 7))
def test_any_changed_bit_is_noticed(position, bit):
    sealed = bytearray(seal("990101197403120021", label=LABEL))
    sealed[position % len(sealed)] ^= 1 << bit

    with pytest.raises(CellUnreadable):
        unseal(bytes(sealed), label=LABEL)


def test_a_cell_moved_to_another_column_does_not_open():
    sealed = seal("990101197403120021", label=LABEL)

    with pytest.raises(CellUnreadable, match="households_person.telephone"):
        unseal(sealed, label="households_person.telephone")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 28, b"\x02" * 40])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(CellUnreadable):
        unseal(sealed, label=LABEL)


def test_another_key_does_not_open(settings):
    sealed = seal("990101197403120021", label=LABEL)
    settings.RELIEF_VAULT_KEY = b"\x07" * 16

    with pytest.raises(CellUnreadable) as refused:
        unseal(sealed, label=LABEL)
    assert "9901" not in str(refused.value)


def test_the_index_is_the_national_keyed_hash(settings):
    """HMAC-SM3 by its definition, over GB/T 32905's hash."""
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    def sm3(data):
        digest = Hash(SM3())
        digest.update(data)
        return digest.finalize()

    key = settings.RELIEF_INDEX_KEY.ljust(64, b"\0")
    inner = sm3(bytes(byte ^ 0x36 for byte in key) + b"document\x00990101197403120021")

    assert index_of("document", "990101197403120021") == sm3(bytes(byte ^ 0x5C for byte in key) + inner)


def test_one_number_has_one_index_however_it_is_typed():
    right = index_of("document", "99010119740312002X")

    assert index_of("document", " 990101-19740312-002x ") == right
    assert index_of("document", "９９０１０１１９７４０３１２００２Ｘ") == right
    assert index_of("document", "990101197403120021") != right


def test_kinds_and_keys_are_kept_apart(settings):
    right = index_of("telephone", "13800138000")

    assert index_of("account", "13800138000") != right
    settings.RELIEF_INDEX_KEY = b"\x07" * 32
    assert index_of("telephone", "13800138000") != right
