"""Who may approve relief that asks for an amount (分级审批: 2022 notice, part 4; 国发〔2014〕47号)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from relief.rules.citations import NOTICE_2022, cite
from relief.rules.language import Number, Range

if TYPE_CHECKING:
    from relief.rules.worlds import Worlds

Approval = Literal["township", "county", "county_conference"]

requested = Number("requested")

AFFECTED = cite(NOTICE_2022, "第四部分")
"""Where a place is declared affected its limits may be raised, and communities may give relief themselves."""


def approval(worlds: Worlds, at_most: int | None) -> Approval | None:
    """The office that may approve the smaller of what is asked and the cap; None while that is unknown.

    Without a cap of its own the county approves without limit; above its cap the county conference does.
    """
    figures = worlds.base.figures
    asked = worlds.range(requested, worlds.base)
    if at_most is not None:
        asked = Range(min(asked.low, at_most), min(asked.high, at_most))
    township = figures.figure("township_relief_cap")
    if asked.high <= township.low:
        return "township"
    if asked.low <= township.high:
        return None
    if figures.raw("county_relief_cap") is None:
        return "county"
    county = figures.figure("county_relief_cap")
    return "county" if asked.high <= county.low else "county_conference" if asked.low > county.high else None
