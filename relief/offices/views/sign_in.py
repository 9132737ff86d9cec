from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator

from .. import services
from ..access import SignedIn, acting
from ..ended import give_back, login_page
from ..forms.sign_in import SignInForm


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """登录."""

    template_name = "offices/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kept = request.POST.get("kept")
        if kept and request.user.is_authenticated:
            return give_back(request, kept)
        if kept and "username" not in request.POST:
            return login_page(request, next=request.POST.get("next", ""), kept=kept)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        with acting(person):
            services.record_sign_in(by=person)
        answer = super().form_valid(form)
        kept = self.request.POST.get("kept")
        return give_back(self.request, kept) if kept else answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, kept=self.request.POST.get("kept", ""))


class SignOut(LogoutView):
    """退出."""

    next_page = "login"

    def post(self, request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        services.record_sign_out(by=request.user)
        return super().post(request, *args, **kwargs)
