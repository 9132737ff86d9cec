"""The enumerations of the case file, with their labels in both languages.

A code's place in its enumeration is its bit in a mask, so "which of these can it still be" is one integer.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple


class Text(NamedTuple):
    """A text in the two languages of the interface."""

    zh: str
    en: str


class Codes(Enum):
    """An enumeration whose members carry a code, as in the case file, and a label."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        self.label = Text(zh, en)

    @classmethod
    @cache
    def codes(cls) -> tuple[str, ...]:
        """Every code, in the order of its bits."""
        return tuple(each.code for each in cls)

    @classmethod
    def of(cls, code: str) -> Codes:
        """The member with this code; KeyError when there is none."""
        for each in cls:
            if each.code == code:
                return each
        raise KeyError(code)

    @classmethod
    @cache
    def mask(cls, *codes: str) -> int:
        """The codes as bits; KeyError for a code that is not of this enumeration."""
        order = cls.codes()
        bits = 0
        for code in codes:
            if code not in order:
                raise KeyError(code)
            bits |= 1 << order.index(code)
        return bits

    @classmethod
    @cache
    def anything(cls) -> int:
        """The mask of a code that nobody has declared."""
        return (1 << len(cls)) - 1


class AreaKind(Codes):
    URBAN = "urban", "城镇", "urban"
    RURAL = "rural", "农村", "rural"


class Relation(Codes):
    """To the head of the household (与户主关系)."""

    HEAD = "head", "户主", "head"
    SPOUSE = "spouse", "配偶", "spouse"
    CHILD = "child", "子女", "child"
    GRANDCHILD = "grandchild", "孙子女、外孙子女", "grandchild"
    PARENT = "parent", "父母", "parent"
    PARENT_IN_LAW = "parent_in_law", "配偶的父母", "parent-in-law"
    GRANDPARENT = "grandparent", "祖父母、外祖父母", "grandparent"
    SIBLING = "sibling", "兄弟姐妹", "sibling"
    OTHER = "other", "其他", "other"


class Away(Codes):
    """Why somebody is outside the household (脱离家庭的情形)."""

    NONE = "none", "无", "none"
    RELIGIOUS = "religious", "宗教教职人员脱离家庭", "living apart as clergy"
    IMPRISONED = "imprisoned", "在监狱服刑", "in prison"
    COMPULSORY_REHABILITATION = (
        "compulsory_rehabilitation",
        "强制隔离戒毒",
        "in compulsory drug rehabilitation",
    )
    DECLARED_MISSING = "declared_missing", "宣告失踪", "declared missing"


class Schooling(Codes):
    """Full-time schooling now (在读学段)."""

    NONE = "none", "不在读", "none"
    COMPULSORY = "compulsory", "义务教育", "compulsory school"
    SENIOR_SECONDARY = "senior_secondary", "普通高中", "senior secondary school"
    SECONDARY_VOCATIONAL = "secondary_vocational", "中等职业教育", "secondary vocational school"
    JUNIOR_COLLEGE = "junior_college", "专科", "junior college"
    UNDERGRADUATE = "undergraduate", "本科", "undergraduate"
    POSTGRADUATE = "postgraduate", "研究生", "postgraduate"


class DisabilityKind(Codes):
    VISUAL = "visual", "视力", "visual"
    HEARING = "hearing", "听力", "hearing"
    SPEECH = "speech", "言语", "speech"
    PHYSICAL = "physical", "肢体", "physical"
    INTELLECTUAL = "intellectual", "智力", "intellectual"
    MENTAL = "mental", "精神", "mental"
    MULTIPLE = "multiple", "多重", "multiple"


GRADES = (1, 2, 3, 4)
GRADE_LABELS = {
    1: Text("一级", "grade 1"),
    2: Text("二级", "grade 2"),
    3: Text("三级", "grade 3"),
    4: Text("四级", "grade 4"),
}


class Disability:
    """Kind and grade of a disability certificate (残疾类别和等级) as one code: "none", "mental3"."""

    ORDER = ("none", *(f"{kind}{grade}" for kind in DisabilityKind.codes() for grade in GRADES))

    @classmethod
    @cache
    def codes(cls) -> tuple[str, ...]:
        return cls.ORDER

    @classmethod
    def anything(cls) -> int:
        return (1 << len(cls.ORDER)) - 1

    @classmethod
    def mask(cls, *codes: str) -> int:
        return sum(1 << cls.ORDER.index(code) for code in set(codes))

    @classmethod
    def among(cls, kinds: tuple[str, ...], grades: tuple[int, ...]) -> int:
        """The mask of these kinds in these grades."""
        return cls.mask(*(f"{kind}{grade}" for kind in kinds for grade in grades))


class IncomeKind(Codes):
    WAGE = "wage", "工资性收入", "wages"
    BUSINESS = "business", "经营净收入", "net business income"
    PROPERTY = "property", "财产净收入", "net property income"
    TRANSFER = "transfer", "转移净收入", "net transfer income"
    FARM_SUBSIDY = "farm_subsidy", "涉农补贴", "farm subsidy"
    UNEMPLOYMENT_BENEFIT = "unemployment_benefit", "失业保险金", "unemployment benefit"
    BASIC_PENSION = "basic_pension", "城乡居民基础养老金", "basic pension"
    OLD_AGE_ALLOWANCE = "old_age_allowance", "高龄津贴", "old-age allowance"
    VETERANS_BENEFIT = "veterans_benefit", "优待抚恤金", "veterans' benefit"
    FAMILY_PLANNING_AWARD = "family_planning_award", "计划生育奖励扶助金", "family-planning award"
    SCHOLARSHIP = "scholarship", "奖学金", "scholarship"
    BRAVERY_AWARD = "bravery_award", "见义勇为奖励", "bravery award"
    SOCIAL_ASSISTANCE = "social_assistance", "社会救助款物、残疾人补贴", "social assistance"
    SOCIAL_INSURANCE_BENEFIT = "social_insurance_benefit", "医疗等保险给付", "social insurance pay-out"


class Per(Codes):
    MONTH = "month", "每月", "a month"
    YEAR = "year", "每年", "a year"


class AssetsFinding(Codes):
    """How the assets stand: an investigator's finding, or the items listed one by one."""

    WITHIN = "within_limits", "在规定以内（调查认定）", "within the limits (found by an investigator)"
    OVER = "over_limits", "超过规定（调查认定）", "over the limits (found by an investigator)"
    LISTED = "listed", "逐项申报", "listed item by item"


class LimitsFinding(Codes):
    WITHIN = "within_limits", "在规定以内", "within the limits"
    OVER = "over_limits", "超过规定", "over the limits"


class HardshipEvent(Codes):
    FIRE = "fire", "火灾", "fire"
    TRAFFIC_ACCIDENT = "traffic_accident", "交通事故", "traffic accident"
    SUDDEN_ILLNESS = "sudden_illness", "突发重病", "sudden serious illness"
    EPIDEMIC = "epidemic", "疫情", "epidemic"
    DISASTER = "disaster", "自然灾害", "natural disaster"
    STRANDED = "stranded", "滞留受困", "stranded"
    OTHER = "other", "其他困难", "other hardship"


class PlaceOfEmergency(Codes):
    HERE = "here", "本地", "here"
    ELSEWHERE = "elsewhere", "外地", "elsewhere"


class Hukou(Codes):
    LOCAL = "local", "本县户籍", "local"
    SAME_PROVINCE = "same_province", "本省外县户籍", "same province"
    OTHER_PROVINCE = "other_province", "外省户籍", "another province"


class UnemploymentInsurance(Codes):
    NONE = "none", "没有参保", "not insured"
    CONTRIBUTED_ENOUGH = "contributed_enough", "缴费满期，可以领取", "contributed long enough to draw it"
    DRAWING = "drawing", "正在领取", "drawing it"


class ObligorStatus(Codes):
    NONE = "none", "不是救助对象", "none"
    TEKUN = "tekun", "特困人员", "tekun recipient"
    DIBAO = "dibao", "低保对象", "dibao recipient"


class LegalState(Codes):
    NONE = "none", "无", "none"
    NO_CIVIL_CAPACITY = "no_civil_capacity", "无民事行为能力", "without civil capacity"
    DECLARED_MISSING = "declared_missing", "宣告失踪", "declared missing"
    IMPRISONED = "imprisoned", "在监狱服刑", "in prison"


class Recognition(Codes):
    DIBAO_MARGIN = "dibao_margin", "低保边缘家庭", "edge family"
    RIGID_EXPENDITURE = "rigid_expenditure", "刚性支出困难家庭", "rigid-expenditure family"
    POVERTY_ALLEVIATED = "poverty_alleviated", "脱贫人口", "lifted out of poverty"
    RELAPSE_MONITORED = "relapse_monitored", "防返贫监测对象", "monitored against relapse into poverty"


class ChangeKind(Codes):
    NONE = "none", "无变化", "none"
    EMPLOYMENT = "employment", "就业", "employment"
    INHERITANCE = "inheritance", "继承", "inheritance"
    OTHER = "other", "其他变化", "other"


class ProgrammeCode(Codes):
    """Every programme of the case file, whether or not this version has its rules."""

    DIBAO = "dibao", "低保", "dibao"
    DIBAO_INDIVIDUAL = "dibao_individual", "单人户低保", "dibao alone"
    DIBAO_MARGIN = "dibao_margin", "低保边缘", "edge family"
    TEKUN = "tekun", "特困", "tekun"
    RIGID_EXPENDITURE = "rigid_expenditure", "刚性支出困难家庭", "rigid-expenditure family"
    EMERGENCY_RELIEF = "emergency_relief", "急难型临时救助", "emergency relief"
    FAST_RELIEF = "fast_relief", "小额快救", "fast relief"
    EXPENDITURE_RELIEF = "expenditure_relief", "支出型临时救助", "expenditure relief"
    UNINSURED_UNEMPLOYED = (
        "uninsured_unemployed",
        "未参保失业人员救助",
        "relief for uninsured unemployed workers",
    )
    JOBLESS_GRADUATE = "jobless_graduate", "未就业大学生救助", "relief for jobless graduates"
    NONRESIDENT_RELIEF = "nonresident_relief", "外来人员临时救助", "relief for newcomers"
    EPIDEMIC_FAMILY_RELIEF = "epidemic_family_relief", "因疫临时救助", "epidemic family relief"
    DIBAO_GRACE = "dibao_grace", "低保渐退期", "dibao phase-out"
    ONE_TIME_SUPPLEMENT = "one_time_supplement", "一次性生活补贴", "one-time supplement"
    PRICE_SUBSIDY = "price_subsidy", "价格临时补贴", "price subsidy"
