from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.documents import DocumentKind
from relief.offices.models import User
from relief.rules import facts
from relief.rules.codes import AreaKind, Relation
from relief.web.forms import DayField, ReliefForm
from relief.web.texts import said

from .. import services
from ..models import Household, Member
from ..services import HeadTaken, Joined, Naming, NamingState, Newcomer
from .boxes import CodeField
from .listing import ListKind, Rows
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


class NewcomerRow(NewcomerForm):
    """One of several who join. A row in which nothing was typed is nobody."""

    def __init__(self, typed: QueryDict | None = None, *, number: int, title: str, **kwargs: Any) -> None:
        del kwargs["declared"], kwargs["names"]
        kwargs["initial"] = {"document_kind": DocumentKind.IDENTITY_CARD}
        super().__init__(typed, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.place, self.title = number, title
        self.naming: Naming | None = None

    @property
    def is_blank(self) -> bool:
        return not self.has_changed()

    def told(self, what: str) -> Any:
        """What no two rows may say: the number of a document, or to be the head."""
        if what == "is_head":
            return True if self.cleaned_data.get("relation") == Relation.HEAD.code else None
        document = self.cleaned_data.get("document")
        return (document.kind, document.number) if document else None


NEWCOMERS = ListKind("newcomers", _("新成员"), NewcomerRow, _("第%(number)d人"), _("再加一人"))


class NewcomersForm(Rows):
    """添加成员: as many as there are, saved together."""

    def __init__(self, typed: QueryDict | None = None, *, checked: bool = False, deed: str = "") -> None:
        super().__init__(NEWCOMERS, typed=typed, checked=checked, deed=deed)
        if not self.rows:
            self.rows = [self._row(0, {}, typed)]

    @property
    def forms(self) -> list[NewcomerRow]:
        return self.rows

    @property
    def filled(self) -> list[NewcomerRow]:
        return [row for row in self.rows if not row.is_blank]

    def is_valid(self) -> bool:
        """Every row is read, and then what only several rows can get wrong."""
        if not all([row.is_valid() for row in self.rows]):
            return False
        if not self.filled:
            self.rows[0].add_error("name", gettext("请填写"))
        self._once("number", "document", gettext("和%(row)s的号码一样"))
        self._once("relation", "is_head", gettext("%(row)s已经是户主"))
        return all(row.is_valid() for row in self.rows)

    def _once(self, box: str, what: str, message: str) -> None:
        seen: dict[Any, NewcomerRow] = {}
        for row in self.filled:
            said_twice = row.told(what)
            if said_twice is None:
                continue
            if said_twice in seen:
                row.add_error(box, message % {"row": seen[said_twice].title})
            seen.setdefault(said_twice, row)

    def add(self, *, by: User, household: Household) -> bool:
        """Whether all have joined; a mistake stands beside its box, and a known person waits in the row."""
        rows = self.filled
        try:
            joined = services.add_members(
                by=by, household=household, newcomers=[row.newcomer() for row in rows]
            )
        except HeadTaken:
            head = next(row for row in rows if row.told("is_head"))
            head.add_error("relation", gettext("本户已经有户主。先改那个人的关系。"))
            return False
        for row, each in zip(rows, joined, strict=True):
            row.naming = each.naming if each.naming.state != NamingState.NAMED else None
            row.tell(each.naming)
        return all(each.member for each in joined)


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
