"""县级抽查: which of a closed list the lots fall on, and what that asks of an application (43号第十六条)."""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from relief.offices.models import Area
from relief.web.components import Check

from .models import Application, Draw, DrawEntry
from .workflow import CONFIRMED_HERE, DeedKind

TEKUN = "tekun"


class Lot(NamedTuple):
    """One number of a list in the order of the lots: its sum, and whether it is to be checked."""

    number: int
    sum: str
    drawn: bool


def how_many(size: int) -> int:
    """不低于30%: three of ten, rounded up."""
    return -(-size * 3 // 10)


def lots(seed: UUID, size: int) -> list[Lot]:
    """Every number from 1 to `size`, the smallest sum first; the database reckons the same."""
    sums = sorted((sha256(f"{seed}/{number}".encode()).hexdigest(), number) for number in range(1, size + 1))
    return [Lot(number, each, place < how_many(size)) for place, (each, number) in enumerate(sums)]


def draws_of(place: Area) -> models.QuerySet[Draw]:
    """Of a place and what lies in it, the newest first, with what came of them."""
    rows = Draw.objects.filter(area__number__range=(place.number, place.last))
    return rows.select_related("area", "closed_by", "lots__drawn_by")


def to_be_listed(county: Area) -> models.QuerySet[Application]:
    """Tekun that waits to be confirmed in this county and stands on no list yet."""
    rows = Application.objects.filter(programme=TEKUN, state__in=CONFIRMED_HERE, draw_entry=None)
    return rows.filter(county=county.pk)


def entry_of(application: Application) -> DrawEntry | None:
    rows = DrawEntry.objects.filter(application=application.pk)
    return rows.select_related("draw__lots", "draw__area").first()


def is_drawn(entry: DrawEntry) -> bool:
    """Whether the lots fell on it; not while nobody has drawn them."""
    found = getattr(entry.draw, "lots", None)
    return found is not None and any(
        each.drawn for each in lots(found.seed, found.size) if each.number == entry.number
    )


def was_checked(application: Application) -> bool:
    return application.deeds.filter(deed=DeedKind.SPOT_CHECK).exists()


def why_no_spot_check(application: Application) -> str:
    """Why there is nothing to check; empty where the lots fell on it and nobody has."""
    entry = entry_of(application)
    if entry is None or not is_drawn(entry):
        return _("这件没有被抽中。")
    return _("已经抽查核实过。") if was_checked(application) else ""


def why_not_confirmed(application: Application) -> str:
    """What of the draw tekun still lacks before it is confirmed or refused; empty where it lacks nothing."""
    if application.programme != TEKUN or application.state not in CONFIRMED_HERE:
        return ""
    entry = entry_of(application)
    if entry is None:
        return _("还没有列入县级抽查名单，抽取以后才能决定。")
    if not hasattr(entry.draw, "lots"):
        return _("抽查名单已封存，还没有抽取，抽取以后才能决定。")
    if is_drawn(entry) and not was_checked(application):
        return _("抽中了，县级抽查核实以后才能决定。")
    return ""


def drawn_check(application: Application) -> list[Check]:
    """Among what is looked at before a decision; nothing of what is not drawn over."""
    if application.programme != TEKUN or application.state not in CONFIRMED_HERE:
        return []
    why = why_not_confirmed(application)
    return [Check(why or _("县级抽查已经办完"), passed=not why)]
