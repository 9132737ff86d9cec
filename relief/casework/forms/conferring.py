"""一事一议 as forms: a case is brought up, a conference called, its minutes closed, its decisions entered."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.models import User
from relief.web.forms import DayField, MoneyField, ReliefForm

from .. import services
from ..advice import pays
from ..models import AgendaItem, Application, Conference, Part
from ..services import Present, Votes
from ..words import programme_title
from .boxes import refusals_in
from .investigating import LONGEST, StepForm

MOST_THERE = 8
VOTES = ("votes_for", "votes_against", "abstained")


class BringUpForm(StepForm):
    """提请一事一议."""

    service = services.bring_up
    takes_today = False

    reason = forms.CharField(
        label=gettext_lazy("为什么要一事一议"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写明情形复杂在哪里。以后由县级民政部门办。"),
    )


class ConferenceForm(ReliefForm):
    """Of a conference; a refusal stands beside its box."""

    def attempt(self, service: Any, **said: Any) -> bool:
        with refusals_in(self):
            service(**said)
        return not self.errors


class CallForm(ConferenceForm):
    """召集: for which day, where, and what is put on the agenda."""

    meets_on = DayField(label=gettext_lazy("开会日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=100)
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("议题"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("列出的是已报县级、没有别人在办的。"),
    )

    def __init__(self, *args: Any, waiting: Collection[Application], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting, self.on = {str(each.pk): each for each in waiting}, on
        self.offer("chosen", [(key, case_words(each)) for key, each in self.waiting.items()])

    def save(self, *, by: User) -> bool:
        said = dict(self.cleaned_data)
        chosen = [self.waiting[key] for key in said.pop("chosen")]
        return self.attempt(services.call_conference, by=by, applications=chosen, on=self.on, **said)


class MinutesForm(ConferenceForm):
    """会议记录: who was there, and what was said of each application."""

    held_on = DayField(label=gettext_lazy("实际开会日期"))

    def __init__(
        self, *args: Any, conference: Conference, items: Collection[AgendaItem], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.conference, self.on = conference, on
        self.items = {str(each.pk): each for each in items}
        self.take(dict(_people_boxes()))
        self.take({f"said_{key}": _words_box(case_words_of(each)) for key, each in self.items.items()})

    def people(self) -> Iterator[list[forms.BoundField]]:
        for number in range(MOST_THERE):
            yield [self[f"{name}_{number}"] for name in ("name", "office", "part")]

    def words(self) -> list[forms.BoundField]:
        return [self[f"said_{key}"] for key in self.items]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for number in range(MOST_THERE):
            if found.get(f"name_{number}") and not found.get(f"office_{number}"):
                self.add_error(f"office_{number}", _("请写单位和职务。"))
            if found.get(f"office_{number}") and not found.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("请写姓名。"))
        return found

    def save(self, *, by: User) -> bool:
        found = self.cleaned_data
        rows = (
            Present(found[f"name_{n}"], found[f"office_{n}"], found[f"part_{n}"]) for n in range(MOST_THERE)
        )
        return self.attempt(
            services.close_minutes,
            by=by,
            conference=self.conference,
            held_on=found["held_on"],
            present=[each for each in rows if each.name],
            words={key: found[f"said_{key}"] for key in self.items},
            on=self.on,
        )


class ItemForm(ConferenceForm):
    """登记决定 on one application."""

    gives = forms.ChoiceField(
        label=gettext_lazy("一事一议决定"),
        choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意"))],
        widget=forms.RadioSelect,
    )
    amount = MoneyField(label=gettext_lazy("金额"), required=False, help_text=gettext_lazy("同意的写。"))
    reasons = forms.CharField(
        label=gettext_lazy("理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), required=False, min_value=0, max_value=99)
    votes_against = forms.IntegerField(label=gettext_lazy("反对"), required=False, min_value=0, max_value=99)
    abstained = forms.IntegerField(
        label=gettext_lazy("弃权"),
        required=False,
        min_value=0,
        max_value=99,
        help_text=gettext_lazy("没有表决的，三项都空着。"),
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        if not pays(item.deed.application.programme):
            del self.fields["amount"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        counted = [found.get(name) for name in VOTES]
        if any(each is not None for each in counted):
            for name in VOTES:
                if found.get(name) is None and name not in self.errors:
                    self.add_error(name, _("表决的三项都要写，没有的写0。"))
        return found

    def save(self, *, by: User) -> bool:
        found = self.cleaned_data
        voted = found["votes_for"] is not None
        gives = found["gives"] == "yes"
        return self.attempt(
            services.decide_item,
            by=by,
            item=self.item,
            gives=gives,
            amount=found.get("amount") if gives else None,
            reasons=found["reasons"],
            votes=Votes(*(found[name] for name in VOTES)) if voted else None,
        )


def case_words(application: Application) -> str:
    """青溪镇柳树社区 住户12：急难型临时救助"""
    return _("%(place)s %(number)s：%(programme)s") % {
        "place": application.area.name,
        "number": application.household.number,
        "programme": programme_title(application.programme),
    }


def case_words_of(item: AgendaItem) -> str:
    return case_words(item.deed.application)


def _people_boxes() -> Iterator[tuple[str, forms.Field]]:
    for number in range(MOST_THERE):
        yield f"name_{number}", forms.CharField(label=_("姓名"), required=False, max_length=50)
        yield f"office_{number}", forms.CharField(label=_("单位和职务"), required=False, max_length=100)
        part = Part.MEMBER if number else Part.CHAIR
        yield (
            f"part_{number}",
            forms.ChoiceField(label=_("身份"), choices=Part.choices, initial=part.value),
        )


def _words_box(label: str) -> forms.Field:
    return forms.CharField(
        label=_("会上怎么说的：%(case)s") % {"case": label},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
