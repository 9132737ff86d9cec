"""What is given, and its change as people go through it, by the services that the pages use."""

from datetime import timedelta

from django.db import connection, transaction

from relief.casework import services
from relief.casework.models import Application
from relief.casework.workflow import State
from relief.offices.access import acting
from tests.casework.arranging import make_application
from tests.casework.investigated import days_pass, lead, today
from tests.world import acting_everywhere

REASON = "收入变了。"


def now(application):
    with acting_everywhere():
        return Application.objects.select_related("household", "area", "decision").get(pk=application.pk)


def half_a_year_passes(application, days=200):
    """Its kept clock too: the owner moves what is counted in months back by so many days."""
    days_pass(days)
    row = now(application)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE relief_owner")
        cursor.execute("ALTER TABLE casework_application DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE casework_application SET clock_from = %s, due_on = %s WHERE id = %s",
            [row.clock_from - timedelta(days), row.due_on - timedelta(days), row.pk],
        )
        cursor.execute("ALTER TABLE casework_application ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE relief_app")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def given(place, programme="dibao", amount=1_00, application=None):
    """低保 of 1.00元 a month from the next month on: 高建国 confirmed it."""
    application = application or make_application(place.lin_xiaoman, programme)
    lead(place, application, State.TO_CONFIRM)
    with acting(place.gao_jianguo):
        services.approve(by=place.gao_jianguo, application=application, amount=amount, reason=REASON)
    return now(application)


def proposal_words(**changes):
    return {"kind": "cut", "ground": "circumstances", "amount": 50, "reason": REASON} | changes


def hearing_words(**changes):
    return {"heard_on": today(), "way": "in_person", "who": "户主", "words": "孩子找到了工作。"} | changes


def lead_change(place, application, until, **proposed):
    """何静 proposes, hears, and reports it to the county; 高建国 confirms."""
    he, gao = place.he_jing, place.gao_jianguo
    here = {"by": he, "application": application, "on": today()}
    with acting(he):
        services.propose_change(**here, **proposal_words(**proposed))
        if until == State.CHANGING:
            return now(application)
        services.hear(**here, **hearing_words())
        forward = services.forward_change_here if until == State.TO_CHANGE_HERE else services.forward_change
        forward(**here)
    if until not in (State.TO_CHANGE, State.TO_CHANGE_HERE):
        service = services.end if until == State.ENDED else services.confirm_change
        with acting(gao):
            service(by=gao, application=application, on=today(), reason=REASON)
    return now(application)


def end_of(place, application):
    return lead_change(place, application, State.ENDED, kind="end", amount=None)
