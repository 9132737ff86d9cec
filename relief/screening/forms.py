"""这次怎么办 and 其他情形 as forms: each answer with the boxes that belong to it."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household, Judgement
from relief.households.services import judge_open_clause
from relief.offices.models import User
from relief.rules.codes import Text
from relief.web.forms import DayField, ReliefForm
from relief.web.texts import said

from . import services
from .models import Outcome, OutcomeKind, Reason, Screening

NEEDS = {OutcomeKind.NOT: ("reason", "words"), OutcomeKind.COME_BACK: ("come_back_on", "bring")}
BELONGS = {"reason": OutcomeKind.NOT, "come_back_on": OutcomeKind.COME_BACK, "bring": OutcomeKind.COME_BACK}


class OpenClauseForm(ReliefForm):
    """认定其他情形: which clause of a programme, whether the household falls under it, and why."""

    clause = forms.ChoiceField(label=_("哪一种情形"), widget=forms.RadioSelect)
    found = forms.ChoiceField(
        label=_("这一户有没有"), choices=[("yes", _("有")), ("no", _("没有"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("认定的依据"),
        max_length=300,
        help_text=_("您看到了什么、凭哪个文件；会记上您的姓名。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, clauses: Sequence[Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = {text.zh: text for text in clauses}
        self.offer("clause", [(zh, said(text)) for zh, text in self.clauses.items()])
        self.initial.setdefault("clause", clauses[0].zh if len(clauses) == 1 else None)

    def save(self, *, by: User, household: Household, programme: str) -> Judgement:
        typed = self.cleaned_data
        return judge_open_clause(
            by=by,
            household=household,
            programme=programme,
            clause=typed["clause"],
            found=typed["found"] == "yes",
            reason=typed["reason"],
        )


class OutcomeForm(ReliefForm):
    """What was agreed about one programme."""

    kind = forms.ChoiceField(label=_("这次怎么办"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("不申请的原因"), choices=[("", _("请选择")), *Reason.choices], required=False
    )
    come_back_on = DayField(
        label=_("哪天再来"),
        required=False,
        earliest=timezone.localdate,
        help_text=_("如2026-11-25。"),
    )
    bring = forms.CharField(
        label=_("带什么来"),
        max_length=200,
        required=False,
        help_text=_("能核对到的不要叫人去开证明。只是来说清楚，就写要说清什么。"),
    )
    words = forms.CharField(
        label=_("说明"),
        max_length=1000,
        required=False,
        help_text=_("不申请时必须写。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.layout = Layout(
            "kind",
            Fieldset(_("选了“这次不申请”"), "reason", css_class="group"),
            Fieldset(_("选了“改天再来”"), "come_back_on", "bring", css_class="group"),
            "words",
        )
        return helper

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        kind = found.get("kind")
        for name in NEEDS.get(kind, ()) if kind else ():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("请填写"))
        for name, owner in BELONGS.items():
            if kind and kind != owner and found.get(name):
                words = gettext("选“%(kind)s”才填这一格。请清空，或改上面的选择。") % {"kind": owner.label}
                self.add_error(name, words)
        return found

    def save(self, *, by: User, screening: Screening, programme: str) -> Outcome | None:
        """The outcome; None where nothing can rest on the screening any more, which the form then says."""
        said = self.cleaned_data
        try:
            return services.record_outcome(by=by, screening=screening, programme=programme, **said)
        except services.OutOfDate:
            self.add_error(None, _("筛查以后情况变了，还没有记下。请先重新筛查；您写的都还在这里。"))
            return None
