"""期满终止: what was given until a day that has passed; the household is screened anew by the same deed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.screening.models import Screening
from relief.screening.services import screen_household

from ..given import has_run_out
from ..models import Application
from ..workflow import DeedKind
from .moving import move, open_to, write_down
from .refusals import Refused


@transaction.atomic
def run_out(*, by: User, application: Application, on: date) -> Screening:
    """Nobody is heard: it ends as it was decided at first. `on` is today, and what is screened."""
    application, step = open_to(by, application, DeedKind.RUN_OUT)
    if not has_run_out(application, on):
        raise Refused(_("这项待遇还没有期满。"))
    screening = screen_household(by=by, household=application.household, day=on)
    move(by, application, step, screening=screening)
    write_down(by, application, step)
    return screening
