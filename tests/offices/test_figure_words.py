"""A figure in words, with its unit."""

from decimal import Decimal

import pytest
from django.utils import translation

from relief.offices import data
from relief.offices.figure_words import LABELS, lines_of, summary
from relief.offices.models import Section


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"dibao_standard": {"urban": 800, "rural": 800}}, [("低保标准", "城乡800.00元")]),
        (
            {"tekun_basic": {"urban": 1074, "rural": 806}},
            [("特困基本生活标准", "城镇1,074.00元，农村806.00元")],
        ),
        ({"margin_multiple": Decimal("1.5")}, [("低保边缘倍数", "1.5")]),
        ({"count_basic_pension": False}, [("基础养老金计入收入", "否")]),
        ({"grace_months": 6}, [("渐退期月数", "6个月")]),
        ({"extra_excluded_incomes": []}, [("另外不计的收入", "无")]),
        (
            {"graduate_programme_open": {"from": "2022-06-02", "to": "2023-12-31"}},
            [("未就业大学生救助开办日", "2022年6月2日至2023年12月31日")],
        ),
        (
            {"month": "2022-09", "cpi": Decimal("2.8")},
            [("月份", "2022-09"), ("居民消费价格涨幅", "2.8%")],
        ),
        (
            {"assets": {"default": {"financial_per_head": 19200, "vehicles": 0, "business_capital": 0}}},
            [("财产限额（一般）", "人均金融资产19,200.00元，机动车0，出资额0.00元")],
        ),
        ({"a_new_figure": 5}, [("a_new_figure", "5.00元")]),
    ],
)
def test_says(values, said):
    with translation.override("zh-hans"):
        assert [tuple(line) for line in lines_of(values)] == said


def test_an_entry_in_one_sentence():
    with translation.override("zh-hans"):
        said = summary({"price_floor": 10, "grace_months": 6})

    assert said == "渐退期月数6个月；价格补贴最低额10.00元"


def test_every_loaded_figure_has_a_label():
    keys = set()
    for path in data.FIGURES.glob("*.yaml"):
        place = data.read(path)
        for section in Section:
            for entry in place.get(section, []):
                keys |= set(entry)
    assert keys - {"from", "to", "known_from", "document"} <= set(LABELS)
