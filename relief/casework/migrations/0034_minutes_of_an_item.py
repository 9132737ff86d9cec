"""The minutes of an item are made by whoever enters what the conference decided on it."""

from django.db import migrations

OF_ITS_DEED = """
CREATE OR REPLACE FUNCTION public.casework_paper_of_its_deed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS deed
        JOIN public.casework_application AS asked ON asked.id = deed.application_id
        WHERE (deed.id, asked.id, asked.household_id) = (NEW.deed, NEW."case", NEW.household_id)
          AND (MADE_BY))
    THEN
        RAISE EXCEPTION 'a paper is made by whoever does the step, for the household that applied'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_paper_of_its_deed';
    END IF;
    RETURN NEW;
END
$$;
"""
BY_THE_STEP = "deed.by_id = NEW.made_by_id"
BY_STEP_OR_ENTERED = """CASE WHEN NEW.kind = 'conference' THEN EXISTS (
                SELECT 1 FROM public.casework_itemdecision AS decided
                WHERE (decided.item_id, decided.entered_by_id) = (deed.id, NEW.made_by_id))
              ELSE deed.by_id = NEW.made_by_id END"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0033_relief_asks"), ("papers", "0004_change_decision")]
    operations = [
        migrations.RunSQL(
            OF_ITS_DEED.replace("MADE_BY", BY_STEP_OR_ENTERED), OF_ITS_DEED.replace("SELECTED", BY_THE_STEP)
        )
    ]
