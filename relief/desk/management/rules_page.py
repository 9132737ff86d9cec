"""docs/rules.md: the whole law beside the rules, in Chinese with the English under it.

It is made of relief/rules alone, by `python manage.py write_rules_page`; a test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import translation

from relief.offices.figure_words import word
from relief.rules.articles import Source, sources
from relief.rules.beside import (
    WHAT_COUNTS,
    WHO_COUNTS,
    alike,
    carried,
    conflicts_of,
    criteria_of,
    place_figures,
)
from relief.rules.citations import DOCUMENTS, Cite
from relief.rules.codes import Text
from relief.rules.conflicts import Conflict, View, conflicts
from relief.rules.language import Criterion
from relief.rules.parameters import national_figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme

HEAD = """\
# 规定一览 The rules beside the law

`python manage.py write_rules_page` 从 `relief/rules` 生成本页。要改就改那里，不改这里。
This page is made of `relief/rules` by `python manage.py write_rules_page`: change them, not it.

大意是我们自己的话，不是原文；以文件为准。日期是从哪天到哪天施行，没有后一个日期的仍在施行。
A paraphrase is in our own words and is not the text; the documents decide. Days say from when until when
something is in force; without a second day it still is.

| 标记 Mark | 意思 Meaning |
|---|---|
| 本地 local | 由本地的数值决定<br>figures of the place decide it |
| 修改 amended | 后来的文件改了或补了这一条<br>a later document changed or completed the article |
| 分歧 in conflict | 各文件说法不一，见[后面](#conflicts)<br>the texts disagree, see [below](#conflicts) |
| 未见原文 text not seen | 只见过转述<br>known only through others |
| 本系统的处理 ours | 文件没有说清，这样处理<br>the texts are silent, and this is our settlement |
"""
CRITERIA_HEAD = "条件 Criterion", "依据 Source", "施行 In force", "大意 Paraphrase", "标记 Marks"
FIGURES_HEAD = "数值 Figure", "值 Value", "依据 Source", "施行 In force", "标记 Marks"
AS_ABOVE = "同上 as above"
DOCUMENTS_HEAD = "文号 Number", "标题 Title", "施行 In force", "标记 Marks"


def rules_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_lines()])


def _lines() -> Iterator[str]:
    yield from ("## 谁计入家庭 Who counts\n", *_criteria(WHO_COUNTS))
    yield from ("## 哪些收入计入 Which income counts\n", *_criteria(WHAT_COUNTS))
    yield "## 各项目 Programmes\n"
    for programme in PROGRAMMES:
        yield from _programme(programme)
    yield from ("## 全国数值 National figures\n", *_national())
    yield '<a id="conflicts"></a>\n\n## 说法不一 Where the texts disagree\n'
    for conflict in conflicts():
        yield from _conflict(conflict)
    yield from ("## 文件 Documents\n", *_documents())


def _programme(programme: Programme) -> Iterator[str]:
    title = programme.title
    yield f'<a id="{programme.code}"></a>\n\n### {title.zh} {title.en}\n'
    whom = "按人判断 judged by the person" if programme.persons else "按户判断 judged by the household"
    yield f"`{programme.code}`，{_days(programme.since, None)}，{whom}\n"
    yield from _criteria(criteria_of(programme))
    if programme.open_clauses:
        yield "系统不判断、由人看的 Left to a person:\n"
        for cites, text in programme.open_clauses:
            yield f"- {text.zh} {text.en}（{_cited(cites)}）"
        yield ""
    whole = [each for each in conflicts() if programme.code in each.programmes]
    if whole:
        yield f"分歧 In conflict: {_links(whole)}\n"


def _criteria(criteria: Iterable[Criterion]) -> Iterator[str]:
    """A table; criteria that stand on the same articles share their rows, and each article is told once."""
    rows, told = [], set()
    for group in alike(criteria):
        name = "<br>".join(_named(each) for each in group)
        for source in sources(group[0].cites):
            said = AS_ABOVE if source.article in told else _both(source.article.text)
            told.add(source.article)
            rows.append(
                (
                    name,
                    _shown(source.cite),
                    _days(*carried(group[0], source.cite)),
                    said,
                    _source_marks(source),
                )
            )
            name = ""
    return _table(CRITERIA_HEAD, rows)


def _named(criterion: Criterion) -> str:
    """A criterion with what the place decides of it and where the texts disagree about it."""
    lines = [f"**{criterion.title.zh}**", criterion.title.en, f"`{criterion.code}`"]
    figures = place_figures(criterion)
    if figures:
        lines.append(f"本地 local：{'；'.join(_in_both(word, figure) for figure in figures)}")
    found = conflicts_of(criterion)
    if found:
        lines.append(f"分歧 in conflict：{_links(found)}")
    return "<br>".join(lines)


def _source_marks(source: Source) -> str:
    amended = [f"修改 amended：{_shown(each)}" for each in source.amended_by()]
    return "<br>".join([*amended, *_cite_marks(source.cite)])


def _cite_marks(cite: Cite) -> list[str]:
    marks = [] if cite.document.seen else ["未见原文 text not seen"]
    return [*marks, "本系统的处理 ours"] if cite.ours else marks


def _national() -> Iterator[str]:
    rows = [
        (
            f"{_both(each.title)}<br>`{each.name}`",
            _value(each.value),
            _shown(each.cite),
            _days(each.since, each.until),
            "<br>".join(_cite_marks(each.cite)),
        )
        for each in national_figures()
    ]
    return _table(FIGURES_HEAD, rows)


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield f'<a id="conflict-{conflict.code}"></a>\n\n### {conflict.title.zh} {conflict.title.en}\n'
    where = [*sorted(conflict.criteria), *sorted(conflict.programmes)]
    about = f"，涉及 about {'、'.join(f'`{each}`' for each in where)}" if where else ""
    yield f"{_days(conflict.since, None)}{about}\n"
    yield from _table(
        ("文件 Text", "说法 Says"), [(_both(each.named), _both(each.text)) for each in conflict.sayings]
    )
    yield from _table(
        ("本地的数值 The place's figure", "采用 View taken"),
        [(_when(conflict, each), _both(each.text)) for each in conflict.views],
    )


def _when(conflict: Conflict, view: View) -> str:
    """For which figure of the place, and on which days, a view holds."""
    found = [f"{view.since} — {view.until}"] if view.since > date.min else []
    if view.value is not None:
        found.append(f"`{conflict.figure}` = {_value(view.value)}")
    elif view.at_most is not None:
        found.append(f"`{conflict.figure}` ≤ {view.at_most}")
    elif conflict.figure and not view.silent:
        found.append(f"`{conflict.figure}` 其他 other")
    if view.silent:
        found.append("没有定 not set" if conflict.figure else "不由本地定 not the place's to set")
    return "<br>".join(found)


def _documents() -> Iterator[str]:
    rows = [
        (
            _both(each.number),
            _both(each.title),
            _days(each.since, each.until),
            "" if each.seen else "未见原文 text not seen",
        )
        for each in DOCUMENTS
    ]
    return _table(DOCUMENTS_HEAD, rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _days(since: date, until: date | None) -> str:
    return f"{since} — {until}" if until else f"{since} —"


def _value(value: Any) -> str:
    return {True: "是 yes", False: "否 no"}[value] if isinstance(value, bool) else str(value)


def _shown(cite: Cite) -> str:
    return f"{cite.place()}<br>{cite.place('en')}"


def _cited(cites: tuple[Cite, ...]) -> str:
    return "；".join(f"{each.document.number.zh}{each.article}" for each in cites)


def _both(text: Text) -> str:
    return f"{text.zh}<br>{text.en}"


def _links(found: Iterable[Conflict]) -> str:
    return "；".join(f"[{each.title.zh} {each.title.en}](#conflict-{each.code})" for each in found)


def _in_both(say: Callable[[str], str], key: str) -> str:
    """A text that the catalogue translates, in Chinese and English."""
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(say(key))
    return " ".join(said)
