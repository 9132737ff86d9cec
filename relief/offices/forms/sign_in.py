from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from relief.web.forms import ReliefForm


class SignInForm(ReliefForm, AuthenticationForm):
    """登录."""

    error_messages = {
        "invalid_login": _("账号或密码不对。连着试5次都不对，账号会停一会儿。"),
        "inactive": _("这个账号已经停用，请联系系统管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("单位发的账号，不是手机号。")
        self.fields["password"].label = _("密码")

    def clean_username(self) -> str:
        """One spelling, so that counting mistakes cannot be got round by capitals."""
        return self.cleaned_data["username"].strip().lower()
