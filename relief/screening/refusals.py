"""Why nothing could be judged, in words."""

from django.utils.translation import gettext as _

from relief.offices.queries import UnknownPlace
from relief.rules.parameters import FIRST_DAY, LawNotEncoded
from relief.web.days import long_day


def refusal_words(error: LawNotEncoded | UnknownPlace) -> str:
    if isinstance(error, LawNotEncoded):
        days = {"day": long_day(error.day), "first": long_day(FIRST_DAY)}
        return _("不能按%(day)s的规定筛查：系统只有%(first)s以后的规定。") % days
    return _("不能筛查：系统里没有代码%(code)s的县（市、区）。") % {"code": error.args[0]}
