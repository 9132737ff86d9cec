"""急难登记: one page, on a telephone, while somebody is in need."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.households.forms.applying import digits
from relief.households.forms.joining import FIRST_VILLAGE
from relief.households.forms.people import PersonForm
from relief.households.services import Newcomer
from relief.offices.documents import DocumentKind
from relief.offices.models import User
from relief.offices.queries import UnknownPlace
from relief.rules.codes import AreaKind, HardshipEvent, PlaceOfEmergency, Relation
from relief.rules.parameters import LawNotEncoded
from relief.screening.refusals import refusal_words
from relief.web.forms import DayField, MoneyField, ThreeWayField
from relief.web.texts import said

from ..models import Application
from ..services import Emergency, Refused, register_emergency
from ..words import programme_title
from ..workflow import URGENT
from .boxes import box_of

OTHERS = re.compile(r"[\s，,、；;]+")
MOST_OTHERS = 20
LONGEST_NAME = 60


class EmergencyForm(PersonForm):
    """Who, what happened, where, how much. A number that is known waits for an answer, as everywhere."""

    event = forms.ChoiceField(label=_("发生了什么"), widget=forms.RadioSelect)
    happened_on = DayField(label=_("哪一天"), latest=timezone.localdate)
    place = forms.ChoiceField(label=_("在哪里"), widget=forms.RadioSelect, initial=PlaceOfEmergency.HERE.code)
    cause = forms.CharField(
        label=_("情况"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一两句话。写进救助的事由。"),
    )
    difficulty = ThreeWayField(
        label=_("眼下吃住、用药有困难吗"),
        yes=_("有困难"),
        no=_("没有"),
        help_text=_("由您当面认定，署您的名。"),
    )
    others = forms.CharField(
        label=_("还有谁"),
        required=False,
        max_length=600,
        help_text=_("一起受困的家人的姓名，用顿号隔开。只有本人就不写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    programme = forms.ChoiceField(label=_("办哪一项"), widget=forms.RadioSelect, initial="emergency_relief")
    requested = MoneyField(label=_("要多少"))
    telephone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "w-name", "autocomplete": "off"}),
    )
    field_order = (
        "name",
        "document_kind",
        "number",
        "same_person",
        "event",
        "happened_on",
        "place",
        "cause",
        "difficulty",
        "others",
        "programme",
        "requested",
        "telephone",
    )

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("happened_on", timezone.localdate())
        super().__init__(*args, **kwargs)
        village = community % 1000 >= FIRST_VILLAGE
        self.area_kind = (AreaKind.RURAL if village else AreaKind.URBAN).code
        self.fields["document_kind"].initial = DocumentKind.IDENTITY_CARD
        self.offer("event", [(each.code, said(each.label)) for each in HardshipEvent])
        self.offer("place", [(each.code, said(each.label)) for each in PlaceOfEmergency])
        self.offer("programme", [(code, programme_title(code)) for code in URGENT])

    def clean_others(self) -> tuple[str, ...]:
        names = tuple(each for each in OTHERS.split(self.cleaned_data["others"]) if each)
        if len(names) > MOST_OTHERS or any(len(each) > LONGEST_NAME for each in names):
            raise forms.ValidationError(gettext("请用顿号把每个人的姓名隔开，最多20人。"), code="invalid")
        return names

    def clean_telephone(self) -> str:
        return digits(self.cleaned_data["telephone"], 7, 15, gettext("电话写7到15位数字"))

    def clean_requested(self) -> int:
        amount: int = self.cleaned_data["requested"]
        if not amount:
            raise forms.ValidationError(gettext("金额要大于0。"), code="invalid")
        return amount

    def save(self, *, by: User) -> tuple[Application | None, Any]:
        """The application, or why there is none: in the form, or as a known person to look at."""
        try:
            made, naming = register_emergency(by=by, area_kind=self.area_kind, emergency=self._emergency())
        except Refused as refused:
            self.add_error(box_of(self, refused), str(refused))
            return None, None
        except (LawNotEncoded, UnknownPlace) as error:
            self.add_error(None, refusal_words(error))
            return None, None
        self.tell(naming)
        return made, naming

    def _emergency(self) -> Emergency:
        found = self.cleaned_data
        named = (found["name"], Relation.HEAD.code, found["document"], None, found["same_person"])
        told = {name: found[name] for name in Emergency._fields if name != "head"}
        return Emergency(head=Newcomer(*named), **told)
