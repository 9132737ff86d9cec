"""Lists of facts: rows that are added and taken away, and the question whether there are any."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.web.forms import ReliefForm

from . import boxes
from .declaring import FILLED_NO, Facts, FactsForm, Names, as_typed

EMPTY_YES = gettext_lazy("选了有，下面还没有填。还没问清楚就选“还没问”。")


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
