"""What to ask next, in words: what settles most programmes whatever the answer (rules/questions.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.facts import Fact
from relief.rules.paths import MAPS, meaning, steps
from relief.rules.questions import questions
from relief.web.texts import said

from .asking import path_words
from .boxes import member_key
from .keeping import facts_from_data
from .queries import figures_of
from .rows import Kept

MOST = 3


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


def next_questions(kept: Kept, most: int = MOST) -> list[Question]:
    """The best first, by the facts and figures that were kept with the screening."""
    asked = questions(facts_from_data(kept.screening.facts), figures_of(kept.screening))
    return [
        Question(
            text=question_words(each.path, kept.names),
            url=kept.boxes.address(each.path) if kept.members is not None else "",
            programmes=tuple(said(programme.title) for programme in each.waiting),
            path=each.path,
        )
        for each in asked[:most]
    ]


def question_words(path: str, names: Mapping[str, str]) -> str:
    """李长水有没有收入？ The label of the fact stands in the question, so that both say the same."""
    if path == facts.MEMBER.name:
        return _("家里都有哪些人？")
    declared = meaning(steps(path, names))
    if not isinstance(declared, Fact):
        return _whether(path, names)
    words, kind = {"what": path_words(path, names)}, declared.kind
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
