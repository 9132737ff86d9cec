"""Every fact of the rules has its column, with the bounds of the data dictionary."""

import pytest
from django.db import IntegrityError, models, transaction

from relief.households.models import Award, Household, Income, Member, Obligor, Relief
from relief.households.models.columns import CodeField, DayField, FenField, FlagField
from relief.offices.access import acting
from relief.rules import facts
from relief.vault.fields import EncryptedTextField
from tests.factories import make_household

pytestmark = pytest.mark.django_db

PLACES = [
    (Household, facts.HOUSEHOLD, ""),
    (Household, facts.ASSETS, "assets_"),
    (Household, facts.SPENDING, "spending_"),
    (Household, facts.HARDSHIP, "hardship_"),
    (Household, facts.CHANGE, "change_"),
    (Member, facts.MEMBER, ""),
    (Member, facts.DISABILITY, "disability_"),
    (Member, facts.UNEMPLOYMENT, "unemployment_"),
    (Income, facts.INCOME, ""),
    (Obligor, facts.OBLIGOR, ""),
    (Obligor, facts.DISABILITY, "disability_"),
    (Award, facts.AWARD, ""),
    (Relief, facts.RELIEF, ""),
]
FIELDS = {
    "code": CodeField,
    "money": FenField,
    "flag": FlagField,
    "date": DayField,
    "whole": models.SmallIntegerField,
    "text": EncryptedTextField,
}
COLUMNS = [
    pytest.param(model, prefix + fact.name, fact, id=f"{model.__name__}.{prefix}{fact.name}")
    for model, fact_map, prefix in PLACES
    for fact in fact_map.facts
    if fact.kind != "members"
]


def test_no_map_of_the_dictionary_is_without_a_place():
    assert {id(fact_map) for fact_map in facts.MAPS} == {id(fact_map) for _, fact_map, _ in PLACES}


@pytest.mark.parametrize(("model", "name", "fact"), COLUMNS)
def test_a_fact_is_a_column_that_may_stay_undeclared(model, name, fact):
    field = model._meta.get_field(name)

    assert isinstance(field, FIELDS[fact.kind])
    assert field.null
    assert field.default is models.NOT_PROVIDED
    if fact.kind == "money":
        assert field.column == f"{name}_fen"


def row_of(world, model):
    household = make_household(world.lin_xiaoman)
    if model is Household:
        Household.objects.filter(pk=household.pk).update(
            spending_declared=True, hardship_declared=True, change_declared=True, assets="listed"
        )
        return household
    member = household.members.get(key="a")
    Member.objects.filter(pk=member.pk).update(
        disability_declared=True, unemployment_declared=True, obligors_declared=True
    )
    Household.objects.filter(pk=household.pk).update(receiving_declared=True, relief_history_declared=True)
    if model is Member:
        return member
    fields = {"household": household, "position": 7}
    if model in (Income, Obligor):
        fields["member"] = member
    if model is Obligor:
        fields["disability_declared"] = True
    return model.objects.create(**fields)


def beyond(fact):
    """Values just outside what is lawful, and those just inside."""
    if fact.kind == "code":
        return ["", "unheard_of"], list(fact.codes.codes())
    return [fact.least - 1, fact.most + 1], [fact.least, fact.most]


@pytest.mark.parametrize(
    ("model", "name", "fact"), [each for each in COLUMNS if each.values[2].kind in ("code", "money", "whole")]
)
def test_the_database_keeps_to_codes_and_bounds(world, model, name, fact):
    outside, inside = beyond(fact)
    with acting(world.lin_xiaoman):
        row = row_of(world, model)
        rows = model.objects.filter(pk=row.pk)
        for value in outside:
            with pytest.raises(IntegrityError, match="violates check"), transaction.atomic():
                rows.update(**{name: value})
        for value in inside:
            if (name, value) != ("relation", "head"):
                rows.update(**{name: value})
