import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from . import queries, services
from .access import SignedIn, acting, get_visible_or_404, role_required
from .calendar_page import months_of
from .figure_words import lines_of, summary
from .forms import CommunityForm, NewPersonForm, PersonForm, SignInForm
from .models import Role, Section


class SignIn(LoginView):
    """登录."""

    template_name = "offices/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        with acting(person):
            services.record_sign_in(by=person)
        return super().form_valid(form)


class SignOut(LogoutView):
    """退出."""

    next_page = "login"

    def post(self, request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        services.record_sign_out(by=request.user)
        return super().post(request, *args, **kwargs)


@require_GET
def figures(request: SignedIn) -> HttpResponse:
    """本地标准: what is in force today where one works, and everything that was registered."""
    area, today, now = request.user.area, timezone.localdate(), timezone.now()
    in_force = queries.figures_in_force(area, today, now)
    standing = next((row for row in in_force if row.section == Section.FIGURES), None)
    found = {
        "today": today,
        "standing": standing,
        "lines": lines_of(standing.values) if standing else [],
        "known": [(row, summary(row.values)) for row in queries.figures_known(area, now)],
        "areas": queries.areas_around(area),
    }
    return render(request, "offices/figures.html", found)


@require_GET
@role_required(Role.ADMINISTRATOR)
def people(request: SignedIn) -> HttpResponse:
    """人员: everybody who works in one's own area."""
    return render(request, "offices/people.html", {"people": queries.people_in(request.user.area)})


@require_http_methods(["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def person_add(request: SignedIn) -> HttpResponse:
    form = NewPersonForm(request.POST or None, by=request.user)
    password = secrets.token_urlsafe(9)
    if form.is_valid() and (person := form.add(by=request.user, password=password)):
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
    form = PersonForm(request.POST or None, by=request.user, initial=initial)
    if form.is_valid():
        services.change_person(by=request.user, person=person, **form.cleaned_data)
        messages.success(request, _("已保存%(name)s的变更。") % {"name": person.display_name})
        return redirect("people")
    return render(request, "offices/person_change.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
@role_required(Role.APPROVER)
def communities(request: SignedIn) -> HttpResponse:
    """社区和村: those of one's own township, and the box for another one."""
    township = request.user.area
    form = CommunityForm(request.POST or None, township=township)
    if form.is_valid() and (community := form.add(by=request.user)):
        message = _("已新增%(name)s，代码%(code)s。") % {"name": community.name, "code": community.code}
        messages.success(request, message)
        return redirect("communities")
    found = {"form": form, "township": township, "communities": township.children.all()}
    return render(request, "offices/communities.html", found)


@require_GET
@role_required(Role.ADMINISTRATOR)
def calendar(request: SignedIn, year: int | None = None) -> HttpResponse:
    """工作日历."""
    year = year or timezone.localdate().year
    days = list(queries.calendar_of(year))
    if not days:
        raise Http404
    found = {
        "year": year,
        "months": months_of(year, days),
        "provisional": any(day.provisional for day in days),
        "years": queries.calendar_years(),
        "working": sum(day.is_working for day in days),
    }
    return render(request, "offices/calendar.html", found)
