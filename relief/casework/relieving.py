"""What 先行救助 and 社区直接救助 still lack, in words."""

from datetime import date

from django.utils.translation import gettext as _

from relief.screening.affected import declared_days, may_relieve_on
from relief.screening.models import Screening
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


def why_not_given_here(application: Application, on: date) -> str:
    """Why no community gives it by itself today; empty where it can be given now."""
    screening = latest_screening(application.household)
    if screening is None:
        return why_not_relieved(application)
    return why_not_declared(screening, on) or why_not_relieved(application)


def why_not_declared(screening: Screening, on: date) -> str:
    """Why the place has not left it to its communities on this day (2022 notice, part 4)."""
    if may_relieve_on(screening, on):
        return ""
    if days := declared_days(screening):
        return _("本地申报受疫情影响的日子是%(days)s，今天社区（村）不能直接救助。") % {"days": days}
    return _("本地没有申报受疫情影响、由社区（村）直接救助，由乡镇（街道）审批。")
