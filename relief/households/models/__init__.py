"""Every table of what is declared. How a fact becomes a column: see `columns`."""

from .applicant import Applicant, Consent, ConsentPurpose, Mandate
from .declared import Award, Coverage, Income, Obligor, Relief
from .entry import Draft, Entry, EntryPart
from .evidence import Evidence
from .household import CaseFile, Household
from .judgement import Judgement
from .people import Member, Person
from .search import SearchWord

__all__ = [
    "Applicant",
    "Award",
    "CaseFile",
    "Consent",
    "ConsentPurpose",
    "Coverage",
    "Draft",
    "Entry",
    "EntryPart",
    "Evidence",
    "Household",
    "Income",
    "Judgement",
    "Mandate",
    "Member",
    "Obligor",
    "Person",
    "Relief",
    "SearchWord",
]
