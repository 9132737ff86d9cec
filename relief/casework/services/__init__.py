"""The deeds of the workflow's table. Each locks, looks, moves once, and writes the audit last."""

from .attempts import note_attempt
from .changing import (
    confirm_change,
    drop_change,
    end,
    forward_change,
    forward_change_here,
    hear,
    notify_change,
    propose_change,
    report_change,
)
from .conferring import Present, Votes, bring_up, call_conference, close_minutes, decide_item
from .deciding import approve, correct, refer, refuse, send_back, void
from .drawing import close_list, draw_lots, spot_check
from .emergencies import Emergency, Registered, register_emergency
from .extending import extend
from .investigating import (
    accept,
    assess,
    begin_check,
    forward,
    forward_here,
    investigate,
    notify,
    propose,
    raise_objection,
    record_check,
    record_visit,
    request_check,
)
from .noticing import publish_relief
from .owning import HandedOver, give_back, hand_over, hand_over_all, take
from .referring import end_referral, onward_box
from .refusals import AlreadyDone, OutOfDate, Recused, Refused
from .registering import assign, complain, county_visit
from .relieving import community_relief, complete_papers, relieve_first
from .reporting import report_ability, report_death, settle_death
from .reviewing import review
from .running_out import run_out
from .submitting import first_deed, resubmit, submit, withdraw
from .telling import deliberate, tell_check
from .terminating import terminate
from .transferring import move_on, take_in, turn_away

__all__ = [
    "AlreadyDone",
    "Emergency",
    "HandedOver",
    "Present",
    "Votes",
    "bring_up",
    "call_conference",
    "close_list",
    "close_minutes",
    "decide_item",
    "OutOfDate",
    "Recused",
    "Refused",
    "Registered",
    "accept",
    "approve",
    "assess",
    "assign",
    "begin_check",
    "confirm_change",
    "community_relief",
    "complain",
    "complete_papers",
    "correct",
    "deliberate",
    "draw_lots",
    "drop_change",
    "end",
    "county_visit",
    "extend",
    "end_referral",
    "first_deed",
    "forward",
    "forward_change",
    "forward_change_here",
    "forward_here",
    "give_back",
    "hand_over",
    "hand_over_all",
    "hear",
    "move_on",
    "investigate",
    "note_attempt",
    "notify",
    "notify_change",
    "onward_box",
    "propose",
    "propose_change",
    "publish_relief",
    "raise_objection",
    "record_check",
    "record_visit",
    "refer",
    "refuse",
    "report_ability",
    "report_change",
    "report_death",
    "register_emergency",
    "relieve_first",
    "request_check",
    "resubmit",
    "review",
    "send_back",
    "run_out",
    "settle_death",
    "spot_check",
    "submit",
    "take",
    "tell_check",
    "terminate",
    "take_in",
    "turn_away",
    "void",
    "withdraw",
]
