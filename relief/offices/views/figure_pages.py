from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from relief.web.files import shown_file

from ..access import SignedIn, get_visible_or_404, refuse
from ..document_pages import read_page
from ..figure_page import may_enter
from ..forms.figure_pages import FigurePagesForm
from ..models import FigurePage
from ..queries import figures_around
from .figures import MAY_ENTER


@require_http_methods(["GET", "POST"])
def figure_pages(request: SignedIn, pk: UUID) -> HttpResponse:
    """文件原件: the pages of an entry's document, and for the place that entered it the form to add some."""
    row = get_visible_or_404(figures_around(request.user.area), pk)
    enters = may_enter(request.user) and row.area_id == request.user.area_id
    if request.method == "POST" and not enters:
        return refuse(request, MAY_ENTER)
    sent = request.POST if request.method == "POST" else None
    form = FigurePagesForm(sent, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _say_what_was_kept(request, len(form.save(by=request.user, figures=row)))
        return redirect("figure_pages", row.pk)
    pages = row.pages.select_related("uploaded_by")
    return render(
        request,
        "offices/figure_pages.html",
        {"row": row, "pages": pages, "form": form if enters else None},
    )


def _say_what_was_kept(request: SignedIn, count: int) -> None:
    if count:
        text = ngettext("已存%(count)d份文件。", "已存%(count)d份文件。", count)
        messages.success(request, text % {"count": count})
    else:
        messages.warning(request, _("和已经存的一样，没有重复存。"))


@require_GET
def figure_page(request: SignedIn, pk: UUID) -> HttpResponse:
    """One page itself, for whoever reads the figures of the place."""
    around = figures_around(request.user.area)
    page = get_visible_or_404(FigurePage.objects.filter(figures__in=around), pk)
    return shown_file(read_page(page), page.kind, f"{page.figures_id}-{page.pk}")
