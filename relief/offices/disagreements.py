"""Where the texts disagree, as pages show it: what each says, and which view a place takes."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from relief.rules.conflicts import Conflict, conflicts_on
from relief.rules.parameters import Figures
from relief.rules.programmes.base import Programme
from relief.web.texts import said as said_text

from .figure_words import said, word


class Disagreement(NamedTuple):
    """One disagreement on a day in a place. `texts`: how each is called, and what it says.

    `about`: the criteria it touches, of the programme it is shown beside.
    """

    code: str
    title: str
    view: str
    texts: Sequence[tuple[str, str]]
    about: Sequence[str] = ()


def disagreements(figures: Figures) -> list[Disagreement]:
    """All that stand on the day."""
    return [_told(each, figures) for each in conflicts_on(figures.day)]


def disagreements_about(programme: Programme, figures: Figures) -> list[Disagreement]:
    """Those that touch a programme or one of its criteria."""
    found = [each for each in conflicts_on(figures.day) if each.touches(programme)]
    return [_told(each, figures)._replace(about=_about(each, programme)) for each in found]


def _about(conflict: Conflict, programme: Programme) -> list[str]:
    return [said_text(each.title) for each in programme.criteria if each.code in conflict.criteria]


def _told(conflict: Conflict, figures: Figures) -> Disagreement:
    texts = [(said_text(each.named), said_text(each.text)) for each in conflict.sayings_on(figures.day)]
    return Disagreement(conflict.code, said_text(conflict.title), _view(conflict, figures), texts)


def _view(conflict: Conflict, figures: Figures) -> str:
    """Whose view it is: of the place, with its figure; or what holds while the place has set none."""
    view = said_text(conflict.view(figures).text)
    if conflict.figure is None:
        return _("采用：%(view)s") % {"view": view}
    if not conflict.is_settled_by(figures):
        return _("本地没有定，采用：%(view)s") % {"view": view}
    stated = said(conflict.figure, figures.raw(conflict.figure))
    return _("本地定了（%(figure)s：%(value)s）：%(view)s") % {
        "figure": word(conflict.figure),
        "value": stated,
        "view": view,
    }
