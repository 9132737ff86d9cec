"""申请人 and 核对授权书 as lines of the task list."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.reading import full_years

from .models import Applicant, Household, Mandate, Member
from .queries import consents_of, name_of
from .sections import Section, Wrong, part_state

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
    told = (found.telephone, found.address, found.account)
    state = part_state(1 + sum(value is not None for value in told), 1 + len(told))
    wrong = [Wrong(words, f"{url}#id_{box}" if url else "") for box, words in _wrong(found)]
    return Section("applicant", _("申请人"), note, *state, url).with_wrong(wrong)


def _wrong(found: Applicant) -> Iterator[tuple[str, str]]:
    """What cannot be, by the box it stands in: members leave, die, and are corrected after they applied."""
    member, today = found.member, timezone.localdate()
    if member.left_on is not None:
        yield "member", _("申请的成员已经离开本户")
    elif member.died_on is not None and member.died_on <= today:
        yield "member", _("申请的成员已经去世")
    elif member.born_on and full_years(member.born_on, today) < FULL_AGE and not found.guardian_consents:
        yield "guardian_consents", _("未满18周岁，监护人没有同意")


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
    state = part_state(len(answered), len(members))
    late = [member for member in answered if member.died_on and answers[member.pk].signed_on > member.died_on]
    wrong = [
        Wrong(
            _("%(name)s的签字日期在去世以后") % {"name": name_of(member)},
            f"{url}#id_consent-{member.pk}-signed_on" if url else "",
        )
        for member in late
    ]
    return Section("consents", _("核对授权书"), note, *state, url).with_wrong(wrong)
