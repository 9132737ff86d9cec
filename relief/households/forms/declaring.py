"""Forms of facts: made from the data dictionary, filled from what is declared, read back into its words."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.rules.facts import FactMap
from relief.web.forms import ReliefForm
from relief.web.texts import said

from . import boxes

Facts = Mapping[str, Any]
Names = Mapping[str, str]

FILLED_NO = gettext_lazy("选了没有，下面却填了内容。请改其中一处。")
EMPTY_YES = gettext_lazy("选了有，下面还没有填。还没问清楚就选“还没问”。")


class Group(NamedTuple):
    """Boxes that stand together under a title, by the names of their facts."""

    title: str | Promise
    facts: tuple[str, ...]


class FactsForm(ReliefForm):
    """Some facts of one household, member or row.

    `own`: the map whose facts stand directly in `declared`; `maps`: maps that are answered as a whole.
    `finding`: the box of an official's finding, which needs a ground whenever it changes.
    `asked`: names of the facts that some programme still needs; the others are folded away unless declared.
    """

    own: ClassVar[FactMap | None] = None
    maps: ClassVar[tuple[FactMap, ...]] = ()
    groups: ClassVar[tuple[Group, ...]] = ()
    finding: ClassVar[str] = ""

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        declared: Facts,
        asked: AbstractSet[str] | None = None,
        names: Names | None = None,
        fixed: AbstractSet[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(typed, initial=self.stored(declared), **kwargs)
        self.take(self.boxes(names or {}))
        if self.finding:
            self.take({"reason": boxes.reason()})
        for name in fixed & set(self.fields):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("来自证件号码，要改先改号码。")
        self.declared, self.asked = declared, asked

    def boxes(self, names: Names) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = boxes.boxes_of(self.own, names=names) if self.own else {}
        for fact_map in self.maps:
            if fact_map.none:
                found[f"{fact_map.name}_declared"] = boxes.there_is(said(fact_map.label))
            found |= boxes.boxes_of(fact_map, f"{fact_map.name}_", names)
        return found

    def stored(self, declared: Facts) -> dict[str, Any]:
        """What is declared, as it stands in the boxes."""
        found = boxes.filled(self.own, declared) if self.own else {}
        for fact_map in self.maps:
            value = declared.get(fact_map.name)
            found[f"{fact_map.name}_declared"] = None if value is None else value != boxes.NONE
            inside = value if isinstance(value, Mapping) else {}
            found |= boxes.filled(fact_map, inside, f"{fact_map.name}_")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for fact_map in self.maps:
            if cleaned.get(f"{fact_map.name}_declared") is False and self._inside(fact_map):
                self.add_error(f"{fact_map.name}_declared", FILLED_NO)
        is_other = self.finding and cleaned.get(self.finding) != self.initial.get(self.finding)
        if is_other and not cleaned.get("reason"):
            self.add_error("reason", _("认定要写明依据，例如哪天入户看到了什么"))
        return cleaned

    def _inside(self, fact_map: FactMap) -> dict[str, Any]:
        return boxes.read(fact_map, self.cleaned_data, f"{fact_map.name}_")

    def facts(self) -> dict[str, Any]:
        """What the boxes declare. A map with anything in it is declared, whatever stands before it."""
        found = boxes.read(self.own, self.cleaned_data) if self.own else {}
        for fact_map in self.maps:
            inside, answer = self._inside(fact_map), self.cleaned_data.get(f"{fact_map.name}_declared")
            if inside or answer:
                found[fact_map.name] = inside
            elif answer is False:
                found[fact_map.name] = boxes.NONE
        return found

    @property
    def is_blank(self) -> bool:
        """Whether nothing was put into any box; what a new row is filled with counts as nothing."""
        return not any(value not in (None, "") for value in self.facts().values())

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.layout = Layout(*(self._laid_out(group) for group in self.groups))
        return helper

    def _laid_out(self, group: Group) -> Fieldset:
        now = [name for name in group.facts if self._is_asked(name)]
        later = [name for name in group.facts if name not in now]
        parts = [part for name in now for part in self._parts(name)]
        if later:
            folded = [part for name in later for part in self._parts(name)]
            parts.append(Div(*folded, template="households/_not_asked.html"))
        return Fieldset(group.title, *parts, css_class="group")

    def _is_asked(self, name: str) -> bool:
        if self.asked is None or name in self.asked or self.declared.get(name) is not None:
            return True
        return any(field.startswith(name) for field in self.errors) if self.is_bound else False

    def _parts(self, name: str) -> list[Any]:
        """The boxes of one fact: a question alone, or one that opens what follows."""
        inside = next((each for each in self.maps if each.name == name), None)
        opens = f"{name}_declared" in self.fields
        names = [f"{name}_{fact.name}" for fact in inside.facts] if inside else [name]
        if self.finding in names:
            names.insert(names.index(self.finding) + 1, "reason")
        return [f"{name}_declared", Div(*names, css_class="reveal")] if opens else names


def as_typed(form: forms.BaseForm, typed: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What stands in the boxes of a form that came back, unread: for showing it again as it was."""
    return {
        name: field.widget.value_from_datadict(typed, {}, f"{prefix}-{name}" if prefix else name)
        for name, field in form.fields.items()
    }


class RowForm(FactsForm):
    """One row of a list; its mistakes say which row they are in."""

    def __init__(self, *args: Any, number: int, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.title = number, title
        for field in self.fields.values():
            # A choice is called by its own words; its group is called by the row and the column.
            if field.widget.use_fieldset:
                continue
            field.widget.attrs["aria-label"] = _("%(row)s：%(label)s") % {"row": title, "label": field.label}


class ListKind(NamedTuple):
    """A list that may be none: its name, its question, its rows, and what one row is called.

    A row knows its `place` and its `title`, and whether it `is_blank`.
    """

    name: str
    label: str | Promise
    form: type[Any]
    row: str | Promise
    another: str | Promise
    is_table: bool = False


class AnswerForm(ReliefForm):
    """Whether there is anything to list."""

    def __init__(self, typed: QueryDict | None = None, *, kind: ListKind, answer: bool | None) -> None:
        super().__init__(typed, initial={f"{kind.name}_declared": answer})
        self.take({f"{kind.name}_declared": boxes.there_is(str(kind.label), yes=_("有，逐笔填写"))})


class Rows:
    """Rows of one kind, as declared, as typed, or to be read.

    `typed` and not `checked`: everything as it came, with a row more or less and without a reproach.
    """

    MOST = 500

    def __init__(
        self,
        kind: ListKind,
        declared: Sequence[Facts] | None = None,
        *,
        typed: QueryDict | None = None,
        checked: bool = False,
        names: Names | None = None,
        deed: str = "",
    ) -> None:
        self.kind, self.names = kind, names or {}
        if typed is None:
            self.rows = [self._row(number, item) for number, item in enumerate(declared or [])]
        else:
            self.rows = self._typed_rows(typed, checked, deed)
        if not self.rows and not checked:
            self.rows = [self._row(0, {})]

    def _typed_rows(self, typed: QueryDict, checked: bool, deed: str) -> list[Any]:
        """The rows that came, one less or one more if a button of this list was pressed."""
        name = self.kind.name
        sent = typed.get(f"{name}-count", "")
        came = range(min(int(sent), self.MOST) if sent.isdecimal() and len(sent) < 5 else 0)
        if checked:
            return [self._row(number, {}, typed) for number in came]
        kept = [number for number in came if deed != f"remove:{name}-{number}"]
        rows = []
        for number, was in enumerate(kept):
            row = self._row(number, {})
            row.initial = as_typed(row, typed, f"{name}-{was}")
            rows.append(row)
        if deed == f"add:{name}" and len(rows) < self.MOST:
            rows.append(self._row(len(rows), {}))
        return rows

    def _row(self, number: int, item: Facts, typed: QueryDict | None = None) -> Any:
        title = str(self.kind.row) % {"number": number + 1}
        return self.kind.form(
            typed,
            declared=item,
            names=self.names,
            prefix=f"{self.kind.name}-{number}",
            number=number,
            title=title,
        )


class RowList(Rows):
    """Rows with the question whether there are any."""

    def __init__(
        self,
        kind: ListKind,
        declared: Sequence[Facts] | None,
        *,
        typed: QueryDict | None = None,
        checked: bool = False,
        **how: Any,
    ) -> None:
        super().__init__(kind, declared, typed=typed, checked=checked, **how)
        bound = typed if checked else None
        self.answer = AnswerForm(bound, kind=kind, answer=None if declared is None else bool(declared))
        if typed is not None and not checked:
            self.answer.initial = as_typed(self.answer, typed)

    @property
    def forms(self) -> list[ReliefForm]:
        return [self.answer, *self.rows]

    @property
    def given(self) -> bool | None:
        answer: bool | None = self.answer.cleaned_data.get(f"{self.kind.name}_declared")
        return answer

    def is_valid(self) -> bool:
        """Every row is read, so that every mistake is shown at once."""
        if not all([form.is_valid() for form in self.forms]):
            return False
        items = bool(self.items())
        if self.given is not None and self.given != items:
            self.answer.add_error(f"{self.kind.name}_declared", EMPTY_YES if self.given else FILLED_NO)
            return False
        return True

    def items(self) -> list[dict[str, Any]]:
        return [row.facts() for row in self.rows if not row.is_blank]

    def facts(self) -> list[dict[str, Any]] | None:
        """The rows; none; or nothing, while nobody has said or nothing stands in a row yet."""
        items = self.items()
        return items or ([] if self.given is False else None)
