"""An entry of facts holds a share of its household's row until it commits.

A foreign key alone looks only at the commit, when a decision under way could no longer wait for it.
"""

from django.db import migrations

HELD = """
CREATE FUNCTION public.casework_entry_holds_household() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.households_household WHERE id = NEW.household_id FOR KEY SHARE;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_entry_holds_household BEFORE INSERT ON public.households_entry
    FOR EACH ROW EXECUTE FUNCTION public.casework_entry_holds_household();
"""
BACK = """
DROP TRIGGER casework_entry_holds_household ON public.households_entry;
DROP FUNCTION public.casework_entry_holds_household();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_guards"), ("households", "0003_known_numbers")]
    operations = [migrations.RunSQL(HELD, BACK)]
