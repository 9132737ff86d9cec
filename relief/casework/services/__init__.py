"""The deeds of the workflow's table. Each locks, looks, moves once, and writes the audit last."""

from .deciding import approve, correct, refer, refuse, send_back, void
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
from .owning import HandedOver, give_back, hand_over, hand_over_all, take
from .referring import end_referral, onward_box
from .refusals import AlreadyDone, OutOfDate, Refused
from .submitting import first_deed, resubmit, submit, withdraw

__all__ = [
    "AlreadyDone",
    "HandedOver",
    "OutOfDate",
    "Refused",
    "accept",
    "approve",
    "assess",
    "begin_check",
    "correct",
    "extend",
    "end_referral",
    "first_deed",
    "forward",
    "forward_here",
    "give_back",
    "hand_over",
    "hand_over_all",
    "investigate",
    "notify",
    "onward_box",
    "propose",
    "raise_objection",
    "record_check",
    "record_visit",
    "refer",
    "refuse",
    "request_check",
    "resubmit",
    "send_back",
    "submit",
    "take",
    "void",
    "withdraw",
]
