"""Two households of one person, relief that a household names, and answers."""

from relief.cautions.models import Reply, Step
from relief.cautions.queries import ANY, found_for, unanswered
from relief.cautions.services import answer_caution
from relief.households.models import Household, Relief
from relief.offices.access import acting
from tests.world import acting_everywhere


def declare_relief(household, **said):
    """The family says that it was relieved by another office."""
    Household.objects.filter(pk=household.pk).update(relief_history_declared=True)
    household.relief_history_declared = True
    return Relief.objects.create(household=household, position=0, **{"programme": "emergency_relief"} | said)


def about_of(by, household, programme=ANY):
    """The key of the first thing found."""
    with acting(by):
        return found_for(household, programme, Step.ENTRY)[0].about


def make_one_person(member, household):
    """The head of this household is the same human being, whoever sees that or not."""
    with acting_everywhere():
        household.members.filter(relation="head").update(person=member.person_id)


def answer_all(by, household, programme=ANY, **said):
    """Every warning of the household, in a step of this person's."""
    step = Step.DECISION if by.role != "caseworker" else Step.SUBMISSION
    replies = {"two_households": Reply.BELONGS_TO_BOTH, "other_award": Reply.MAY_HAVE_BOTH}
    with acting(by):
        return [
            answer_caution(
                by=by,
                household=household,
                about=each.about,
                reply=replies.get(each.kind, Reply.OTHER_CAUSE),
                words="电话问过青溪镇。",
                step=step,
            )
            for each in unanswered(household, programme, step)
        ]
