"""How a fact of the case file becomes a column, and the constraints that come with it.

- The attribute is the fact's path inside its row, dots written as underscores: `unemployment.insurance`
  of a member is `Member.unemployment_insurance`. Not declared is NULL.
- What may be answered with "none" or be listed has `<name>_declared` beside it: NULL is not declared,
  False is an explicit none, True says that it stands in the columns or rows.
- Money keeps the fact's name and holds whole fen; only the column in the database ends in `_fen`.
- Bounds and codes come from the data dictionary, so that a form, a file and a row allow the same.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from relief.rules.codes import Codes
from relief.rules.facts import MOST_FEN, Fact, FactMap

LONGEST_CODE = 30


class FenField(models.BigIntegerField):
    """Money in whole fen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)

    def get_attname_column(self) -> tuple[str, str]:
        attribute = self.get_attname()
        return attribute, self.db_column or f"{attribute}_fen"


class CodeField(models.CharField):
    """One code of an enumeration of the law, or NULL; which codes, a constraint of the table says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True, "max_length": LONGEST_CODE}
        super().__init__(*args, **kwargs)


class FlagField(models.BooleanField):
    """Yes, no, or NULL: nobody has said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)


class DayField(models.DateField):
    """A day, or NULL: nobody has said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)


class CountField(models.SmallIntegerField):
    """A whole number, or NULL: nobody has said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)


def is_true(flag: str) -> Q:
    """Certainly true. A comparison with NULL alone would let a CHECK pass."""
    return Q(**{f"{flag}__isnull": False, flag: True})


def all_blank(names: Iterable[str]) -> Q:
    return reduce(and_, (Q(**{f"{name}__isnull": True}) for name in names))


def one_of(table: str, name: str, codes: type[Codes]) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{name}__in": codes.codes()}), name=f"households_{table}_{name}")


def lawful(table: str, fact_map: FactMap, prefix: str = "") -> list[CheckConstraint]:
    """For each fact of a map the codes and bounds that its column may hold."""
    bounds = ((prefix + fact.name, _bound(fact, prefix + fact.name)) for fact in fact_map.facts)
    return [
        CheckConstraint(condition=bound, name=f"households_{table}_{name}") for name, bound in bounds if bound
    ]


def _bound(fact: Fact, name: str) -> Q | None:
    if fact.kind == "code" and fact.codes:
        return Q(**{f"{name}__in": fact.codes.codes()})
    if fact.kind == "money":
        return Q(**{f"{name}__gte": 0, f"{name}__lte": MOST_FEN})
    if fact.kind == "whole":
        return Q(**{f"{name}__gte": fact.least, f"{name}__lte": fact.most})
    return None


def answered_first(table: str, fact_map: FactMap, *extra: str) -> list[CheckConstraint]:
    """A map's columns are filled only once the map is declared, and not as none."""
    name = fact_map.name
    columns = [f"{name}_{fact.name}" for fact in fact_map.facts] + list(extra)
    found = [
        CheckConstraint(
            condition=is_true(f"{name}_declared") | all_blank(columns),
            name=f"households_{table}_{name}_answered",
        )
    ]
    if not fact_map.none:
        found.append(
            CheckConstraint(
                condition=Q(**{f"{name}_declared": True}), name=f"households_{table}_{name}_never_none"
            )
        )
    return found
