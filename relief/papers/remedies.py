"""不服决定怎么办: where to turn against a decision, and in how many days.

Which day begins the count where nothing was served is left to the laws; the paper says only what they say.
"""

from datetime import date

from django.utils.translation import gettext as _

from relief.rules.citations import (
    ADMINISTRATIVE_LITIGATION,
    ADMINISTRATIVE_REVIEW,
    LAW,
    Cite,
    cite,
)

RIGHT = cite(LAW, "第七十六条")
REVIEW = cite(ADMINISTRATIVE_REVIEW, "第二十条、第二十四条")
LITIGATION = cite(ADMINISTRATIVE_LITIGATION, "第四十六条")
REVIEW_DAYS, LITIGATION_MONTHS = 60, 6


def remedies(county: str, on: date) -> str:
    """For a decision of a township or of a county's office: the county's people's government reviews both."""
    told = {
        "county": county,
        "days": REVIEW_DAYS,
        "months": LITIGATION_MONTHS,
        "right": _cited(RIGHT, on),
        "review": _cited(REVIEW, on),
        "litigation": _cited(LITIGATION, on),
    }
    return "\n".join(
        (
            _("不服本决定的，可以申请行政复议或者提起行政诉讼（%(right)s）。") % told,
            _("行政复议：自知道本决定之日起%(days)d日内，向%(county)s人民政府申请（%(review)s）。") % told,
            _("行政诉讼：自知道本决定之日起%(months)d个月内，向人民法院提起（%(litigation)s）。") % told,
        )
    )


def _cited(cites: tuple[Cite, ...], on: date) -> str:
    """Law and article alone: whether we have read the law is no matter of whoever gets the paper."""
    named = (each.document.number.zh + each.article for each in cites if each.document.in_force(on))
    return _("、").join(named)
