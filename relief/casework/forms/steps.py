"""Every step that has a page of its own, with its form."""

from ..workflow import DeedKind
from . import investigating
from .investigating import StepForm
from .referring import EndReferralForm

FORMS: dict[DeedKind, type[StepForm]] = {
    **investigating.FORMS,
    DeedKind.END_REFERRAL: EndReferralForm,
}
