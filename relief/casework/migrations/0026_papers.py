"""A paper is of a step of an application of its household."""

from django.db import migrations

OF_ITS_DEED = """
ALTER TABLE public.papers_paper
    ADD CONSTRAINT papers_paper_of_an_application FOREIGN KEY ("case")
        REFERENCES public.casework_application (id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT papers_paper_of_a_deed FOREIGN KEY (deed)
        REFERENCES public.casework_deed (id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION public.casework_paper_of_its_deed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS deed
        JOIN public.casework_application AS asked ON asked.id = deed.application_id
        WHERE (deed.id, asked.id, asked.household_id) = (NEW.deed, NEW."case", NEW.household_id)
          AND deed.by_id = NEW.made_by_id)
    THEN
        RAISE EXCEPTION 'a paper is made by whoever does the step, for the household that applied'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_paper_of_its_deed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_paper_of_its_deed BEFORE INSERT ON public.papers_paper
    FOR EACH ROW EXECUTE FUNCTION public.casework_paper_of_its_deed();
"""
BACK = """
-- The papers of deeds that are gone would point to nothing.
ALTER TABLE public.papers_paper DISABLE TRIGGER USER;
DELETE FROM public.papers_paper;
ALTER TABLE public.papers_paper ENABLE TRIGGER USER;
DROP TRIGGER casework_paper_of_its_deed ON public.papers_paper;
DROP FUNCTION public.casework_paper_of_its_deed();
ALTER TABLE public.papers_paper
    DROP CONSTRAINT papers_paper_of_a_deed, DROP CONSTRAINT papers_paper_of_an_application;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0025_hint"), ("papers", "0002_guards")]
    operations = [migrations.RunSQL(OF_ITS_DEED, BACK)]
