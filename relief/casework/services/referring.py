"""转介: what a refusal or an end says of the other programmes, and the end of a draft that nobody follows."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.screening.models import Screening

from ..models import (
    Application,
    ChangeGround,
    ChangeKind,
    Deed,
    EndedReferral,
    Proposal,
    Referral,
    ReferralKind,
)
from ..referrals import may_still_help, open_drafts
from ..words import programme_title
from ..workflow import DeedKind
from .moving import move, open_to, said, write_down
from .refusals import AlreadyDone, Refused


def onward_box(programme: str) -> str:
    """The box in which a refusal says whether a programme is referred to."""
    return f"onward-{programme}"


def referrals_from(
    application: Application, screening: Screening, drafted: Collection[str], declined: Mapping[str, str]
) -> list[Referral]:
    """One of every programme that may still help, not yet kept; Refused where one was not spoken of."""
    return [
        _referral(application, each.code, drafted, declined.get(each.code, "").strip())
        for each in may_still_help(application, screening)
    ]


def _referral(application: Application, code: str, drafted: Collection[str], reason: str) -> Referral:
    if code in drafted:
        return Referral(application=application, programme=code, kind=ReferralKind.DRAFTED)
    if not reason:
        told = _("%(programme)s可能符合，请起草转介，或写不转介的原因。")
        raise Refused(told % {"programme": programme_title(code)}, onward_box(code))
    return Referral(application=application, programme=code, kind=ReferralKind.DECLINED, reason=reason)


def referrals_after(application: Application, proposal: Proposal, screening: Screening) -> list[Referral]:
    """A draft of every programme that may still help who leaves (民发〔2021〕43号第二十七条).

    None where all for whom it was given have died; nothing ends where less is given.
    """
    if proposal.kind != ChangeKind.END or proposal.ground == ChangeGround.DEATH:
        return []
    found = may_still_help(application, screening)
    return referrals_from(application, screening, {each.code for each in found}, {})


def keep_referrals(referrals: Iterable[Referral], deed: Deed) -> dict[str, list[str]]:
    """They stand beside the deed; what the audit says of them."""
    found = list(referrals)
    for each in found:
        each.deed = deed
    Referral.objects.bulk_create(found)
    return {kind.value: [each.programme for each in found if each.kind == kind] for kind in ReferralKind}


@transaction.atomic
def end_referral(*, by: User, application: Application, programme: str, reason: str) -> EndedReferral:
    """结束转介: the household does not apply for the programme that it was sent on to."""
    application, step = open_to(by, application, DeedKind.END_REFERRAL)
    referral = open_drafts().filter(application=application, programme=programme).first()
    if referral is None:
        raise AlreadyDone(_("这项转介已经提交或结束了。"))
    deed = move(by, application, step, text=said(reason, _("请写为什么不申请。"), "reason"))
    row = EndedReferral.objects.create(deed=deed, referral=referral)
    write_down(by, application, step, onwards=programme)
    return row
