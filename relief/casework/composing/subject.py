"""Whom a paper is about, and what nearly every paper says of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.models import Applicant, Household, Member
from relief.households.queries import household_name, members_of, name_of
from relief.households.words import code_words
from relief.offices.models import SPAN, Area, Level, Role, User, county_of
from relief.papers.contents import FORMS
from relief.papers.declared import Form
from relief.papers.kinds import PaperKind
from relief.rules.codes import Relation
from relief.screening.models import Screening
from relief.screening.queries import answer_of
from relief.web.money import money
from relief.web.templatetags.relief import VERDICTS

from ..models import Application, Decision, Deed
from ..words import amount_words, programme_title


@dataclass(frozen=True)
class Subject:
    """An application, the step that makes a paper of it, and the kind of paper."""

    application: Application
    deed: Deed
    by: User
    kind: PaperKind

    @property
    def form(self) -> Form:
        return FORMS[self.kind]

    @property
    def household(self) -> Household:
        return self.application.household

    @property
    def decision(self) -> Decision:
        return self.application.decision

    @property
    def on(self) -> date:
        return timezone.localdate(self.deed.at)

    @cached_property
    def members(self) -> list[Member]:
        return members_of(self.household)

    @cached_property
    def applicant(self) -> Applicant | None:
        return Applicant.objects.filter(household=self.household).select_related("member__person").first()

    @cached_property
    def asking(self) -> Member | None:
        """Who of the household applies; while nobody has said, its head."""
        if self.applicant:
            return self.applicant.member
        return next((each for each in self.members if each.relation == "head"), None)

    @cached_property
    def places(self) -> dict[str, Area]:
        """The community, township and county of the household."""
        number = self.application.area_id
        numbers = {
            Level.COMMUNITY: number,
            Level.TOWNSHIP: number // SPAN[Level.TOWNSHIP] * SPAN[Level.TOWNSHIP],
            Level.COUNTY: county_of(number),
        }
        found = Area.objects.in_bulk(numbers.values())
        return {level.value: found[number] for level, number in numbers.items()}

    def values(self, office: Role = Role.APPROVER) -> dict[str, str]:
        """What stands at the head of the paper, and who it is about."""
        return {
            "office": self.office_of(office),
            "programme": programme_title(self.application.programme),
            "basis": self.form.basis(self.application.programme, self.on),
            "applicant": self.name,
        }

    def named(self, office: Role = Role.APPROVER) -> dict[str, str]:
        """The same with what tells this person from others of the name, as far as the paper needs it."""
        return self.values(office) | {"document": self.document_of(self.asking), "address": self.address}

    @property
    def name(self) -> str:
        return name_of(self.asking) if self.asking else household_name(self.household, self.members)

    @property
    def address(self) -> str:
        told = self.applicant.address if self.applicant else None
        community = self.places["community"].name
        return str(told) if told else f"{self.places['township'].name}{community}"

    @property
    def size(self) -> str:
        count = len(self.members)
        return ngettext("%(count)d人", "%(count)d人", count) % {"count": count}

    def document_of(self, member: Member | None) -> str:
        person = member.person if member else None
        return self.form.number_shown(person.number if person else None)

    def people(self, members: Iterable[Member] | None = None) -> list[dict[str, str]]:
        return [
            {
                "name": name_of(each),
                "relation": code_words(Relation, each.relation) if each.relation else "",
                "document": self.document_of(each),
            }
            for each in (self.members if members is None else members)
        ]

    def office_of(self, role: Role | str) -> str:
        """The office that signs: a caseworker prepares what the township sends."""
        if role == Role.COUNTY_OFFICER:
            return _("%(place)s民政局") % {"place": self.places["county"].name}
        place = self.places["township"].name
        if place.endswith(_("街道")):
            return _("%(place)s办事处") % {"place": place}
        return _("%(place)s人民政府") % {"place": place}

    def telephone_of(self, level: Level) -> str:
        telephone = self.places[level.value].telephone
        return _("，电话%(telephone)s") % {"telephone": telephone} if telephone else ""


def amount_or_none(amount: int | None) -> str:
    return "" if amount is None else money(amount)


def advice_words(screening: Screening, programme: str) -> str:
    """What a screening says of one programme."""
    answer = answer_of(screening)[programme]
    verdict = str(VERDICTS[answer.verdict][1])
    return (
        verdict if answer.amount is None else _("，").join((verdict, amount_words(programme, answer.amount)))
    )
