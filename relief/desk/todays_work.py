"""今天先办: what a caseworker does first, in one order, whatever room it comes from."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.casework.models import Application, Deed, Referral
from relief.casework.queries import newest_deeds, returned, to_be_submitted_again, without_papers
from relief.casework.referrals import drafts_with_heads
from relief.casework.words import programme_title
from relief.casework.workflow import DeedKind
from relief.households.models import Draft
from relief.households.queries import drafts_of, head_name_of
from relief.offices.models import User
from relief.screening.models import Outcome
from relief.screening.queries import come_backs
from relief.web.components import Link
from relief.web.days import moment, short_day, weekday

from .entering import page_address
from .work import Haste, Work, called

MOST = 20
SOON = timedelta(days=7)


def todays_work(user: User) -> list[Work]:
    """What came back, who is late or comes today, papers, what else helps, what was begun, who comes soon."""
    today = timezone.localdate()
    agreed = list(come_backs(today + SOON)[: MOST + 1])
    late = (_overdue(each) for each in agreed if _day(each) < today)
    now = (_expected(each, today) for each in agreed if _day(each) == today)
    soon = (_expected(each, today) for each in agreed if _day(each) > today)
    return list(
        islice(chain(_came_back(), late, now, _papers(today), _referred(), _drafts(user), soon), MOST + 1)
    )


def _came_back() -> Iterator[Work]:
    """退回补正, and 更正: nothing goes on before the caseworker submits again."""
    rows = [*returned()[: MOST + 1], *to_be_submitted_again()[: MOST + 1]]
    deeds = newest_deeds(rows, DeedKind.SEND_BACK, DeedKind.CORRECT)
    return (_again(each, deeds[each.pk]) for each in rows)


def _again(application: Application, deed: Deed) -> Work:
    name = {"name": called(application, application.household.number)}
    told = {"name": deed.by.display_name, "moment": moment(deed.at), "text": deed.text}
    if deed.deed == DeedKind.SEND_BACK:
        title, due = _("%(name)s：补正后再提交") % name, _("退回补正")
        note = _("%(name)s%(moment)s退回：%(text)s") % told
    else:
        title, due = _("%(name)s：重新提交") % name, _("决定更正了")
        note = _("%(name)s%(moment)s更正：%(text)s") % told
    return Work(
        title=title,
        note=note,
        programme=programme_title(application.programme),
        url=reverse("application", args=[application.pk]),
        haste="soon",
        due=due,
        day=short_day(deed.at),
    )


def _day(outcome: Outcome) -> date:
    assert outcome.come_back_on is not None
    return outcome.come_back_on


def _overdue(outcome: Outcome) -> Work:
    name = {"name": called(outcome, outcome.household.number)}
    return _agreed(outcome, _("%(name)s：没有来，联系一下") % name, _("过了约定的日子"), "late")


def _expected(outcome: Outcome, today: date) -> Work:
    name = {"name": called(outcome, outcome.household.number)}
    days = (_day(outcome) - today).days
    if not days:
        return _agreed(outcome, _("%(name)s：约好今天来") % name, _("今天"), "soon")
    left = ngettext("还有%(count)d天", "还有%(count)d天", days) % {"count": days}
    return _agreed(outcome, _("%(name)s：约好再来") % name, left, "calm")


def _agreed(outcome: Outcome, title: str, due: str, haste: Haste) -> Work:
    bring = _("带%(bring)s") % {"bring": outcome.bring}
    return Work(
        title=title,
        note=_("。").join(part for part in (bring, outcome.words) if part),
        programme=programme_title(outcome.programme),
        url=reverse("household", args=[outcome.household_id]),
        haste=haste,
        due=due,
        day=weekday(_day(outcome)),
    )


def _papers(today: date) -> Iterator[Work]:
    """先行救助 whose papers are still to come, until when."""
    return (_to_complete(each, today) for each in without_papers(MOST + 1))


def _to_complete(application: Application, today: date) -> Work:
    decision = application.decision
    who = {"name": decision.decider.display_name, "moment": moment(decision.decided_at)}
    late = application.due_on < today
    return Work(
        title=_("%(name)s：补齐手续") % {"name": called(application, application.household.number)},
        note=_("%(name)s%(moment)s先行救助") % who,
        programme=programme_title(application.programme),
        url=reverse("step", args=[application.pk, "complete_papers"]),
        haste="late" if late else "soon",
        due=_("过了期限") if late else _("待补手续"),
        day=short_day(application.due_on if application.clock else decision.decided_at),
    )


def _referred() -> Iterator[Work]:
    """转介 that a refusal drafted: whether the household applies has to be asked."""
    return (_can_apply(each) for each in drafts_with_heads(MOST + 1))


def _can_apply(referral: Referral) -> Work:
    refused, programme = referral.application, programme_title(referral.programme)
    told = {"name": called(referral, refused.household.number), "programme": programme}
    who = {
        "name": referral.deed.by.display_name,
        "moment": moment(referral.deed.at),
        "refused": programme_title(refused.programme),
    }
    submit = reverse("submit", args=[refused.household_id, referral.programme])
    return Work(
        title=_("%(name)s：可以申请%(programme)s") % told,
        note=_("%(name)s%(moment)s不予%(refused)s，起草了转介") % who,
        programme=programme,
        url=reverse("household", args=[refused.household_id]),
        haste="soon",
        due=_("转介"),
        day=short_day(referral.deed.at),
        button=Link(_("去提交"), submit),
    )


def _drafts(user: User) -> Iterator[Work]:
    """草稿: pages that were typed on and not saved."""
    rows = drafts_of(user).annotate(head_name=head_name_of("household"))
    return (_draft(each) for each in rows[: MOST + 1])


def _draft(draft: Draft) -> Work:
    name = {"name": called(draft, draft.household.number)}
    return Work(
        title=_("%(name)s：接着写") % name,
        note=_("%(moment)s写到一半，还没有保存") % {"moment": moment(draft.typed_at)},
        url=page_address(draft),
        haste="soon",
        due=_("没有保存"),
        day=short_day(draft.typed_at),
    )
