"""登记和更正标准: the boxes come from the vocabulary, what they hold goes through its reader."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.rules.documents import Problem
from relief.rules.places import Kind, Parts, PlaceError, Several
from relief.web.forms import DayField, ReliefForm
from relief.web.texts import said

from .. import queries, services
from ..declared_days import HINTS, days_taken, says_nothing
from ..figure_topics import TOPICS, meaning_unset
from ..figure_words import summary, word
from ..models import LocalFigures, Section, User
from ..vocabulary import DAYS, Reading, parts_of, read, written
from .boxes import Path, boxes, filled_rows, is_rows, name_of, shown, typed
from .figure_rows import RowDeed, rows_sent

LEAST_ROWS, SPARE_ROWS = 2, 1
IN_THE_LINE = {"class": "form-control w-date", "autocomplete": "off"}


class Group(NamedTuple):
    """One figure on the page: its boxes side by side, or one below the other in rows."""

    name: str
    legend: str
    meaning: str
    boxes: list[forms.BoundField]
    rows: list[list[forms.BoundField]]


class FiguresForm(ReliefForm):
    """An entry of a section, or one figure of it: then all others stay as they stand that day."""

    document = forms.CharField(
        label=_("文件"), max_length=300, help_text=_("文号和条款，例如：示民发〔2026〕19号第四条。")
    )
    reason = forms.CharField(
        label=_("为什么更正"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        by: User,
        section: Section,
        figure: str = "",
        corrects: LocalFigures | None = None,
        deed: str = "",
    ) -> None:
        self.area, self.section, self.figure, self.corrects = by.area, section, figure, corrects
        self.today = timezone.localdate()
        self.basis = corrects or self._in_force(self.today)
        self.parts = self._asked_parts()
        self.reading: Reading | None = None
        initial = self._initial()
        row_deed = RowDeed.read(deed)
        super().__init__(None if row_deed else data, initial=initial)
        lists = [key for key, kind in self.parts.items() if is_rows(kind)]
        self.rows = {key: self._count_rows(key, initial, data) for key in lists}
        if row_deed and row_deed.key in self.rows:
            self.rows[row_deed.key] = row_deed.count(self.rows[row_deed.key])
        self._take_boxes()
        if corrects is None:
            del self.fields["reason"]
        if row_deed and data is not None:
            self.initial = row_deed.typed(self.fields, data)
            row_deed.focus(self.fields, self.rows.get(row_deed.key, 0))

    def _take_boxes(self) -> None:
        self.take(dict(boxes(Parts(self.parts), (), self.rows)))
        for key, hint in HINTS.get(self.section, {}).items():
            self.fields[key].help_text = str(hint)
        for key in self._days():
            self.fields[key].required = key != "to"
        self.order_fields([*self._days(), *(name for name in self.fields if name not in NOT_FIGURES)])

    def save(self, *, by: User) -> LocalFigures | None:
        """The new entry; None and a word at the box when a day is taken or somebody was quicker."""
        assert self.reading is not None
        found = self.cleaned_data
        try:
            return services.enter_figures(
                by=by,
                area=self.area,
                section=self.section,
                seen=found["seen"],
                reading=self.reading,
                document=found["document"],
                corrects=self.corrects,
                reason=found.get("reason", ""),
            )
        except services.DaysTaken as taken:
            self.add_error(DAYS[self.section].first, days_taken(taken.standing))
        except services.FiguresChanged as changed:
            self._say_changed(changed.newest)
        return None

    def clean_seen(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.errors:
            return found
        try:
            self.reading = read(self.section, self._entry())
        except PlaceError as error:
            for problem in error.problems:
                self._add_problem(problem)
            return found
        if says_nothing(self.section, self.reading.values):
            self.add_error(None, gettext("一项标准也没有填。"))
        elif self._is_as_before():
            self.add_error(None, gettext("和原来登记的一样，没有改动。"))
        return found

    def topics(self) -> Iterator[tuple[str, list[Group]]]:
        """The figures of this form under their headings; sections without topics have none."""
        if self.section != Section.FIGURES:
            yield "", list(self._groups(self.parts))
            return
        for topic, keys in TOPICS:
            if asked := {key: self.parts[key] for key in keys if key in self.parts}:
                yield str(topic), list(self._groups(asked))

    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in self._days()]

    def _asked_parts(self) -> dict[str, Kind]:
        days = [key for key in DAYS[self.section][:2] if key]
        every = parts_of(self.section).keys
        return {key: kind for key, kind in every.items() if not self.figure or key in (*days, self.figure)}

    def _days(self) -> list[str]:
        return [key for key in DAYS[self.section][:2] if key]

    def _in_force(self, day: Any) -> LocalFigures | None:
        """What stands on a day, here or above: a new entry begins with all of it."""
        if self.section != Section.FIGURES:
            return None
        rows = queries.figures_in_force(self.area, day, timezone.now())
        return next((row for row in rows if row.section == Section.FIGURES), None)

    def _initial(self) -> dict[str, Any]:
        newest = queries.newest_figures(self.area, self.section)
        found: dict[str, Any] = {"seen": str(newest.pk) if newest else ""}
        if self.basis:
            entry = queries.with_days(_as_written(self.section, self.basis))
            asked = {key: value for key, value in entry.items() if key in self.parts}
            found |= dict(shown(Parts(self.parts), (), asked))
            if self.corrects:
                found["document"] = self.corrects.document
            else:
                found.pop("from", None)
        return found

    def _count_rows(self, key: str, initial: dict[str, Any], data: Any) -> int:
        if data is None:
            return max(LEAST_ROWS, len(filled_rows((key,), initial)) + SPARE_ROWS)
        return rows_sent(data, key)

    def _entry(self) -> dict[str, Any]:
        asked = typed(Parts(self.parts), (), self.cleaned_data, self.rows) or {}
        if not self.figure:
            return asked
        basis = self.corrects or self._in_force(asked["from"])
        kept = dict(basis.values) if basis else {}
        kept.pop(self.figure, None)
        return kept | asked

    def _is_as_before(self) -> bool:
        before = self.corrects
        if before is None or self.reading is None:
            return False
        first, last, values = self.reading
        return (first, last, services.plain(values), self.cleaned_data["document"]) == (
            before.in_force_from,
            before.in_force_to,
            services.plain(before.values),
            before.document,
        )

    def _add_problem(self, problem: Problem) -> None:
        """The reader's word at the box it is about; a map's at its first box."""
        name = self._box_of(problem.key)
        path = tuple(part for part in re.split(r"[.\[\]]+", problem.key) if part)
        kind = kind_at(Parts(self.parts), path)
        if isinstance(kind, Parts) and kind.either:
            self.add_error(name, gettext("金额和比例填其中一个，只填一个。"))
        elif name and self.cleaned_data.get(name) in (None, ""):
            self.add_error(name, gettext("请填写"))
        else:
            label = "" if name else f"{problem.key}："
            self.add_error(name, label + said(problem.message))

    def _box_of(self, key: str) -> str | None:
        path = [part for part in re.split(r"[.\[\]]+", key) if part]
        if len(path) > 1 and path[1].isdecimal() and is_rows(self.parts.get(path[0], Parts({}))):
            path[1] = filled_rows((path[0],), self.cleaned_data)[int(path[1])]
        name = name_of(tuple(path))
        return next((each for each in self.fields if each == name or each.startswith(f"{name}-")), None)

    def _say_changed(self, newest: LocalFigures | None) -> None:
        """What the other has entered, and from now on this form is written on top of that."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest.pk) if newest else ""
        self.data = data
        text = gettext(
            "您打开这一页以后，%(who)s登记了新的一条，您的还没有保存。看过再按保存。新的一条：%(figures)s"
        )
        who = newest.entered_by.display_name if newest and newest.entered_by else gettext("系统")
        self.add_error(None, text % {"who": who, "figures": summary(newest.values) if newest else ""})

    def _groups(self, asked: dict[str, Kind], path: Path = ()) -> Iterator[Group]:
        for key, kind in asked.items():
            here = (*path, key)
            if here[-1] in self._days() and not path:
                continue
            if isinstance(kind, Parts) and all(isinstance(part, Parts) for part in kind.keys.values()):
                yield from self._groups(dict(kind.keys), here)
            else:
                yield self._group(here, kind)

    def _group(self, path: Path, kind: Kind) -> Group:
        name = name_of(path)
        legend = word(path[0]) if len(path) == 1 else f"{word(path[0])}（{word(path[-1])}）"
        is_figure = self.section == Section.FIGURES
        meaning = meaning_unset(path, self.today) if is_figure else ""
        if isinstance(kind, Several) and isinstance(kind.kind, Parts):
            rows = [
                [self[f"{name}-{row}-{part}"] for part in kind.kind.keys] for row in range(self.rows[name])
            ]
            return Group(name, legend, meaning, [], rows)
        if isinstance(kind, Parts):
            return Group(name, legend, meaning, [self[f"{name}-{part}"] for part in kind.keys], [])
        if is_figure:
            self.fields[name].help_text = meaning and gettext("没有定：%(meaning)s") % {"meaning": meaning}
        return Group(name, legend, "", [self[name]], [])


class AsKnownForm(ReliefForm):
    """看哪一天、按哪天知道的."""

    on = DayField(label=_("看哪一天"), required=False, widget=forms.TextInput(IN_THE_LINE))
    known = DayField(
        label=_("按哪天知道的"),
        required=False,
        latest=timezone.localdate,
        widget=forms.TextInput(IN_THE_LINE),
    )


NOT_FIGURES = ("document", "reason", "seen")


def kind_at(kind: Kind, path: Path) -> Kind | None:
    """The kind that stands at a way into the vocabulary."""
    for part in path:
        if isinstance(kind, Several):
            kind = kind.kind
        elif isinstance(kind, Parts) and part in kind.keys:
            kind = kind.keys[part]
        else:
            return None
    return kind


def _as_written(section: Section, row: LocalFigures) -> dict[str, Any]:
    return written(section, Reading(row.in_force_from, row.in_force_to, row.values))
