"""Who owes a person support by law, and when they are unable to give it (民发〔2021〕43号 第八条)."""

from __future__ import annotations

from relief.rules.awards import DIBAO, TEKUN, covered_by
from relief.rules.codes import Away, LegalState, LimitsFinding, ObligorStatus, Relation
from relief.rules.disabilities import severely_disabled_or_mind
from relief.rules.household import age
from relief.rules.language import All, AnyOf, AnyOver, Figure, Flag, IsIn, Number, Other, Test, Up

of_age = age >= 18
"""A minor owes nobody support."""
frail = (age >= Figure("obligor_elder_age")) | severely_disabled_or_mind


def _unable(*, tekun: Test, dibao: Test, poor: Test, legal_state: Test, assets: Test) -> Test:
    """On tekun; of an age and on dibao; frail with little; or, with little, legally prevented."""
    of_dibao_age = age >= Figure("obligor_dibao_age")
    return AnyOf((tekun, dibao & of_dibao_age, All((frail, poor, assets)), legal_state & assets))


def _pair(one: tuple[str, ...], other: tuple[str, ...]) -> Test:
    """Of two members, one stands in these relations to the head and the other in those, either way round."""
    here, there = IsIn("relation", Relation.mask(*one)), IsIn("relation", Relation.mask(*other))
    return (Up(here) & Other(there)) | (Up(there) & Other(here))


owe_each_other = AnyOf(
    (
        _pair(("head",), ("spouse",)),
        _pair(("head", "spouse"), ("child",)),
        _pair(("head", "sibling"), ("parent",)),
        _pair(("spouse",), ("parent_in_law",)),
        _pair(("parent",), ("parent",)),
        _pair(("parent_in_law",), ("parent_in_law",)),
    )
)

able_outside = of_age & ~_unable(
    tekun=IsIn("status", ObligorStatus.mask("tekun")),
    dibao=IsIn("status", ObligorStatus.mask("dibao")),
    poor=Number("monthly_income") < Figure("disposable_income"),
    legal_state=IsIn("legal_state", LegalState.mask("no_civil_capacity", "declared_missing", "imprisoned")),
    assets=IsIn("assets", LimitsFinding.mask("within_limits")),
)


def nobody_able(*, poor: Test, assets: Test) -> Test:
    """No obligor outside the household and no other member is able.

    A member is judged on their own facts: `poor` and `assets` are asked of that member.
    """
    able_member = (
        of_age
        & ~Flag("dead")
        & ~_unable(
            tekun=covered_by(TEKUN),
            dibao=covered_by(DIBAO),
            poor=poor,
            legal_state=IsIn("away", Away.mask("declared_missing", "imprisoned")),
            assets=assets,
        )
    )
    return ~AnyOver("obligors", able_outside) & ~AnyOver("kin", owe_each_other & Other(able_member))
