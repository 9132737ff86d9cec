from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.web.forms import DayField, ReliefForm

from .kinds import PaperKind
from .models import DOCX
from .services import bring_word_form, drop_word_form
from .word import LARGEST_BYTES, mistakes_in

OURS, OWN = "ours", "own"


class WordFormForm(ReliefForm):
    """换表单: the county's own Word form, or ours again, from a day on."""

    which = forms.ChoiceField(
        label=_("用哪种表单"),
        choices=[(OWN, _("本县的Word表单")), (OURS, _("系统的表单"))],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("Word文件（.docx）"),
        required=False,
        help_text=_("不超过2 MB。字段照下面的表写；存之前会用样例填一遍。"),
        widget=forms.FileInput(attrs={"accept": DOCX}),
    )
    in_force_from = DayField(label=_("启用日期"), help_text=_("从这一天起新制作的文书用它；以前的文书不变。"))

    def __init__(self, *args: object, kind: PaperKind, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.file_name = kind, ""
        box = self.fields["in_force_from"]
        assert isinstance(box, DayField)
        box.earliest = lambda: today

    def clean_file(self) -> bytes | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if self.cleaned_data.get("which") != OWN:
            return None
        if file is None:
            raise ValidationError(_("请选择文件"), code="required")
        if (file.size or 0) > LARGEST_BYTES:
            raise ValidationError(_("超过2 MB。请去掉大图片再传。"), code="too_large")
        content, self.file_name = file.read(), (file.name or "")[-120:]
        if wrong := mistakes_in(content, self.kind):
            raise ValidationError(list(wrong))
        return content

    def save(self, *, by: User) -> None:
        day, content = self.cleaned_data["in_force_from"], self.cleaned_data["file"]
        if content is None:
            drop_word_form(by=by, kind=self.kind, in_force_from=day)
            return
        brought = {"name": self.file_name, "content": content}
        bring_word_form(by=by, kind=self.kind, in_force_from=day, **brought)
