"""Rigid spending of the last twelve months (刚性支出: 认定办法 第五条), in fen.

Tuition counts up to what a public school charges. What it means beside the income is each programme's own.
"""

from __future__ import annotations

from relief.rules.language import Number, Smaller

rigid_spending = (
    Number("medical_self_paid")
    + Smaller(Number("tuition"), Number("tuition_public_rate"))
    + Number("rehabilitation")
)
