"""期满终止: its rows, and that nothing is ended by it that still runs."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves, procedures

begun = import_module("relief.casework.migrations.0002_guards")

RAN_OUT = """
CREATE FUNCTION public.casework_deed_ran_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (public.casework_award_of(NEW.application_id, public.casework_day(clock_timestamp()))).id IS NOT NULL
        OR NOT EXISTS (
            SELECT 1 FROM public.funds_award AS award
            JOIN public.casework_decision AS made ON made.id = award.decision
            WHERE made.application_id = NEW.application_id)
    THEN
        RAISE EXCEPTION 'what still runs has not run out'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_award_runs';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_ran_out BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed = 'run_out') EXECUTE FUNCTION public.casework_deed_ran_out();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0023_ran_out")]
    operations = [
        moves(
            added=[
                Move("run_out", "approved", "ended", role, "ending", False, "any", "stays")
                for role in ("approver", "county_officer")
            ]
        ),
        procedures(added=[(each, "ending") for each in ("dibao_grace", "rigid_expenditure")]),
        begun.trigger(RAN_OUT, "casework_deed_ran_out", "casework_deed"),
    ]
