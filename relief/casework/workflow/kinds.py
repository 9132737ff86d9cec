"""What the table of transitions speaks of: states, deeds, and procedures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Role

from ..actions import CaseworkAction


class State(models.TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("待审")
    RETURNED = "returned", _("退回补正")
    REFERRED = "referred", _("已报县级")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    WITHDRAWN = "withdrawn", _("已撤回")
    CORRECTED = "corrected", _("已更正")
    ACCEPTED = "accepted", _("已受理")
    INVESTIGATING = "investigating", _("调查核对中")
    PUBLISHED = "published", _("公示中")
    TO_CONFIRM = "to_confirm", _("待确认")
    VOIDED = "voided", _("误录作废")
    TO_CONFIRM_HERE = "to_confirm_here", _("待乡镇确认")
    IN_CONFERENCE = "in_conference", _("待一事一议")

    CHANGING = "changing", _("拟调整")
    TO_CHANGE = "to_change", _("待确认调整")
    ENDED = "ended", _("已终止")
    RELIEVED = "relieved", _("已先行救助，待补手续")
    MOVING = "moving", _("待转入地接收")
    TO_CHANGE_HERE = "to_change_here", _("待乡镇确认调整")


TOWNSHIP = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.INVESTIGATING,
    State.PUBLISHED,
    State.TO_CONFIRM_HERE,
    State.CHANGING,
    State.TO_CHANGE_HERE,
    State.MOVING,
)
COUNTY = (State.REFERRED, State.TO_CONFIRM, State.TO_CHANGE, State.IN_CONFERENCE)
DECIDERS = {each: Role.APPROVER for each in TOWNSHIP} | {each: Role.COUNTY_OFFICER for each in COUNTY}
"""Whose queue it stands in."""
AFTER_THE_OPINION = (State.TO_CONFIRM, State.TO_CONFIRM_HERE, State.TO_CHANGE, State.TO_CHANGE_HERE)
"""Whoever gave the opinion or proposed the change does nothing here."""
CONFIRMED_HERE = (State.TO_CONFIRM, State.TO_CONFIRM_HERE)
"""Published, and waits to be confirmed: by the county, or where that is delegated by the township."""
WAITING = (*TOWNSHIP, *COUNTY)
"""Stands in somebody's queue."""
OPEN = (*WAITING, State.RETURNED)
"""Nobody has ended it: a household has one such application for a programme."""
CHANGES = (State.CHANGING, State.TO_CHANGE, State.TO_CHANGE_HERE)
"""Was approved, and what is given is to change."""
ASKING = tuple(each for each in OPEN if each not in (*CHANGES, State.MOVING))
"""Open, and nobody has decided on it yet."""
DECIDED = (State.APPROVED, State.REFUSED)
GIVEN = (State.APPROVED, State.RELIEVED)
"""Somebody said yes, and it holds."""
STANDS = (*DECIDED, State.RELIEVED)
"""A decision holds, and may be corrected."""


class Procedure(models.TextChoices):
    """What a row belongs to: one of the ways that applications go, or what some programmes have besides."""

    BOTH = "both"
    SHORT = "short"
    INVESTIGATED = "investigated"
    TEKUN = "tekun"
    """What tekun alone has besides."""
    URGENT = "urgent"
    """What may be given before its papers."""
    EXTENDABLE = "extendable"
    """What has a limit in all that may be extended on a ground."""
    GIVEN = "given"
    """What is given for longer than a day, and may change or end."""
    NOTICED = "noticed"
    """What is looked into and published before it is approved."""
    ENDING = "ending"
    """What is given until a day that is known from the first."""
    COOPERATING = "cooperating"
    """What may end because the household does not cooperate."""


# 民发〔2021〕57号 and 43号: accepted, investigated, published, confirmed by the county.
INVESTIGATED = frozenset({"dibao", "dibao_individual", "tekun"})
LASTING = INVESTIGATED | {"dibao_margin", "rigid_expenditure", "dibao_grace"}
"""Given month by month, or as a standing."""
ENDING = frozenset({"dibao_grace", "rigid_expenditure"})
"""Given until its last month or day."""


# 民发〔2018〕23号二（二）, 《社会救助法》第五十条: given first, explained afterwards.
URGENT = ("emergency_relief", "fast_relief", "nonresident_relief")
NOTICED = frozenset({"expenditure_relief"})
EXTENDABLE = frozenset({"dibao", "dibao_individual", "rigid_expenditure"})
# 民发〔2021〕57号第二十九条; 43号 and the others have no such article.
COOPERATING = frozenset({"dibao", "dibao_individual"})


def procedures_of(programme: str) -> tuple[Procedure, ...]:
    """Whose rows hold for a programme; the database has the same in `casework_procedure`."""
    found = [Procedure.BOTH, Procedure.INVESTIGATED if programme in INVESTIGATED else Procedure.SHORT]
    if programme == "tekun":
        found.append(Procedure.TEKUN)
    if programme in EXTENDABLE:
        found.append(Procedure.EXTENDABLE)
    if programme in LASTING:
        found.append(Procedure.GIVEN)
    if programme in ENDING:
        found.append(Procedure.ENDING)
    if programme in NOTICED:
        found.append(Procedure.NOTICED)
    if programme in URGENT:
        found.append(Procedure.URGENT)
    if programme in COOPERATING:
        found.append(Procedure.COOPERATING)
    return tuple(found)


class Desk(models.TextChoices):
    """On whose desk an application has to lie for a deed."""

    ANY = "any"
    NOBODYS = "nobodys"
    OWN = "own"
    OWN_OR_NOBODYS = "own_or_nobodys"
    ANOTHERS = "anothers"


class Owner(models.TextChoices):
    """Whose it is after a deed."""

    STAYS = "stays"
    ACTOR = "actor"
    COLLEAGUE = "colleague"
    NOBODY = "nobody"
    RETURNS = "returns"
    """To whoever had it, unless they may no longer decide on it."""


class DeedKind(models.TextChoices):
    """What somebody does to an application."""

    SUBMIT = "submit", CaseworkAction.SUBMITTED.label
    RESUBMIT = "resubmit", CaseworkAction.RESUBMITTED.label
    WITHDRAW = "withdraw", CaseworkAction.WITHDRAWN.label
    TAKE = "take", CaseworkAction.TAKEN.label
    GIVE_BACK = "give_back", CaseworkAction.GIVEN_BACK.label
    HAND_OVER = "hand_over", CaseworkAction.HANDED_OVER.label
    HAND_OVER_ALL = "hand_over_all", CaseworkAction.REASSIGNED.label
    APPROVE = "approve", CaseworkAction.APPROVED.label
    REFUSE = "refuse", CaseworkAction.REFUSED.label
    SEND_BACK = "send_back", CaseworkAction.SENT_BACK.label
    REFER = "refer", CaseworkAction.REFERRED.label
    CORRECT = "correct", CaseworkAction.CORRECTED.label
    ACCEPT = "accept", CaseworkAction.ACCEPTED.label
    INVESTIGATE = "investigate", CaseworkAction.INVESTIGATED.label
    RECORD_VISIT = "record_visit", CaseworkAction.VISITED.label
    REQUEST_CHECK = "request_check", CaseworkAction.CHECK_REQUESTED.label
    RECORD_CHECK = "record_check", CaseworkAction.CHECKED.label
    PROPOSE = "propose", CaseworkAction.PROPOSED.label
    OBJECT = "object", CaseworkAction.OBJECTED.label
    FORWARD = "forward", CaseworkAction.FORWARDED.label
    NOTIFY = "notify", CaseworkAction.NOTIFIED.label
    ASSESS = "assess", CaseworkAction.ASSESSED.label
    BEGIN_CHECK = "begin_check", CaseworkAction.CHECK_BEGUN.label
    EXTEND = "extend", CaseworkAction.EXTENDED.label
    VOID = "void", CaseworkAction.VOIDED.label
    FORWARD_HERE = "forward_here", CaseworkAction.FORWARDED_HERE.label
    END_REFERRAL = "end_referral", CaseworkAction.REFERRAL_ENDED.label
    REPORT_CHANGE = "report_change", CaseworkAction.CHANGE_REPORTED.label
    PROPOSE_CHANGE = "propose_change", CaseworkAction.CHANGE_PROPOSED.label
    HEAR = "hear", CaseworkAction.HEARD.label
    FORWARD_CHANGE = "forward_change", CaseworkAction.CHANGE_FORWARDED.label
    CONFIRM_CHANGE = "confirm_change", CaseworkAction.CHANGE_CONFIRMED.label
    END = "end", CaseworkAction.ENDED.label
    DROP_CHANGE = "drop_change", CaseworkAction.CHANGE_DROPPED.label
    NOTIFY_CHANGE = "notify_change", CaseworkAction.CHANGE_NOTIFIED.label
    REVIEW = "review", CaseworkAction.REVIEWED.label
    REPORT_DEATH = "report_death", CaseworkAction.DEATH_REPORTED.label
    SETTLE_DEATH = "settle_death", CaseworkAction.DEATH_SETTLED.label
    REPORT_ABILITY = "report_ability", CaseworkAction.ABILITY_REPORTED.label
    RUN_OUT = "run_out", CaseworkAction.RAN_OUT.label
    ASSIGN = "assign", CaseworkAction.ASSIGNED.label
    COUNTY_VISIT = "county_visit", CaseworkAction.COUNTY_VISITED.label
    BRING_UP = "bring_up", CaseworkAction.BROUGHT_UP.label
    CALL_CONFERENCE = "call_conference", CaseworkAction.CONFERENCE_CALLED.label
    RELIEVE_FIRST = "relieve_first", CaseworkAction.RELIEVED_FIRST.label
    COMPLETE_PAPERS = "complete_papers", CaseworkAction.PAPERS_COMPLETED.label
    SPOT_CHECK = "spot_check", CaseworkAction.SPOT_CHECKED.label
    COMMUNITY_RELIEF = "community_relief", CaseworkAction.COMMUNITY_RELIEVED.label
    MOVE_ON = "move_on", CaseworkAction.MOVED_ON.label
    TAKE_IN = "take_in", CaseworkAction.TAKEN_IN.label
    TURN_AWAY = "turn_away", CaseworkAction.TURNED_AWAY.label
    FORWARD_CHANGE_HERE = "forward_change_here", CaseworkAction.CHANGE_FORWARDED_HERE.label
    PUBLISH_RELIEF = "publish_relief", CaseworkAction.RELIEF_PUBLISHED.label
    TERMINATE = "terminate", CaseworkAction.TERMINATED.label
    COMPLAIN = "complain", CaseworkAction.COMPLAINED.label
    TELL_CHECK = "tell_check", CaseworkAction.CHECK_TOLD.label
    DELIBERATE = "deliberate", CaseworkAction.DELIBERATED.label


ACTIONS = dict(zip(DeedKind, CaseworkAction, strict=True))
"""Both are listed in the same order."""

TRANSFERRING = (DeedKind.MOVE_ON, DeedKind.TAKE_IN, DeedKind.TURN_AWAY)
"""From one township to another; no clock looks at them."""

FORWARDING = (DeedKind.FORWARD, DeedKind.FORWARD_HERE)
"""To the county, or where the confirmation is delegated to another approver of the township."""

FORWARDING_CHANGE = (DeedKind.FORWARD_CHANGE, DeedKind.FORWARD_CHANGE_HERE)
"""The same of a change."""

DECIDES = {
    DeedKind.APPROVE: State.APPROVED,
    DeedKind.REFUSE: State.REFUSED,
    DeedKind.RELIEVE_FIRST: State.APPROVED,
    DeedKind.COMMUNITY_RELIEF: State.APPROVED,
    DeedKind.TERMINATE: State.REFUSED,
}
"""Deeds with which a decision is made, and its outcome."""
