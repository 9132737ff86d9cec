"""受理 to 送达 as forms: each calls its service, and a refusal stands beside the box it can be mended in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.web.forms import DayField, MoneyField, ReliefForm

from .. import services
from ..advice import advice_on
from ..models import ABILITIES, Application, CheckResult, DeliveryWay, Ground, VisitWay
from ..queries import investigators_of
from ..workflow import DeedKind
from .boxes import refusals_in

LONGEST = 2000


def words_box(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(ReliefForm):
    """One step; `on` is today."""

    service: Callable[..., object]
    takes_today = True

    def __init__(self, *args: Any, application: Application, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.on = application, on

    def said(self) -> dict[str, Any]:
        """What goes to the service."""
        return dict(self.cleaned_data)

    def save(self, *, by: User) -> bool:
        """Whether it was done; a refusal then stands in the form."""
        today = {"on": self.on} if self.takes_today else {}
        with refusals_in(self):
            type(self).service(by=by, application=self.application, **today, **self.said())
        return not self.errors


class AcceptForm(StepForm):
    service = services.accept
    takes_today = False


class InvestigateForm(StepForm):
    service = services.investigate
    takes_today = False


class RequestCheckForm(StepForm):
    service = services.request_check


class BeginCheckForm(StepForm):
    service = services.begin_check
    takes_today = False


class ForwardForm(StepForm):
    service = services.forward


class ForwardHereForm(StepForm):
    service = services.forward_here


class VisitForm(StepForm):
    """入户调查: when, how, by which two, who was there and signed, what they found."""

    service = services.record_visit

    visited_on = DayField(label=_("调查日期"))
    way = forms.ChoiceField(label=_("方式"), choices=VisitWay.choices, widget=forms.RadioSelect)
    ground = forms.CharField(
        label=_("没有入户的原因"),
        required=False,
        max_length=200,
        help_text=_("发生重大突发事件、不能入户的，才用电话或视频调查。"),
    )
    first = forms.ChoiceField(label=_("调查人"))
    second = forms.ChoiceField(label=_("另一位调查人"))
    present = forms.CharField(label=_("家里谁在场"), max_length=200)
    signed_by = forms.CharField(
        label=_("家庭一方由谁签字"), max_length=100, help_text=_("两位调查人也要签字，签了再记。")
    )
    finding = forms.CharField(label=_("调查情况"), max_length=LONGEST, widget=words_box())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in investigators_of(self.application.area)}
        choices = [("", _("请选择")), *((pk, person.display_name) for pk, person in self.people.items())]
        self.offer("first", choices)
        self.offer("second", choices)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("way") == VisitWay.REMOTE and not found.get("ground"):
            self.add_error("ground", _("电话或视频调查，请写发生了什么重大突发事件。"))
        if found.get("way") == VisitWay.HOME:
            found["ground"] = ""
        return found

    def said(self) -> dict[str, Any]:
        found = super().said()
        return found | {"investigators": (self.people[found.pop("first")], self.people[found.pop("second")])}


class CheckForm(StepForm):
    """核对结果."""

    service = services.record_check

    started_on = DayField(label=_("启动日期"))
    result_on = DayField(label=_("出结果日期"))
    result = forms.ChoiceField(label=_("核对结果"), choices=CheckResult.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("不一致或没能核对的要写。"),
    )


class AssessmentForm(StepForm):
    """自理能力评估: a ticked box is an ability that the person has."""

    service = services.assess

    assessed_on = DayField(label=_("评估日期"))
    assessors = forms.CharField(label=_("评估人"), max_length=200)
    able = forms.MultipleChoiceField(
        label=_("自己能做的"),
        required=False,
        choices=list(ABILITIES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项也不能的，一项也不选。"),
    )

    def said(self) -> dict[str, Any]:
        found = super().said()
        able = found.pop("able")
        return found | {name: name in able for name in ABILITIES}


class OpinionForm(StepForm):
    """初审意见, and from which day it is published."""

    service = services.propose

    gives = forms.ChoiceField(
        label=_("初审意见"), choices=[("yes", _("拟同意")), ("no", _("拟不同意"))], widget=forms.RadioSelect
    )
    amount = MoneyField(label=_("每月金额"), required=False, help_text=_("拟同意的写。"))
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=LONGEST,
        widget=words_box(3),
        help_text=_("不同意、或与系统建议不同，必须写。"),
    )
    notice_from = DayField(label=_("公示第一天"), help_text=_("连这一天共公示7天。"))

    def __init__(self, *args: Any, application: Application, on: date, **kwargs: Any) -> None:
        advised = advice_on(application.programme, application.screening).amount
        kwargs.setdefault("initial", {"amount": advised, "notice_from": on})
        super().__init__(*args, application=application, on=on, **kwargs)

    def said(self) -> dict[str, Any]:
        found = super().said()
        gives = found["gives"] == "yes"
        return found | {"gives": gives, "amount": found["amount"] if gives else None}


class ObjectionForm(StepForm):
    """公示异议."""

    service = services.raise_objection
    takes_today = False

    text = forms.CharField(
        label=_("异议说了什么"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("不写提异议的人是谁。写了以后要再调查、再提意见、再公示。"),
    )


class DeliveryForm(StepForm):
    """送达."""

    service = services.notify

    handed_on = DayField(label=_("送达日期"))
    way = forms.ChoiceField(label=_("方式"), choices=DeliveryWay.choices, widget=forms.RadioSelect)


class ExtensionForm(StepForm):
    """延长期限."""

    service = services.extend
    takes_today = False

    ground = forms.ChoiceField(label=_("原因"), choices=Ground.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("具体情况"),
        max_length=LONGEST,
        widget=words_box(3),
        help_text=_("延长到45个工作日，只能延长一次。公示有异议的自动延长，不用办。"),
    )


class VoidForm(StepForm):
    """误录作废."""

    service = services.void
    takes_today = False

    text = forms.CharField(
        label=_("错在哪里"),
        max_length=LONGEST,
        widget=words_box(3),
        help_text=_(
            "只用于录错的申请，例如录错了住户或项目。家里不想申请了，由协理员撤回；不符合条件的，请写决定。"
        ),
    )


FORMS: dict[DeedKind, type[StepForm]] = {
    DeedKind.ACCEPT: AcceptForm,
    DeedKind.INVESTIGATE: InvestigateForm,
    DeedKind.RECORD_VISIT: VisitForm,
    DeedKind.REQUEST_CHECK: RequestCheckForm,
    DeedKind.RECORD_CHECK: CheckForm,
    DeedKind.ASSESS: AssessmentForm,
    DeedKind.PROPOSE: OpinionForm,
    DeedKind.OBJECT: ObjectionForm,
    DeedKind.FORWARD: ForwardForm,
    DeedKind.FORWARD_HERE: ForwardHereForm,
    DeedKind.NOTIFY: DeliveryForm,
    DeedKind.BEGIN_CHECK: BeginCheckForm,
    DeedKind.EXTEND: ExtensionForm,
    DeedKind.VOID: VoidForm,
}
