"""材料: which papers each programme asks for, and which nobody may be asked for.

What an information check can answer is never asked (Law, article 62). Where the texts that were seen name
no paper, the citation says that this project settles it. Each programme is cited from its own texts: what
article 37 says of a mandate holds for every assistance, what Minfa [2021] No. 57 says for dibao alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from relief.rules.citations import (
    GUOBANFA_2023_39,
    LAW,
    MINFA_2018_23,
    MINFA_2021_43,
    MINFA_2021_57,
    MINFA_2022_83,
    NOTICE_2022,
    RIGID_2024,
    Cite,
    cite,
    shown_on,
)
from relief.rules.codes import Text

DIBAO, MARGIN, TEKUN = ("dibao", "dibao_individual"), ("dibao_margin",), ("tekun",)
RIGID, EXPENDITURE = ("rigid_expenditure",), ("expenditure_relief",)
URGENT = ("emergency_relief", "fast_relief", "nonresident_relief", "epidemic_family_relief")
UNINSURED, GRADUATES = ("uninsured_unemployed",), ("jobless_graduate",)
MEANS_TESTED = DIBAO + MARGIN + TEKUN + RIGID + EXPENDITURE
EVERY = MEANS_TESTED + URGENT + UNINSURED + GRADUATES
FROM_THE_REGISTER = ("dibao_grace", "one_time_supplement", "price_subsidy")
"""Paid to those who are on the register already: nobody applies, and nobody is asked for a paper."""
FOLLOWING = cite(LAW, "第五十条") + cite(MINFA_2018_23, "二（二）")
"""Help in an emergency comes first; what was simplified is completed afterwards."""


class Situation(NamedTuple):
    """What decides which papers are needed: the declared facts, and whether somebody else was entrusted."""

    facts: Mapping[str, Any]
    entrusted: bool = False


Keys = tuple[str | None, ...]
"""The members who each need a paper; None for one of the whole household; empty for nobody."""
Ground = tuple[tuple[str, ...], tuple[Cite, ...]]
"""Programmes, and where the texts ask for the paper, or forbid to."""


def _household(situation: Situation) -> Keys:
    return (None,)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its grounds, whose it is, and which declared fact it is about.

    `by_check`: an information check answers it, so nobody is asked.
    """

    code: str
    title: Text
    grounds: tuple[Ground, ...]
    whose: Callable[[Situation], Keys] = _household
    about: str = ""
    by_check: bool = False

    @property
    def programmes(self) -> tuple[str, ...]:
        return tuple(programme for programmes, _ in self.grounds for programme in programmes)

    def citation(self, programme: str, day: date, language: str = "zh") -> str:
        """The texts in force on a day by which this programme asks for the paper, or may not."""
        cites = next((cites for programmes, cites in self.grounds if programme in programmes), ())
        return shown_on(cites, day, language)


def _each(test: Callable[[Mapping[str, Any]], bool]) -> Callable[[Situation], Keys]:
    """One for each living member of whom the test is declared."""

    def keys(situation: Situation) -> Keys:
        members = situation.facts.get("members") or []
        return tuple(each["id"] for each in members if "died_on" not in each and test(each))

    return keys


def _declared(name: str) -> Callable[[Situation], Keys]:
    """One for the household that declared this map."""
    return lambda situation: (None,) if isinstance(situation.facts.get(name), Mapping) else ()


def _entrusted(situation: Situation) -> Keys:
    return (None,) if situation.entrusted else ()


def _bills(situation: Situation) -> Keys:
    spending = situation.facts.get("spending")
    return (None,) if isinstance(spending, Mapping) and any(each > 0 for each in spending.values()) else ()


_everybody, _disabled = (
    _each(lambda each: True),
    _each(lambda each: isinstance(each.get("disability"), Mapping)),
)
_with_obligors = _each(lambda each: each.get("obligors") not in (None, [], "none"))
_ill = _each(lambda each: each.get("serious_illness") is True)

T10, D9 = cite(MINFA_2021_43, "第十条"), cite(MINFA_2021_57, "第九条")
L37, L40, L41 = cite(LAW, "第三十七条"), cite(LAW, "第四十条"), cite(LAW, "第四十一条")
AS_DIBAO = cite(MINFA_2021_57, "第九条", ours=True)
NOT_ASKED = cite(LAW, "第六十二条")
CHECKED: tuple[Ground, ...] = (
    (DIBAO, NOT_ASKED + L41 + cite(MINFA_2021_57, "第十条、第十七条")),
    (MARGIN, NOT_ASKED + L41 + cite(MINFA_2021_57, "第十七条", ours=True)),
    (TEKUN, NOT_ASKED + L41 + cite(MINFA_2021_43, "第十三条")),
    (RIGID + EXPENDITURE, NOT_ASKED + L41),
)
CHECKED_FOR_EVERY: tuple[Ground, ...] = (*CHECKED, (URGENT + UNINSURED + GRADUATES, NOT_ASKED + L41))
OWN_APPLICATION = cite(NOTICE_2022, "第二部分") + cite(MINFA_2022_83, "二（一）")

GRADUATE_APPLICATION = cite(NOTICE_2022, "第二部分") + cite(MINFA_2022_83, "二（二）")
R6 = cite(RIGID_2024, "第六条")
SPENT = cite(MINFA_2018_23, "二（一）", ours=True)

APPLICATION: tuple[Ground, ...] = (
    (DIBAO, L37 + cite(MINFA_2021_57, "第四条")),
    (MARGIN, cite(MINFA_2021_57, "第四条", ours=True) + cite(MINFA_2022_83, "四（三）")),
    (TEKUN, L37 + T10),
    (RIGID, R6),
    (URGENT + EXPENDITURE, L37 + FOLLOWING),
    (UNINSURED, OWN_APPLICATION),
    (GRADUATES, GRADUATE_APPLICATION),
)
CONSENT: tuple[Ground, ...] = (
    (DIBAO, L40 + D9),
    (MARGIN, L40 + AS_DIBAO),
    (TEKUN, L40 + T10),
    (RIGID, L40 + R6),
    (URGENT + EXPENDITURE, L40 + FOLLOWING),
    (UNINSURED + GRADUATES, L40),
)
PLEDGE: tuple[Ground, ...] = (
    (DIBAO, D9 + cite(MINFA_2022_83, "一（二）")),
    (MARGIN, AS_DIBAO),
    (TEKUN, T10),
    (RIGID, R6),
)
MANDATE: tuple[Ground, ...] = (
    (DIBAO, L37 + cite(MINFA_2021_57, "第六条")),
    (MARGIN, L37 + cite(MINFA_2021_57, "第六条", ours=True)),
    (TEKUN, L37 + T10),
    (RIGID, L37 + R6),
    (URGENT + EXPENDITURE, L37 + FOLLOWING),
    (UNINSURED + GRADUATES, L37),
)
BILLS: tuple[Ground, ...] = (
    (("dibao",) + MARGIN, cite(MINFA_2021_57, "第十三条", ours=True)),
    (RIGID, cite(RIGID_2024, "第五条")),
    (EXPENDITURE, SPENT),
)
ILLNESS: tuple[Ground, ...] = ((("dibao_individual",), cite(MINFA_2021_57, "第八条", ours=True)),)
# Minfa [2021] No. 43 wants the certificate of tekun in so many words, and no unit of article 41 answers it.
REGISTERED: tuple[Ground, ...] = (
    (
        ("dibao_individual",),
        NOT_ASKED + cite(MINFA_2021_57, "第十条") + cite(GUOBANFA_2023_39, "三（三）"),
    ),
)
SEEN: tuple[Ground, ...] = ((URGENT, cite(MINFA_2018_23, "二（二）", ours=True)),)


def _answered(
    code: str, zh: str, en: str, *grounds: Ground, whose: Callable[[Situation], Keys] = _household
) -> Paper:
    return Paper(code, Text(zh, en), grounds, whose, by_check=True)


PAPERS: tuple[Paper, ...] = (
    Paper("application", Text("书面申请", "written application"), APPLICATION),
    Paper("mandate", Text("委托书", "mandate"), MANDATE, _entrusted),
    Paper("pledge", Text("诚信承诺书", "pledge of truthfulness"), PLEDGE),
    Paper("consent", Text("核对授权书", "consent to checks"), CONSENT, _everybody),
    Paper(
        "obligor_consent",
        Text("法定义务人的核对授权书", "obligors’ consent to checks"),
        ((TEKUN, L41 + T10),),
        _with_obligors,
        "obligors",
    ),
    Paper(
        "statement",
        Text("劳动能力、生活来源、财产和赡养抚养扶养情况声明", "statement of capacity, means and support"),
        ((TEKUN, T10),),
    ),
    Paper(
        "disability_certificate",
        Text("残疾证", "disability certificate"),
        ((TEKUN, T10),),
        _disabled,
        "disability",
    ),
    Paper(
        "diagnosis",
        Text("重特大疾病的诊断或认定", "finding of the serious illness"),
        ILLNESS,
        _ill,
        "members.serious_illness",
    ),
    Paper("bills", Text("大额支出的票据", "bills of large spending"), BILLS, _bills, "spending"),
    Paper(
        "emergency_proof",
        Text("急难情形的照片或凭证", "photograph or proof of the emergency"),
        SEEN,
        _declared("hardship"),
        "hardship",
    ),
    _answered(
        "register",
        "身份证复印件、户口本",
        "copy of the identity card, household register",
        *CHECKED_FOR_EVERY,
    ),
    _answered(
        "income_proof",
        "收入、纳税、社保证明",
        "proof of income, tax, social insurance",
        *CHECKED_FOR_EVERY,
    ),
    _answered(
        "property_proof",
        "房产、车辆、公积金、营业登记证明",
        "proof of property and businesses",
        *CHECKED,
    ),
    _answered(
        "deposits",
        "银行流水、存款、保险、证券证明",
        "bank statements, insurance, securities",
        *CHECKED,
    ),
    _answered(
        "status_proof",
        "低保、特困等身份证明",
        "proof of a status confirmed",
        (EVERY, NOT_ASKED + cite(LAW, "第四十二条")),
    ),
    _answered("disability_register", "残疾证", "disability certificate", *REGISTERED, whose=_disabled),
)
BY_CODE = {paper.code: paper for paper in PAPERS}


def papers_of(programme: str) -> tuple[Paper, ...]:
    """The papers of one programme, in the order they are shown."""
    return tuple(paper for paper in PAPERS if programme in paper.programmes)
