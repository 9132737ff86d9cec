"""What the pages of the county's spot checks show."""

from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.models import Role, User
from relief.rules.citations import MINFA_2021_43, cite, shown_on
from relief.web.days import moment

from .doings import Found
from .draws import Lot, draws_of, entry_of, how_many, is_drawn, lots, to_be_listed
from .models import Application, Draw, DrawEntry
from .words import state_words
from .workflow import CONFIRMED_HERE, DeedKind

CITES = cite(MINFA_2021_43, "第十六条")


class DrawRow(NamedTuple):
    """One list among the others."""

    closed: str
    url: str
    size: int
    stands: str


class EntryRow(NamedTuple):
    """One number of a list. `found`: whether it was checked; `check`: where that is written down."""

    number: int
    household: str
    community: str
    state: str
    url: str
    sum: str
    drawn: bool
    found: str
    check: str


def draws_page(user: User, on: date, language: str) -> dict[str, Any]:
    works = user.role == Role.COUNTY_OFFICER
    return {
        "rows": [_row(each) for each in draws_of(user.area).prefetch_related("entries")],
        "works": works,
        "cite": shown_on(CITES, on, language),
        "waiting": to_be_listed(user.area).count() if works else 0,
    }


def draw_page(draw: Draw, user: User) -> dict[str, Any]:
    entries = list(draw.entries.select_related("application__household", "application__area"))
    checked = set(
        draw.entries.filter(application__deeds__deed=DeedKind.SPOT_CHECK).values_list("pk", flat=True)
    )
    drawn = getattr(draw, "lots", None)
    found = {each.number: each for each in lots(drawn.seed, drawn.size)} if drawn else {}
    works = user.role == Role.COUNTY_OFFICER
    rows = [_entry(each, found.get(each.number), each.pk in checked, works=works) for each in entries]
    order = {number: place for place, number in enumerate(found)}
    return {
        "draw": draw,
        "lots": drawn,
        "rows": sorted(rows, key=lambda each: order.get(each.number, each.number)),
        "share": how_many(drawn.size) if drawn else how_many(len(entries)),
        "works": works,
    }


def draw_found(application: Application) -> list[Found]:
    """县级抽查 on the page of an application; nothing where it stands on no list."""
    entry = entry_of(application)
    if entry is None:
        return []
    told = {"moment": moment(entry.draw.closed_at), "number": entry.number}
    lines = [_("%(moment)s封存的名单第%(number)d号") % told]
    drawn = getattr(entry.draw, "lots", None)
    if drawn is None:
        return [Found(_("县级抽查"), [*lines, _("还没有抽取")])]
    lines.append(_("种子%(seed)s，共%(size)d件") % {"seed": drawn.seed, "size": drawn.size})
    lines.append(_("抽中了") if is_drawn(entry) else _("没有抽中"))
    done = application.deeds.filter(deed=DeedKind.SPOT_CHECK).select_related("by").first()
    if done:
        lines += [_("%(name)s%(moment)s核实") % {"name": done.by.display_name, "moment": moment(done.at)}]
        lines += [str(done.text)]
    return [Found(_("县级抽查"), lines)]


def _row(draw: Draw) -> DrawRow:
    drawn, size = getattr(draw, "lots", None), len(draw.entries.all())
    stands = _("还没有抽取")
    if drawn:
        share = how_many(drawn.size)
        stands = ngettext("抽中%(count)d件", "抽中%(count)d件", share) % {"count": share}
    return DrawRow(moment(draw.closed_at), reverse("draw", args=[draw.pk]), size, stands)


def _entry(entry: DrawEntry, lot: Lot | None, checked: bool, *, works: bool) -> EntryRow:
    application = entry.application
    to_check = lot is not None and lot.drawn and not checked
    step = reverse("step", args=[application.pk, "spot_check"])
    return EntryRow(
        entry.number,
        application.household.number,
        application.area.name,
        state_words(application.state),
        reverse("application", args=[application.pk]),
        lot.sum if lot else "",
        lot is not None and lot.drawn,
        _("已核实") if checked else "",
        step if works and to_check and application.state in CONFIRMED_HERE else "",
    )
