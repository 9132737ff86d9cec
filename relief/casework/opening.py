"""打开: since when somebody has had a case before them. It stands in the session, on the server."""

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

KEY, MOST = "opened_cases", 200


def remember_opening(session: SessionBase, application: UUID) -> None:
    """The first time counts: whoever comes back to a case has read it before."""
    opened, pk = session.get(KEY, {}), str(application)
    if pk not in opened:
        kept = list(opened.items())[-MOST + 1 :]
        session[KEY] = dict(kept) | {pk: timezone.now().isoformat()}


def open_for(session: SessionBase, application: UUID) -> int:
    """Whole seconds; 0 where it was never opened since signing in."""
    at = session.get(KEY, {}).get(str(application))
    if at is None:
        return 0
    return max(1, int((timezone.now() - datetime.fromisoformat(at)).total_seconds()))
