from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from ..forms.password import ChangePasswordForm


class PasswordChange(PasswordChangeView):
    """改密码. Every other session of the account ends with the old password."""

    template_name = "offices/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:  # type: ignore[override]
        answer = super().form_valid(form)
        messages.success(self.request, _("密码已改。别的电脑上用这个账号的，都要用新密码重新登录。"))
        return answer
