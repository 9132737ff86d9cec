"""The main navigation: which entries a person has, and which one they stand in.

Rooms are named in `settings.RELIEF_NAVIGATION`, because the face may not import them.
"""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse


class Entry(NamedTuple):
    """One entry of the main navigation."""

    label: str
    url: str
    icon: str
    current: bool


def address_of(name: str) -> str | None:
    """The address of a page, or None while its room has no pages."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def search_address(role: str) -> str | None:
    """Where households are searched, for those who have a list of them."""
    may = any(name == "households" and role in roles for _, name, _, roles in settings.RELIEF_NAVIGATION)
    return address_of("search") if may else None


def holds(address: str, path: str) -> bool:
    """Whether a page lies under an entry; the front page holds only itself."""
    return path == address or (address != "/" and path.startswith(address))


def entries(*, role: str, path: str) -> list[Entry]:
    """The entries of a role, in order. An entry without roles is everybody's."""
    found = [
        (label, address, icon)
        for label, name, icon, roles in settings.RELIEF_NAVIGATION
        if (not roles or role in roles) and (address := address_of(name))
    ]
    here = max((address for _, address, _ in found if holds(address, path)), key=len, default=None)
    return [Entry(str(label), address, icon, address == here) for label, address, icon in found]
