"""告知核对结果, 民主评议: what the family and the neighbours say (民发〔2021〕57号第十八条、第十九条)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..investigation import looking_since, progress_of, why_nothing_to_tell
from ..models import Application, CheckTold, Deliberation
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, not_ahead, said, under_decision, write_down
from .refusals import Refused


@tried(DeedKind.TELL_CHECK)
@transaction.atomic
def tell_check(
    *, by: User, application: Application, on: date, told_on: date, objected: bool, words: str
) -> CheckTold:
    """Whoever objects has it checked, or looked into, again before an opinion is given."""
    application, step = under_decision(by, application, DeedKind.TELL_CHECK)
    progress = progress_of(application)
    check = progress.to_tell
    if check is None:
        raise Refused(why_nothing_to_tell(progress))
    not_ahead(told_on, on, "told_on")
    if told_on < check.result_on:
        raise Refused(_("不能早于出结果那天。"), "told_on")
    words = said(words, _("请写申请人怎么说。"), "words")
    deed = move(by, application, step)
    row = CheckTold.objects.create(deed=deed, told_on=told_on, objected=objected, words=words)
    write_down(by, application, step)
    return row


@tried(DeedKind.DELIBERATE)
@transaction.atomic
def deliberate(
    *, by: User, application: Application, on: date, held_on: date, attended: int, words: str, **votes: int
) -> Deliberation:
    """民主评议. `votes`: in_favour, against, abstained, as in `Deliberation`."""
    application, step = under_decision(by, application, DeedKind.DELIBERATE)
    not_ahead(held_on, on, "held_on")
    if held_on < looking_since(application):
        raise Refused(_("不能早于受理；有异议、或者退回重查的，要在那以后再评议。"), "held_on")
    if not attended or attended != sum(votes.values()):
        raise Refused(_("赞成、反对、弃权加起来，要等于到会人数。"), "attended")
    words = said(words, _("请写评议情况和结果。"), "words")
    deed = move(by, application, step)
    row = Deliberation.objects.create(deed=deed, held_on=held_on, attended=attended, words=words, **votes)
    write_down(by, application, step)
    return row
