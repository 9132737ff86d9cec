"""No submission and no approval past an unanswered warning of double help, whoever writes the rows.

It fires after `casework_deed_done`, which holds the application and its household.
"""

from django.db import migrations

NO_DOUBLE_HELP = """
CREATE FUNCTION public.casework_deed_no_double_help() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM public.casework_application AS asked
        WHERE asked.id = NEW.application_id
          AND public.cautions_unanswered(asked.household_id, asked.programme, (
              SELECT award.id FROM public.funds_award AS award
              JOIN public.casework_decision AS decision ON decision.id = award.decision
              WHERE decision.application_id = asked.id)))
    THEN
        RAISE EXCEPTION 'a warning of double help has not been answered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_no_double_help';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_no_double_help BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('submit', 'resubmit', 'approve'))
    EXECUTE FUNCTION public.casework_deed_no_double_help();
"""
BACK = """
DROP TRIGGER casework_deed_no_double_help ON public.casework_deed;
DROP FUNCTION public.casework_deed_no_double_help();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_extending"), ("cautions", "0002_guards")]
    operations = [migrations.RunSQL(NO_DOUBLE_HELP, BACK)]
