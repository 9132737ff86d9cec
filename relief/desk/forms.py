from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Area
from relief.rules.parameters import FIRST_DAY
from relief.web.forms import DayField, ReliefForm


class LawForm(ReliefForm):
    """看哪里、哪一天的规定. Earlier days have no law here."""

    place = forms.ChoiceField(label=_("地方"))
    on = DayField(label=_("看哪一天"), required=False, earliest=lambda: FIRST_DAY)

    def __init__(self, *args: Any, counties: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [(county.code, county.name) for county in counties])
