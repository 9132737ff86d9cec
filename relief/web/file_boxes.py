"""Boxes for photographs and papers: each file is made anew as it comes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from .uploads import LARGEST_BYTES, Cleaned, cleaned

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


def camera_box() -> FilesField:
    """拍照, on a telephone."""
    return FilesField(
        label=_("拍照"),
        required=False,
        help_text=_("在手机上打开相机；要拍清四角和公章。"),
        widget=Files(attrs={"accept": "image/*", "capture": "environment"}),
    )


def chosen_box() -> FilesField:
    """选照片或PDF. Named one by one, telephones hand over their own formats as JPEG."""
    return FilesField(
        label=_("选照片或PDF"),
        required=False,
        help_text=_("每份不超过10 MB，一次最多6份。照片里的拍摄地点等信息会去掉。"),
        widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
