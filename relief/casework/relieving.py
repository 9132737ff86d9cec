"""What 先行救助 still lacks, in words."""

from django.utils.translation import gettext as _

from relief.screening.queries import is_of_today, latest_screening

from .advice import advice_on
from .guards import above_the_township
from .models import Application


def why_not_relieved(application: Application) -> str:
    """Empty where it can be given now."""
    screening = latest_screening(application.household)
    if screening is None or not is_of_today(screening):
        return _("上次筛查以后，申报内容或规定变了。请重新筛查。")
    guard = above_the_township(
        application, advice_on(application.programme, screening, application.requested)
    )
    return f"{guard.title}{guard.text}" if guard else ""
