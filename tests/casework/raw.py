"""Deeds as bare SQL, as anybody could send it who has the application's role and not the application."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from relief.casework.models import (
    PASSED_ON,
    REPORTING,
    RESTING_ON_A_SCREENING,
    SAYING_WHY,
    Application,
    Proposal,
)
from relief.casework.services.awarding import month_after
from relief.casework.workflow import DeedKind, Owner, rows_of
from relief.offices.models import User
from tests.world import acting_everywhere

SUBMIT = """
INSERT INTO casework_application (id, household_id, programme, area_id, state, screening_id,
                                  submitted_by_id, submitted_at, owner_id, owned_at, steps)
VALUES (%(id)s, %(household)s, %(programme)s, %(area)s, %(state)s, %(screening)s, %(by)s, %(at)s,
        %(owner)s, %(owned_at)s, %(steps)s)
"""
DECIDE = """
INSERT INTO casework_decision (id, application_id, decider_id, decided_at, outcome, amount_fen, reason,
                               article, screening_id)
VALUES (%(id)s, %(application)s, %(decider)s, now(), %(outcome)s, %(amount)s, %(reason)s, '', %(screening)s)
"""
DEED = """
INSERT INTO casework_deed (id, application_id, number, deed, by_id, role, at, after, text, screening_id,
                           requested_fen, colleague_id, happened_on)
VALUES (%(id)s, %(application)s, %(number)s, %(deed)s, %(by)s, %(role)s, %(at)s, %(after)s, %(text)s,
        %(screening)s, %(requested)s, %(colleague)s, %(happened_on)s)
"""
MOVE = """
UPDATE casework_application SET state = %(state)s, steps = %(steps)s, owner_id = %(owner)s,
       owned_at = %(owned_at)s WHERE id = %(application)s
"""
VISIT = """
INSERT INTO casework_homevisit (deed_id, visited_on, way, ground, first_id, second_id, present, signed_by,
                                finding)
VALUES (%(deed)s, %(visited_on)s, %(way)s, %(ground)s, %(first)s, %(second)s, %(present)s, %(signed_by)s,
        'sealed')
"""
CHECK = """
INSERT INTO casework_meanscheck (deed_id, request_id, started_on, result_on, result, words)
VALUES (%(deed)s, %(request)s, %(started_on)s, %(result_on)s, %(result)s, 'sealed')
"""
TOLD = """
INSERT INTO casework_checktold (deed_id, told_on, objected, words)
VALUES (%(deed)s, %(told_on)s, %(objected)s, 'sealed')
"""
DELIBERATION = """
INSERT INTO casework_deliberation (deed_id, held_on, attended, in_favour, against, abstained, words)
VALUES (%(deed)s, %(held_on)s, %(attended)s, 7, 1, 1, 'sealed')
"""
ASSESSMENT = """
INSERT INTO casework_assessment (deed_id, assessed_on, assessors, eats, dresses, gets_up, uses_the_toilet,
                                 walks, washes)
VALUES (%(deed)s, %(assessed_on)s, %(assessors)s, true, true, true, true, true, false)
"""
OPINION = """
INSERT INTO casework_opinion (deed_id, gives, amount_fen, reason, notice_from, notice_to)
VALUES (%(deed)s, %(gives)s, %(amount)s, %(reason)s, %(notice_from)s, %(notice_to)s)
"""
EXTENSION = "INSERT INTO casework_extension (deed_id, ground, words) VALUES (%(deed)s, 'hard', 'sealed')"
COUNTY_VISIT = """
INSERT INTO casework_countyvisit (deed_id, visited_on, companion, present, signed_by, finding)
VALUES (%(deed)s, %(visited_on)s, '县局李科', %(present)s, %(signed_by)s, 'sealed')
"""
RELIEF_NOTICE = """
INSERT INTO casework_reliefnotice (deed_id, looked_on, means, finding, notice_from, notice_to)
VALUES (%(deed)s, %(visited_on)s, %(means)s, 'sealed', %(notice_from)s, %(notice_to)s)
"""
DELIVERY = """
INSERT INTO casework_delivery (deed_id, handed_on, way) VALUES (%(deed)s, %(handed_on)s, 'posted')
"""
REFERRALS = """
INSERT INTO casework_referral (id, application_id, deed_id, programme, kind)
SELECT gen_random_uuid(), %(application)s, %(id)s, left_over.code, 'drafted'
FROM casework_application AS asked, casework_may_still_help(asked, %(screening)s) AS left_over (code)
WHERE asked.id = %(application)s
"""
ENDED = "INSERT INTO casework_endedreferral (deed_id, referral_id) VALUES (%(deed)s, %(referral)s)"
CONFERENCE = """
WITH called AS (
    INSERT INTO casework_conference (id, area_id, meets_on, place, called_by_id, called_at)
    VALUES (gen_random_uuid(), %(county)s, %(handed_on)s, '会议室', %(by)s, now()) RETURNING id)
INSERT INTO casework_agendaitem (deed_id, conference_id) SELECT %(deed)s, id FROM called
"""
AWARD = """
INSERT INTO funds_award (id, household_id, programme, kind, amount_fen, since, until, decision, change)
VALUES (%(id)s, %(household)s, %(programme)s, %(kind)s, %(amount)s, %(since)s, %(until)s, %(decision)s,
        %(change)s)
"""
COVERED = """
INSERT INTO funds_covered (id, award_id, member_id, person, programme, since, until)
SELECT gen_random_uuid(), award.id, member.id, coalesce(member.person_id, member.id), award.programme,
       award.since, award.until
FROM funds_award AS award JOIN households_member AS member ON member.household_id = award.household_id
WHERE award.id = %(id)s
"""
PROPOSAL = """
INSERT INTO casework_proposal (deed_id, kind, ground, amount_fen, reason, notice_from, notice_to)
VALUES (%(deed)s, %(kind)s, %(why)s, %(changed)s, 'sealed', %(published_from)s, %(published_to)s)
"""
HEARING = """
INSERT INTO casework_hearing (deed_id, heard_on, way, who, invited_on, words)
VALUES (%(deed)s, %(heard_on)s, %(heard)s, '户主', %(invited_on)s, %(words)s)
"""
TRANSFER = """
INSERT INTO casework_transfer (deed_id, came_from_id, goes_to_id)
VALUES (%(deed)s, %(came_from)s, %(goes_to)s)
"""
REVIEW = """
INSERT INTO casework_review (deed_id, result, visited_on, words)
VALUES (%(deed)s, %(reviewed)s, %(reviewed_on)s, 'sealed')
"""
DEATH = """
INSERT INTO casework_death (deed_id, member_id) VALUES (%(deed)s, %(member)s)
"""
SETTLEMENT = """
INSERT INTO casework_settlement (deed_id, outcome, words) VALUES (%(deed)s, %(outcome)s, 'sealed')
"""
CHANGE = """
INSERT INTO casework_changedecision (deed_id, proposal_id, effective_on, reason)
VALUES (%(deed)s, %(proposal)s, %(effective_on)s, 'sealed')
"""
RUNS_OUT = """
UPDATE funds_award SET until = greatest(since, %(effective_on)s) - 1 WHERE decision = %(decided)s
"""
END = "UPDATE funds_award SET until = since - 1 WHERE decision = %(decision)s"
GIVING = (DeedKind.APPROVE, DeedKind.RELIEVE_FIRST, DeedKind.COMMUNITY_RELIEF)
REFUSING = (DeedKind.REFUSE, DeedKind.TERMINATE)
DECIDING = (*GIVING, *REFUSING)


def execute(*statements):
    """Statements with their values, and every constraint that would otherwise wait for the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def refused_by(constraint):
    with pytest.raises(IntegrityError) as refused:
        yield
    assert refused.value.__cause__.diag.constraint_name == constraint


def asked(household, by, **changes):
    """A new application of a household with one screening."""
    with acting_everywhere():
        screening = household.screenings.get().pk
    return {
        "id": uuid4(),
        "household": household.pk,
        "programme": "dibao_grace",
        "area": household.area_id,
        "state": "submitted",
        "screening": screening,
        "by": by.pk,
        "at": timezone.now(),
        "owner": None,
        "owned_at": None,
        "steps": 1,
    } | changes


def first_deed(application, by, **changes):
    """The deed of a submission."""
    return {
        "id": uuid4(),
        "application": application["id"],
        "number": 1,
        "deed": "submit",
        "by": by.pk,
        "role": by.role,
        "at": application["at"],
        "after": "submitted",
        "text": None,
        "screening": application["screening"],
        "requested": None,
        "colleague": None,
        "happened_on": None,
    } | changes


def now(application):
    with acting_everywhere():
        return Application.objects.select_related("decision").get(pk=application.pk)


def statements(
    application,
    by,
    deed,
    *,
    colleague=None,
    decision=None,
    written=None,
    left=None,
    moved=None,
    award=None,
):
    """What a deed consists of, by name.

    `decision`, `written` (the deed), `left` (the row it leaves behind), `moved`, `award` change parts of it.
    """
    row, at = now(application), timezone.now()
    step = next((each for each in rows_of(deed) if each.before == row.state), rows_of(deed)[0])
    done = {
        "id": uuid4(),
        "application": row.pk,
        "number": row.steps + 1,
        "deed": deed,
        "by": by.pk,
        "role": by.role,
        "at": at,
        "after": step.after,
        "text": b"said" if deed in SAYING_WHY else None,
        "screening": row.screening_id if deed in RESTING_ON_A_SCREENING else None,
        "requested": row.requested if deed == DeedKind.RESUBMIT else None,
        "colleague": colleague.pk if colleague and deed in PASSED_ON else None,
        "happened_on": _happened_on(deed),
    }
    parts = {
        "deed": (DEED, done | (written or {})),
        "move": (MOVE, _move(row, done, _owner_after(step, row, by, colleague)) | (moved or {})),
    }
    if deed in LEAVES:
        parts["row"] = (LEAVES[deed], _left(row, done) | (left or {}))
    if deed in DECIDING:
        parts["decision"] = (DECIDE, _decision(row, done) | (decision or {}))
    if deed in REFUSING or deed == DeedKind.END:
        parts["referrals"] = (REFERRALS, done)
    if deed in GIVING:
        given = _award(row, parts["decision"][1]) | (award or {})
        parts |= {"award": (AWARD, given), "covered": (COVERED, given)}
    if deed in (DeedKind.CONFIRM_CHANGE, DeedKind.END):
        parts |= _changed(row, parts["row"][1], award or {})
    if deed == DeedKind.CORRECT and (decided := getattr(row, "decision", None)):
        parts["end"] = (END, {"decision": decided.pk})
    return parts


def _happened_on(deed):
    """Today; what somebody was asked for and did not do, the day before."""
    if deed not in REPORTING:
        return None
    return timezone.localdate() - timedelta(days=deed == DeedKind.TERMINATE)


def _owner_after(step, row, by, colleague):
    match step.owner:
        case Owner.ACTOR:
            return by.pk
        case Owner.COLLEAGUE:
            return colleague and colleague.pk
        case Owner.NOBODY:
            return None
    return row.owner_id


def _left(row, done):
    """Everything that any of the rows of an investigation says."""
    day = timezone.localdate()
    with acting_everywhere():
        people = list(User.objects.filter(area=row.township, role="approver").order_by("username"))
        asked_for = row.deeds.filter(deed=DeedKind.REQUEST_CHECK, answer=None).first()
        drafted = row.referrals.filter(kind="drafted").first()
        proposal = row.deeds.filter(deed=DeedKind.PROPOSE_CHANGE).last()
        member = row.household.members.order_by("position").values_list("pk", flat=True).first()
    return {
        "deed": done["id"],
        "by": done["by"],
        "county": row.county,
        "visited_on": day,
        "way": "home",
        "ground": "",
        "first": people[0].pk,
        "second": people[-1].pk,
        "present": "户主",
        "signed_by": "户主",
        "request": asked_for and asked_for.pk,
        "referral": drafted and drafted.pk,
        "started_on": day,
        "result_on": day,
        "result": "agrees",
        "told_on": day,
        "held_on": day,
        "attended": 9,
        "objected": False,
        "assessed_on": day,
        "assessors": "镇卫生院",
        "gives": True,
        "amount": 1_00,
        "reason": "",
        "notice_from": day,
        "notice_to": day + timedelta(days=6),
        "means": "checked",
        "handed_on": day,
        "kind": "cut",
        "why": "circumstances",
        "changed": 50,
        "published_from": None,
        "published_to": None,
        "heard_on": day,
        "heard": "in_person",
        "invited_on": None,
        "words": b"sealed",
        "proposal": proposal and proposal.pk,
        "effective_on": month_after(day),
        "member": member,
        "outcome": "unchanged",
        "reviewed": "unchanged",
        "reviewed_on": day,
        "came_from": row.area_id,
        "goes_to": row.area_id,
    }


def _award(row, decision):
    """Given once, on the day itself."""
    today = timezone.localdate()
    return {
        "id": uuid4(),
        "household": row.household_id,
        "programme": row.programme,
        "kind": "once" if decision["amount"] else "standing",
        "amount": decision["amount"],
        "since": today,
        "until": today,
        "decision": decision["id"],
        "change": None,
    }


def _changed(row, left, award):
    """What ran ends, and what was proposed begins."""
    decided = getattr(row, "decision", None)
    parts = {"runs_out": (RUNS_OUT, left | {"decided": decided and decided.pk})}
    with acting_everywhere():
        amount = Proposal.objects.filter(pk=left["proposal"]).values_list("amount", flat=True).first()
    if amount:
        given = _award(row, {"amount": amount, "id": decided.pk})
        given |= {"since": left["effective_on"], "until": None, "change": left["deed"], "kind": "monthly"}
        parts |= {"award": (AWARD, given | award), "covered": (COVERED, given | award)}
    return parts


def _move(row, done, owner):
    since = None if owner is None else row.owned_at if owner == row.owner_id else done["at"]
    return {
        "application": row.pk,
        "state": done["after"],
        "steps": done["number"],
        "owner": owner,
        "owned_at": since,
    }


def _decision(row, done):
    approved = done["deed"] in GIVING
    return {
        "id": uuid4(),
        "application": row.pk,
        "decider": done["by"],
        "outcome": "approved" if approved else "refused",
        "amount": row.requested or 1_00 if approved else None,
        "reason": "" if approved else "不符合。",
        "screening": row.screening_id,
    }


LEAVES = {
    DeedKind.RECORD_VISIT: VISIT,
    DeedKind.RECORD_CHECK: CHECK,
    DeedKind.TELL_CHECK: TOLD,
    DeedKind.DELIBERATE: DELIBERATION,
    DeedKind.ASSESS: ASSESSMENT,
    DeedKind.PROPOSE: OPINION,
    DeedKind.NOTIFY: DELIVERY,
    DeedKind.COUNTY_VISIT: COUNTY_VISIT,
    DeedKind.CALL_CONFERENCE: CONFERENCE,
    DeedKind.EXTEND: EXTENSION,
    DeedKind.PUBLISH_RELIEF: RELIEF_NOTICE,
    DeedKind.END_REFERRAL: ENDED,
    DeedKind.PROPOSE_CHANGE: PROPOSAL,
    DeedKind.HEAR: HEARING,
    DeedKind.CONFIRM_CHANGE: CHANGE,
    DeedKind.END: CHANGE,
    DeedKind.NOTIFY_CHANGE: DELIVERY,
    DeedKind.REVIEW: REVIEW,
    DeedKind.REPORT_DEATH: DEATH,
    DeedKind.SETTLE_DEATH: SETTLEMENT,
    DeedKind.MOVE_ON: TRANSFER,
    DeedKind.TURN_AWAY: TRANSFER,
}
ORDER = ("decision", "runs_out", "award", "covered", "deed", "referrals", "row", "move", "end")


def do(application, by, deed, *, order=ORDER, **changes):
    """The deed as the acting person would do it, in this order; a part not named in it is left out."""
    parts = statements(application, by, DeedKind(deed), **changes)
    execute(*(parts[each] for each in order if each in parts))
