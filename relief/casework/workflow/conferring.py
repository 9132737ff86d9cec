"""一事一议: rows of what the county does not decide by one officer.

Above the county's limit, and where a case is complex (民政部、财政部2022年6月2日通知第四部分,
《刚性支出困难家庭认定办法》第九条).
"""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import DECIDING, Transition


def of_the_conference() -> Iterator[Transition]:
    yield Transition(
        before=State.SUBMITTED,
        after=State.REFERRED,
        deed=DeedKind.BRING_UP,
        who=Role.APPROVER,
        requires=(*DECIDING, "reason"),
        records=("reason", "moment"),
        procedure=Procedure.SHORT,
        owner=Owner.NOBODY,
    )
    yield Transition(
        before=State.REFERRED,
        after=State.IN_CONFERENCE,
        deed=DeedKind.CALL_CONFERENCE,
        who=Role.COUNTY_OFFICER,
        requires=DECIDING,
        records=("agenda_item", "moment"),
        procedure=Procedure.SHORT,
        owner=Owner.NOBODY,
    )
