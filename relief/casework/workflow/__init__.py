"""办理流程: the one table of what may become of an application, by whom, on what terms.

One row is one move; a deed may have several, as an approval of the township and one of the county. The
database has the same rows in tables of its own and holds to them; `docs/casework.md` says them to people.
"""

from relief.offices.models import Role

from .changing import of_what_is_given
from .checking import of_the_spot_check
from .conferring import of_the_conference
from .deciding import of_the_decision
from .entering import by_the_caseworker
from .extending import of_extending
from .handing_over import of_handing_over
from .investigating import of_the_investigation
from .kinds import (
    ACTIONS,
    AFTER_THE_OPINION,
    CHANGES,
    CONFIRMED_HERE,
    COUNTY,
    DECIDED,
    DECIDERS,
    DECIDES,
    ENDING,
    FORWARDING,
    FORWARDING_CHANGE,
    GIVEN,
    INVESTIGATED,
    LASTING,
    OPEN,
    STANDS,
    TOWNSHIP,
    TRANSFERRING,
    URGENT,
    WAITING,
    DeedKind,
    Owner,
    Procedure,
    State,
    procedures_of,
)
from .noticing import of_the_notice
from .owning import of_the_owner
from .referring import of_the_referral
from .registering import of_the_complaint, of_what_is_registered
from .relieving import of_relief_first, of_the_community
from .reporting import of_what_is_reported
from .terminating import of_the_termination
from .transferring import MOVABLE, of_the_transfer
from .transition import Transition

__all__ = [
    "ACTIONS",
    "AFTER_THE_OPINION",
    "CHANGES",
    "CONFIRMED_HERE",
    "COUNTY",
    "DECIDED",
    "DECIDERS",
    "ENDING",
    "DECIDES",
    "GIVEN",
    "FORWARDING",
    "FORWARDING_CHANGE",
    "INVESTIGATED",
    "LASTING",
    "MOVABLE",
    "OPEN",
    "STANDS",
    "TOWNSHIP",
    "TRANSFERRING",
    "TRANSITIONS",
    "URGENT",
    "WAITING",
    "DeedKind",
    "Owner",
    "Procedure",
    "State",
    "Transition",
    "is_of",
    "move_of",
    "procedures_of",
    "roles_of",
    "rows_of",
]

TRANSITIONS = (
    *by_the_caseworker(),
    *of_the_owner(),
    *of_the_decision(),
    *of_the_investigation(),
    *of_handing_over(),
    *of_extending(),
    *of_the_referral(),
    *of_what_is_given(),
    *of_what_is_reported(),
    *of_what_is_registered(),
    *of_the_conference(),
    *of_relief_first(),
    *of_the_spot_check(),
    *of_the_community(),
    *of_the_transfer(),
    *of_the_notice(),
    *of_the_termination(),
    *of_the_complaint(),
)


def rows_of(deed: DeedKind, programme: str | None = None) -> tuple[Transition, ...]:
    """The rows of a deed; of a programme those of its procedure."""
    found = (each for each in TRANSITIONS if each.deed == deed)
    return tuple(each for each in found if programme is None or is_of(each, programme))


def is_of(step: Transition, programme: str) -> bool:
    """Whether a row is one of this programme's."""
    return step.procedure in procedures_of(programme)


def roles_of(deed: DeedKind, state: str | None = None, programme: str | None = None) -> tuple[Role, ...]:
    """Who does a deed; of an application for `programme` in `state`, where they are named."""
    found = (each.who for each in rows_of(deed, programme) if state is None or each.before == state)
    return tuple(dict.fromkeys(found))


def move_of(
    deed: DeedKind, state: str | None, role: str, programme: str, after: str | None = None
) -> Transition | None:
    """The row of the table for a deed on an application in this state by a person in this role.

    `after`: where it leads to, of what leads to several states.
    """
    found = (each for each in rows_of(deed, programme) if (each.before, each.who) == (state, role))
    return next((each for each in found if after in (None, each.after)), None)
