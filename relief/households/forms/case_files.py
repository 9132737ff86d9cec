from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.rules.cases import read_cases
from relief.web.forms import ReliefForm

from .. import services
from ..models import CaseFile
from ..published import published_cases

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
        self.offer("source", [("file", _("我的文件")), ("published", count)])

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
