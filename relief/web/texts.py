"""Texts of the law in the reader's language. Rules carry both; the catalogue has nothing to add to them."""

from django.utils.translation import get_language

from relief.rules.codes import Text


def said(text: Text) -> str:
    """The Chinese or the English of a pair."""
    return text.en if (get_language() or "").startswith("en") else text.zh
