"""刚看过的: the households that somebody opened since signing in, for that person alone.

They stand in the session, on the server, without a name: whoever signs out leaves nothing behind for the
next person at the same desk, and the wall decides anew each time what of it is still shown.
"""

from typing import NamedTuple
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from relief.households.models import Household
from relief.households.queries import households, with_heads
from relief.web.days import moment

KEY, MOST = "seen_lately", 10


class Seen(NamedTuple):
    """One household, when it was opened last."""

    title: str
    note: str
    url: str


def remember(session: SessionBase, household: Household) -> None:
    """Puts it first. Opening the same one again writes nothing."""
    before, pk = session.get(KEY, []), str(household.pk)
    if before and before[0][0] == pk:
        return
    others = [each for each in before if each[0] != pk]
    session[KEY] = [[pk, timezone.now().isoformat(timespec="minutes")], *others][:MOST]


def seen_lately(session: SessionBase) -> list[Seen]:
    """The newest first."""
    kept = {UUID(pk): at for pk, at in session.get(KEY, [])}
    found = {home.pk: home for home in with_heads(households().filter(pk__in=kept))} if kept else {}
    return [_seen(found[pk], at) for pk, at in kept.items() if pk in found]


def _seen(home: Household, at: str) -> Seen:
    name, when = getattr(home, "head_name", None), parse_datetime(at)
    return Seen(
        title=_("%(name)s户") % {"name": name} if name else home.number,
        note=moment(when) if when else "",
        url=reverse("household", args=[home.pk]),
    )
