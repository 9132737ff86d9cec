"""Forms as people fill them in: what was typed stays, and a mistake says what to write instead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.web.days import day_from_text, long_day
from relief.web.money import LARGEST_FEN, fen_from_yuan, money, yuan

UNASKED = "unasked"
YES, NO = _("是"), _("否")
YUAN = _("元")
NO_WORDS = "---------"

MESSAGES: dict[str, Any] = {
    "required": _("请填写"),
    "invalid_choice": _("请从列出的里面选"),
    "max_length": _("最多%(limit_value)d个字，现在是%(show_value)d个"),
    "min_value": _("不能小于%(limit_value)s"),
    "max_value": _("不能大于%(limit_value)s"),
    "empty": _("文件是空的，请换一个"),
    "missing": _("请选择文件"),
}
MESSAGES_BY_KIND: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.IntegerField, {"invalid": _("请写整数，例如3")}),
    (forms.ChoiceField, {"required": _("请选择")}),
    (forms.ModelChoiceField, {"required": _("请选择")}),
    (forms.FileField, {"required": _("请选择文件")}),
    (forms.BooleanField, {"required": _("请勾选")}),
)


class Mistake(NamedTuple):
    """One thing a form could not accept, and the anchor of its box."""

    label: str
    message: str
    anchor: str


def anchor_of(field: forms.BoundField) -> str:
    """The id that a link must name: a group of choices has it on the first choice."""
    return field.id_for_label or (f"{field.auto_id}_0" if field.use_fieldset else field.auto_id)


class ManyForms(Protocol):
    """Several forms that are one for whoever fills them in."""

    @property
    def forms(self) -> Sequence[forms.BaseForm]: ...


def mistakes(form: forms.BaseForm | ManyForms) -> list[Mistake]:
    """Everything that was wrong, the form as a whole first, then in the order of the boxes."""
    if not isinstance(form, forms.BaseForm):
        return [mistake for each in form.forms for mistake in mistakes(each)]
    whole = [Mistake("", str(message), "") for message in form.non_field_errors()]
    title = getattr(form, "title", "")
    return whole + [
        Mistake(_named(title, field), str(message), anchor_of(field))
        for field in form
        for message in field.errors
    ]


def _named(title: str, field: forms.BoundField) -> str:
    """第2人：姓名: of several forms on one page each says which it is."""
    return gettext("%(row)s：%(label)s") % {"row": title, "label": field.label} if title else str(field.label)


def inherited_messages(field: forms.Field) -> dict[str, object]:
    """The messages that a kind of field comes with, before anybody wrote their own."""
    found: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            found.update(getattr(kind, "default_error_messages", {}))
    return found


def speak_plainly(field: forms.Field) -> None:
    """Puts our words in the place of the framework's; words that a form wrote itself stay."""
    inherited = inherited_messages(field)
    wording = dict(MESSAGES)
    for kind, messages in MESSAGES_BY_KIND:
        if isinstance(field, kind):
            wording |= messages
    for code, message in wording.items():
        if field.error_messages.get(code) is inherited.get(code):
            field.error_messages[code] = message
    if isinstance(field, forms.ModelChoiceField) and field.empty_label == NO_WORDS:
        field.empty_label = _("请选择")


class ReliefForm(forms.Form):
    """The form of every room: the server checks, the summary on top links to the boxes."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)

    def take(self, fields: Mapping[str, forms.Field]) -> None:
        """More boxes, known only when the form is made; they speak as plainly."""
        self.fields.update(fields)
        for field in fields.values():
            speak_plainly(field)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What can be chosen in a box, where that is known only when the form is made."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class MoneyField(forms.Field):
    """金额: typed in yuan, kept in fen, never rounded. Empty is not declared, never zero."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-money", "autocomplete": "off"})

    def __init__(self, *, max_fen: int = LARGEST_FEN, unit: str | Promise = YUAN, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_fen, self.unit = max_fen, unit

    def to_python(self, value: object) -> int | None:
        if value is None or isinstance(value, int):
            return value
        text = str(value).strip()
        return fen_from_yuan(text) if text else None

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and value > self.max_fen:
            message = _("最多%(limit)s") % {"limit": money(self.max_fen)}
            raise ValidationError(message, code="max_value")

    def prepare_value(self, value: Any) -> Any:
        return yuan(value).replace(",", "") if isinstance(value, int) else value


class ThreeWayField(forms.TypedChoiceField):
    """有、没有、还没问. The third is the default and is None: nobody has asked."""

    widget = forms.RadioSelect

    def __init__(self, *, yes: str | Promise = YES, no: str | Promise = NO, **kwargs: Any) -> None:
        choices = [("yes", yes), ("no", no), (UNASKED, _("还没问"))]
        super().__init__(choices=choices, coerce=lambda word: word == "yes", required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: UNASKED, "": UNASKED}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        word = self.prepare_value(value)
        return None if word == UNASKED else bool(super().clean(word))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(data)


class DayField(forms.Field):
    """年月日: several ways of writing a day, one meaning."""

    widget = forms.TextInput(attrs={"inputmode": "text", "class": "w-date", "autocomplete": "off"})

    def __init__(
        self,
        *,
        earliest: Callable[[], Any] | None = None,
        latest: Callable[[], Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return day_from_text(value) if value.strip() else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < (limit := self.earliest()):
            raise ValidationError(_("不能早于%(day)s") % {"day": long_day(limit)}, code="too_early")
        if self.latest and value > (limit := self.latest()):
            raise ValidationError(_("不能晚于%(day)s") % {"day": long_day(limit)}, code="too_late")

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else value
