from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.rules import facts
from relief.rules.codes import AreaKind, Relation
from relief.web.forms import DayField, ReliefForm
from relief.web.texts import said

from .. import services
from ..models import Household, Member
from ..services import HeadTaken, Joined, Newcomer
from .boxes import CodeField
from .people import PersonForm

FIRST_VILLAGE = 200
"""In the codes of places the last three figures of a village committee begin here."""


class NewcomerForm(PersonForm):
    """添加成员: who it is. Day of birth and sex follow from the number, where there is one."""

    born_on = DayField(
        label=_("出生日期"),
        required=False,
        latest=timezone.localdate,
        help_text=_("有身份证号码就不用填。"),
    )
    field_order = ("name", "relation", "document_kind", "number", "born_on", "same_person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relation = facts.MEMBER.by_name["relation"]
        self.take({"relation": CodeField(codes=Relation, label=said(relation.label), required=False)})
        self.order_fields(self.field_order)

    def newcomer(self) -> Newcomer:
        found = self.cleaned_data
        return Newcomer(
            found["name"],
            found.get("relation") or None,
            found["document"],
            found.get("born_on"),
            found["same_person"],
        )

    def add(self, *, by: User, household: Household) -> Joined | None:
        """The new member; None where a mistake stands beside a box."""
        try:
            joined = services.add_member(by=by, household=household, newcomer=self.newcomer())
        except HeadTaken:
            self.add_error("relation", gettext("本户已经有户主。先改那个人的关系。"))
            return None
        self.tell(joined.naming)
        return joined


class NewHouseholdForm(NewcomerForm):
    """新建住户: town or country, and the head."""

    field_order = ("area_kind", "name", "document_kind", "number", "born_on", "same_person")

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["relation"]
        choices = [(each.code, said(each.label)) for each in AreaKind]
        is_village = community % 1000 >= FIRST_VILLAGE
        kind = forms.ChoiceField(
            label=gettext("城乡"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=(AreaKind.RURAL if is_village else AreaKind.URBAN).code,
        )
        self.take({"area_kind": kind})
        self.order_fields(self.field_order)

    def open(self, *, by: User) -> Joined:
        head = self.newcomer()._replace(relation=Relation.HEAD.code)
        joined = services.open_household(by=by, area_kind=self.cleaned_data["area_kind"], head=head)
        self.tell(joined.naming)
        return joined


class LeavingForm(ReliefForm):
    """不再是本户成员."""

    left_on = DayField(label=_("从哪天起"), latest=timezone.localdate)
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("例如：11月20日迁到女儿家。"))

    def save(self, *, by: User, member: Member) -> None:
        services.end_membership(
            by=by,
            member=member,
            left_on=self.cleaned_data["left_on"],
            reason=self.cleaned_data["reason"],
        )
