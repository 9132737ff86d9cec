"""Nobody who never said who they are has a hand in a case; nor does whoever looked into it confirm it."""

from importlib import import_module

from django.db import migrations

guard = import_module("relief.casework.migrations.0046_begun").guard

INVESTIGATORS = "NOT (public.recusal_known(NEW.first_id) AND public.recusal_known(NEW.second_id))"
MINUTES = """
    NOT public.recusal_known(NEW.closed_by_id) OR EXISTS (
        SELECT FROM public.casework_agendaitem AS item
        JOIN public.casework_deed AS done ON done.id = item.deed_id
        JOIN public.casework_application AS asked ON asked.id = done.application_id
        WHERE item.conference_id = NEW.conference_id AND asked.state = 'in_conference'
          AND public.recusal_related(NEW.closed_by_id, asked.household_id))
"""
ITEM = "NOT public.recusal_known(NEW.entered_by_id)"
# Whoever looked into the home has a hand in the case, by whichever account.
OBJECTION = """
    NOT public.recusal_known(NEW.by_id)
    OR NOT EXISTS (
        SELECT FROM public.offices_user AS officer WHERE officer.id = NEW.by_id AND officer.is_active)
    OR EXISTS (
        SELECT FROM public.casework_objection AS objection
        JOIN public.casework_deed AS notice ON notice.id = objection.notice_id
        JOIN public.casework_deed AS done ON done.application_id = notice.application_id
        JOIN public.casework_homevisit AS visit ON visit.deed_id = done.id
        WHERE objection.id = NEW.objection_id
          AND (visit.first_id IN (SELECT public.recusal_accounts(NEW.by_id))
               OR visit.second_id IN (SELECT public.recusal_accounts(NEW.by_id))))
"""
ASSIGN = "NEW.deed = 'assign' AND NOT public.recusal_known(NEW.by_id)"
ALL = """
    NEW.deed = 'hand_over_all' AND NEW.role <> 'county_officer' AND EXISTS (
        SELECT FROM public.casework_application AS asked
        JOIN public.casework_state AS step ON step.state = asked.state AND step.role = 'approver'
        WHERE asked.id = NEW.application_id AND public.recusal_registered(asked.household_id))
"""
CONFIRM = """
    NEW.deed IN ('approve', 'refuse') AND EXISTS (
        SELECT FROM public.casework_application AS asked
        JOIN public.casework_deed AS done ON done.application_id = asked.id
        JOIN public.casework_homevisit AS visit ON visit.deed_id = done.id
        WHERE asked.id = NEW.application_id AND asked.state IN ('to_confirm', 'to_confirm_here')
          AND (visit.first_id IN (SELECT public.recusal_accounts(NEW.by_id))
               OR visit.second_id IN (SELECT public.recusal_accounts(NEW.by_id))))
"""
UNSAID = "who never said who they are has no hand in a case"


class Migration(migrations.Migration):
    dependencies = [("casework", "0061_onwards_after_an_end"), ("recusal", "0004_every_account")]
    operations = [
        guard("casework_homevisit_undeclared", "casework_homevisit", INVESTIGATORS, UNSAID, ""),
        guard(
            "casework_minutes_recused",
            "casework_minutes",
            MINUTES,
            "minutes are closed by an officer who said who they are and is no relative",
            "",
        ),
        guard("casework_itemdecision_undeclared", "casework_itemdecision", ITEM, UNSAID, ""),
        guard(
            "casework_objectiontaken_known",
            "casework_objectiontaken",
            OBJECTION,
            "an objection is taken on by an officer at work who had no hand in the case",
            "",
        ),
        guard("casework_deed_to_assign", "casework_deed", ASSIGN, UNSAID, ""),
        guard(
            "casework_deed_to_hand_over_all",
            "casework_deed",
            ALL,
            "the county chooses who has a registered case",
            "",
        ),
        guard(
            "casework_deed_to_confirm",
            "casework_deed",
            CONFIRM,
            "whoever looked into a household does not confirm what was found",
            "",
        ),
    ]
