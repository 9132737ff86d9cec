from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.models import User
from relief.web.forms import MoneyField, ReliefForm
from relief.web.money import money

from .. import services
from ..advice import Advice, pays
from ..conferences import decision_on
from ..lacking import Choice, mended
from ..models import Application
from ..other_programmes import Other
from ..queries import was_asked_before
from ..services import Refused
from ..words import deed_words
from ..workflow import ACTIONS, AFTER_THE_OPINION, WAITING, DeedKind, State
from .boxes import refusals_in
from .referring import Onwards

# The page puts in its place what stands in the box of the amount.
AMOUNT = "{amount}"
OTHER_GROUND = ""
LONGEST = 2000
BELONGS = {
    "amount": (DeedKind.APPROVE,),
    "reason": (DeedKind.APPROVE, DeedKind.REFUSE, DeedKind.REFER),
    "ground": (DeedKind.REFUSE,),
    "article": (DeedKind.REFUSE,),
    "mend": (DeedKind.SEND_BACK,),
    "text": (DeedKind.SEND_BACK,),
    "again": (DeedKind.SEND_BACK,),
}
"""Which deeds a box belongs to."""


class DecisionForm(ReliefForm):
    """您的决定: one of the deeds on offer, with what belongs to it. `typed` keeps what was chosen before."""

    decision = forms.ChoiceField(label=gettext_lazy("决定"), widget=forms.RadioSelect)
    amount = MoneyField(label=gettext_lazy("金额"), required=False)
    ground = forms.ChoiceField(
        label=gettext_lazy("不符合哪一条"), required=False, widget=forms.RadioSelect, choices=()
    )
    article = forms.CharField(label=gettext_lazy("依据条文"), required=False, max_length=200)
    mend = forms.MultipleChoiceField(
        label=gettext_lazy("缺什么"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=gettext_lazy("要补正什么"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("协理员照这个去补。上面没有列出的写在这里。"),
    )
    again = forms.CharField(
        label=gettext_lazy("为什么再次要求补正"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("要补正什么应当一次告知。上次没有说的，写明原因。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        advice: Advice,
        deeds: Collection[DeedKind],
        grounds: Collection[Choice] = (),
        missing: Collection[Choice] = (),
        others: Collection[Other] = (),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", _begins_with(application, advice))
        super().__init__(*args, **kwargs)
        self.application = application
        # What was chosen stays on offer while the facts have to be screened again.
        typed = self.data.get("decision") or self.initial.get("decision")
        self.deeds = tuple(each for each in DeedKind if each in deeds or each == typed and each in BELONGING)
        self.words: dict[str, str] = {each: deed_words(ACTIONS[each]) for each in self.deeds}
        self.offer("decision", [(each.value, self.words[each]) for each in self.deeds])
        self._offer_grounds(grounds)
        self._offer_missing(missing)
        self._leave_out()
        refusing = DeedKind.REFUSE in self.deeds and application.state in WAITING
        self.onwards = Onwards(self, others if refusing else ())
        self._explain(advice)

    def _offer_grounds(self, grounds: Collection[Choice]) -> None:
        """The criteria that are not met, each with its article; or another, typed."""
        if grounds:
            self.offer("ground", [*grounds, (OTHER_GROUND, _("别的依据，写在下面"))])
        else:
            del self.fields["ground"]

    def _offer_missing(self, missing: Collection[Choice]) -> None:
        """What is missing now; what was ticked stays, though it may have been mended meanwhile."""
        ticked = self.data.getlist("mend") if hasattr(self.data, "getlist") else []
        known = {value for value, _label in missing}
        choices = [*missing, *((each, each) for each in ticked if each not in known)]
        if choices:
            self.offer("mend", choices)
        else:
            del self.fields["mend"]

    def _leave_out(self) -> None:
        for name, belongs in BELONGS.items():
            if name in self.fields and not set(belongs) & set(self.deeds):
                del self.fields[name]
        if not pays(self.application.programme):
            self.fields.pop("amount", None)
        if self.application.state in AFTER_THE_OPINION or not was_asked_before(self.application):
            self.fields.pop("again", None)

    def _explain(self, advice: Advice) -> None:
        if "amount" in self.fields:
            self._explain_amount(advice)
        if "reason" in self.fields:
            told = {"deeds": _("、").join(self._always_with_a_reason())}
            departing = DeedKind.APPROVE in self.deeds
            hint = _("%(deeds)s、或与系统建议不同，必须写。") if departing else _("%(deeds)s必须写。")
            self.fields["reason"].help_text = _("写进决定，申请人看得到。") + hint % told
        if "article" in self.fields:
            self.fields["article"].help_text = _("如民发〔2021〕57号第十四条。")

    def _always_with_a_reason(self) -> list[str]:
        return [self.words[each] for each in (DeedKind.REFUSE, DeedKind.REFER) if each in self.words]

    def _explain_amount(self, advice: Advice) -> None:
        """The box of the amount, and the words of a button that says it."""
        monthly = advice.programme.period == "month"
        box, told = self.fields["amount"], {"deed": self.words[DeedKind.APPROVE], "amount": AMOUNT}
        box.label = _("每月金额") if monthly else _("金额")
        box.help_text = _amount_hint(advice.amount)
        words = _("%(deed)s，每月%(amount)s元") if monthly else _("%(deed)s，%(amount)s元")
        self.words["amount"] = words % told

    @property
    def plain(self) -> list[forms.BoundField]:
        """Every box but those of the other programmes."""
        return [field for field in self if field.name not in self.onwards.names]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("decision") == DeedKind.REFUSE:
            self.onwards.check()
        return found

    def save(self, *, by: User, open_for: int) -> bool:
        """Whether it was done; a refusal then stands in the form. `open_for`: seconds since it was opened."""
        self.open_for = open_for
        with refusals_in(self):
            DOING[DeedKind(self.cleaned_data["decision"])](self, by)
        return not self.errors

    def _approve(self, by: User) -> None:
        said = self.cleaned_data
        typed = {"amount": said.get("amount"), "reason": said["reason"]}
        services.approve(by=by, application=self.application, open_for=self.open_for, **typed)

    def _refuse(self, by: User) -> None:
        said = self.cleaned_data
        article = said["article"].strip() or said.get("ground", "")
        if said["reason"].strip() and not article:
            raise Refused(_("请选不符合的一条，或写依据条文。"), "article")
        typed = {"reason": said["reason"], "article": article, **self.onwards.said()}
        services.refuse(by=by, application=self.application, open_for=self.open_for, **typed)

    def _send_back(self, by: User) -> None:
        said = self.cleaned_data
        text = mended(said.get("mend", []), said["text"])
        services.send_back(by=by, application=self.application, text=text, again=said.get("again", ""))

    def _refer(self, by: User) -> None:
        services.refer(by=by, application=self.application, reason=self.cleaned_data["reason"])


DOING: dict[DeedKind, Callable[[DecisionForm, User], None]] = {
    DeedKind.APPROVE: DecisionForm._approve,
    DeedKind.REFUSE: DecisionForm._refuse,
    DeedKind.SEND_BACK: DecisionForm._send_back,
    DeedKind.REFER: DecisionForm._refer,
}
BELONGING = frozenset(DOING)


def _begins_with(application: Application, advice: Advice) -> dict[str, Any]:
    """What stands in the boxes first: what is advised, or what the conference has decided."""
    decided = decision_on(application) if application.state == State.IN_CONFERENCE else None
    if decided is None:
        return {"amount": advice.amount}
    return {"amount": decided.amount, "reason": decided.reasons}


def _amount_hint(advised: int | None) -> str:
    if advised is None:
        return _("没有算出金额，请按实际情况写，并写明理由。")
    return _("建议%(amount)s。改动要写理由。") % {"amount": money(advised)}
