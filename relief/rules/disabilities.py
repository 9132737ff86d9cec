"""The disabilities that texts treat alike (重度残疾人 and those named beside them)."""

from __future__ import annotations

from relief.rules.codes import Disability, DisabilityKind
from relief.rules.language import IsIn

SEVERE = Disability.among(DisabilityKind.codes(), (1, 2))
MIND_GRADE_3 = Disability.among(("intellectual", "mental"), (3,))

severely_disabled = IsIn("disability", SEVERE)
severely_disabled_or_mind = IsIn("disability", SEVERE | MIND_GRADE_3)
"""Grade 1–2 of any kind, or intellectual or mental grade 3 (57号 第八条; 43号 第八条)."""
