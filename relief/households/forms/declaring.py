"""Forms of facts: made from the data dictionary, filled from what is declared, read back into its words."""

from collections.abc import Mapping
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
from relief.rules.judged import Judged, changed_judged
from relief.web.forms import ReliefForm
from relief.web.texts import said

from . import boxes

Facts = Mapping[str, Any]
Names = Mapping[str, str]

FILLED_NO = gettext_lazy("选了没有，下面却填了内容。请改其中一处。")


def reason_of(judged: Judged) -> str:
    """The box in which a finding's reason is written."""
    return f"{judged.box}_reason"


class Group(NamedTuple):
    """Boxes that stand together under a title, by the names of their facts."""

    title: str | Promise
    facts: tuple[str, ...]


class FactsForm(ReliefForm):
    """Some facts of one household, member or row.

    `own`: the map whose facts stand directly in `declared`; `maps`: maps that are answered as a whole.
    `judged`: which of them are somebody's finding; it needs its reason whenever it changes. `standing`: what
    stands written of each, by its path.
    `asked`: names of the facts that some programme still needs; the others are folded away unless declared.
    """

    own: ClassVar[FactMap | None] = None
    maps: ClassVar[tuple[FactMap, ...]] = ()
    groups: ClassVar[tuple[Group, ...]] = ()
    judged: ClassVar[tuple[Judged, ...]] = ()

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        declared: Facts,
        asked: AbstractSet[str] | None = None,
        names: Names | None = None,
        fixed: AbstractSet[str] = frozenset(),
        standing: Names | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(typed, initial=self.stored(declared), **kwargs)
        self.take(self.boxes(names or {}))
        for each in self.judged:
            label = str(self.fields[each.box].label)
            self.take({reason_of(each): boxes.reason(label, (standing or {}).get(each.path, ""))})
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
        self._ask_reasons()
        return cleaned

    def _ask_reasons(self) -> None:
        found = changed_judged(self.judged, self.declared, self.facts())
        for each in self.judged:
            if each.path in found and not self.cleaned_data.get(reason_of(each)):
                self.add_error(reason_of(each), _("认定要写明依据，例如哪天入户看到了什么"))

    def reasons(self) -> dict[str, str]:
        """What was typed on what a finding rests, by its path."""
        typed = {each.path: self.cleaned_data.get(reason_of(each)) for each in self.judged}
        return {path: reason for path, reason in typed.items() if reason}

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
        parts = [part for each in names for part in self._with_reason(each)]
        return [f"{name}_declared", Div(*parts, css_class="reveal")] if opens else parts

    def _with_reason(self, box: str) -> list[Any]:
        """A finding's box with the one for its reason; if a yes alone is a finding, that follows a yes."""
        judged = next((each for each in self.judged if each.box == box), None)
        if judged is None:
            return [box]
        reason = reason_of(judged)
        return [box, Div(reason, css_class="reveal") if judged.values == (True,) else reason]


def as_typed(form: forms.BaseForm, typed: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What stands in the boxes of a form that came back, unread: for showing it again as it was."""
    return {
        name: field.widget.value_from_datadict(typed, {}, f"{prefix}-{name}" if prefix else name)
        for name, field in form.fields.items()
    }
