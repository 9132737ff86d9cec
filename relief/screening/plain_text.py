"""An answer as lines of plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from relief.rules.answers import Answer, ProgrammeAnswer
from relief.rules.cases import Case
from relief.rules.codes import AreaKind, Text
from relief.rules.distances import Distance
from relief.rules.findings import Finding
from relief.rules.presenting import yuan_text
from relief.rules.quantities import gap_text, quantity
from relief.rules.questions import Question

WORDS = {
    "eligible": Text("符合", "eligible"),
    "ineligible": Text("不符合", "not eligible"),
    "undetermined": Text("还不能判断", "cannot say yet"),
    "not_offered": Text("本地未开办", "not offered here"),
    "met": Text("符合", "met"),
    "not_met": Text("不符合", "not met"),
    "unknown": Text("还不能判断", "cannot say yet"),
    "month": Text("每月", "a month: "),
    "once": Text("一次性", "once: "),
    "township": Text("乡镇（街道）可以审批", "a township may approve"),
    "county": Text("由县级审批", "the county approves"),
    "county_conference": Text("由县级一事一议", "the county conference decides"),
}


MOST = 3
"""So many questions are told, the best first."""


def answer_lines(
    case: Case, answer: Answer, asked: Iterable[Question], language: str = "zh"
) -> Iterator[str]:
    """The answer of a case, programme by programme, and what to ask next, in Chinese or English."""
    say = _Say(language)
    yield f"# {case.name}" + (f"  {case.title}" if case.title else "")
    size = say("还不能定", "not known yet") if answer.household_size is None else answer.household_size
    names = ", ".join(answer.counted_members)
    yield f"{answer.day}, {case.place}, {say.text(AreaKind.of(case.area).label)}; " + say(
        f"计入人数：{size} ({names})", f"household size: {size} ({names})"
    )
    for each in answer.programmes:
        yield from _programme_lines(each, say)
    yield from (_question_line(question, say) for question in islice(asked, MOST))
    yield ""


class _Say:
    """Picks the language."""

    def __init__(self, language: str) -> None:
        self.english = language == "en"

    def __call__(self, zh: str, en: str) -> str:
        return en if self.english else zh

    def text(self, text: Text) -> str:
        return self(*text)


def _programme_lines(answer: ProgrammeAnswer, say: _Say) -> Iterator[str]:
    yield f"{say.text(answer.title)}: {', '.join([say.text(WORDS[answer.verdict]), *_terms(answer, say)])}"
    if answer.missing:
        yield f"    {say('缺', 'missing')}: {', '.join(answer.missing)}"
    for finding in answer.findings:
        yield f"    {_finding_line(finding, say)}"
    for person, of in answer.persons.items():
        yield f"    [{person}] {say.text(WORDS[of.verdict])}"
        for finding in of.findings:
            yield f"        {_finding_line(finding, say)}"


def _question_line(question: Question, say: _Say) -> str:
    """The fact, how many programmes wait for it, and how many it settles."""
    waiting, least, mean = len(question.waiting), question.least, f"{float(question.mean):.1f}"
    return f"{say('下一步问', 'ask next')}: {question.path}" + say(
        f"（{waiting}个项目在等；怎么回答都能定下{least}个，平均{mean}个）",
        f" (programmes waiting: {waiting}; settled whatever the answer: {least}; on average: {mean})",
    )


def _terms(answer: ProgrammeAnswer, say: _Say) -> Iterator[str]:
    """What it comes to and who may approve it."""
    if answer.amount is not None:
        period = say.text(WORDS[answer.programme.period or "once"])
        yield period + yuan_text(answer.amount) + say("元", " yuan")
    if answer.at_most is not None:
        yield say(f"最多{yuan_text(answer.at_most)}元", f"at most {yuan_text(answer.at_most)} yuan")
    if answer.approval is not None:
        yield say.text(WORDS[answer.approval])


def _finding_line(finding: Finding, say: _Say) -> str:
    line = f"{say.text(WORDS[finding.verdict])}  {say.text(finding.title)} ({say.text(finding.citation)})"
    if finding.distance is not None:
        line += f": {_distance_text(finding.distance, say)}"
    return line


def _distance_text(found: Distance, say: _Say) -> str:
    """900.00 < 800.00, off by +100.00"""
    sides = f"{quantity(found.value, found.unit)} {found.sign} {quantity(found.line, found.unit)}"
    gap = gap_text(found.gap, found.unit)
    return f"{sides}{say(f'，相差{gap}', f', off by {gap}')}" if gap else sides
