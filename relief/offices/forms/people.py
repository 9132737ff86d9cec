from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.web.forms import ReliefForm, speak_plainly

from .. import queries, services
from ..models import Area, Role, User


class AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Area) -> str:
        return f"{obj.code} {obj.name}"


class PlacedForm(ReliefForm):
    """岗位和辖区: the two that must fit each other."""

    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaChoice(label=_("辖区"), queryset=queries.areas_within(by.area))
        speak_plainly(self.fields["area"])
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        role, area = found.get("role"), found.get("area")
        if role and area and not queries.role_fits(Role(role), area):
            self.add_error("area", ROLE_NEEDS[Role(role)])
        return found


ROLE_NEEDS = {
    Role.CASEWORKER: _("协理员在一个社区或村，请选社区或村。"),
    Role.APPROVER: _("审批人在一个乡镇或街道，请选乡镇或街道。"),
    Role.COUNTY_OFFICER: _("县级经办人在一个县（市、区），请选县级。"),
}


class NewPersonForm(PlacedForm):
    """新增人员."""

    display_name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("账号"),
        max_length=40,
        help_text=_("小写字母开头，例如姓名拼音。"),
        validators=User._meta.get_field("username").validators,
    )
    field_order = ["display_name", "username", "role", "area"]

    def add(self, *, by: User, password: str) -> User | None:
        """The new person, or None and a word at the box when the account name is taken."""
        try:
            return services.add_person(by=by, password=password, **self.cleaned_data)
        except services.Taken:
            self.add_error("username", _("这个账号已经有人用了。"))
            return None


class PersonForm(PlacedForm):
    """变更岗位、辖区，停用."""

    field_order = ["role", "area", "is_active"]

    is_active = forms.BooleanField(
        label=_("在用"), required=False, help_text=_("停用以后不能登录，记录都保留。")
    )
