from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.web.forms import ReliefForm

from .. import queries, services
from ..models import Area, User


class CommunityForm(ReliefForm):
    """新增社区（村）."""

    name = forms.CharField(label=_("名称"), max_length=60)
    digits = forms.IntegerField(
        label=_("代码后三位"),
        min_value=1,
        max_value=999,
        help_text=_("居委会从001起，村委会从201起；已按最小的空号填好。"),
    )

    def __init__(self, *args: Any, township: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digits"].initial = queries.next_community_digits(township)

    def add(self, *, by: User) -> Area | None:
        """The new community, or None and a word at the box when the code is taken."""
        try:
            return services.add_community(by=by, **self.cleaned_data)
        except services.Taken:
            self.add_error("digits", _("这个代码已经有社区（村）用了。"))
            return None
