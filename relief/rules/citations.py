"""The documents that rules are cited from, and the days each is in force.

A criterion cites all texts that ever carried it; on a day it shows those then in force.
`seen` is false for a text that we know only through others: its citations are marked 未见原文.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relief.rules.article_numbers import in_english
from relief.rules.codes import Text


@dataclass(frozen=True, slots=True)
class Document:
    """A published text: its number as cited, its title, and from which day until which it is in force."""

    code: str
    number: Text
    title: Text
    since: date
    until: date | None = None
    seen: bool = True

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in a document; `ours` where the text is silent and this project settles it."""

    document: Document
    article: str
    ours: bool = False

    def each(self) -> tuple[Cite, ...]:
        """One citation for every article named: 第十三条、第二十三条 are two."""
        return tuple(Cite(self.document, article, self.ours) for article in self.article.split("、"))

    def place(self, language: str = "zh") -> str:
        """The document by its number, and the article."""
        if language.startswith("en"):
            return f"{self.document.number.en}, {in_english(self.article)}"
        return self.document.number.zh + self.article

    def shown(self, language: str = "zh") -> str:
        """As it is printed beside a rule."""
        english = language.startswith("en")
        text = self.place(language)
        if self.ours:
            text += " (settled by this project)" if english else "（文件未明确，本系统的处理）"
        if not self.document.seen:
            text += " (text not seen)" if english else "（未见原文）"
        return text


def cite(document: Document, article: str, *, ours: bool = False) -> tuple[Cite, ...]:
    """One citation, ready to be added to others."""
    return (Cite(document, article, ours),)


def shown_on(cites: tuple[Cite, ...], day: date, language: str = "zh") -> str:
    """The citations in force on a day, as one text."""
    joint = "; " if language.startswith("en") else "；"
    return joint.join(each.shown(language) for each in cites if each.document.in_force(day))


LAW = Document(
    "law",
    Text("《社会救助法》", "Social Assistance Law"),
    Text("中华人民共和国社会救助法", "Social Assistance Law of the People's Republic of China"),
    date(2026, 7, 1),
)
INTERIM_MEASURES = Document(
    "interim_measures",
    Text("《社会救助暂行办法》", "Interim Measures for Social Assistance"),
    Text("社会救助暂行办法", "Interim Measures for Social Assistance"),
    date(2014, 5, 1),
)
MINFA_2021_57 = Document(
    "minfa_2021_57",
    Text("民发〔2021〕57号", "Minfa [2021] No. 57"),
    Text("最低生活保障审核确认办法", "Measures for Reviewing and Confirming Dibao"),
    date(2021, 7, 1),
)
MINFA_2021_43 = Document(
    "minfa_2021_43",
    Text("民发〔2021〕43号", "Minfa [2021] No. 43"),
    Text("特困人员认定办法", "Measures for Recognising Tekun Persons"),
    date(2021, 7, 1),
)
NOTICE_2022 = Document(
    "notice_2022",
    Text("民政部、财政部2022年6月2日通知", "Notice of 2 June 2022"),
    Text("关于切实保障好困难群众基本生活的通知", "Notice on Securing the Basic Living of People in Hardship"),
    date(2022, 6, 2),
)
MINFA_2022_83 = Document(
    "minfa_2022_83",
    Text("民发〔2022〕83号", "Minfa [2022] No. 83"),
    Text(
        "关于进一步做好最低生活保障等社会救助兜底工作的通知",
        "Notice on Dibao and Other Assistance of Last Resort",
    ),
    date(2022, 10, 20),
)
MINFA_2020_69 = Document(
    "minfa_2020_69",
    Text("民发〔2020〕69号", "Minfa [2020] No. 69"),
    Text("关于进一步做好困难群众基本生活保障工作的通知", "Notice on Further Securing Basic Living"),
    date(2020, 6, 3),
    seen=False,
)
MINFA_2018_23 = Document(
    "minfa_2018_23",
    Text("民发〔2018〕23号", "Minfa [2018] No. 23"),
    Text("关于进一步加强和改进临时救助工作的意见", "Opinion on Improving Temporary Relief"),
    date(2018, 1, 23),
)
REFORM_2020 = Document(
    "reform_2020",
    Text("中办、国办2020年意见", "Opinion of 2020"),
    Text("关于改革完善社会救助制度的意见", "Opinion on Reforming Social Assistance"),
    date(2020, 8, 25),
)
GUOFA_2014_47 = Document(
    "guofa_2014_47",
    Text("国发〔2014〕47号", "Guofa [2014] No. 47"),
    Text("国务院关于全面建立临时救助制度的通知", "State Council Notice on Temporary Relief"),
    date(2014, 10, 3),
    seen=False,
)
GUOBANFA_2023_39 = Document(
    "guobanfa_2023_39",
    Text("国办发〔2023〕39号", "Guobanfa [2023] No. 39"),
    Text(
        "关于加强低收入人口动态监测做好分层分类社会救助工作的意见",
        "Opinion on Monitoring and Tiered Assistance",
    ),
    date(2023, 10, 19),
)

RIGID_2024 = Document(
    "rigid_2024",
    Text("民政部《刚性支出困难家庭认定办法》", "Measures for Recognising Rigid-Expenditure Families"),
    Text("刚性支出困难家庭认定办法", "Measures for Recognising Rigid-Expenditure Families"),
    date(2025, 1, 1),
)
TEMPORARY_RELIEF_2026 = Document(
    "temporary_relief_2026",
    Text("民政部、财政部2026年1月意见", "Opinion of January 2026"),
    Text("关于进一步健全完善临时救助制度的意见", "Opinion on Completing Temporary Relief"),
    date(2026, 1, 29),
    seen=False,
)
PRICE_2021 = Document(
    "price_2021",
    Text("发改价格〔2021〕1553号", "Fagai Jiage [2021] No. 1553"),
    Text(
        "关于进一步健全社会救助和保障标准与物价上涨挂钩联动机制的通知",
        "Notice on Linking Assistance to the Rise of Prices",
    ),
    date(2021, 7, 1),
    seen=False,
)
PRICE_2022 = Document(
    "price_2022",
    Text("2022年阶段性加大物价补贴力度的通知", "Notice of 2022 on Raising Price Subsidies for a Time"),
    Text("关于阶段性加大对困难群众物价补贴力度的通知", "Notice on Raising Price Subsidies for a Time"),
    date(2022, 9, 1),
    date(2023, 3, 31),
    seen=False,
)
# Where to turn against a decision. They are no law of assistance, so no rule and no day of law rests on them.
ADMINISTRATIVE_REVIEW = Document(
    "administrative_review",
    Text("《行政复议法》", "Administrative Review Law"),
    Text("中华人民共和国行政复议法（2023年修订）", "Administrative Review Law, as revised in 2023"),
    date(2024, 1, 1),
    seen=False,
)
ADMINISTRATIVE_LITIGATION = Document(
    "administrative_litigation",
    Text("《行政诉讼法》", "Administrative Litigation Law"),
    Text("中华人民共和国行政诉讼法（2017年修正）", "Administrative Litigation Law, as amended in 2017"),
    date(2017, 7, 1),
    seen=False,
)

DOCUMENTS = (
    LAW,
    INTERIM_MEASURES,
    MINFA_2021_57,
    MINFA_2021_43,
    NOTICE_2022,
    MINFA_2022_83,
    MINFA_2020_69,
    MINFA_2018_23,
    REFORM_2020,
    GUOFA_2014_47,
    GUOBANFA_2023_39,
    RIGID_2024,
    TEMPORARY_RELIEF_2026,
    PRICE_2021,
    PRICE_2022,
)
DOCUMENT_OF = {document.code: document for document in DOCUMENTS}
