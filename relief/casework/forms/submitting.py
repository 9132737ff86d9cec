from typing import Any

from django.utils.translation import gettext_lazy

from relief.households.models import Household
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.web.forms import MoneyField, ReliefForm

from .. import services
from ..models import Application
from ..services import Refused
from .boxes import box_of


class SubmitForm(ReliefForm):
    """提交一个项目; the amount only where the programme asks for one."""

    requested = MoneyField(
        label=gettext_lazy("申请金额"), required=False, help_text=gettext_lazy("按实际需要写。")
    )

    def __init__(self, *args: Any, household: Household, programme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household, self.programme = household, programme
        if not BY_CODE[programme].asks_amount:
            del self.fields["requested"]

    def save(self, *, by: User) -> Application | None:
        """The application; None after a refusal, which then stands in the form."""
        requested = self.cleaned_data.get("requested")
        try:
            return services.submit(
                by=by, household=self.household, programme=self.programme, requested=requested
            )
        except Refused as refused:
            self.add_error(box_of(self, refused), str(refused))
            return None
