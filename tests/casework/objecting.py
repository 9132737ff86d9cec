"""An objection as people raise and answer it."""

from relief.casework.models import Objection, Opinion
from relief.casework.services.objecting import answer_objection, object_by_code, take_objection
from relief.offices.access import acting
from tests.world import acting_everywhere

SAID = "邻居说他儿子在外打工。"
ANSWER = {"outcome": "again", "text": "会请乡镇重新调查收入。"}


def code_of(application, kind=Opinion) -> str:
    """What stands on the newest notice."""
    with acting_everywhere():
        return kind.objects.filter(deed__application=application.pk).latest("deed__number").code


def objected_to(application, kind=Opinion) -> str:
    """The number of the receipt."""
    return object_by_code(code=code_of(application, kind), text=SAID, contact="王五 13900000000")


def objection_to(application) -> Objection:
    rows = Objection.objects.select_related("answer", "area")
    return rows.filter(notice__application=application.pk).latest("raised_at")


def answered(by, application, **changes):
    """Taken on and answered by this officer."""
    with acting(by):
        objection = objection_to(application)
        take_objection(by=by, objection=objection)
        return answer_objection(by=by, objection=objection, **ANSWER | changes)
