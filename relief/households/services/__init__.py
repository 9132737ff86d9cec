"""What is done to households. Each deed is atomic and writes its entry and its audit event itself."""

from .entering import Contradiction, bring_case_file, store_household
from .entries import require_caseworker, write_entry
from .naming import (
    AlreadyAnswered,
    BirthDayDiffers,
    Naming,
    NamingState,
    Office,
    answer_double_membership,
    name_member,
)
from .reading_back import case_of, read_back

__all__ = [
    "AlreadyAnswered",
    "BirthDayDiffers",
    "Contradiction",
    "Naming",
    "NamingState",
    "Office",
    "answer_double_membership",
    "bring_case_file",
    "case_of",
    "name_member",
    "read_back",
    "require_caseworker",
    "store_household",
    "write_entry",
]
