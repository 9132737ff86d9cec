"""延长期限: by whoever's step it is, once, on a ground."""

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..extending import why_not_extended
from ..models import Application, Extension
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, open_to, said, write_down
from .refusals import Refused


@tried(DeedKind.EXTEND)
@transaction.atomic
def extend(*, by: User, application: Application, ground: str, words: str) -> Extension:
    """From 30 to 45 working days (民发〔2021〕57号第二十二条, 民发〔2022〕83号四（一）)."""
    application, step = open_to(by, application, DeedKind.EXTEND)
    if why := why_not_extended(application):
        raise Refused(why)
    words = said(words, _("请写具体情况。"), "words")
    deed = move(by, application, step)
    row = Extension.objects.create(deed=deed, ground=ground, words=words)
    write_down(by, application, step, ground=ground)
    return row
