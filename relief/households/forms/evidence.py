from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.rules.papers import BY_CODE, Situation
from relief.web.file_boxes import CHOOSE_AGAIN, camera_box, chosen_box
from relief.web.forms import ReliefForm

from ..models import Evidence, Household, Member
from ..models.evidence import OTHER_PAPER
from ..papers import form_choices
from ..services.evidence import add_evidence, withdraw_evidence


class EvidenceForm(ReliefForm):
    """交材料: which paper, whose, what it shows, and the photographs or files."""

    paper = forms.ChoiceField(label=_("哪一份材料"))
    member = forms.ChoiceField(label=_("是谁的"), required=False)
    about = forms.ChoiceField(
        label=_("证明哪一项"), required=False, help_text=_("不选就按材料本身；其他佐证要选。")
    )
    camera, chosen = camera_box(), chosen_box()

    def __init__(
        self,
        *args: Any,
        members: Sequence[Member],
        names: dict[str, str],
        situation: Situation,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.situation = {member.key: member for member in members}, situation
        papers, about = form_choices()
        self.offer("paper", [("", gettext("请选择")), *papers])
        self.offer("member", [("", gettext("全家")), *names.items()])
        self.offer("about", [("", gettext("按材料本身")), *about])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        paper, member = found.get("paper"), found.get("member")
        if paper == OTHER_PAPER and not found.get("about"):
            self.add_error("about", _("其他佐证要说明证明哪一项"))
        keys = BY_CODE[paper].whose(self.situation) if paper in BY_CODE else ()
        if keys and None not in keys and not member and "member" not in self.errors:
            self.add_error("member", _("这份材料每人一份，请选是谁的"))
        files = found.get("chosen", []) + found.get("camera", [])
        if self.errors and files:
            self.add_error("chosen", gettext(CHOOSE_AGAIN))
        elif not self.errors and not files:
            self.add_error("chosen", _("请拍照，或选一份文件"))
        return found

    @property
    def sent_files(self) -> int:
        return len(self.cleaned_data["camera"]) + len(self.cleaned_data["chosen"])

    def save(self, *, by: User, household: Household) -> list[Evidence]:
        found = self.cleaned_data
        paper = BY_CODE.get(found["paper"])
        return add_evidence(
            by=by,
            household=household,
            member=self.members.get(found["member"]),
            paper=found["paper"],
            about=found["about"] or (paper.about if paper else ""),
            files=[*found["camera"], *found["chosen"]],
        )


class WithdrawForm(ReliefForm):
    """作废一份材料."""

    reason = forms.CharField(
        label=_("为什么作废"), max_length=300, help_text=_("例如：拍成了别人的；重拍了一张清楚的。")
    )

    def save(self, *, by: User, evidence: Evidence) -> None:
        withdraw_evidence(by=by, evidence=evidence, reason=self.cleaned_data["reason"])
