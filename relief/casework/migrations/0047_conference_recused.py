"""What a conference decided is entered by another human being than closed its minutes, and by no relative."""

from importlib import import_module

from django.db import migrations

begun = import_module("relief.casework.migrations.0002_guards")

RECUSED = """
CREATE FUNCTION public.casework_itemdecision_recused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    closed uuid := (
        SELECT written.closed_by_id FROM public.casework_agendaitem AS item
        JOIN public.casework_minutes AS written ON written.conference_id = item.conference_id
        WHERE item.deed_id = NEW.item_id);
    home uuid := (
        SELECT asked.household_id FROM public.casework_deed AS done
        JOIN public.casework_application AS asked ON asked.id = done.application_id
        WHERE done.id = NEW.item_id);
BEGIN
    IF NEW.entered_by_id IN (SELECT public.recusal_accounts(closed))
        OR public.recusal_related(NEW.entered_by_id, home)
    THEN
        RAISE EXCEPTION 'another officer enters what was decided, and no relative'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_itemdecision_recused';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_itemdecision_recused BEFORE INSERT ON public.casework_itemdecision
    FOR EACH ROW EXECUTE FUNCTION public.casework_itemdecision_recused();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0046_begun"), ("recusal", "0003_questions")]
    operations = [begun.trigger(RECUSED, "casework_itemdecision_recused", "casework_itemdecision")]
