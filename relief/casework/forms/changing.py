"""报告变化 to 送达调整决定 as forms: each calls its service."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.households.queries import members_of, name_of
from relief.web.forms import DayField, MoneyField

from .. import services
from ..advice import pays
from ..given import is_published_first
from ..models import Application, ChangeGround, ChangeKind, HearingWay, Outcome, ReviewResult
from ..workflow import DeedKind
from .investigating import LONGEST, DeliveryForm, StepForm, words_box

OF_TEKUN = (ChangeGround.ABLE, ChangeGround.PRISON, ChangeGround.OBLIGOR)


class ReportForm(StepForm):
    """报告变化."""

    service = services.report_change

    happened_on = DayField(label=_("哪天变的"))
    text = forms.CharField(
        label=_("什么变了"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("人口、收入、财产，或者劳动能力。要不要调整，由审批人重新筛查以后提出。"),
    )


class ProposalForm(StepForm):
    """拟调整待遇."""

    service = services.propose_change

    kind = forms.ChoiceField(label=_("怎样调整"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    amount = MoneyField(label=_("调整后的每月金额"), required=False, help_text=_("停发的不写。"))
    ground = forms.ChoiceField(label=_("原因"), choices=ChangeGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("减发、停发的，本人会书面看到理由。决定以前先听取本人意见。"),
    )
    notice_from = DayField(
        label=_("公示第一天"), required=False, help_text=_("终止特困供养的写。连这一天共公示7天。")
    )

    def __init__(self, *args: Any, application: Application, on: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"notice_from": on})
        super().__init__(*args, application=application, on=on, **kwargs)
        programme = application.programme
        left_out = OF_TEKUN if programme != "tekun" else (ChangeGround.WORK,)
        if not pays(programme):
            left_out = (*left_out, ChangeGround.WORK)
            self.offer("kind", [(ChangeKind.END.value, ChangeKind.END.label)])
            del self.fields["amount"]
        self.offer("ground", [(each.value, each.label) for each in ChangeGround if each not in left_out])
        if not is_published_first(programme, ChangeKind.END):
            del self.fields["notice_from"]

    def said(self) -> dict[str, Any]:
        found = super().said()
        amount = None if found["kind"] == ChangeKind.END else found.get("amount")
        return found | {"amount": amount}


class HearingForm(StepForm):
    """听取意见."""

    service = services.hear

    heard_on = DayField(label=_("听取意见的日期"), help_text=_("没有来的，写约好的那天。"))
    way = forms.ChoiceField(label=_("方式"), choices=HearingWay.choices, widget=forms.RadioSelect)
    who = forms.CharField(label=_("听了谁的意见"), max_length=100, help_text=_("没有来的，写通知了谁。"))
    words = forms.CharField(label=_("说了什么"), required=False, max_length=LONGEST, widget=words_box())
    invited_on = DayField(label=_("书面通知的日期"), required=False, help_text=_("没有来的必须写。"))


class DeathForm(StepForm):
    """报告去世."""

    service = services.report_death

    member = forms.ChoiceField(label=_("谁去世了"))
    happened_on = DayField(
        label=_("去世日期"), help_text=_("从这天起3个月以内要核查、办完。成员资料里的死亡日期由协理员填报。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in members_of(self.application.household)}
        choices = [("", _("请选择")), *((pk, name_of(each)) for pk, each in self.people.items())]
        self.offer("member", choices)

    def said(self) -> dict[str, Any]:
        found = super().said()
        return found | {"member": self.people[found["member"]]}


class SettlementForm(StepForm):
    """去世后核查办结."""

    service = services.settle_death
    takes_today = False

    outcome = forms.ChoiceField(label=_("办理结果"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("核查和办理的情况"), max_length=LONGEST, widget=words_box())


class AbilityForm(ReportForm):
    """报告自理能力变化."""

    service = services.report_ability


class ReviewForm(StepForm):
    """定期核查."""

    service = services.review

    result = forms.ChoiceField(label=_("核查结果"), choices=ReviewResult.choices, widget=forms.RadioSelect)
    visited_on = DayField(label=_("入户日期"), required=False, help_text=_("入户了的写。"))
    words = forms.CharField(
        label=_("看了什么"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("核对、入户、走访时看到的人口、收入和财产状况。"),
    )


class ForwardChangeForm(StepForm):
    service = services.forward_change


class ForwardChangeHereForm(StepForm):
    service = services.forward_change_here


class RunOutForm(StepForm):
    service = services.run_out


class ConfirmChangeForm(StepForm):
    """确认调整."""

    service = services.confirm_change

    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("写进决定，本人看得到。听取过意见的，写明采纳没有、为什么。"),
    )


class EndForm(ConfirmChangeForm):
    service = services.end


class DropForm(StepForm):
    """不再调整."""

    service = services.drop_change
    takes_today = False

    reason = forms.CharField(label=_("为什么不再调整"), max_length=LONGEST, widget=words_box())


class ChangeDeliveryForm(DeliveryForm):
    service = services.notify_change


FORMS: dict[DeedKind, type[StepForm]] = {
    DeedKind.REPORT_CHANGE: ReportForm,
    DeedKind.PROPOSE_CHANGE: ProposalForm,
    DeedKind.HEAR: HearingForm,
    DeedKind.FORWARD_CHANGE: ForwardChangeForm,
    DeedKind.FORWARD_CHANGE_HERE: ForwardChangeHereForm,
    DeedKind.CONFIRM_CHANGE: ConfirmChangeForm,
    DeedKind.END: EndForm,
    DeedKind.DROP_CHANGE: DropForm,
    DeedKind.NOTIFY_CHANGE: ChangeDeliveryForm,
    DeedKind.REVIEW: ReviewForm,
    DeedKind.REPORT_DEATH: DeathForm,
    DeedKind.RUN_OUT: RunOutForm,
    DeedKind.SETTLE_DEATH: SettlementForm,
    DeedKind.REPORT_ABILITY: AbilityForm,
}
