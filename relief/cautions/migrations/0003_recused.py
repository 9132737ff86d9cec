"""Nobody answers for the double help of their own family, but the caseworker who speaks for the household."""

from django.db import migrations

RECUSED = """
CREATE FUNCTION public.cautions_answer_recused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.role <> 'caseworker' AND public.recusal_related(NEW.by_id, NEW.household_id) THEN
        RAISE EXCEPTION 'nobody answers for their own family'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cautions_answer_recused';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER cautions_answer_recused BEFORE INSERT ON public.cautions_answer
    FOR EACH ROW EXECUTE FUNCTION public.cautions_answer_recused();
"""
BACK = """
DROP TRIGGER cautions_answer_recused ON public.cautions_answer;
DROP FUNCTION public.cautions_answer_recused();
"""


class Migration(migrations.Migration):
    dependencies = [("cautions", "0002_guards"), ("recusal", "0003_questions")]
    operations = [migrations.RunSQL(RECUSED, BACK)]
