"""People at random do things at random. Whatever they do, everything agrees with the table of transitions.

What a person may do is told here a second time, from the words of the table and not from the services.
"""

from collections import namedtuple
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from relief.audit.models import Event
from relief.casework import services
from relief.casework.draws import entry_of, is_drawn
from relief.casework.models import AgendaItem, Application, Draw, Referral
from relief.casework.workflow import (
    AFTER_THE_OPINION,
    CONFIRMED_HERE,
    DECIDERS,
    DECIDES,
    MOVABLE,
    OPEN,
    STANDS,
    TRANSFERRING,
    TRANSITIONS,
    DeedKind,
    State,
    is_of,
    move_of,
)
from relief.households.models import EntryPart, Household, Member
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.offices.models import Role, User
from relief.screening.queries import is_of_today, latest_screening
from relief.screening.services import screen_household
from tests.casework.arranging import ABOVE_THE_LIMIT, make_screened
from tests.casework.changing import hearing_words, proposal_words
from tests.casework.conferring import hold
from tests.casework.investigated import (
    assessment_words,
    check_words,
    county_visit_words,
    days_pass,
    delegate,
    deliberation_words,
    everybody_consents,
    notice_words,
    opinion_words,
    today,
    told_words,
    visit_words,
)
from tests.casework.refusing import asked_yesterday, refuse, terminate
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

LIMIT = 2400_00
RELIEF, DIBAO, TEKUN = "emergency_relief", "dibao", "tekun"
"""Of each procedure, and what has a step more. 低保 is confirmed by the township, 特困 by the county."""
WITHIN, ABOVE = LIMIT, LIMIT + 1_00
REFUSALS = (PermissionDenied, services.Refused, Application.DoesNotExist)
SERVICES = {
    deed: services.raise_objection if deed == DeedKind.OBJECT else getattr(services, deed)
    for deed in DeedKind
} | {DeedKind.REFUSE: refuse, DeedKind.TERMINATE: terminate}
GIVES_AWAY = (
    "give_back",
    "refer",
    "forward",
    "forward_here",
    "forward_change",
    "forward_change_here",
    "bring_up",
    "call_conference",
    "move_on",
    "turn_away",
)
LEADING = (
    "accept",
    "investigate",
    "record_visit",
    "request_check",
    "tell_check",
    "deliberate",
    "assess",
    "propose",
)
DECIDING = ("approve", "refuse", "relieve_first", "community_relief", "terminate")
LEAVES = {
    "accept": {"a_day_went_by": False},
    "record_visit": {"visited": True, "looked": True, "objected": False, "contested": False},
    "request_check": {"asked": True, "begun": False},
    "begin_check": {"begun": True},
    "extend": {"extended": True},
    "record_check": {"checked": True, "looked": True, "asked": False, "objected": False, "contested": False},
    "tell_check": {"untold": False},
    "assess": {"assessed": True},
    "propose": {"notice_over": False},
    "object": {"contested": True, "extended": True},
    "deliberate": {"contested": False},
    "notify": {"delivered": True},
    "propose_change": {"heard": False, "change_published": False},
    "hear": {"heard": True},
    "confirm_change": {"to_hand_over": True},
    "end": {"to_hand_over": True},
    "notify_change": {"to_hand_over": False},
    "report_death": {"died": True, "died_since": False, "dead": True},
    "review": {"died_since": True},
    "settle_death": {"died": False},
    "report_ability": {"to_assess": True},
    "complain": {"complained": True, "county_was_there": False},
    "county_visit": {"county_was_there": True},
    "spot_check": {"spot_checked": True},
}
AWARDS = ("approve", "relieve_first", "community_relief", "correct", "confirm_change", "end")
"""With these an award begins or ends."""
ACTORS = ("take", "propose_change", "hear", "confirm_change", "end")
HAPPENINGS = [
    *["work_goes_on"] * 4,
    *["the_right_role_tries"] * 4,
    *["days_go_by"] * 2,
    *["conferences_meet"] * 2,
    "lots_are_drawn",
    "somebody_does_something",
    "somebody_submits",
    "somebody_enters_facts",
    "the_facts_change",
    "somebody_screens_again",
]
# What a person says with a deed.
Said = namedtuple("Said", "text amount colleague")


class Case:
    """An application as it should be."""

    def __init__(self, row, by):
        self.pk, self.household, self.area = row.pk, row.household_id, row.area_id
        self.programme = row.programme
        self.state, self.owner, self.requested = row.state, None, row.requested
        self.submitters, self.decided_by, self.deeds = {by.pk}, None, [("submit", by.pk)]
        self.visited = self.checked = self.asked = self.assessed = self.notice_over = self.delivered = False
        self.begun = self.extended = self.a_day_went_by = False
        self.looked, self.proposers = True, set()
        self.going, self.investigators = set(), set()
        self.drafted: list[str] = []
        self.given = self.proposed = None
        self.heard = self.change_published = self.to_hand_over = False
        self.died = self.died_since = self.dead = self.to_assess = False
        self.conference = self.resolved = None
        self.untold = self.objected = self.contested = False
        self.complained = self.county_was_there = False
        self.drawn, self.spot_checked = None, False
        self.was = self.came_from = None
        self.taken_in = False

    def looked_into(self, row, by):
        """What a deed of the investigation leaves."""
        for name, value in LEAVES.get(row.deed, {}).items():
            setattr(self, name, value)
        if row.deed in ("propose", "propose_change"):
            self.proposers.add(by.pk)
        if row.deed == "record_visit":
            self.investigators |= self.going
        if row.deed == "send_back" and row.after == "investigating":
            self.looked = False

    @property
    def of_the_opinion(self):
        """Who may not confirm where it stands now."""
        looked = self.investigators if self.state in CONFIRMED_HERE else set()
        return self.proposers | looked if self.state in AFTER_THE_OPINION else set()

    def given_now(self, row, said):
        """What a deed has to do with what is given: `proposed` is empty where it is to end."""
        if row.deed == "record_check":
            self.untold = said.amount == ABOVE
        if row.deed == "tell_check":
            self.objected = said.amount == ABOVE
        if row.deed == "assess":
            self.to_assess = False
        if row.deed == "approve":
            self.given = said.amount
        if row.deed == "propose_change":
            self.proposed = said.amount
        if row.deed in ("confirm_change", "end"):
            self.given = self.proposed

    @property
    def is_less(self):
        return self.proposed is None or self.proposed < self.given


class Office(RuleBasedStateMachine):
    """Two townships and their county over four households."""

    def __init__(self, people, households):
        super().__init__()
        self.people, self.households = people, households
        self.cases, self.stale = [], set()
        self.entered = {each.pk: {each.entered_by_id} for each in households}
        self.at_first = [each.area_id for each in households]
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        for household, area in zip(self.households, self.at_first, strict=True):
            household.area_id = area
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    # What the words of the table mean.

    def holds(self, word, by, case, said):
        return getattr(self, f"_{word}")(by, case, said)

    def _of_the_area(self, by, case, said):
        return by.area.contains(case.area)

    def _programme_offered(self, by, case, said):
        return True

    def _screening_of_today(self, by, case, said):
        return case.household not in self.stale

    def _double_help_answered(self, by, case, said):
        return not self.is_relief_again(case.household, case.programme)

    def is_relief_again(self, household, programme):
        """Relief was given and not taken back; nobody here answers whether it is the same cause."""
        given = ((each.household, each.programme) for each in self.cases if each.state == "approved")
        return programme == RELIEF and (household, RELIEF) in given

    def _amount_if_asked(self, by, case, said):
        return (said.amount is not None) == (case.programme == RELIEF)

    def _own_submission(self, by, case, said):
        return by.area.contains(case.area) and (case.taken_in or by.pk in case.submitters)

    def _no_notice_hangs(self, by, case, said):
        cases = self.of_the_household(case)
        ending = [(each.state, each.programme, each.proposed) for each in cases]
        return "published" not in {each.state for each in cases} and ("changing", TEKUN, None) not in ending

    def _nothing_new_here(self, by, case, said):
        return not self.going_along(case)

    def of_the_household(self, case):
        return [each for each in self.cases if each.household == case.household]

    def going_along(self, case):
        """What somebody still has to do with, and what is given on and was not asked for again."""
        found = [each for each in self.of_the_household(case) if each.state in MOVABLE]
        return [
            each
            for each in found
            if each.state != "approved" or each.programme != RELIEF and self._no_other_open(None, each, None)
        ]

    def _neither_entered_nor_submitted(self, by, case, said):
        return by.pk not in self.entered[case.household] | case.submitters

    def _nobody_has_it(self, by, case, said):
        return case.owner is None

    def _nobody_else_has_it(self, by, case, said):
        return case.owner in (None, by.pk)

    def _has_it(self, by, case, said):
        return case.owner == by.pk

    def _another_has_it(self, by, case, said):
        return case.owner not in (None, said.colleague.pk)

    def _colleague_may_decide(self, by, case, said):
        return case.owner != said.colleague.pk and self.may_have(said.colleague, case)

    def _within_the_township_limit(self, by, case, said):
        return max(said.amount or 0, case.requested) <= LIMIT

    def _within_the_county_limit(self, by, case, said):
        return True

    def _the_conference_gives_it(self, by, case, said):
        return case.resolved == (True, said.amount)

    def _the_conference_refuses_it(self, by, case, said):
        return case.resolved == (False, None)

    def _above_the_township_limit(self, by, case, said):
        return case.requested > LIMIT

    def _amount_if_paid(self, by, case, said):
        return said.amount is not None

    def _reason_if_departing(self, by, case, said):
        return bool(said.text) or said.amount == case.requested

    def _not_of_the_opinion(self, by, case, said):
        return by.pk not in case.of_the_opinion

    def _always(self, by, case, said):
        """Who does it says it rightly: the forms and the services are tested elsewhere."""
        return True

    _double_help_answered = _reason_if_asked_again = _two_investigators = _both_sides_signed = (
        _every_adult_consents
    ) = _notice_of_seven_days = _always
    _not_related = _chosen_by_the_county = _recognised_here_if_a_standing = _always

    def _visited_by_the_county(self, by, case, said):
        return case.county_was_there or not case.complained

    def _registered_or_complained_of(self, by, case, said):
        return case.complained

    def _registered(self, by, case, said):
        """Nobody here has a relative: see tests/recusal."""
        return False

    _within_the_cap = _another_office_of_the_county = _as_it_was = _always

    def _no_check_under_way(self, by, case, said):
        return not case.asked

    def _check_under_way(self, by, case, said):
        return case.asked

    def _check_not_begun(self, by, case, said):
        return case.asked and not case.begun

    def _limit_may_be_extended(self, by, case, said):
        accepted = any(deed == "accept" for deed, _by in case.deeds)
        return accepted and not case.extended and bool(said.text)

    def _visited_and_checked(self, by, case, said):
        return case.visited and case.checked

    def _assessed_if_tekun(self, by, case, said):
        return case.assessed or case.programme != TEKUN

    def _looked_at_again(self, by, case, said):
        return case.looked and not case.contested

    _votes_of_all_present = _always

    def _check_to_be_told(self, by, case, said):
        return case.untold

    def _told_of_the_check(self, by, case, said):
        return not case.untold and not case.objected

    def _notice_is_over(self, by, case, said):
        return case.notice_over

    def _objections_seen_to(self, by, case, said):
        """Nobody objects by a code here."""
        return True

    def _delegated(self, by, case, said):
        return case.programme == DIBAO

    _change_delegated = _delegated

    def _change_not_delegated(self, by, case, said):
        return not self._delegated(by, case, said)

    def _not_delegated(self, by, case, said):
        return not self._delegated(by, case, said)

    def _what_was_said(self, by, case, said):
        return bool(said.text)

    def _not_handed_over_yet(self, by, case, said):
        return not case.delivered

    def _what_was_explained(self, by, case, said):
        return bool(said.text)

    _what_was_found = _what_was_said

    def _asked_in_writing(self, by, case, said):
        """Yesterday: see `words`."""
        return case.a_day_went_by

    def _drawn_and_not_checked_yet(self, by, case, said):
        return case.drawn is True and not case.spot_checked

    def _spot_checked_if_drawn(self, by, case, said):
        return case.programme != TEKUN or case.drawn is False or case.spot_checked

    def _published_if_of_expenditure(self, by, case, said):
        return True

    def _declared_affected(self, by, case, said):
        return False

    def _draft_open(self, by, case, said):
        return bool(case.drafted)

    def _reason(self, by, case, said):
        return bool(said.text)

    def _what_is_to_be_mended(self, by, case, said):
        return bool(said.text)

    def _award_runs(self, by, case, said):
        return case.given is not None

    def _no_other_open(self, by, case, said):
        same = [
            each
            for each in self.cases
            if (each.household, each.programme) == (case.household, case.programme)
        ]
        return not any(each.state in OPEN for each in same if each is not case)

    def _more_or_less(self, by, case, said):
        return said.amount != case.given

    def _heard_if_less(self, by, case, said):
        return case.heard or not case.is_less

    def _published_if_tekun_ends(self, by, case, said):
        return case.change_published or (case.programme, case.proposed) != (TEKUN, None)

    def _proposed_to_go_on(self, by, case, said):
        return case.proposed is not None

    def _proposed_to_end(self, by, case, said):
        return case.proposed is None

    def _change_not_handed_over_yet(self, by, case, said):
        return case.to_hand_over

    def _member_not_reported_yet(self, by, case, said):
        return not case.dead

    def _death_reported(self, by, case, said):
        return case.died

    def _changed_or_reviewed_since(self, by, case, said):
        return case.died_since

    def _ability_reported(self, by, case, said):
        return case.to_assess

    _day_of_what_is_reported = _always

    # The days that go by here move no award: what was given today has not begun before it.
    _nothing_begun = _always

    _what_was_looked_at = _what_was_said

    def _award_has_run_out(self, by, case, said):
        return False

    def _decided_at_this_step(self, by, case, said):
        return case.decided_by == by.role

    def may_have(self, person, case, state=None):
        role = DECIDERS.get(state or case.state, Role.APPROVER)
        return (
            person.role == role
            and person.pk not in case.of_the_opinion
            and person.area.contains(case.area)
            and self._neither_entered_nor_submitted(person, case, None)
        )

    # What people do.

    @initialize(data=st.data())
    def begin(self, data):
        """One application of each household, so that there is something to do."""
        self.everybody_comes_again(data)

    @rule(data=st.data(), what=st.sampled_from(HAPPENINGS))
    def something_happens(self, data, what):
        """One rule for everything: of many, some would be left out of an example altogether."""
        getattr(self, what)(data)

    def somebody_submits(self, data):
        household, by = data.draw(st.sampled_from(self.households)), data.draw(st.sampled_from(self.people))
        programme = data.draw(st.sampled_from([RELIEF, DIBAO, TEKUN]))
        self.submit(by, household, programme, data.draw(st.sampled_from([None, WITHIN, ABOVE])))

    def submit(self, by, household, programme, requested):
        may = (
            by.role == Role.CASEWORKER
            and by.area.contains(household.area_id)
            and household.pk not in self.stale
            and not any(
                (each.household, each.programme) == (household.pk, programme) and each.state in OPEN
                for each in self.cases
            )
            and (requested is not None) == (programme == RELIEF)
            and not self.is_relief_again(household.pk, programme)
        )
        asked = {"household": household, "programme": programme, "requested": requested}
        made = self.attempt(may, services.submit, by, asked)
        if may:
            for case in self.cases:
                if case.household == household.pk and programme in case.drafted:
                    case.drafted.remove(programme)
            self.cases.append(Case(made, by))

    def somebody_does_something(self, data):
        """Anybody, to anything: mostly what may not be."""
        deed = data.draw(st.sampled_from([each for each in DeedKind if each != DeedKind.SUBMIT]))
        self.do(data, data.draw(st.sampled_from(self.cases)), data.draw(st.sampled_from(self.people)), deed)

    def the_right_role_tries(self, data):
        """Somebody of the role and area of a row that begins there: something else may be missing."""
        for case in [each for each in self.cases if each.state in (*OPEN, *STANDS)][-4:]:
            near = [
                (row.deed, by)
                for row, by in product(TRANSITIONS, self.people)
                if (row.before, row.who) == (case.state, by.role)
                and is_of(row, case.programme)
                and by.area.contains(case.area)
            ]
            deed, by = data.draw(st.sampled_from(near))
            self.do(data, case, by, deed)

    def work_goes_on(self, data):
        """What may be: otherwise people at random would seldom get as far as a decision."""
        for _step in range(data.draw(st.integers(1, 3))):
            open_to = [(case, *each) for case in self.cases for each in self.lawful(case)]
            deeds = sorted({row.deed for _case, row, _by, _said in open_to} - {DeedKind.WITHDRAW})
            if not deeds:
                return self.everybody_comes_again(data)
            deed = data.draw(st.sampled_from(deeds))
            choices = [each for each in open_to if each[1].deed == deed]
            case, row, by, said = data.draw(st.sampled_from(choices))
            self.carry_out(case, by, row.deed, said)
            self.everything_agrees()

    def everybody_comes_again(self, data):
        for household in self.households:
            by = self.caseworker_of(household)
            self.screen(by, household)
            if data.draw(st.booleans()):
                self.submit(by, household, RELIEF, data.draw(st.sampled_from([WITHIN, ABOVE])))
            self.submit(by, household, data.draw(st.sampled_from([DIBAO, TEKUN])), None)

    def lawful(self, case):
        """Every row of the table with somebody who may, and with what they have to say."""
        colleagues = [each for each in self.people if self.may_have(each, case) and each.pk != case.owner]
        for row, by in product(TRANSITIONS, self.people):
            amount = self.amount_for(case, row)
            said = Said("有理由。", amount, (colleagues or self.people)[0])
            fits = (row.before, row.who) == (case.state, by.role) and is_of(row, case.programme)
            if fits and all(self.holds(word, by, case, said) for word in row.requires):
                yield row, by, said

    def amount_for(self, case, row):
        """Now less, now nothing."""
        if row.deed == "propose_change":
            return None if len(case.deeds) % 2 else (case.given or WITHIN) // 2
        return None if case.programme != RELIEF and row.deed == "resubmit" else case.requested or WITHIN

    def somebody_enters_facts(self, data):
        """And who has entered decides no more, approvers too."""
        household = data.draw(st.sampled_from(self.households))
        near = [each for each in self.people if each.area.contains(household.area_id)]
        by = data.draw(st.sampled_from([each for each in near if each.role in DECIDERS.values()] or near))
        with acting(by):
            write_entry(by, household, EntryPart.INCOMES)
        self.entered[household.pk].add(by.pk)

    def the_facts_change(self, data):
        household = data.draw(st.sampled_from(self.households))
        if household.pk not in self.stale:
            with acting_everywhere():
                another = (household.support_disregarded or 0) + 1_00
                Household.objects.filter(pk=household.pk).update(support_disregarded=another)
                household.refresh_from_db()
            self.stale.add(household.pk)

    def days_go_by(self, data):
        """Every notice that hangs is over."""
        days_pass()
        for case in self.cases:
            case.notice_over = case.change_published = case.a_day_went_by = True

    def conferences_meet(self, data):
        """What was called is held: one officer closes the minutes, another enters what was decided."""
        first, second = [each for each in self.people if each.role == Role.COUNTY_OFFICER][:2]
        for case in self.cases:
            if case.state != "in_conference" or case.resolved:
                continue
            gives = data.draw(st.booleans())
            with acting(first):
                item = AgendaItem.objects.select_related("conference").get(deed__application=case.pk)
                hold(item, first)
            case.resolved = (True, case.requested) if gives else (False, None)
            with acting(second):
                decided = {"gives": gives, "amount": case.resolved[1], "reasons": "一致同意。"}
                services.decide_item(by=second, item=item, **decided)

    def lots_are_drawn(self, data):
        """Whatever waits to be confirmed is listed, and the lots are drawn."""
        first = next(each for each in self.people if each.role == Role.COUNTY_OFFICER)
        listed = [
            each
            for each in self.cases
            if (each.programme, each.state, each.drawn) == (TEKUN, State.TO_CONFIRM, None)
        ]
        self.attempt(bool(listed), services.close_list, first, {})
        if listed:
            draw = Draw.objects.get(lots=None)
            self.attempt(True, services.draw_lots, first, {"draw": draw})
        for case in listed:
            with acting_everywhere():
                case.drawn = is_drawn(entry_of(Application(pk=case.pk)))

    def somebody_screens_again(self, data):
        household = data.draw(st.sampled_from(self.households))
        self.screen(self.caseworker_of(household), household)

    def caseworker_of(self, household):
        """Whoever entered it while it is there, else somebody where it lives now."""
        near = [each for each in self.people if each.area.contains(household.area_id)]
        near = [each for each in near if each.role == Role.CASEWORKER]
        return next((each for each in near if each.pk == household.entered_by_id), near[0])

    def screen(self, by, household):
        if household.pk in self.stale:
            with acting(by):
                screen_household(by=by, household=household, day=household.facts_on)
            self.stale.discard(household.pk)

    def do(self, data, case, by, deed):
        said = Said(
            text=data.draw(st.sampled_from(["有理由。", "有理由。", ""])),
            amount=data.draw(st.sampled_from([WITHIN, ABOVE, None])),
            colleague=data.draw(st.sampled_from(self.people)),
        )
        self.carry_out(case, by, deed, said)

    def carry_out(self, case, by, deed, said):
        """Attempted; done where it may be, and refused where not."""
        row = move_of(deed, case.state, by.role, case.programme)
        may = row is not None and all(self.holds(word, by, case, said) for word in row.requires)
        if deed == DeedKind.HAND_OVER_ALL:
            self.hand_over_all(by, case, said)
        elif deed in TRANSFERRING:
            self.attempt(may, SERVICES[deed], by, self.words(case, deed, said))
            if may:
                self.household_moves(case, by, deed, said)
        else:
            self.attempt(may, SERVICES[deed], by, self.words(case, deed, said))
            if may:
                self.moved(case, by, row, said)

    def household_moves(self, case, by, deed, said):
        """Everything of it that somebody has to do with, and all of it to where it is then."""
        there = self.beyond(case).number if deed == DeedKind.MOVE_ON else case.came_from
        moving = [each for each in self.of_the_household(case) if each.state == "moving"]
        for each in self.going_along(case) if deed == DeedKind.MOVE_ON else moving:
            after = "moving"
            if deed == DeedKind.MOVE_ON:
                each.was, each.came_from = each.state, each.area
            else:
                after, each.taken_in = each.was, each.taken_in or deed == DeedKind.TAKE_IN
            self.moved(each, by, move_of(deed, each.state, by.role, each.programme, after), said)
        if deed != DeedKind.TAKE_IN:
            for each in self.of_the_household(case):
                each.area = there
            next(each for each in self.households if each.pk == case.household).area_id = there

    def beyond(self, case):
        """Where the caseworkers of the other township are."""
        near = (each.area for each in self.people if each.role == Role.CASEWORKER)
        return next(each for each in near if each.number // 1000 != case.area // 1000)

    def words(self, case, deed, said):
        row = Application(pk=case.pk)
        parts = {
            DeedKind.RESUBMIT: {"requested": said.amount, "remarks": said.text},
            DeedKind.HAND_OVER: {"to": said.colleague, "reason": said.text},
            DeedKind.APPROVE: {"amount": said.amount, "reason": said.text},
            DeedKind.SEND_BACK: {"text": said.text, "again": said.text},
            DeedKind.OBJECT: {"text": said.text},
            DeedKind.COMPLAIN: {"text": said.text},
            DeedKind.RECORD_VISIT: {"on": today(), **self.visit_of(case)},
            DeedKind.REQUEST_CHECK: {"on": today()},
            DeedKind.RECORD_CHECK: {"on": today(), **check_words(differs=said.amount == ABOVE)},
            DeedKind.DELIBERATE: {"on": today(), **deliberation_words(), "words": said.text},
            DeedKind.TELL_CHECK: {"on": today(), **told_words(said.amount == ABOVE), "words": said.text},
            DeedKind.ASSESS: {"on": today(), **assessment_words()},
            DeedKind.PROPOSE: {"on": today(), **opinion_words(said.amount), "reason": said.text},
            DeedKind.FORWARD: {"on": today()},
            DeedKind.ASSIGN: {"to": said.colleague, "reason": said.text},
            DeedKind.COUNTY_VISIT: {"on": today(), **county_visit_words()},
            DeedKind.EXTEND: {"ground": "hard", "words": said.text},
            DeedKind.VOID: {"text": said.text},
            DeedKind.FORWARD_HERE: {"on": today()},
            DeedKind.NOTIFY: {"on": today(), "handed_on": today(), "way": "posted"},
            DeedKind.RELIEVE_FIRST: {"amount": said.amount, "reason": said.text},
            DeedKind.PUBLISH_RELIEF: {"on": today(), **notice_words()},
            DeedKind.COMMUNITY_RELIEF: {"on": today(), "amount": said.amount, "reason": said.text},
            DeedKind.COMPLETE_PAPERS: {"text": said.text},
            DeedKind.SPOT_CHECK: {"text": said.text},
            DeedKind.TERMINATE: {"asked": said.text, "reason": said.text, **asked_yesterday()},
            DeedKind.END_REFERRAL: {"programme": next(iter(case.drafted), RELIEF), "reason": said.text},
            DeedKind.REPORT_CHANGE: {"on": today(), "happened_on": today(), "text": said.text},
            DeedKind.PROPOSE_CHANGE: {"on": today(), **self.proposal_of(case, said)},
            DeedKind.HEAR: {"on": today(), **hearing_words(words=said.text)},
            DeedKind.FORWARD_CHANGE: {"on": today()},
            DeedKind.FORWARD_CHANGE_HERE: {"on": today()},
            DeedKind.CONFIRM_CHANGE: {"on": today(), "reason": said.text},
            DeedKind.REVIEW: {"on": today(), "result": "unchanged", "words": said.text},
            DeedKind.REPORT_DEATH: {"on": today(), "happened_on": today(), "member": self.head_of(case)},
            DeedKind.SETTLE_DEATH: {"outcome": "unchanged", "words": said.text},
            DeedKind.REPORT_ABILITY: {"on": today(), "happened_on": today(), "text": said.text},
            DeedKind.RUN_OUT: {"on": today()},
            DeedKind.MOVE_ON: {"to": self.beyond(case), "text": said.text},
            DeedKind.TURN_AWAY: {"text": said.text},
            DeedKind.END: {"on": today(), "reason": said.text},
            DeedKind.NOTIFY_CHANGE: {"on": today(), "handed_on": today(), "way": "posted"},
        }
        reasoned = ("refuse", "refer", "correct", "bring_up", "drop_change")
        with_a_reason = {deed: {"reason": said.text} for deed in reasoned}
        if deed == DeedKind.CALL_CONFERENCE:
            return {"applications": [row], "meets_on": today(), "place": "会议室", "on": today()}
        return {"application": row, **(parts | with_a_reason).get(deed, {})}

    def proposal_of(self, case, said):
        kind = "end" if said.amount is None else "cut" if said.amount < (case.given or 0) else "raise"
        first = today() if kind == "end" else None
        return proposal_words(kind=kind, amount=said.amount, reason=said.text, notice_from=first)

    def head_of(self, case):
        with acting_everywhere():
            return Member.objects.filter(household=case.household).order_by("position").first()

    def visit_of(self, case):
        """By the first two of its township."""
        here = [each for each in self.people if each.area_id // 1000 == case.area // 1000]
        two = [each for each in here if each.role in (Role.CASEWORKER, Role.APPROVER)][:2]
        case.going = {each.pk for each in two}
        return visit_words(*two)

    def hand_over_all(self, by, case, said):
        """Everything of whoever has this one, or of somebody who has nothing."""
        leaver = next((each for each in self.people if each.pk == case.owner), by)
        may = (
            by.role in (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)
            and bool(said.text)
            and leaver != said.colleague
        )
        asked = {"leaver": leaver, "to": said.colleague, "reason": said.text}
        done = self.attempt(may, services.hand_over_all, by, asked)
        if not may:
            return
        theirs = [each for each in self.cases if each.owner == leaver.pk and each.state in OPEN]
        handed = [each for each in theirs if self.may_have(said.colleague, each)]
        assert {each.pk for each in done.handed} == {each.pk for each in handed}
        assert {each.pk for each in done.left} == {each.pk for each in theirs} - {e.pk for e in handed}
        for each in handed:
            row = move_of(DeedKind.HAND_OVER_ALL, each.state, by.role, each.programme)
            self.moved(each, by, row, said)

    def attempt(self, may, service, by, asked):
        """What may be is done; what may not is refused, and leaves nothing."""
        before, refused, done = self.rows(), None, None
        try:
            with acting(by), transaction.atomic():
                done = service(by=by, **asked)
        except REFUSALS as refusal:
            refused = str(refusal)
        assert (refused is None) == may, f"{service.__name__} by {by.role}: {refused}"
        assert refused is None or (refused and self.rows() == before)
        return done

    def rows(self):
        with acting_everywhere():
            rows = Application.objects.order_by("pk").values_list("pk", "state", "owner", "steps")
            return Event.objects.filter(action__startswith="casework").count(), list(rows)

    def moved(self, case, by, row, said):
        case.deeds.append((row.deed, by.pk))
        if row.deed == DeedKind.RESUBMIT:
            case.submitters.add(by.pk)
            case.requested = said.amount
        case.owner = self.owner_after(case, by, row, said)
        case.looked_into(row, by)
        case.given_now(row, said)
        case.state = row.after
        if row.deed in DECIDING:
            case.decided_by = by.role
        if row.deed in AWARDS:
            self.look_whether_the_award_is_news(case.household)
        if row.deed in (DeedKind.REFUSE, DeedKind.TERMINATE, DeedKind.END):
            with acting_everywhere():
                case.drafted = [each.programme for each in Referral.objects.filter(application=case.pk)]
        if row.deed == DeedKind.END_REFERRAL:
            case.drafted.pop(0)

    def look_whether_the_award_is_news(self, key):
        """What was given for one application is a fact for the others of the household."""
        with acting_everywhere():
            fresh = is_of_today(latest_screening(Household.objects.get(pk=key)))
        if fresh:
            self.stale.discard(key)
        else:
            self.stale.add(key)

    def owner_after(self, case, by, row, said):
        if row.deed in (*ACTORS, *DECIDING, *LEADING):
            return by.pk
        if row.deed == "send_back":
            return by.pk if row.after == "returned" and by.role == Role.APPROVER else None
        if row.deed in ("hand_over", "hand_over_all"):
            return said.colleague.pk
        if row.deed in GIVES_AWAY:
            return None
        if row.deed == "resubmit":
            had = next((each for each in self.people if each.pk == case.owner), None)
            return had.pk if had and self.may_have(had, case, row.after) else None
        return case.owner

    # What must be so after every step.

    @invariant()
    def everything_agrees(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with acting_everywhere():
            rows = {
                each.pk: each
                for each in Application.objects.select_related("decision").prefetch_related("deeds")
            }
            events = list(
                Event.objects.filter(subject_kind="casework.application").order_by("county", "number")
            )
        assert set(rows) == {each.pk for each in self.cases}
        for case in self.cases:
            row = rows[case.pk]
            told = [each for each in events if each.subject_id == str(case.pk)]
            assert (row.state, row.owner_id, row.requested) == (case.state, case.owner, case.requested)
            agrees(row, list(row.deeds.all()), told, case)


def agrees(row, deeds, events, case):
    """Deeds lead along the table to where the application stands, each told once, and to the decision."""
    state = None
    for number, (deed, event) in enumerate(zip(deeds, events, strict=True), 1):
        step = move_of(DeedKind(deed.deed), state, deed.role, row.programme, deed.after)
        assert step is not None, f"{deed.deed} from {state} by {deed.role}"
        assert (deed.number, deed.after) == (number, step.after)
        assert (event.action, event.actor_id, event.actor_role) == (step.action, deed.by_id, deed.role)
        assert event.details["deed"] == number
        state = deed.after
    assert (state, len(deeds)) == (row.state, row.steps)
    assert [(each.deed, each.by_id) for each in deeds] == case.deeds
    deciding = [each for each in deeds if each.deed in DECIDING]
    decision = getattr(row, "decision", None)
    assert [(each.by_id, DECIDES[each.deed], each.screening_id) for each in deciding] == (
        [(decision.decider_id, decision.outcome, decision.screening_id)] if decision else []
    )
    assert {each.by_id for each in deciding}.isdisjoint(case.submitters | case.proposers)


@pytest.fixture
def office(place):
    """Caseworkers who enter, approvers who decide, and somebody of every role, in both townships."""
    with acting_everywhere():
        make_user(Role.CASEWORKER, place.liushu)
        for area in (place.qingxi, place.qingxi, place.shiqiao):
            make_user(Role.APPROVER, area)
        make_user(Role.COUNTY_OFFICER, place.county)
        people = list(User.objects.select_related("area").order_by("username"))
    delegate(place, DIBAO)
    ours = [make_screened(place.lin_xiaoman, ABOVE_THE_LIMIT) for _ in range(2)]
    households = [*ours, make_screened(place.zhou_ting, ABOVE_THE_LIMIT)]
    for household in households:
        everybody_consents(household)
    return people, households


def test_random_people_reach_no_illegal_state(office):
    run_state_machine_as_test(
        lambda: Office(*office),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            database=None,
            # What is found is told as it was found: to make it small would take minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
