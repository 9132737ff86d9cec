"""近亲属申报 as boxes: oneself, then one row for every relative, or an explicit none."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.households.forms.declaring import as_typed
from relief.households.forms.listing import ListKind, Rows
from relief.offices.documents import Document, DocumentKind, read_document
from relief.offices.models import Area
from relief.vault.masks import masked_account, masked_number, masked_telephone
from relief.web.forms import ReliefForm

from .models import Declaration, Relation, Relative
from .services import Kin, Own

KEPT = _("已登记%(shown)s，没有变就空着。")


def _text(label: Any, longest: int, **kwargs: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", "class": "w-name"}
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs=attrs), **kwargs)


class DocumentForm(ReliefForm):
    """A document, which may stay as it was declared before."""

    document_kind = forms.ChoiceField(label=_("证件种类"), choices=DocumentKind.choices)
    number = _text(_("证件号码"), 40, required=False)

    def earlier(self) -> Declaration | Relative | None:
        """What was declared before and stands while its box is left empty."""
        raise NotImplementedError

    def keep(self, name: str, shown: str) -> None:
        if shown:
            self.fields[name].help_text = KEPT % {"shown": shown}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.has_changed() and self.empty_permitted:
            return found
        before = self.earlier()
        kind, number = found.get("document_kind"), found.get("number")
        if not number and before and before.document_kind == kind:
            number = str(before.number)
        try:
            found["document"] = self._read(kind, number) if kind else None
        except ValidationError as error:
            self.add_error("number", error)
        return found

    def _read(self, kind: str, number: str | None) -> Document:
        if not number:
            raise ValidationError(gettext("请填写"))
        return read_document(DocumentKind(kind), number, today=timezone.localdate())

    def or_before(self, name: str) -> str:
        """What was typed, or while the box is empty what was declared before."""
        typed = str(self.cleaned_data.get(name) or "")
        return typed or str(getattr(self.earlier(), name, None) or "")


class OwnForm(DocumentForm):
    """本人."""

    telephone = _text(_("电话"), 30, required=False)
    account = _text(_("本人银行账号"), 40, required=False)
    address = forms.CharField(
        label=_("住址，写到门牌"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    has_relatives = forms.ChoiceField(
        label=_("有没有近亲属"),
        choices=[("yes", _("有，逐人填写")), ("no", _("没有"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, before: Declaration | None, **kwargs: Any) -> None:
        self.before = before
        super().__init__(*args, **kwargs)
        self.fields["number"].label = gettext("本人证件号码")
        if before is not None:
            self.keep("number", masked_number(before.number))
            self.keep("telephone", masked_telephone(before.telephone))
            self.keep("account", masked_account(before.account))
            self.keep("address", gettext("住址") if before.address else "")

    def earlier(self) -> Declaration | None:
        return self.before

    def own(self) -> Own:
        reached = {name: self.or_before(name) for name in ("telephone", "account", "address")}
        return Own(self.cleaned_data["document"], **reached)


class MemberOwnForm(OwnForm):
    """A member of a committee, entered by whoever works there."""

    name = _text(_("姓名"), 60)
    area = forms.ChoiceField(label=_("社区（村）"))

    def __init__(self, *args: Any, communities: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {str(each.number): each for each in communities}
        self.offer("area", [(number, each.name) for number, each in self.communities.items()])
        self.order_fields(["area", "name"])

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class KinForm(DocumentForm):
    """One relative. A row in which nothing was typed is nobody."""

    name = _text(_("姓名"), 60)
    relation = forms.ChoiceField(label=_("是本人的"), choices=[("", _("请选择")), *Relation.choices])
    telephone = _text(_("电话"), 30, required=False)
    was = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("name", "relation", "document_kind", "number", "telephone", "was")

    def __init__(self, typed: QueryDict | None = None, *, number: int, title: str, **kwargs: Any) -> None:
        declared, self.before = kwargs.pop("declared"), kwargs.pop("names")
        initial = {"document_kind": DocumentKind.IDENTITY_CARD.value} | declared
        super().__init__(typed, initial=initial, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.place, self.title = number, title

    def earlier(self) -> Relative | None:
        return self.before.get(str(self["was"].value() or ""))

    def tell_what_is_kept(self) -> None:
        if before := self.earlier():
            self.keep("number", masked_number(before.number))
            self.keep("telephone", masked_telephone(before.telephone))

    @property
    def is_blank(self) -> bool:
        return not self.has_changed()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def kin(self) -> Kin:
        found = self.cleaned_data
        relation = Relation(found["relation"])
        return Kin(found["name"], relation, found["document"], self.or_before("telephone"))


KIN = ListKind("kin", _("近亲属"), KinForm, _("第%(number)d人"), _("再加一人"))


class DeclarationForm(Rows):
    """The whole page: oneself and the rows, saved together.

    `before`: the newest version, whose numbers stand where the boxes stay empty.
    """

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        before: Declaration | None,
        communities: list[Area] | None = None,
        deed: str = "",
        checked: bool = False,
    ) -> None:
        known = list(before.relatives.all()) if before else []
        names: dict[str, Any] = {str(each.pk): each for each in known}
        declared = [_said(each) for each in known]
        super().__init__(KIN, declared, typed=typed, checked=checked, names=names, deed=deed)
        self.checked = checked
        self.own_form = _own_form(typed, before, communities, checked)
        for row in self.rows:
            row.tell_what_is_kept()

    @property
    def forms(self) -> list[ReliefForm]:
        return [self.own_form, *self.rows]

    @property
    def filled(self) -> list[Any]:
        return [row for row in self.rows if not row.is_blank]

    def is_valid(self) -> bool:
        """Everything is read, and then what only several boxes together can get wrong."""
        if not all([form.is_valid() for form in self.forms]):
            return False
        answer = self.own_form.cleaned_data["has_relatives"]
        if (answer == "yes") != bool(self.filled):
            empty, filled = gettext("选了有，下面还没有填。"), gettext("选了没有，下面却填了人。")
            self.own_form.add_error("has_relatives", empty if answer == "yes" else filled)
        seen = {_key(self.own_form): gettext("本人")}
        for row in self.filled:
            if _key(row) in seen:
                row.add_error("number", gettext("和%(row)s的号码一样") % {"row": seen[_key(row)]})
            seen.setdefault(_key(row), row.title)
        return all(form.is_valid() for form in self.forms)

    def said(self) -> dict[str, Any]:
        """What goes to the service."""
        return {"own": self.own_form.own(), "relatives": [row.kin() for row in self.filled]}

    def whose(self) -> dict[str, Any]:
        """Of a member of a committee who is entered: the name and the community."""
        assert isinstance(self.own_form, MemberOwnForm)
        found = self.own_form.cleaned_data
        return {"name": found["name"], "area": self.own_form.communities[found["area"]]}


def _own_form(
    typed: QueryDict | None, before: Declaration | None, communities: list[Area] | None, checked: bool
) -> OwnForm:
    bound = typed if checked else None
    initial = _said_of_oneself(before)
    if communities is None:
        form = OwnForm(bound, before=before, initial=initial)
    else:
        form = MemberOwnForm(bound, before=before, communities=communities, initial=initial)
    if typed is not None and not checked:
        form.initial = as_typed(form, typed)
    return form


def _said_of_oneself(before: Declaration | None) -> dict[str, Any]:
    if before is None:
        return {"document_kind": DocumentKind.IDENTITY_CARD.value}
    return {"document_kind": before.document_kind, "has_relatives": "yes" if before.has_relatives else "no"}


def _said(relative: Relative) -> dict[str, Any]:
    return {
        "name": str(relative.name),
        "relation": relative.relation,
        "document_kind": relative.document_kind,
        "was": str(relative.pk),
    }


def _key(form: DocumentForm) -> tuple[str, str]:
    document = form.cleaned_data["document"]
    return document.kind, document.number
