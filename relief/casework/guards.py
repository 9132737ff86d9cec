"""Who may not decide, in words, and who can. The database refuses the same by itself."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from relief.offices.models import Area, Role, User
from relief.offices.vocabulary import STANDINGS
from relief.recusal.queries import accounts_of, same_people
from relief.web.components import Colleague
from relief.web.remembered import remembered

from . import conferences, queries
from .advice import Advice
from .barring import Guard
from .barring import colleagues as _people
from .delegation import is_recognised_here
from .models import Application
from .recusing import barred_from, not_chosen, recused, related_caseworker, undeclared
from .workflow import AFTER_THE_OPINION, CHANGES, DECIDERS, State


@remembered
def who_may_not(by: User, application: Application) -> Guard | None:
    """Whether the person is the wrong one to take it or to decide on it, whatever the case says."""
    step = application.state
    if guard := _wrong_person(by, application, decider_at(step)) or _of_the_opinion(by, application):
        return guard
    return _on_another_desk(by, application) or not_chosen(by, application)


def who_may_not_give(by: User, application: Application) -> Guard | None:
    """社区直接救助: another caseworker than whoever entered or submitted, and no relative."""
    if guard := related_caseworker(by, application) or undeclared(by):
        return guard
    first = _first_persons(application)
    if by.pk in first:
        people = _people(queries.caseworkers_of(application.area), first)
        text = _("谁录入、谁提交，谁不审批，由同一社区（村）的另一位协理员办。")
        return Guard(_("您不能直接救助本户：您录入或提交了本户。"), text, people)
    return _on_another_desk(by, application) or not_chosen(by, application)


def who_may_not_correct(by: User, application: Application) -> Guard | None:
    """更正 is made at the step that decided; of what a community gave by the township."""
    decided = queries.decided_as(application)
    step = Role.COUNTY_OFFICER if decided == Role.COUNTY_OFFICER else Role.APPROVER
    return _wrong_person(by, application, step)


def _on_another_desk(by: User, application: Application) -> Guard | None:
    owner = application.owner if application.state in DECIDERS else None
    if owner is None or owner.pk == by.pk:
        return None
    title = _("这件申请由%(name)s在办。") % {"name": owner.display_name}
    return Guard(title, _("可以请对方办完、转交，或放回待审。"), _people([owner], ()))


def may_decide(person: User, application: Application, state: str) -> bool:
    """Whether an application in this state can be this person's at all."""
    barred = _first_persons(application) | _people_of_the_opinion(application, state)
    if not _is_decider(person, application, decider_at(state)) or person.pk in barred:
        return False
    return not barred_from(application, [person])


def who_may_decide(application: Application) -> list[User]:
    """Everybody who may take it, decide on it, or be handed it, by name."""
    without = _first_persons(application) | _people_of_the_opinion(application, application.state)
    found = list(_deciders_of(application, decider_at(application.state)))
    without |= barred_from(application, found)
    return [person for person in found if person.pk not in without]


def is_first_person(person: User, application: Application) -> bool:
    """Whether they entered or submitted, by any of their accounts."""
    return person.pk in _first_persons(application)


def decider_at(state: str) -> Role:
    """Whose step it is; of what is not waiting the township's."""
    return DECIDERS.get(State(state), Role.APPROVER)


def _wrong_person(by: User, application: Application, role: Role) -> Guard | None:
    """Related, or a first person, or nobody knows who they are."""
    if guard := recused(by, application) or _second_person(by, application, role):
        return guard
    return undeclared(by)


def _second_person(by: User, application: Application, role: Role) -> Guard | None:
    entered = queries.people_who_entered(application.household)
    submitted = queries.people_who_submitted(application)
    others = _people(_deciders_of(application, role), same_people(entered | submitted | {by.pk}))
    if not _is_decider(by, application, role):
        return _not_a_decider(role, others)
    text = _("谁录入、谁提交，谁不审批，管理员也不例外。")
    own = accounts_of(by)
    if own & entered:
        return Guard(_("您不能审批本户：您是录入人。"), text, others)
    if own & submitted:
        return Guard(_("您不能审批本户：您是提交人。"), text, others)
    return None


def _of_the_opinion(by: User, application: Application) -> Guard | None:
    """Who gave the opinion does not confirm it: neither here, where that is delegated, nor at the county."""
    gave = _people_of_the_opinion(application, application.state)
    own = accounts_of(by)
    if not gave & own:
        return None
    others = _deciders_of(application, decider_at(application.state))
    text = _("谁提意见，谁不作决定，管理员也不例外。")
    people = _people(others, gave | _first_persons(application))
    if application.state in CHANGES:
        return Guard(_("您不能确认本户：调整是您提的。"), text, people)
    if not own & queries.people_who_proposed(application):
        text = _("谁调查、谁提意见，谁不作决定，管理员也不例外。")
        return Guard(_("您不能确认本户：您是调查人。"), text, people)
    return Guard(_("您不能确认本户：初审意见是您提的。"), text, people)


def _people_of_the_opinion(application: Application, state: str) -> set[UUID]:
    """Whoever gave it, and whoever looked into the home for it, with every other account of theirs."""
    if state not in AFTER_THE_OPINION:
        return set()
    looked = queries.people_who_looked(application) if state not in CHANGES else set()
    return same_people(queries.people_who_proposed(application) | looked)


def _not_a_decider(role: Role, others: tuple[Colleague, ...]) -> Guard:
    if role == Role.COUNTY_OFFICER:
        text = _("这件由本县民政部门的经办人审批。")
        return Guard(_("您不能审批本户：您不是县级民政部门经办人。"), text, others)
    text = _("审批由本乡镇（街道）的审批人办。")
    return Guard(_("您不能审批本户：您不是审批人。"), text, others)


def _is_decider(person: User, application: Application, role: Role) -> bool:
    return person.is_active and person.role == role and person.area.contains(application.area_id)


def _first_persons(application: Application) -> set[UUID]:
    """With every other account of theirs."""
    first = queries.people_who_entered(application.household) | queries.people_who_submitted(application)
    return same_people(first)


def _deciders_of(application: Application, role: Role) -> Iterable[User]:
    if role == Role.COUNTY_OFFICER:
        return queries.county_officers_of(application.area)
    return queries.approvers_of(application.area)


def above_the_limit(application: Application, advice: Advice, amount: int | None = None) -> Guard | None:
    """Whether what is asked, or what is meant to be given, is more than this step approves."""
    if application.state == State.IN_CONFERENCE:
        return None
    if application.state == State.REFERRED:
        return above_the_county(application, advice, amount)
    return above_the_township(application, advice, amount)


def above_the_township(application: Application, advice: Advice, amount: int | None = None) -> Guard | None:
    """Whether what is asked, or what is meant to be given, is more than a township approves."""
    if guard := the_county_s(application):
        return guard
    office = advice.office(amount)
    if office == "township":
        return None
    people = _people(queries.county_officers_of(application.area), ())
    if office is None:
        text = _("本县还没有登记乡镇（街道）的审批限额。登记以后才知道由谁审批。")
        return Guard(_("还不知道这笔救助由谁审批。"), text, people)
    text = _("金额超过乡镇（街道）的审批限额，由县级民政部门审批。")
    if office == "county_conference":
        text = _("金额超过县级的救助限额，由县级一事一议决定。")
    return Guard(_("乡镇（街道）不能批准这笔救助。"), text, people)


def the_county_s(application: Application) -> Guard | None:
    """Whether a standing is recognised by the county, which has not given that to its townships."""
    if application.programme not in STANDINGS or application.state != State.SUBMITTED:
        return None
    if is_recognised_here(application):
        return None
    people = _people(queries.county_officers_of(application.area), ())
    text = _("提交那天，这项的确认权限没有下放。乡镇（街道）写明审核意见，报县级确认，不予确认的也一样。")
    return Guard(_("这项由县级民政部门确认。"), text, people)


def above_the_county(application: Application, advice: Advice, amount: int | None = None) -> Guard | None:
    """Whether it is more than a county approves without its conference."""
    office = advice.office(amount)
    if office in ("township", "county"):
        return None
    if office is None:
        return above_the_township(application, advice, amount)
    text = _("金额超过县级的救助限额，由县级一事一议决定。先列入一次会议的议题。")
    people = _people(queries.county_officers_of(application.area), ())
    return Guard(_("县级民政部门经办人不能单独批准这笔救助。"), text, people)


def not_as_the_conference(application: Application, gives: bool, amount: int | None) -> Guard | None:
    """Out of a conference goes what it has decided, and nothing else."""
    if application.state != State.IN_CONFERENCE:
        return None
    decided = conferences.decision_on(application)
    if decided is None:
        return nothing_decided_yet(application)
    if (decided.gives, decided.amount) == (gives, amount):
        return None
    text = _("会议定的是：%(decided)s。") % {"decided": conferences.decided_words(decided)}
    return Guard(_("和一事一议的决定不一样。"), text)


def nothing_decided_yet(application: Application) -> Guard | None:
    """Whether the conference has still to decide."""
    if conferences.decision_on(application) is not None:
        return None
    people = _people(queries.county_officers_of(application.area), ())
    text = _("会议记录由一位县级经办人定稿，决定由另一位登记，登记以后才能批准或不予批准。")
    return Guard(_("一事一议还没有定。"), text, people)


def officers_but(user: User, area: Area) -> tuple[Colleague, ...]:
    """The county's officers of a place without one of them."""
    return _people(queries.county_officers_of(area), {user.pk})
