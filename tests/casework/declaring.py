"""What somebody declares after a submission, by the services that the pages use."""

from decimal import Decimal

from relief.households.facts import facts_hash, household_facts
from relief.households.models import Household
from relief.households.parts import MEMBER_PART, PARTS
from relief.households.services import declare_member, declare_part, facts_of_member
from relief.offices.access import acting
from relief.rules.judged import OF_HOUSEHOLD, changed_judged


def declare(by, household, name, **values):
    """One part, changed in what is named here."""
    with acting(by):
        home = Household.objects.get(pk=household.pk)
        before = PARTS[name].within(household_facts(home))
        found = changed_judged(OF_HOUSEHOLD, before, before | values)
        declare_part(
            by=by,
            household=home,
            name=name,
            declared=before | values,
            seen=facts_hash(before),
            reasons=dict.fromkeys(found, "看过原件"),
        )


def declare_wage(by, household, yuan):
    """Another wage of the head."""
    with acting(by):
        member = household.members.get(relation="head")
        before = MEMBER_PART.within(facts_of_member(household_facts(household), member))
        declared = before | {"incomes": [{"kind": "wage", "amount": Decimal(yuan), "per": "month"}]}
        declare_member(by=by, member=member, declared=declared, seen=facts_hash(before))
