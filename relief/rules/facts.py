"""Every fact of the case file: name, label, unit, lawful range. The data dictionary.

Facts stand in maps: the household's own, its assets, a member, an income. A map that may be answered
with "none" says so. Names are those of the case file, of the models and of the forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from relief.rules import codes
from relief.rules.codes import Codes, Text

MOST_FEN = 10**14
"""No declared amount is larger: a trillion yuan. A larger one is a slip of the pen."""

Kind = Literal["date", "flag", "code", "money", "whole", "text", "members"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a household declares. `most` bounds whole numbers; money is at most `MOST_FEN` fen."""

    name: str
    kind: Kind
    label: Text
    codes: type[Codes] | None = None
    unit: Text | None = None
    least: int = 0
    most: int = MOST_FEN
    none: bool = False
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class FactMap:
    """Facts that belong together. `none`: whether the whole map may be answered with "none"."""

    name: str
    label: Text
    facts: tuple[Fact, ...]
    none: bool = False
    by_name: dict[str, Fact] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {fact.name: fact for fact in self.facts})


YUAN = Text("元", "yuan")
YUAN_A_MONTH = Text("元/月", "yuan a month")


def _flag(name: str, zh: str, en: str, help: Text | None = None) -> Fact:
    return Fact(name, "flag", Text(zh, en), help=help)


def _date(name: str, zh: str, en: str, *, none: bool = False) -> Fact:
    return Fact(name, "date", Text(zh, en), none=none)


def _money(name: str, zh: str, en: str, unit: Text = YUAN, help: Text | None = None) -> Fact:
    return Fact(name, "money", Text(zh, en), unit=unit, help=help)


def _code(name: str, zh: str, en: str, enumeration: type[Codes], help: Text | None = None) -> Fact:
    return Fact(name, "code", Text(zh, en), codes=enumeration, help=help)


def _whole(name: str, zh: str, en: str, most: int, unit: Text, least: int = 0) -> Fact:
    return Fact(name, "whole", Text(zh, en), unit=unit, least=least, most=most)


def _text(name: str, zh: str, en: str) -> Fact:
    return Fact(name, "text", Text(zh, en))


INCOME = FactMap(
    "incomes",
    Text("收入", "incomes"),
    (
        _code("kind", "收入种类", "kind of income", codes.IncomeKind),
        _money("amount", "金额", "amount"),
        _code("per", "按月或按年", "a month or a year", codes.Per),
    ),
)

ASSETS = FactMap(
    "assets",
    Text("财产", "assets"),
    (
        _money("financial", "金融资产", "financial assets"),
        _whole("dwellings", "住房", "dwellings", 1000, Text("套", "dwellings")),
        _whole("vehicles", "机动车", "motor vehicles", 1000, Text("辆", "vehicles")),
        _flag("non_residential_property", "非居住用房", "non-residential property"),
        _money("business_capital", "经营性出资", "business capital"),
    ),
)

SPENDING = FactMap(
    "spending",
    Text("近12个月大额支出", "spending of the last 12 months"),
    (
        _money("medical_self_paid", "自负医疗费用", "medical costs paid by oneself"),
        _money("tuition", "学费", "tuition"),
        _money("tuition_public_rate", "同类公办学校学费", "tuition at the public-school rate"),
        _money("rehabilitation", "残疾康复费用", "rehabilitation"),
    ),
)

HARDSHIP = FactMap(
    "hardship",
    Text("突发困难", "sudden hardship"),
    (
        _code("event", "发生了什么", "what happened", codes.HardshipEvent),
        _date("day", "发生日期", "the day it happened"),
        _text("cause", "事由", "cause"),
        _flag("urgent", "情况紧急", "urgent"),
        _flag(
            "basic_living_difficulty",
            "经办人认定基本生活困难",
            "basic living in difficulty, as a handler finds",
        ),
        _money("requested", "申请金额", "amount asked for"),
        _code("place_of_emergency", "急难发生地", "place of the emergency", codes.PlaceOfEmergency),
        _flag("new_bill", "同一事由有新的费用", "a new bill for a cause already relieved"),
    ),
    none=True,
)

CHANGE = FactMap(
    "change",
    Text("情况变化", "change of circumstances"),
    (
        _code("kind", "变化种类", "kind of change", codes.ChangeKind),
        _date("day", "变化日期", "day of the change"),
    ),
    none=True,
)

UNEMPLOYMENT = FactMap(
    "unemployment",
    Text("失业情况", "unemployment"),
    (
        _whole(
            "months_without_income",
            "连续无收入的整月数",
            "full months without income",
            1200,
            Text("个月", "months"),
        ),
        _code("insurance", "失业保险", "unemployment insurance", codes.UnemploymentInsurance),
        _flag("caused_by_epidemic", "受疫情影响", "caused by the epidemic"),
        _flag("own_application", "本人申请", "applied for in person"),
    ),
    none=True,
)

AWARD = FactMap(
    "receiving",
    Text("正在享受的救助", "awards in payment"),
    (
        _code("programme", "救助项目", "programme", codes.ProgrammeCode),
        _money("monthly", "每月金额", "monthly amount", YUAN_A_MONTH),
        _date("since", "从哪天起", "since"),
        Fact("members", "members", Text("哪些成员", "which members")),
    ),
)

RELIEF = FactMap(
    "relief_history",
    Text("已获得的临时救助", "relief already given"),
    (
        _code("programme", "救助项目", "programme", codes.ProgrammeCode),
        _text("cause", "事由", "cause"),
        _date("day", "救助日期", "day it was given"),
        Fact("members", "members", Text("哪些成员", "which members")),
    ),
)

DISABILITY = FactMap(
    "disability",
    Text("残疾", "disability"),
    (
        _code("kind", "残疾类别", "kind of disability", codes.DisabilityKind),
        _whole("grade", "残疾等级", "grade of disability", 4, Text("级", "grade"), least=1),
    ),
    none=True,
)

OBLIGOR = FactMap(
    "obligors",
    Text("法定义务人", "obligors outside the household"),
    (
        _code("relation", "与本人关系", "relation to the person", codes.Relation),
        _date("born_on", "出生日期", "date of birth"),
        _money("monthly_income", "月收入", "monthly income", YUAN_A_MONTH),
        _code("assets", "财产是否在规定以内", "assets", codes.LimitsFinding),
        _code("status", "是否救助对象", "assistance status", codes.ObligorStatus),
        _code("legal_state", "法律状态", "legal state", codes.LegalState),
    ),
)

MEMBER = FactMap(
    "members",
    Text("家庭成员", "members"),
    (
        _code("relation", "与户主关系", "relation to the head", codes.Relation),
        _date("born_on", "出生日期", "date of birth"),
        _flag("lives_with", "长期共同居住", "lives with the household for good"),
        _code("away", "脱离家庭的情形", "absence", codes.Away),
        _date("away_since", "脱离家庭的日期", "first day of absence"),
        _flag(
            "owed_support",
            "本户有法定赡养、扶养、抚养义务",
            "the household owes this person statutory support",
        ),
        _flag("can_live_independently", "能独立生活", "can live independently"),
        _code("schooling", "全日制在读", "full-time schooling", codes.Schooling),
        _flag("serious_illness", "重特大疾病", "serious illness on the local list"),
        _flag("working", "现在有工作或生意", "has a job or a business now"),
        _code("hukou", "户籍", "hukou", codes.Hukou),
        _flag("residence_permit", "有本地居住证", "has a residence permit here"),
        _flag("works_here", "在本地务工", "works here"),
        _flag("lives_here", "经常居住在本地", "habitually lives here"),
        _date("graduated_on", "毕业日期", "date of graduation", none=True),
        _flag("seeking_work", "正在找工作", "seeking work"),
        _whole(
            "self_care_failed", "生活自理6项中做不到的项数", "self-care items failed", 6, Text("项", "items")
        ),
        _flag(
            "chose_child_allowance",
            "监护人选择孤儿、事实无人抚养儿童保障",
            "guardian chose the child allowance",
        ),
        _flag("infected_or_isolated", "感染或因隔离影响收入", "infected, or income cut by isolation"),
        _date("died_on", "死亡日期", "date of death"),
    ),
)

HOUSEHOLD = FactMap(
    "household",
    Text("家庭", "household"),
    (_money("support_disregarded", "决定豁免的供养费", "support disregarded by decision", YUAN_A_MONTH),),
)

MAPS = (
    HOUSEHOLD,
    ASSETS,
    SPENDING,
    HARDSHIP,
    CHANGE,
    AWARD,
    RELIEF,
    INCOME,
    MEMBER,
    UNEMPLOYMENT,
    DISABILITY,
    OBLIGOR,
)
