"""The papers of a step, made in its transaction."""

from django.utils import translation
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.papers.kinds import PaperKind
from relief.papers.services import make_paper
from relief.papers.typesetting import PAPER_LANGUAGE, NotTypeset

from ..composing import COMPOSERS, MINUTES, Composer, Subject
from ..models import AgendaItem, Application
from ..workflow import DeedKind
from .refusals import Refused


def make_papers(by: User, application: Application, deed: DeedKind) -> None:
    """文书 that this step causes. A step whose paper cannot be made is not done: Refused says which."""
    causes = COMPOSERS.get(deed, ())
    if not causes:
        return
    done = application.deeds.get(number=application.steps)
    for kind, compose in causes:
        _make(Subject(application, done, by, kind), compose)


def make_minutes(by: User, item: AgendaItem) -> None:
    """会议纪要 of one application, when its decision is entered. Refused as in make_papers."""
    kind, compose = MINUTES
    _make(Subject(item.deed.application, item.deed, by, kind), compose)


def _make(subject: Subject, compose: Composer) -> None:
    with translation.override(PAPER_LANGUAGE):
        values = compose(subject)
    if values is None:
        return
    try:
        make_paper(
            by=subject.by,
            kind=subject.kind,
            household=subject.household,
            case=subject.application.pk,
            deed=subject.deed.pk,
            values=values,
        )
    except NotTypeset as error:
        told = {"paper": PaperKind(subject.kind).label, "why": str(error)}
        raise Refused(_("%(paper)s没有做成，所以这一步没有办。请告诉系统管理员：%(why)s") % told) from error
