from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.rules.papers import BY_CODE, Situation
from relief.web.forms import ReliefForm

from ..models import Evidence, Household, Member
from ..models.evidence import OTHER_PAPER
from ..papers import form_choices
from ..services.evidence import add_evidence, withdraw_evidence
from ..uploads import LARGEST_BYTES, Cleaned, cleaned

MOST_FILES = 6
# A browser that runs no script of ours cannot keep what was chosen.
CHOOSE_AGAIN = gettext_noop("都没有存。改好再存；下面没有列出来的文件要再选一遍")


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one box, each made anew; every mistake names its file."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Cleaned]:
        sent = [each for each in data or [] if each]
        if len(sent) > MOST_FILES:
            raise ValidationError(_("一次最多%(most)d份，请分几次交") % {"most": MOST_FILES}, code="too_many")
        found, wrong = [], []
        for file in sent:
            try:
                found.append(_read(file))
            except ValidationError as mistake:
                wrong.append(_named(file, mistake))
        if wrong:
            raise ValidationError([*wrong, gettext(CHOOSE_AGAIN)])
        return found


def _read(file: UploadedFile) -> Cleaned:
    if (file.size or 0) > LARGEST_BYTES:
        raise ValidationError(_("超过10 MB，请拍小一点，或分成几份"), code="too_large")
    return cleaned(file.read())


def _named(file: UploadedFile, mistake: ValidationError) -> str:
    return gettext("%(label)s：%(value)s") % {"label": (file.name or "")[-40:], "value": mistake.messages[0]}


class EvidenceForm(ReliefForm):
    """交材料: which paper, whose, what it shows, and the photographs or files."""

    paper = forms.ChoiceField(label=_("哪一份材料"))
    member = forms.ChoiceField(label=_("是谁的"), required=False)
    about = forms.ChoiceField(
        label=_("证明哪一项"), required=False, help_text=_("不选就按材料本身；其他佐证要选。")
    )
    camera = FilesField(
        label=_("拍照"),
        required=False,
        help_text=_("在手机上打开相机；要拍清四角和公章。"),
        widget=Files(attrs={"accept": "image/*", "capture": "environment"}),
    )
    # Named one by one, telephones hand over their own formats as JPEG.
    chosen = FilesField(
        label=_("选照片或PDF"),
        required=False,
        help_text=_("每份不超过10 MB，一次最多6份。照片里的拍摄地点等信息会去掉。"),
        widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

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
