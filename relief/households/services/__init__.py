"""What is done to households. Each deed is atomic and writes its entry and its audit event itself."""

from .applying import Given, declare_applicant, record_consents
from .asking import ask_elsewhere
from .declaring import HeadTaken, Overtaken, declare_member, declare_part, facts_of_member
from .drafting import drop_draft, keep_draft
from .entering import Contradiction, bring_case_file, store_household
from .entries import require_caseworker, write_entry
from .joining import Joined, Newcomer, add_members, end_membership, open_household
from .judging import Unreasoned, judge_open_clause
from .naming import (
    BirthDayDiffers,
    Naming,
    NamingState,
    Office,
    name_member,
)
from .reading_back import case_of, read_back

__all__ = [
    "BirthDayDiffers",
    "Contradiction",
    "Given",
    "HeadTaken",
    "Joined",
    "Naming",
    "NamingState",
    "Newcomer",
    "Office",
    "Overtaken",
    "Unreasoned",
    "add_members",
    "ask_elsewhere",
    "bring_case_file",
    "case_of",
    "declare_applicant",
    "declare_member",
    "declare_part",
    "drop_draft",
    "end_membership",
    "facts_of_member",
    "judge_open_clause",
    "keep_draft",
    "name_member",
    "open_household",
    "read_back",
    "record_consents",
    "require_caseworker",
    "store_household",
    "write_entry",
]
