"""An opening lies behind the area wall, is never changed, and is the acting person's own, of today."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy

# Runs as the owner, because it must see every row.
OPENED_LAWFULLY = """
CREATE FUNCTION public.oversight_opening_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.opened_by_id IS DISTINCT FROM nullif(current_setting('relief.user', true), '')::uuid THEN
        RAISE EXCEPTION 'nobody gives a purpose in the name of another'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'oversight_opening_own';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM public.households_household AS home
                   WHERE home.id = NEW.household_id AND home.area_id = NEW.area_id) THEN
        RAISE EXCEPTION 'an opening lies where its household lies'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'oversight_opening_of_one_household';
    END IF;
    IF NEW.day <> (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date THEN
        RAISE EXCEPTION 'a purpose holds for the day on which it is given'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'oversight_opening_of_today';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER oversight_opening_made BEFORE INSERT ON public.oversight_opening
    FOR EACH ROW EXECUTE FUNCTION public.oversight_opening_made();
"""
GONE = """
DROP TRIGGER oversight_opening_made ON public.oversight_opening;
DROP FUNCTION public.oversight_opening_made();
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        area_policy("oversight_opening"),
        append_only("oversight_opening"),
        migrations.RunSQL(OPENED_LAWFULLY, GONE),
    ]
