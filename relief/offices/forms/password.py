from typing import Any

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from relief.web.forms import ReliefForm

from .. import services
from ..models import User

WEAK = {
    "password_too_short": _("至少10个字符。"),
    "password_too_common": _("这个密码太常见，别人容易猜到。"),
    "password_too_similar": _("和账号太像，别人容易猜到。"),
}


class ChangePasswordForm(ReliefForm, PasswordChangeForm):
    """改密码. The present one is asked for, because a desk may stand open."""

    error_messages = {
        "password_mismatch": _("两次写的不一样，请再写一遍。"),
        "password_incorrect": _("现在的密码不对，请再写一遍。"),
    }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        words: dict[str, tuple[Any, Any]] = {
            "old_password": (_("现在的密码"), ""),
            "new_password1": (_("新密码"), _("至少10个字符，不用常见的，也不要和账号相近。")),
            "new_password2": (_("再写一遍新密码"), ""),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
            self.fields[name].widget.attrs.pop("autofocus", None)

    def validate_password_for_user(self, user: Any, password_field_name: str = "new_password1") -> None:
        password = self.cleaned_data.get("new_password1")
        if not password:
            return
        try:
            validate_password(password, user)
        except ValidationError as error:
            for each in error.error_list:
                self.add_error("new_password1", WEAK.get(each.code or "", each))

    def save(self, commit: bool = True) -> User:
        person = services.change_password(by=self.user, password=self.cleaned_data["new_password1"])
        self.user.password = person.password
        return person
