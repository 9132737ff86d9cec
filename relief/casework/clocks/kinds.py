"""What a clock is: one row of the table of deadlines, and what starts, stops and ends it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from relief.rules.citations import Cite, shown_on


class Unit(StrEnum):
    """What is counted. The day of the event itself is not; the next one is the first."""

    WORKING = "working_days"
    DAYS = "days"
    MONTHS = "months"


class Condition(models.TextChoices):
    """When one clock stands in the place of another."""

    EXTENDED = "extended", _("公示有异议、人户分离、异地申办，或者调查难度较大")
    DELEGATED = "delegated", _("审核确认权限已下放到乡镇（街道）")
    HALF_YEARLY = "half_yearly", _("收入来源不固定，或者有人有劳动能力")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """期限: one row of the table.

    The last of `starts` begins it, or of an `earliest` one that of the earliest day; the first of `met` after
    that ends it: kinds of deeds, or of reports that are none. `length` is None where the place alone says how
    long. A clock that `runs` only has to run out: nobody acts by its end. Under `condition` it stands in the
    place of `instead_of`. `since`, `until`: of the day on which it starts.
    """

    code: str
    title: Promise
    programmes: tuple[str, ...]
    starts: tuple[str, ...]
    met: tuple[str, ...]
    length: int | None
    unit: Unit
    cites: tuple[Cite, ...]
    since: date
    until: date | None = None
    condition: Condition | None = None
    instead_of: str = ""
    runs: bool = False
    earliest: bool = False

    @property
    def place_says(self) -> bool:
        """The texts give no number: the place may."""
        return self.length is None or any(each.ours for each in self.cites)

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def article(self, day: date) -> str:
        """The documents and articles in force on a day, in the reader's language."""
        return shown_on(self.cites, day, get_language() or "")
