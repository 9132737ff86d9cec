"""An award is what its decision gives: looked at once more at the commit, whoever wrote the rows."""

from django.db import migrations

# What was approved before there were awards has none; every approval since then does.
AS_DECIDED = """
ALTER TABLE public.funds_award ADD CONSTRAINT funds_award_of_a_decision
    FOREIGN KEY (decision) REFERENCES public.casework_decision (id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION public.casework_award_as_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    decided public.casework_decision;
    given public.funds_award;
    corrected_on date;
    wrong text;
BEGIN
    SELECT * INTO decided FROM public.casework_decision
        WHERE CASE TG_TABLE_NAME
            WHEN 'funds_award' THEN id = (to_jsonb(NEW) ->> 'decision')::uuid
            WHEN 'casework_application' THEN application_id = NEW.id
            ELSE id = NEW.id END;
    SELECT * INTO asked FROM public.casework_application WHERE id = decided.application_id;
    SELECT * INTO given FROM public.funds_award WHERE decision = decided.id;
    SELECT max((at AT TIME ZONE 'Asia/Shanghai')::date) INTO corrected_on FROM public.casework_deed
        WHERE application_id = asked.id AND deed = 'correct';
    wrong := CASE
        WHEN given.id IS NULL THEN CASE WHEN asked.state = 'approved' THEN 'casework_award_of_an_approval' END
        WHEN decided.outcome <> 'approved'
            OR (given.programme, given.household_id) <> (asked.programme, asked.household_id)
            OR given.amount_fen IS DISTINCT FROM decided.amount_fen THEN 'casework_award_as_decided'
        WHEN NOT EXISTS (SELECT 1 FROM public.funds_covered WHERE award_id = given.id)
            THEN 'casework_award_for_somebody'
        WHEN asked.state = 'corrected' AND (given.until IS NULL OR given.until >= corrected_on)
            THEN 'casework_award_ends_when_corrected'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'an award and its decision say the same: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_award_decided AFTER INSERT OR UPDATE ON public.funds_award
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_award_as_decided();
CREATE CONSTRAINT TRIGGER casework_decision_awarded AFTER INSERT ON public.casework_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_award_as_decided();
CREATE CONSTRAINT TRIGGER casework_application_awarded AFTER UPDATE ON public.casework_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state IN ('approved', 'corrected') AND NEW.state <> OLD.state)
    EXECUTE FUNCTION public.casework_award_as_decided();
"""
BACK = """
DROP TRIGGER casework_application_awarded ON public.casework_application;
DROP TRIGGER casework_decision_awarded ON public.casework_decision;
DROP TRIGGER casework_award_decided ON public.funds_award;
DROP FUNCTION public.casework_award_as_decided();
ALTER TABLE public.funds_award DROP CONSTRAINT funds_award_of_a_decision;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_procedure_guards"), ("funds", "0002_guards")]
    operations = [migrations.RunSQL(AS_DECIDED, BACK)]
