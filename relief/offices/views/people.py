import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import queries, services
from ..access import SignedIn, get_visible_or_404, role_required
from ..forms.people import NewPersonForm, PersonForm
from ..models import Role
from ..typed import sent


@require_GET
@role_required(Role.ADMINISTRATOR)
def people(request: SignedIn) -> HttpResponse:
    """人员: everybody who works in one's own area."""
    return render(request, "offices/people.html", {"people": queries.people_in(request.user.area)})


@require_http_methods(["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def person_add(request: SignedIn) -> HttpResponse:
    form = NewPersonForm(sent(request), by=request.user)
    password = secrets.token_urlsafe(9)
    if (
        request.method == "POST"
        and form.is_valid()
        and (person := form.add(by=request.user, password=password))
    ):
        # Shown here and nowhere else: a message or a redirect would keep it in a cookie.
        return render(request, "offices/person_added.html", {"person": person, "password": password})
    return render(request, "offices/person_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def person_change(request: SignedIn, pk: UUID) -> HttpResponse:
    person = get_visible_or_404(queries.people_in(request.user.area), pk)
    if person.pk == request.user.pk:
        return render(request, "offices/person_self.html", status=403)
    initial = {"role": person.role, "area": person.area, "is_active": person.is_active}
    form = PersonForm(sent(request), by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_person(by=request.user, person=person, **form.cleaned_data)
        messages.success(request, _("已保存%(name)s的变更。") % {"name": person.display_name})
        return redirect("people")
    return render(request, "offices/person_change.html", {"form": form, "person": person})
