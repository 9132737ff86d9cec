"""Two offices give the same person the same programme in the same moment, each on a connection of its own."""

from relief.casework.models import Application, Decision
from relief.casework.services import Refused, approve
from relief.funds.models import Award
from tests.casework.arranging import make_relief
from tests.casework.test_race import at_once
from tests.cautions.arranging import answer_all
from tests.funds.arranging import known_as
from tests.world import acting_everywhere


def deed(application):
    def run(by):
        try:
            return approve(by=by, application=application, amount=800_00)
        except Refused as refused:
            return refused

    return run


def test_one_is_given_and_one_is_refused(committed):
    # In two townships, so that neither reads the other's award before the database does.
    first, second = make_relief(committed.lin_xiaoman), make_relief(committed.zhou_ting)
    member = known_as(committed.lin_xiaoman, first.household)
    with acting_everywhere():
        second.household.members.filter(relation="head").update(person=member.person)
    for each, by in ((first, committed.lin_xiaoman), (second, committed.zhou_ting)):
        answer_all(by, each.household)
    answers = at_once((committed.he_jing, deed(first)), (committed.zheng_guoping, deed(second)))
    (refused,) = [each for each in answers if isinstance(each, Refused)]
    # Whoever comes a little later is asked about the award of whoever was first.
    assert str(refused) in (
        "其中有人在同一时间已经有这个项目的待遇，不能重复发放。",
        "有1处可能重复救助，还没有人核实。请先在上面核实，再来办。",
    )
    with acting_everywhere():
        assert Award.objects.get().decision == Decision.objects.get().pk
        assert sorted(each.state for each in Application.objects.all()) == ["approved", "submitted"]
