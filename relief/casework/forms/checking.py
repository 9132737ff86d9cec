"""县级抽查核实 as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import services
from .investigating import LONGEST, StepForm, words_box


class SpotCheckForm(StepForm):
    """What was looked at, and what came of it."""

    service = services.spot_check
    takes_today = False

    text = forms.CharField(
        label=_("核实的情况"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("写怎样核实的、和乡镇（街道）上报的是否一致。"),
    )
