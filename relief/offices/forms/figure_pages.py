"""传文件原件: photographs or PDFs of the document of one entry."""

from typing import Any

from django.utils.translation import gettext as _

from relief.web.file_boxes import camera_box, chosen_box
from relief.web.forms import ReliefForm

from ..document_pages import add_pages
from ..models import FigurePage, LocalFigures, User


class FigurePagesForm(ReliefForm):
    camera, chosen = camera_box(), chosen_box()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found["camera"] and not found["chosen"]:
            self.add_error("chosen", _("请拍照，或选一份文件"))
        return found

    def save(self, *, by: User, figures: LocalFigures) -> list[FigurePage]:
        files = [*self.cleaned_data["camera"], *self.cleaned_data["chosen"]]
        return add_pages(by=by, figures=figures, files=files)
