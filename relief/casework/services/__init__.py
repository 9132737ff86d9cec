"""The deeds of the workflow's table. Each locks, looks, moves once, and writes the audit last."""

from .deciding import approve, correct, refer, refuse, send_back
from .owning import HandedOver, give_back, hand_over, hand_over_all, take
from .refusals import AlreadyDone, OutOfDate, Refused
from .submitting import first_deed, resubmit, submit, withdraw

__all__ = [
    "AlreadyDone",
    "HandedOver",
    "OutOfDate",
    "Refused",
    "approve",
    "correct",
    "first_deed",
    "give_back",
    "hand_over",
    "hand_over_all",
    "refer",
    "refuse",
    "resubmit",
    "send_back",
    "submit",
    "take",
    "withdraw",
]
