"""An investigation as people go through it, by the services that the pages use, and the days it takes."""

import os
from contextlib import closing
from datetime import date
from urllib.parse import urlsplit

import psycopg2
from django.db import connection, transaction
from django.utils import timezone

from relief.casework import services
from relief.casework.models import ABILITIES, Application
from relief.casework.workflow import State
from relief.households.models import Consent, Household
from relief.offices.access import acting
from relief.offices.models import Section
from relief.offices.vocabulary import STANDINGS
from tests.factories import make_figures
from tests.world import acting_everywhere

# Every day and moment of casework, so that all of it lies that much longer ago.
DAYS = {
    "casework_homevisit": ("visited_on",),
    "casework_meanscheck": ("started_on", "result_on"),
    "casework_checktold": ("told_on",),
    "casework_deliberation": ("held_on",),
    "casework_assessment": ("assessed_on",),
    "casework_opinion": ("notice_from", "notice_to"),
    "casework_delivery": ("handed_on",),
    "casework_proposal": ("notice_from", "notice_to"),
    "casework_hearing": ("heard_on", "invited_on"),
    "casework_changedecision": ("effective_on",),
    "casework_review": ("visited_on",),
    "casework_countyvisit": ("visited_on",),
    "casework_reliefnotice": ("looked_on", "notice_from", "notice_to"),
}
MOMENTS = {
    "casework_application": ("submitted_at", "owned_at"),
    "casework_deed": ("at", "happened_on"),
    "casework_decision": ("decided_at",),
    "casework_objection": ("raised_at",),
    "casework_objectionanswer": ("at",),
}
OF_IT = "WHERE decision = (SELECT id FROM casework_decision WHERE application_id = %s)"
BEFORE = {
    "funds_covered": f"DELETE FROM funds_covered WHERE award_id IN (SELECT id FROM funds_award {OF_IT})",
    "funds_award": f"DELETE FROM funds_award {OF_IT}",
    "casework_application": "UPDATE casework_application SET programme = 'dibao' WHERE id = %s",
}


def today() -> date:
    return timezone.localdate()


def days_pass(days: int = 7) -> None:
    """As if everything had been done so many days before: the owner moves the days, which nobody else can."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE relief_owner")
        _move_the_days(cursor, days)
        cursor.execute("SET LOCAL ROLE relief_app")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def decided_by_the_township_alone(application: Application) -> None:
    """As before there were procedure and award: the owner makes a decision of today one on dibao."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE relief_owner")
        for table, change in BEFORE.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(change, [application.pk])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE relief_app")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def committed_days_pass(days: int = 7) -> None:
    """The same in a database of its own, on a connection of the owner."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    with closing(psycopg2.connect(url.geturl())) as owner, owner, owner.cursor() as cursor:
        _move_the_days(cursor, days)


def _move_the_days(cursor, days):
    for table, columns in (DAYS | MOMENTS).items():
        unit = "" if table in DAYS else " * interval '1 day'"
        moved = ", ".join(f"{each} = {each} - {days}{unit}" for each in columns)
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {moved}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def everybody_consents(household: Household) -> None:
    with acting_everywhere():
        for member in household.members.exclude(consents__signed_on=today()):
            Consent.objects.create(
                household=household,
                member=member,
                purpose="means_check",
                given=True,
                signed_on=today(),
                paper="授权书",
                recorded_by=household.entered_by,
            )


def visit_words(first, second):
    return {
        "visited_on": today(),
        "investigators": (first, second),
        "way": "home",
        "ground": "",
        "present": "户主和配偶",
        "signed_by": "户主",
        "finding": "家里三口人，住房和申报一致。",
    }


def check_words(differs=False):
    found = {"result": "differs", "words": "另有存款3.2万元。"} if differs else {"result": "agrees"}
    return {"started_on": today(), "result_on": today(), **found}


def told_words(objected=False):
    return {"told_on": today(), "objected": objected, "words": "存款是去年的赔偿款。"}


def deliberation_words():
    votes = {"attended": 9, "in_favour": 7, "against": 1, "abstained": 1}
    return {"held_on": today(), "words": "多数认为家里确实困难。", **votes}


def county_visit_words():
    return {
        "visited_on": today(),
        "companion": "县局李科",
        "present": "户主",
        "signed_by": "户主",
        "finding": "一家三口住一间屋。",
    }


def assessment_words():
    return {"assessed_on": today(), "assessors": "镇卫生院", **dict.fromkeys(ABILITIES, True)}


def notice_words():
    return {
        "looked_on": today(),
        "means": "checked",
        "finding": "住院自付3.2万元，收入和财产核过。",
        "notice_from": today(),
    }


def opinion_words(amount=1_00):
    return {"gives": True, "amount": amount, "notice_from": today(), "reason": "情况属实。"}


def look_into(place, application: Application) -> None:
    """A visit and a means check."""
    at_the_county = {"by": place.gao_jianguo, "application": application, "on": today()}
    everybody_consents(application.household)
    here = {"by": place.he_jing, "application": application, "on": today()}
    with acting(place.he_jing):
        services.record_visit(**here, **visit_words(place.he_jing, place.lin_xiaoman))
        services.request_check(**here)
    with acting(place.gao_jianguo):
        services.record_check(**at_the_county, **check_words())


def _led(place, application, state):
    here = {"by": place.he_jing, "application": application}
    with acting(place.he_jing):
        match state:
            case State.ACCEPTED:
                services.accept(**here)
            case State.INVESTIGATING:
                services.investigate(**here)
            case State.PUBLISHED:
                services.propose(**here, on=today(), **opinion_words())
            case State.TO_CONFIRM:
                services.forward(**here, on=today())
            case State.TO_CONFIRM_HERE:
                services.forward_here(**here, on=today())


WAY = (State.ACCEPTED, State.INVESTIGATING, State.PUBLISHED, State.TO_CONFIRM)
WAY_HERE = (*WAY[:-1], State.TO_CONFIRM_HERE)
"""Where the county has given the confirmation to its townships."""


def delegate(place, *programmes: str) -> None:
    """审核确认权限下放, since long ago: of these programmes, else of all."""
    with acting_everywhere():
        make_figures(
            place.county,
            section=Section.DELEGATION,
            in_force_from=date(2021, 7, 1),
            values={"programmes": [*(programmes or ("dibao", "dibao_individual", "tekun")), *STANDINGS]},
        )


def lead(place, application: Application, until: State, days_go_by=days_pass, after=None) -> Application:
    """何静 leads it on, 高建国 checks; before 公示 it was looked into, before 待确认 seven days went by."""
    way = WAY_HERE if until == State.TO_CONFIRM_HERE else WAY
    if until == State.TO_CONFIRM_HERE and not after:
        delegate(place)
    for state in way[way.index(after) + 1 if after else 0 : way.index(until) + 1]:
        if state == State.PUBLISHED:
            look_into(place, application)
        if state in (State.TO_CONFIRM, State.TO_CONFIRM_HERE):
            days_go_by()
        _led(place, application, state)
    with acting_everywhere():
        return Application.objects.select_related("household", "area").get(pk=application.pk)
