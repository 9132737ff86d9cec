"""这次怎么办, as far as a submission answers it."""

from relief.offices.models import User
from relief.screening.models import OutcomeKind, Screening
from relief.screening.queries import newest_outcomes
from relief.screening.services import record_outcome


def agree_to_apply(*, by: User, screening: Screening, programme: str) -> None:
    """申请. Whoever was asked to come back has come: nobody expects them any more."""
    agreed = newest_outcomes(screening.household).get(programme)
    if agreed is None or agreed.kind != OutcomeKind.APPLIES:
        record_outcome(by=by, screening=screening, programme=programme, kind=OutcomeKind.APPLIES)
