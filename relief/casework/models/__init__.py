"""Applications, what was done to them, and what the deeds left behind."""

from .application import (
    NEVER,
    PASSED_ON,
    RESTING_ON_A_SCREENING,
    SAYING_WHY,
    SUBMITTING,
    Application,
    Decision,
    Deed,
)
from .extension import Extension, Ground
from .investigation import (
    ABILITIES,
    Assessment,
    CheckResult,
    Delivery,
    DeliveryWay,
    HomeVisit,
    MeansCheck,
    Opinion,
    SelfCare,
    VisitWay,
)
from .referral import EndedReferral, Referral, ReferralKind

__all__ = [
    "NEVER",
    "ABILITIES",
    "Assessment",
    "SelfCare",
    "PASSED_ON",
    "RESTING_ON_A_SCREENING",
    "SAYING_WHY",
    "SUBMITTING",
    "Application",
    "CheckResult",
    "Decision",
    "Deed",
    "Delivery",
    "Extension",
    "Ground",
    "DeliveryWay",
    "EndedReferral",
    "HomeVisit",
    "MeansCheck",
    "Opinion",
    "Referral",
    "ReferralKind",
    "VisitWay",
]
