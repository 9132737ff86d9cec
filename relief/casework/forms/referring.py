"""转介 on the form of a refusal, and 结束转介: what belongs to a refusal beside its reason."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.web.forms import ReliefForm

from .. import services
from ..models import ReferralKind
from ..other_programmes import Other
from ..referrals import drafts_in
from ..services import onward_box
from .investigating import StepForm

LONGEST = 500
FOR_ALL = "because"
CHOICES = (
    (ReferralKind.DRAFTED, gettext_lazy("起草转介")),
    (ReferralKind.DECLINED, gettext_lazy("不转介，写明原因")),
)


class Row(NamedTuple):
    """One programme with its two boxes."""

    other: Other
    choice: forms.BoundField
    because: forms.BoundField


def because_box(programme: str) -> str:
    return f"because-{programme}"


class Onwards:
    """起草转介, or 不转介 and why, of every programme that may still help: boxes of a form of a decision.

    What fits is drafted unless somebody says otherwise; what cannot be told yet somebody has to answer.
    """

    def __init__(self, form: ReliefForm, others: Collection[Other]) -> None:
        self.form = form
        self.others = [each for each in others if not each.url]
        for each in self.others:
            form.take(_boxes(each))
        if len(self.others) > 1:
            form.take(
                {FOR_ALL: _reason(_("没有另写的，都因为"), _("上面选了不转介、没有写原因的，都按这一条。"))}
            )

    @property
    def rows(self) -> list[Row]:
        boxes = self.form
        return [
            Row(each, boxes[onward_box(each.code)], boxes[because_box(each.code)]) for each in self.others
        ]

    @property
    def for_all(self) -> forms.BoundField | None:
        return self.form[FOR_ALL] if FOR_ALL in self.form.fields else None

    @property
    def names(self) -> set[str]:
        each = (name for other in self.others for name in (onward_box(other.code), because_box(other.code)))
        return {*each, FOR_ALL}

    def check(self) -> None:
        """Every mistake at once, each beside its box."""
        for name, message in self._mistakes(self.form.cleaned_data):
            self.form.add_error(name, message)

    def _mistakes(self, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
        declined = self.said()["declined"]
        for each in self.others:
            kind = said.get(onward_box(each.code))
            if not kind and onward_box(each.code) not in self.form.errors:
                yield onward_box(each.code), _("请选起草转介，或不转介并写明原因。")
            if kind == ReferralKind.DECLINED and not declined[each.code]:
                yield because_box(each.code), _("请写不转介的原因。")

    def said(self) -> dict[str, Any]:
        """What goes to the service."""
        said, kinds = self.form.cleaned_data, {}
        for each in self.others:
            kinds[each.code] = said.get(onward_box(each.code))
        because = {code: said.get(because_box(code)) or said.get(FOR_ALL, "") for code in kinds}
        return {
            "drafted": {code for code, kind in kinds.items() if kind == ReferralKind.DRAFTED},
            "declined": {
                code: because[code] for code, kind in kinds.items() if kind == ReferralKind.DECLINED
            },
        }


def _boxes(other: Other) -> dict[str, forms.Field]:
    title = {"title": other.title}
    return {
        onward_box(other.code): forms.ChoiceField(
            label=_("转介：%(title)s") % title,
            choices=CHOICES,
            required=False,
            widget=forms.RadioSelect,
            initial=ReferralKind.DRAFTED if other.verdict == "eligible" else None,
        ),
        because_box(other.code): _reason(_("不转介%(title)s的原因") % title),
    }


def _reason(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class EndReferralForm(StepForm):
    """结束转介: of which programme, and why the household does not apply for it."""

    service = services.end_referral
    takes_today = False

    programme = forms.ChoiceField(label=gettext_lazy("转介的项目"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("为什么不申请"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = drafts_in(self.application)
        self.offer("programme", [(each.referral.programme, each.programme) for each in drafts])
        if len(drafts) == 1:
            self.fields["programme"].initial = drafts[0].referral.programme
