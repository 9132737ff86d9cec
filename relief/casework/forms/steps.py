"""Every step that has a page of its own, with its form."""

from ..workflow import DeedKind
from . import changing, investigating, registering, transferring
from .checking import SpotCheckForm
from .conferring import BringUpForm
from .investigating import StepForm
from .noticing import PublishReliefForm
from .referring import EndReferralForm
from .relieving import CommunityReliefForm, CompletePapersForm, RelieveFirstForm
from .telling import DeliberationForm, TellCheckForm
from .terminating import TerminateForm

FORMS: dict[DeedKind, type[StepForm]] = {
    **investigating.FORMS,
    **changing.FORMS,
    **registering.FORMS,
    **transferring.FORMS,
    DeedKind.END_REFERRAL: EndReferralForm,
    DeedKind.BRING_UP: BringUpForm,
    DeedKind.RELIEVE_FIRST: RelieveFirstForm,
    DeedKind.COMMUNITY_RELIEF: CommunityReliefForm,
    DeedKind.COMPLETE_PAPERS: CompletePapersForm,
    DeedKind.SPOT_CHECK: SpotCheckForm,
    DeedKind.PUBLISH_RELIEF: PublishReliefForm,
    DeedKind.TERMINATE: TerminateForm,
    DeedKind.TELL_CHECK: TellCheckForm,
    DeedKind.DELIBERATE: DeliberationForm,
}
