"""回避: an attempt that is refused is written down, although nothing else of it stays."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from relief.audit.services import record
from relief.offices.models import User
from relief.recusal.actions import RecusalAction

from ..barring import Guard
from ..models import Application
from ..workflow import DeedKind
from .refusals import Recused

Answer = TypeVar("Answer")


def tried(deed: DeedKind) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Stands outside the transaction of a deed, which a refusal takes back with everything in it."""

    def around(service: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(service)
        def attempted(*, by: User, application: Application, **said: Any) -> Answer:
            try:
                return service(by=by, application=application, **said)
            except Recused:
                write_attempt_down(by, application, deed)
                raise

        return attempted

    return around


def kept_if_recused(deed: DeedKind) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """The same where what is tried is about something else than one application: the refusal names it."""

    def around(service: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(service)
        def attempted(*, by: User, **said: Any) -> Answer:
            try:
                return service(by=by, **said)
            except Recused as refused:
                if refused.about is not None:
                    write_attempt_down(by, refused.about, deed)
                raise

        return attempted

    return around


def note_attempt(*, by: User, application: Application, guard: Guard | None, deed: str) -> None:
    """What was sent to a page that offers nothing to whoever is related."""
    if guard and guard.recused and deed in DeedKind.values:
        write_attempt_down(by, application, DeedKind(deed))


def write_attempt_down(by: User, application: Application, deed: DeedKind) -> None:
    application = Application.objects.get(pk=application.pk)
    record(
        by=by,
        action=RecusalAction.ATTEMPT_REFUSED,
        subject=application,
        area=application.area_id,
        details={"programme": application.programme, "tried": deed.value},
    )
