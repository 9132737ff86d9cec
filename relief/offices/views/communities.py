from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..access import SignedIn, role_required
from ..forms.communities import CommunityForm
from ..models import Role
from ..typed import sent


@require_http_methods(["GET", "POST"])
@role_required(Role.APPROVER)
def communities(request: SignedIn) -> HttpResponse:
    """社区和村: those of one's own township, and the box for another one."""
    township = request.user.area
    form = CommunityForm(sent(request), township=township)
    if request.method == "POST" and form.is_valid() and (community := form.add(by=request.user)):
        message = _("已新增%(name)s，代码%(code)s。") % {"name": community.name, "code": community.code}
        messages.success(request, message)
        return redirect("communities")
    found = {"form": form, "township": township, "communities": township.children.all()}
    return render(request, "offices/communities.html", found)
