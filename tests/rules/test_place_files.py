"""A place file is read by the contract; what it lacks to be reckoned with is told when it is read."""

from datetime import date
from decimal import Decimal

import pytest

from relief.rules.places import PlaceError, read_entry, read_place

FIGURES = "figures:\n  - from: 2021-07-01\n    "


def wrong(text):
    """What is wrong in a place file: the keys, and the words."""
    with pytest.raises(PlaceError) as found:
        read_place(text, "p.yaml")
    assert str(found.value).startswith("p.yaml")
    return [each.key for each in found.value.problems], str(found.value)


def test_a_place_is_read_with_exact_money_and_days():
    text = 'name: 示例县\ncode: "990100"\n' + FIGURES + "minimum_wage: 2100.10\n    work_cost_rate: 0.3\n"
    assert read_place(text, "p.yaml") == {
        "name": "示例县",
        "code": "990100",
        "figures": [
            {
                "from": date(2021, 7, 1),
                "minimum_wage": Decimal("2100.10"),
                "work_cost_rate": Decimal("0.3"),
            }
        ],
    }


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        ("dibao_standart: {urban: 800}", "dibao_standart"),
        ("dibao_standard: 800", "dibao_standard"),
        ("dibao_standard: {urban: -1}", "dibao_standard.urban"),
        ("margin_inclusive: yes", "margin_inclusive"),
        ("work_cost_rate: 0.30001", "work_cost_rate"),
        ("margin_multiple: 1.50001", "margin_multiple"),
        ("tekun_minor_age: 19", "tekun_minor_age"),
        ("assets: {dibao: {cars: 1}}", "assets.dibao.cars"),
        ("assets: {lottery: {vehicles: 1}}", "assets.lottery"),
        ("extra_excluded_incomes: [luck]", "extra_excluded_incomes[0]"),
        ("rounding: {to: 0, mode: up}", "rounding.to"),
        ("rounding: {to: 5, mode: up}", "rounding.to"),
        ("rounding: {to: 1, mode: bankers}", "rounding.mode"),
        ("rounding: half_up", "rounding"),
        ("dibao_top_ups: {elder: 70}", "dibao_top_ups.elder"),
        ("rounding: {to: 1}", "rounding.mode"),
        ("rounding: {mode: up}", "rounding.to"),
        ("dibao_tiers: [{below: 200}]", "dibao_tiers[0].amount"),
        ("dibao_tiers: [{amount: 200}]", "dibao_tiers[0].below"),
        ("dibao_top_ups: {elder: {age: 70}}", "dibao_top_ups.elder"),
        ("dibao_top_ups: {elder: {amount: 70, rate: 0.1}}", "dibao_top_ups.elder"),
        ("dibao_top_ups: {elder: {rate: -0.1}}", "dibao_top_ups.elder.rate"),
        ("grace_months: " + "1" * 5000, "grace_months"),
    ],
)
def test_a_figure_that_cannot_be_reckoned_with_is_named(figure, key):
    assert wrong(f"{FIGURES}{figure}\n")[0] == [f"figures[0].{key}"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("figures: [{minimum_wage: 2000}]\n", "figures[0].from"),
        ("price_linkage: [{month: 2022-13, cpi: 1.5}]\n", "price_linkage[0].month"),
        ("price_linkage: [{month: 2022-03, cpi: nan}]\n", "price_linkage[0].cpi"),
        ("price_linkage: [{month: 2022-03, cpi: high}]\n", "price_linkage[0].cpi"),
        ("epidemic_affected: [{from: 2022-02-30}]\n", "epidemic_affected[0].from"),
        ("- figures\n", ""),
        ("figures: [\n", ""),
        ("", ""),
        ("# nothing yet\n", ""),
        ("figures: " + "[" * 100_000 + "]" * 100_000 + "\n", ""),
    ],
    ids=lambda value: value[:40],
)
def test_what_else_is_wrong_with_a_place_is_named(text, key):
    keys, words = wrong(text)
    assert keys == [key]
    assert len(words) > len("p.yaml: : ")


def test_a_place_that_repeats_itself_does_not_grow_without_end():
    rows = "".join("  - *row\n" for _ in range(100_000))
    assert wrong("figures:\n  - &row {from: 2021-07-01, price_floor: 1}\n" + rows)[0] == [""]


def test_one_entry_is_read_as_a_place_file_with_its_values_would_be():
    values = {
        "from": date(2027, 1, 1),
        "margin_multiple": Decimal("1.5"),
        "margin_inclusive": True,
        "assets": {},
    }
    assert read_entry("figures", {**values, "dibao_tiers": [{"below": "400", "amount": 300.5}]}) == {
        **values,
        "dibao_tiers": [{"below": Decimal(400), "amount": Decimal("300.5")}],
    }


@pytest.mark.parametrize(
    ("section", "values", "key"),
    [
        (
            "figures",
            {"dibao_tiers": [{"below": 1, "amount": 1}, {"below": -1, "amount": 1}]},
            "dibao_tiers[1].below",
        ),
        ("figures", {"rounding": {"to": 1}}, "rounding.mode"),
        ("figures", {"minimum_wage": None}, "minimum_wage"),
        ("figures", {"luck": 1}, "luck"),
        ("price_linkage", {"month": "2022-13"}, "month"),
    ],
)
def test_what_is_wrong_with_one_entry_is_named_from_inside_it(section, values, key):
    with pytest.raises(PlaceError) as found:
        read_entry(section, values)
    assert [each.key for each in found.value.problems] == [key]
