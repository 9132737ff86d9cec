"""What to ask next, in words: what settles most programmes whatever the answer (rules/questions.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from relief.rules.asked import question
from relief.rules.questions import questions
from relief.web.texts import said

from .asking import who_words
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
    """李长水有没有收入？"""
    return said(question(path, names)) % {"who": who_words(path, names)}
