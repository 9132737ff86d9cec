"""What would help most to ask next: the fact that most programmes lack, the easy one first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.answers import Answer, ProgrammeAnswer
from relief.rules.facts import Fact
from relief.web.texts import said

from .asking import path_words
from .boxes import LISTS, MAPS, PLACE, STEP, Boxes, member_key

MOST = 3
EASY, PLAIN, HARD = range(3)
EASY_TO_SAY = frozenset({"relation", "born_on"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question in words, where its answer goes, and the programmes that wait for it.

    `url` is empty for whoever fills nothing in.
    """

    text: str
    url: str
    programmes: tuple[str, ...]
    path: str

    @property
    def count(self) -> int:
        return len(self.programmes)


def next_questions(
    answer: Answer, names: Mapping[str, str], boxes: Boxes, most: int = MOST
) -> list[Question]:
    """The best first. What the county has not set is nobody's to answer at the table."""
    waiting: dict[str, list[ProgrammeAnswer]] = {}
    for each in answer.programmes:
        for path in each.missing if each.verdict == "undetermined" else ():
            if not path.startswith(PLACE):
                waiting.setdefault(path, []).append(each)
    ranked = sorted(waiting, key=lambda path: (-len(waiting[path]), ease(path)))
    may_answer = boxes.members is not None
    return [
        Question(
            text=question_words(path, names),
            url=boxes.address(path) if may_answer else "",
            programmes=tuple(said(each.title) for each in waiting[path]),
            path=path,
        )
        for path in ranked[:most]
    ]


def ease(path: str) -> int:
    """Age, relation and a yes or no are quickly said; money and assets have to be looked for."""
    name, declared = _last(path)
    if name in EASY_TO_SAY or (declared and declared.kind == "flag"):
        return EASY
    if (
        path.startswith("assets")
        or name in ("incomes", "spending")
        or (declared and declared.kind == "money")
    ):
        return HARD
    return PLAIN


def question_words(path: str, names: Mapping[str, str]) -> str:
    """李长水有没有收入？ The label of the fact stands in the question, so that both say the same."""
    if path == facts.MEMBER.name:
        return _("家里都有哪些人？")
    name, declared = _last(path)
    words = {"what": path_words(path, names)}
    if name in LISTS or (declared is None and name in MAPS):
        return _whether(path, names)
    kind = declared.kind if declared else ""
    if kind == "flag":
        return _("%(what)s，是不是？") % words
    if kind in ("money", "whole"):
        return _("%(what)s是多少？") % words
    return (_("%(what)s是哪一天？") if kind == "date" else _("%(what)s是哪一种？")) % words


def _whether(path: str, names: Mapping[str, str]) -> str:
    key = member_key(path, names)
    own = MAPS.get(path.removeprefix(f"members[{key}]."))
    if key is None or own is None:
        return _("有没有%(what)s？") % {"what": path_words(path, names)}
    return _("%(name)s有没有%(what)s？") % {"name": names[key], "what": said(own.label)}


def _last(path: str) -> tuple[str, Fact | None]:
    """The name that a path ends with, and what the data dictionary says of it."""
    steps = [step["name"] for step in STEP.finditer(path)]
    name, around = steps[-1], next((each for each in reversed(steps[:-1]) if each in MAPS), "")
    # A member's key may be read as steps too; whatever stands in no map stands in the member's.
    within = MAPS.get(around, facts.MEMBER if path.startswith("members[") else facts.HOUSEHOLD)
    return name, within.by_name.get(name)
