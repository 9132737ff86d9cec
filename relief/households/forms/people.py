from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.documents import DocumentKind, read_document
from relief.offices.models import User
from relief.web.days import long_day
from relief.web.forms import ReliefForm

from .. import services
from ..models import Member


class PersonForm(ReliefForm):
    """姓名和证件. A number that is known is first offered: only then the last box is shown."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-name", "autocomplete": "off"}),
    )
    document_kind = forms.ChoiceField(label=_("证件种类"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("手上没有证件就先空着，以后再补。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-name"}),
    )
    same_person = forms.BooleanField(
        label=_("已经核实，是同一个人"), required=False, widget=forms.HiddenInput
    )

    def clean_name(self) -> str:
        """One spelling: blanks at the ends and doubled ones say nothing."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["document"] = None
        if found.get("number") and found.get("document_kind"):
            try:
                kind = DocumentKind(found["document_kind"])
                found["document"] = read_document(kind, found["number"], today=timezone.localdate())
            except ValidationError as wrong:
                self.add_error("number", wrong)
        document = found["document"]
        declared = self.declared_birthday()
        if document and document.born_on and declared and declared != document.born_on:
            days = {"number": long_day(document.born_on), "declared": long_day(declared)}
            text = gettext("号码里的出生日期是%(number)s，申报的是%(declared)s，请核对哪一个对。") % days
            self.add_error("number", text)
        return found

    def declared_birthday(self) -> date | None:
        """The day of birth that was said without the number."""
        born_on: date | None = self.cleaned_data.get("born_on")
        return born_on

    def tell(self, naming: services.Naming) -> None:
        """Says why nothing was saved: at the box, or by an offer that waits for an answer."""
        if naming.state == services.NamingState.KNOWN:
            self.fields["same_person"].widget = forms.CheckboxInput()
        elif naming.state == services.NamingState.NAME_DIFFERS:
            self.add_error("name", _("姓名和已登记的不一样，没有关联。请核对姓名。"))
        elif naming.state == services.NamingState.ALREADY_MEMBER:
            self.add_error("number", _("这个人已经是本户成员。"))


class MemberPersonForm(PersonForm):
    """姓名和证件 of one member."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        if person := member.person:
            kwargs["initial"] = {"name": person.name, "document_kind": person.document_kind}
        super().__init__(*args, **kwargs)
        self.member = member
        if member.person and member.person.number:
            self.fields["number"].help_text = _("已登记的不显示；要改才填。")

    def declared_birthday(self) -> date | None:
        return self.member.born_on

    def save(self, *, by: User) -> services.Naming:
        """Gives the name, or says why not yet: at the box, or by an offer that waits for an answer."""
        found = self.cleaned_data
        naming = services.name_member(
            by=by,
            member=self.member,
            name=found["name"],
            document=found["document"],
            same_person=found["same_person"],
        )
        self.tell(naming)
        return naming
