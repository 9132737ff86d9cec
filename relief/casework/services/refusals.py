"""What a service says instead of doing something."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import queries
from ..barring import Guard
from ..models import Application, Deed
from ..words import deed_words, state_words
from ..workflow import ACTIONS, STANDS, DeedKind


class Refused(Exception):
    """A deed that cannot be done now; its text says why. `field`: the box in which it can be mended."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.field = field


class Recused(PermissionDenied):
    """Whoever tries is related to the household; `about`: of which application, where that is not plain."""

    def __init__(self, text: str, about: Application | None = None) -> None:
        super().__init__(text)
        self.about = about


class AlreadyDone(Refused):
    """Somebody was first."""


class OutOfDate(Refused):
    """The facts or the law have changed since the last screening."""


def refuse_if(guard: Guard | None, about: Application | None = None) -> None:
    """`about`: of which application, where the service is not about that one alone."""
    if guard is not None:
        raise Recused(guard.title, about) if guard.recused else PermissionDenied(guard.title)


def say_who_was_first(application: Application) -> NoReturn:
    """AlreadyDone: who moved the application to where it stands now."""
    state = Application.objects.values_list("state", flat=True).get(pk=application.pk)
    done = queries.last_move(application)
    if done and state in STANDS:
        raise AlreadyDone(_("%(name)s已经决定了。") % {"name": done.by.display_name})
    told = {"state": state_words(state), "first": _first(application, done)}
    raise AlreadyDone(_("%(first)s这件申请现在是“%(state)s”，不能再办。") % told)


def say_who_has_it(application: Application) -> NoReturn:
    """AlreadyDone: whose it is now, or that nobody has it."""
    current = Application.objects.select_related("owner").get(pk=application.pk)
    if current.owner is None:
        raise AlreadyDone(_("这件申请现在没有人在办，请先领办。"))
    raise AlreadyDone(_("%(name)s已经在办这件申请。") % {"name": current.owner.display_name})


def _first(application: Application, done: Deed | None) -> str:
    if done is None:
        return ""
    deed = deed_words(ACTIONS[DeedKind(done.deed)])
    return _("%(name)s已经办了“%(deed)s”。") % {"name": done.by.display_name, "deed": deed}
