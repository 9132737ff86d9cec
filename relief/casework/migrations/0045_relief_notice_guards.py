"""Expenditure relief is published for seven days before it is approved (民发〔2018〕23号二（二）)."""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves, procedures
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
RECORDED = import_module("relief.casework.migrations.0010_procedure_guards").RECORDED

BEFORE = ("submitted", "referred", "in_conference")
LEFT = "casework_reliefnotice"
MOVES = [
    *(
        Move("publish_relief", state, state, "approver", "noticed", True, "any", "stays", "", LEFT)
        for state in BEFORE
    ),
    *(
        Move("object", state, state, role, "noticed", False, "any", "stays")
        for state in BEFORE
        for role in ("approver", "caseworker")
    ),
]
STANDING = """
CREATE FUNCTION public.casework_standing_notice(asked uuid) RETURNS public.casework_reliefnotice
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT notice FROM public.casework_reliefnotice AS notice
    JOIN public.casework_deed AS done ON done.id = notice.deed_id
    WHERE done.application_id = asked AND NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS later
        WHERE later.application_id = asked AND later.number > done.number
          AND later.deed IN ('object', 'publish_relief'))
$$;
"""
NOTICED = """
CREATE FUNCTION public.casework_deed_to_publish() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    notice public.casework_reliefnotice;
    today date := public.casework_day(clock_timestamp());
    wrong text;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_application AS asked
        JOIN public.casework_procedure AS way USING (programme)
        WHERE asked.id = NEW.application_id AND way.procedure = 'noticed')
    THEN
        RETURN NEW;
    END IF;
    notice := public.casework_standing_notice(NEW.application_id);
    wrong := CASE NEW.deed
        WHEN 'approve' THEN CASE WHEN notice.deed_id IS NULL OR today <= notice.notice_to
            THEN 'casework_deed_published' END
        WHEN 'object' THEN CASE WHEN notice.deed_id IS NULL
            OR today NOT BETWEEN notice.notice_from AND notice.notice_to THEN 'casework_deed_notice_hangs' END
        WHEN 'publish_relief' THEN CASE WHEN notice.deed_id IS NOT NULL THEN 'casework_deed_one_notice' END
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'expenditure relief is published before it is approved: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_to_publish BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('approve', 'object', 'publish_relief'))
    EXECUTE FUNCTION public.casework_deed_to_publish();
"""
# Whose means were checked when they were recognised is looked up here: what was declared is not asked.
CHECKED = """
        WHEN NEW.looked_on > public.casework_day(done.at) THEN 'casework_reliefnotice_looked'
        WHEN NEW.notice_from < public.casework_day(done.at) OR NEW.notice_to <> NEW.notice_from + 6
            THEN 'casework_reliefnotice_notice'
        WHEN NEW.means = 'recognised' AND NOT EXISTS (
            SELECT 1 FROM public.funds_award AS given
            WHERE given.household_id = asked.household_id
              AND given.programme IN ('dibao', 'dibao_individual', 'tekun', 'dibao_margin')
              AND public.casework_day(done.at) BETWEEN given.since AND coalesce(given.until, 'infinity'))
            THEN 'casework_reliefnotice_recognised'
"""


def _recorded() -> migrations.RunSQL:
    sql = RECORDED.format(table=LEFT, deed="publish_relief", checks=CHECKED)
    return begun.trigger(sql, f"{LEFT}_recorded", LEFT)


class Migration(migrations.Migration):
    dependencies = [("casework", "0044_relief_notice"), ("funds", "0003_change")]
    operations = [
        procedures(added=[("expenditure_relief", "noticed")]),
        moves(added=MOVES),
        parent_policy(LEFT, "deed_id", "casework_deed"),
        append_only(LEFT),
        _recorded(),
        deeds.function(STANDING, "casework_standing_notice(uuid)"),
        begun.trigger(NOTICED, "casework_deed_to_publish", "casework_deed"),
    ]
