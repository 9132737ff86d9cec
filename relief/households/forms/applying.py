"""申请人 and 核对授权书: none of it is a fact for the rules."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.rules.reading import full_years
from relief.vault.masks import masked_number
from relief.web.days import long_day
from relief.web.forms import DayField, ReliefForm, ThreeWayField

from .. import services
from ..applied import TEXTS, Values, applicant_mark, applicant_values, consent_mark
from ..differences import Difference
from ..models import Applicant, Household, Mandate, Member
from ..queries import Consents, name_of
from ..services import Given
from .declaring import as_typed

FULL_AGE = 18
SAME = [("", None), (None, "")]
_BETWEEN = re.compile(r"[\s\-－—]+")


def digits(text: str, shortest: int, longest: int, message: Any) -> str:
    """A telephone or account number as it is kept: figures alone."""
    found = _BETWEEN.sub("", text)
    if found and not (found.isascii() and found.isdecimal() and shortest <= len(found) <= longest):
        raise ValidationError(message, code="invalid")
    return found


def text(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **more)


class ApplicantForm(ReliefForm):
    """Which member applies, or who for them; where to reach and to pay them."""

    member = forms.ChoiceField(label=_("申请的成员"), widget=forms.RadioSelect)
    mandate = forms.ChoiceField(
        label=_("谁来申请"), choices=Mandate.choices, widget=forms.RadioSelect, initial=Mandate.SELF
    )
    agent_name = text(_("代为申请的人"), 60)
    agent_relation = text(_("与申请人的关系"), 60)
    agent_reason = text(_("代为申请的原因"), 300, help_text=_("例如：本人卧床，不能自己来。"))
    guardian_consents = ThreeWayField(
        label=_("监护人同意"), yes=_("同意"), no=_("不同意"), help_text=_("申请人未满18周岁时要填。")
    )
    guardian_name = text(_("监护人"), 60)
    telephone = text(_("电话"), 20, widget=forms.TextInput(attrs={"inputmode": "tel", "class": "w-name"}))
    address = text(_("住址，写到门牌"), 200)
    account = text(
        _("银行账号"), 40, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-name"})
    )
    account_holder = text(_("开户人"), 60)

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        household: Household,
        members: Sequence[Member],
        checked: bool = True,
    ) -> None:
        self.stored: Applicant | None = Applicant.objects.filter(household=household).first()
        super().__init__(typed if checked else None, initial=self._stored_values(members))
        if typed is not None and not checked:
            self.initial = as_typed(self, typed)
        self.seen = (typed.get("seen", "") if typed else "") or applicant_mark(applicant_values(self.stored))
        self.household, self.members = household, {str(member.pk): member for member in members}
        self.offer("member", [(key, name_of(member)) for key, member in self.members.items()])
        self.fields["address"].help_text = gettext("%(community)s的住址") % {"community": household.area.name}
        if self.stored and self.stored.account:
            hint = {"masked": masked_number(str(self.stored.account))}
            self.fields["account"].help_text = gettext("已登记%(masked)s。不改就空着。") % hint

    def _stored_values(self, members: Sequence[Member]) -> dict[str, Any]:
        if self.stored is None:
            head = next((each for each in members if each.relation == "head"), None)
            return {"member": str(head.pk)} if head else {}
        names = [name for name in TEXTS if name != "account"]
        found = {name: str(getattr(self.stored, name) or "") for name in names}
        return found | {
            "member": str(self.stored.member_id),
            "mandate": self.stored.mandate,
            "guardian_consents": self.stored.guardian_consents,
        }

    def clean_telephone(self) -> str:
        return digits(self.cleaned_data["telephone"], 7, 15, _("电话写7到15位数字"))

    def clean_account(self) -> str:
        return digits(self.cleaned_data["account"], 8, 32, _("账号写8到32位数字"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for box, message in self._missing(found):
            if box not in self.errors:
                self.add_error(box, message)
        return found

    def _missing(self, found: dict[str, Any]) -> Iterator[tuple[str, str]]:
        yield from self._missing_of_agent(found)
        if self._is_minor(found.get("member", "")) and found.get("guardian_consents") is None:
            yield "guardian_consents", gettext("申请人未满18周岁，要问监护人是否同意")
        if found.get("guardian_consents") is not None and not found.get("guardian_name"):
            yield "guardian_name", gettext("请写监护人姓名")
        if found.get("guardian_name") and found.get("guardian_consents") is None:
            yield "guardian_consents", gettext("写了监护人，请选同意不同意")
        kept = self.stored.account_holder if self.stored else ""
        if (found.get("account") or kept) and not found.get("account_holder"):
            yield "account_holder", gettext("有账号就要写开户人")
        if found.get("account_holder") and not (found.get("account") or kept):
            yield "account", gettext("请写这个开户人的账号")

    def _missing_of_agent(self, found: dict[str, Any]) -> Iterator[tuple[str, str]]:
        agent = [box for box in ("agent_name", "agent_relation", "agent_reason") if found.get(box)]
        if found.get("mandate") != Mandate.SELF:
            for box in {"agent_name", "agent_reason"} - set(agent):
                yield box, gettext("代为申请时请填写")
        elif agent:
            yield "mandate", gettext("选了本人，下面却写了代为申请的人。请改其中一处。")

    def _is_minor(self, member: str) -> bool:
        born_on: date | None = self.members[member].born_on if member in self.members else None
        return bool(born_on and full_years(born_on, timezone.localdate()) < FULL_AGE)

    def values(self, kept: str | None = None) -> dict[str, Any]:
        """What was typed, to keep. An account box that is left empty leaves the account as it is."""
        found = self.cleaned_data
        account = kept if kept is not None else applicant_values(self.stored).get("account", "")
        values: dict[str, Any] = {name: found[name] for name in TEXTS}
        values |= {name: found[name] or None for name in ("telephone", "address")}
        values |= {
            "account": found["account"] or account or None,
            "member": self.members[found["member"]],
            "mandate": found["mandate"],
            "guardian_consents": found["guardian_consents"],
        }
        return values

    def save(self, *, by: User) -> None:
        """Overtaken when somebody else saved after the page was opened."""
        services.declare_applicant(by=by, household=self.household, values=self.values(), seen=self.seen)

    def against(self, theirs: Values) -> list[Difference]:
        """What is typed beside what somebody else saved; saving again is then on top of theirs."""
        self.seen = applicant_mark(theirs)
        mine = self.values(theirs.get("account", ""))
        mine |= {"member": str(mine["member"].pk)}
        return [
            Difference(str(field.label), self._words(name, theirs.get(name)), self._words(name, mine[name]))
            for name, field in self.fields.items()
            if (theirs.get(name), mine[name]) not in SAME and theirs.get(name) != mine[name]
        ]

    def _words(self, name: str, value: Any) -> str | None:
        field = self.fields[name]
        if value in (None, ""):
            return None
        if name == "account":
            return masked_number(str(value))
        if isinstance(field, forms.ChoiceField):
            words = {str(code): str(label) for code, label in cast(Any, field.choices)}
            return words.get(str(field.prepare_value(value)), str(value))
        return str(value)


class ConsentForm(ReliefForm):
    """One person's answer to being checked, with its day and paper."""

    given = ThreeWayField(label=_("同意核对家庭经济状况"), yes=_("同意"), no=_("不同意"))
    signed_on = DayField(label=_("签字日期"), required=False, latest=timezone.localdate)
    paper = forms.CharField(
        label=_("书面材料"),
        max_length=200,
        required=False,
        help_text=_("哪一份授权书，放在哪里。例如：授权书第1页，社区档案柜。"),
    )

    def __init__(
        self, typed: QueryDict | None, *, member: Member, consents: Consents, checked: bool = True
    ) -> None:
        last, prefix = consents.get(member.pk), f"consent-{member.pk}"
        initial: dict[str, Any] = (
            {"signed_on": timezone.localdate()}
            if last is None
            else {
                "given": last.given,
                "signed_on": last.signed_on,
                "paper": last.paper,
            }
        )
        super().__init__(typed if checked else None, initial=initial, prefix=prefix)
        if typed is not None and not checked:
            self.initial = as_typed(self, typed, prefix)
        now = consent_mark(last.given, last.signed_on, last.paper) if last else ""
        self.seen = typed.get(f"{prefix}-seen", now) if typed else now
        self.member, self.title = member, name_of(member)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("given") is not None:
            for box in ("signed_on", "paper"):
                if not found.get(box) and box not in self.errors:
                    self.add_error(box, _("请填写"))
        elif "given" not in self.errors and found.get("paper"):
            self.add_error("given", _("写了书面材料，请选同意或不同意"))
        return found

    def answer(self) -> Given | None:
        """What was answered; nothing while it was not asked."""
        found = self.cleaned_data
        if found["given"] is None:
            return None
        return Given(self.member, found["given"], found["signed_on"], found["paper"])

    def words(self, told: Values) -> str:
        """同意，2026年11月20日，授权书第1页"""
        given = self.fields["given"]
        answer = dict(cast(Any, given).choices)[given.prepare_value(told["given"])]
        return gettext("，").join((str(answer), long_day(told["signed_on"]), told["paper"]))


class ConsentsForm:
    """Everybody's consent on one page."""

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        members: Sequence[Member],
        consents: Consents,
        checked: bool = True,
    ) -> None:
        self.forms = [
            ConsentForm(typed, member=member, consents=consents, checked=checked) for member in members
        ]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def save(self, *, by: User, household: Household) -> None:
        """Overtaken when somebody else saved another answer for the same person."""
        answers = [answer for form in self.forms if (answer := form.answer())]
        seen = {form.member.pk: form.seen for form in self.forms}
        services.record_consents(by=by, household=household, answers=answers, seen=seen)

    def against(self, theirs: Values) -> list[Difference]:
        """What is typed beside what somebody else saved; saving again is then on top of theirs."""
        told = [form for form in self.forms if str(form.member.pk) in theirs]
        both = []
        for form in told:
            their, mine = theirs[str(form.member.pk)], form.answer()
            form.seen = consent_mark(**their)
            words = form.words(mine._asdict()) if mine else None
            both.append(Difference(form.title, form.words(their), words))
        return both
