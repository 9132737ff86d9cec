from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.documents import DocumentKind, read_document
from relief.offices.models import User
from relief.rules.cases import read_cases
from relief.web.days import long_day
from relief.web.forms import ReliefForm

from . import services
from .models import CaseFile, DoubleMembership, DoubleMembershipAnswer, Member
from .published import published_cases

MOST_BYTES = 1024 * 1024
MOST_CASES = 300
LONGEST_FILE_NAME = 120


class CaseFileForm(ReliefForm):
    """带入案例: a file of one's own, or the published cases."""

    source = forms.ChoiceField(label=_("案例从哪里来"), widget=forms.RadioSelect, initial="file")
    file = forms.FileField(
        label=_("案例文件"),
        required=False,
        allow_empty_file=True,
        max_length=LONGEST_FILE_NAME,
        help_text=_(".yaml，不超过1 MB，一次最多300个案例。"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    file_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = gettext("公布的案例，共%(count)d个") % {"count": len(published_cases())}
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)
        source.choices = [("file", _("我的文件")), ("published", count)]

    def clean_file(self) -> str | None:
        """The text of the file, read once to be sure that it holds cases."""
        file = self.cleaned_data["file"]
        if self.cleaned_data.get("source") != "file":
            return None
        if file is None:
            raise ValidationError(_("请选择文件"), code="required")
        self.file_name = file.name or ""
        return read_text(file)

    def bring(self, *, by: User) -> CaseFile:
        text = self.cleaned_data["file"]
        return services.bring_case_file(by=by, name=self.file_name or gettext("公布的案例"), text=text)


def read_text(file: UploadedFile) -> str:
    if not (file.name or "").lower().endswith((".yaml", ".yml")):
        raise ValidationError(_("请选.yaml文件"), code="kind")
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(_("文件超过1 MB，请分成几份"), code="size")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("文件不是UTF-8编码，请另存为UTF-8再试"), code="encoding") from None
    count = sum(1 for _case in read_cases(text, ""))
    if count == 0:
        raise ValidationError(_("文件里没有案例"), code="empty")
    if count > MOST_CASES:
        raise ValidationError(
            gettext("一次最多%(most)d个案例，这里有%(count)d个") % {"most": MOST_CASES, "count": count}
        )
    return text


class MemberPersonForm(ReliefForm):
    """姓名和证件 of one member."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-name", "autocomplete": "off"}),
    )
    document_kind = forms.ChoiceField(label=_("证件种类"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("手上没有证件就先空着，以后再补。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-name"}),
    )
    same_person = forms.BooleanField(
        label=_("已经核实，是同一个人"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        if person := member.person:
            kwargs["initial"] = {"name": person.name, "document_kind": person.document_kind}
        super().__init__(*args, **kwargs)
        self.member = member
        if member.person and member.person.number:
            self.fields["number"].help_text = _("已登记的不显示；要改才填。")

    def clean_name(self) -> str:
        """One spelling: blanks at the ends and doubled ones say nothing."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        found["document"] = None
        if found.get("number") and found.get("document_kind"):
            try:
                kind = DocumentKind(found["document_kind"])
                found["document"] = read_document(kind, found["number"], today=timezone.localdate())
            except ValidationError as wrong:
                self.add_error("number", wrong)
        document = found["document"]
        if document and document.born_on:
            self._check_birthday(document.born_on)
        return found

    def _check_birthday(self, born_on: date) -> None:
        if self.member.born_on and self.member.born_on != born_on:
            days = {"number": long_day(born_on), "declared": long_day(self.member.born_on)}
            text = gettext("号码里的出生日期是%(number)s，申报的是%(declared)s，请核对哪一个对。") % days
            self.add_error("number", text)

    def save(self, *, by: User) -> services.Naming:
        """Gives the name, or says why not yet: at the box, or by an offer that waits for an answer."""
        found = self.cleaned_data
        naming = services.name_member(
            by=by,
            member=self.member,
            name=found["name"],
            document=found["document"],
            same_person=found["same_person"],
        )
        if naming.state == services.NamingState.KNOWN:
            self.fields["same_person"].widget = forms.CheckboxInput()
        elif naming.state == services.NamingState.NAME_DIFFERS:
            self.add_error("name", _("姓名和已登记的不一样，没有关联。请核对姓名。"))
        elif naming.state == services.NamingState.ALREADY_MEMBER:
            self.add_error("number", _("这个人已经是本户成员。"))
        return naming


class DoubleMembershipForm(ReliefForm):
    """核实重复成员."""

    answer = forms.ChoiceField(
        label=_("核实的结果"), choices=DoubleMembershipAnswer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("怎么核实的"), max_length=300, help_text=_("例如：11月23日电话问过对方街道，上月已迁出。")
    )

    def save(self, *, by: User, warning: DoubleMembership) -> None:
        services.answer_double_membership(
            by=by,
            warning=warning,
            answer=DoubleMembershipAnswer(self.cleaned_data["answer"]),
            reason=self.cleaned_data["reason"],
        )
