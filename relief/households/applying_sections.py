"""申请人 and 核对授权书 as lines of the task list."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.reading import full_years

from .models import Applicant, Household, Mandate, Member
from .queries import consents_of, name_of
from .sections import Section, part_state

FULL_AGE = 18


def applicant_section(household: Household, *, may_enter: bool) -> Section:
    """Who applies. A child's application without the guardian's consent is a mistake, not a gap."""
    url = reverse("applicant", args=[household.pk]) if may_enter else ""
    found = Applicant.objects.filter(household=household).select_related("member__person").first()
    if found is None:
        return Section(
            "applicant", _("申请人"), _("谁申请，电话，住址，账号"), "undeclared", _("未登记"), url
        )
    note = _("，").join((name_of(found.member), str(Mandate(found.mandate).label)))
    wrong = _wrong(found)
    if wrong:
        return Section("applicant", _("申请人"), _("，").join((note, wrong)), "wrong", _("有误"), url)
    told = (found.telephone, found.address, found.account)
    state = part_state(1 + sum(value is not None for value in told), 1 + len(told))
    return Section("applicant", _("申请人"), note, *state, url)


def _wrong(found: Applicant) -> str:
    member = found.member
    if member.left_on is not None:
        return _("申请的成员已经离开本户")
    is_minor = member.born_on and full_years(member.born_on, timezone.localdate()) < FULL_AGE
    return _("未满18周岁，监护人没有同意") if is_minor and not found.guardian_consents else ""


def consents_section(household: Household, members: list[Member], *, may_enter: bool) -> Section:
    """核对授权书: nobody is checked without their own consent."""
    url = reverse("consents", args=[household.pk]) if may_enter else ""
    answers = consents_of(household)
    answered = [member for member in members if member.pk in answers]
    refused = [member for member in answered if not answers[member.pk].given]
    count = len(answered) - len(refused)
    note = ngettext("%(count)d人已同意", "%(count)d人已同意", count) % {"count": count}
    if refused:
        names = _("、").join(name_of(member) for member in refused)
        note = _("；").join((note, _("%(names)s不同意，不能核对") % {"names": names}))
    return Section("consents", _("核对授权书"), note, *part_state(len(answered), len(members)), url)
