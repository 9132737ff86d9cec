"""Deeds as bare SQL, as anybody could send it who has the application's role and not the application."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from relief.casework.models import PASSED_ON, RESTING_ON_A_SCREENING, SAYING_WHY, Application
from relief.casework.workflow import DeedKind, State, rows_of
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
                           requested_fen, colleague_id)
VALUES (%(id)s, %(application)s, %(number)s, %(deed)s, %(by)s, %(role)s, %(at)s, %(after)s, %(text)s,
        %(screening)s, %(requested)s, %(colleague)s)
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
INSERT INTO casework_meanscheck (deed_id, request_id, started_on, result_on, result)
VALUES (%(deed)s, %(request)s, %(started_on)s, %(result_on)s, 'agrees')
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
AWARD = """
INSERT INTO funds_award (id, household_id, programme, kind, amount_fen, since, until, decision)
VALUES (%(id)s, %(household)s, %(programme)s, %(kind)s, %(amount)s, %(since)s, %(until)s, %(decision)s)
"""
COVERED = """
INSERT INTO funds_covered (id, award_id, member_id, person, programme, since, until)
SELECT gen_random_uuid(), award.id, member.id, coalesce(member.person_id, member.id), award.programme,
       award.since, award.until
FROM funds_award AS award JOIN households_member AS member ON member.household_id = award.household_id
WHERE award.id = %(id)s
"""
END = "UPDATE funds_award SET until = since - 1 WHERE decision = %(decision)s"
DECIDING = (DeedKind.APPROVE, DeedKind.REFUSE)
LEADING = (
    DeedKind.ACCEPT,
    DeedKind.INVESTIGATE,
    DeedKind.RECORD_VISIT,
    DeedKind.REQUEST_CHECK,
    DeedKind.ASSESS,
    DeedKind.PROPOSE,
)
OWNS = (*DECIDING, *LEADING, DeedKind.TAKE)
KEEPS = (
    DeedKind.WITHDRAW,
    DeedKind.CORRECT,
    DeedKind.RESUBMIT,
    DeedKind.RECORD_CHECK,
    DeedKind.OBJECT,
    DeedKind.NOTIFY,
    DeedKind.BEGIN_CHECK,
    DeedKind.EXTEND,
    DeedKind.VOID,
    DeedKind.END_REFERRAL,
)


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
    after = next((each.after for each in rows_of(deed) if each.before == row.state), rows_of(deed)[0].after)
    if deed in OWNS or (deed, row.state) == (DeedKind.SEND_BACK, State.SUBMITTED):
        owner = by.pk
    else:
        owner = row.owner_id if deed in KEEPS else colleague and colleague.pk
    done = {
        "id": uuid4(),
        "application": row.pk,
        "number": row.steps + 1,
        "deed": deed,
        "by": by.pk,
        "role": by.role,
        "at": at,
        "after": after,
        "text": b"said" if deed in SAYING_WHY else None,
        "screening": row.screening_id if deed in RESTING_ON_A_SCREENING else None,
        "requested": row.requested if deed == DeedKind.RESUBMIT else None,
        "colleague": colleague.pk if colleague and deed in PASSED_ON else None,
    }
    parts = {
        "deed": (DEED, done | (written or {})),
        "move": (MOVE, _move(row, done, owner) | (moved or {})),
    }
    if deed in LEAVES:
        parts["row"] = (LEAVES[deed], _left(row, done) | (left or {}))
    if deed in DECIDING:
        parts["decision"] = (DECIDE, _decision(row, done) | (decision or {}))
    if deed == DeedKind.REFUSE:
        parts["referrals"] = (REFERRALS, done)
    if deed == DeedKind.APPROVE:
        given = _award(row, parts["decision"][1]) | (award or {})
        parts |= {"award": (AWARD, given), "covered": (COVERED, given)}
    if deed == DeedKind.CORRECT and (decided := getattr(row, "decision", None)):
        parts["end"] = (END, {"decision": decided.pk})
    return parts


def _left(row, done):
    """Everything that any of the rows of an investigation says."""
    day = timezone.localdate()
    with acting_everywhere():
        people = User.objects.filter(area=row.township, role="approver").order_by("username")
        asked_for = row.deeds.filter(deed=DeedKind.REQUEST_CHECK, answer=None).first()
        drafted = row.referrals.filter(kind="drafted").first()
    return {
        "deed": done["id"],
        "visited_on": day,
        "way": "home",
        "ground": "",
        "first": people[0].pk,
        "second": people[1].pk,
        "present": "户主",
        "signed_by": "户主",
        "request": asked_for and asked_for.pk,
        "referral": drafted and drafted.pk,
        "started_on": day,
        "result_on": day,
        "assessed_on": day,
        "assessors": "镇卫生院",
        "gives": True,
        "amount": 1_00,
        "reason": "",
        "notice_from": day,
        "notice_to": day + timedelta(days=6),
        "handed_on": day,
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
    }


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
    approved = done["deed"] == DeedKind.APPROVE
    return {
        "id": uuid4(),
        "application": row.pk,
        "decider": done["by"],
        "outcome": done["after"],
        "amount": row.requested or 1_00 if approved else None,
        "reason": "" if approved else "不符合。",
        "screening": row.screening_id,
    }


LEAVES = {
    DeedKind.RECORD_VISIT: VISIT,
    DeedKind.RECORD_CHECK: CHECK,
    DeedKind.ASSESS: ASSESSMENT,
    DeedKind.PROPOSE: OPINION,
    DeedKind.NOTIFY: DELIVERY,
    DeedKind.EXTEND: EXTENSION,
    DeedKind.END_REFERRAL: ENDED,
}
ORDER = ("decision", "award", "covered", "deed", "referrals", "row", "move", "end")


def do(application, by, deed, *, order=ORDER, **changes):
    """The deed as the acting person would do it, in this order; a part not named in it is left out."""
    parts = statements(application, by, DeedKind(deed), **changes)
    execute(*(parts[each] for each in order if each in parts))
