"""What was agreed lies behind the area wall, is never changed, and rests on a screening of its household."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy

# Runs as the owner, because it must see every row.
RECORDED_LAWFULLY = """
CREATE FUNCTION public.screening_outcome_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.recorded_by_id IS DISTINCT FROM nullif(current_setting('relief.user', true), '')::uuid
        OR NOT EXISTS (
            SELECT 1 FROM public.offices_user AS person
            JOIN public.offices_area AS place ON place.number = person.area_id
            WHERE person.id = NEW.recorded_by_id AND person.role = 'caseworker' AND person.is_active
              AND NEW.area_id BETWEEN place.number AND place.last)
    THEN
        RAISE EXCEPTION 'an outcome is recorded by the acting caseworker of its community'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'screening_outcome_recorder';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM public.households_household AS home
        JOIN public.screening_screening AS screening ON screening.household_id = home.id
        WHERE home.id = NEW.household_id AND home.area_id = NEW.area_id AND screening.id = NEW.screening_id)
    THEN
        RAISE EXCEPTION 'household, area and screening of an outcome belong together'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'screening_outcome_of_one_household';
    END IF;
    IF NEW.come_back_on < (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date THEN
        RAISE EXCEPTION 'nobody is asked to come back on a day that is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'screening_outcome_come_back_not_before';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER screening_outcome_recorded BEFORE INSERT ON public.screening_outcome
    FOR EACH ROW EXECUTE FUNCTION public.screening_outcome_recorded();
"""

GONE = """
DROP TRIGGER screening_outcome_recorded ON public.screening_outcome;
DROP FUNCTION public.screening_outcome_recorded();
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_outcome"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        area_policy("screening_outcome"),
        append_only("screening_outcome"),
        migrations.RunSQL(RECORDED_LAWFULLY, GONE),
    ]
