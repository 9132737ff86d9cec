"""转出, 接收, 退回转出地 as forms: each calls its service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Area

from .. import services
from ..transferring import communities_beyond
from ..workflow import DeedKind
from .investigating import LONGEST, StepForm, words_box


class MoveOnForm(StepForm):
    """转出."""

    service = services.move_on
    takes_today = False

    to = forms.ChoiceField(
        label=_("搬到哪个社区（村）"),
        help_text=_(
            "本县范围内的。搬到别的县（市、区），标准不同，要在那里重新申请；这里的待遇按变化办理。"
            "本户所有的申请和待遇一起转，期限照常算，不重新开始。"
        ),
    )
    text = forms.CharField(label=_("为什么转出"), max_length=LONGEST, widget=words_box(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beyond = communities_beyond(self.application.area)
        self.offer("to", [("", _("请选择")), *beyond])

    def said(self) -> dict[str, Any]:
        found = super().said()
        return found | {"to": Area.objects.select_related("parent").get(pk=int(found["to"]))}


class TakeInForm(StepForm):
    service = services.take_in
    takes_today = False


class TurnAwayForm(StepForm):
    """退回转出地."""

    service = services.turn_away
    takes_today = False

    text = forms.CharField(
        label=_("为什么退回"),
        max_length=LONGEST,
        widget=words_box(3),
        help_text=_("本户回到转出的乡镇（街道），你们不再看得到。"),
    )


FORMS: dict[DeedKind, type[StepForm]] = {
    DeedKind.MOVE_ON: MoveOnForm,
    DeedKind.TAKE_IN: TakeInForm,
    DeedKind.TURN_AWAY: TurnAwayForm,
}
