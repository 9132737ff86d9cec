"""No step forward past a warning of double help that nobody has answered. The database refuses the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.cautions.models import Step
from relief.cautions.queries import unanswered
from relief.households.models import Household

from .refusals import Refused

BOX = "cautions"
HELD = "casework_deed_no_double_help"


def require_answered(household: Household, programme: str, step: Step) -> None:
    """Refused while something found is not answered; what was answered stands in nobody's way."""
    if left := len(unanswered(household, programme, step)):
        raise _refused(left)


@contextmanager
def nothing_new_found() -> Iterator[None]:
    """Around the deed: another office may have given something since it was looked at."""
    try:
        yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != HELD:
            raise
        raise _refused(1) from error


def _refused(left: int) -> Refused:
    told = ngettext(
        "有%(count)d处可能重复救助，还没有人核实。", "有%(count)d处可能重复救助，还没有人核实。", left
    )
    return Refused(told % {"count": left} + _("请先在上面核实，再来办。"), BOX)
