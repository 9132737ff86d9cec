"""What holds whatever the program does: who decides, from where to where, and that both go together.

The functions run as the owner, because they must see every row; each locks before it looks.
"""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy, parent_policy

ACTOR = """
CREATE FUNCTION public.casework_actor() RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT nullif(current_setting('relief.user', true), '')::uuid
$$;
"""

SUBMITTED_LAWFULLY = """
CREATE FUNCTION public.casework_application_submitted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state <> 'submitted' THEN
        RAISE EXCEPTION 'an application begins as submitted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_move';
    END IF;
    IF NEW.submitted_by_id IS DISTINCT FROM public.casework_actor() OR NOT EXISTS (
        SELECT 1 FROM public.offices_user AS person
        JOIN public.offices_area AS place ON place.number = person.area_id
        WHERE person.id = NEW.submitted_by_id AND person.role = 'caseworker' AND person.is_active
          AND NEW.area_id BETWEEN place.number AND place.last
    ) THEN
        RAISE EXCEPTION 'an application is submitted by the acting caseworker of its community'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_submitter';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM public.households_household AS home
        JOIN public.screening_screening AS screening ON screening.household_id = home.id
        WHERE home.id = NEW.household_id AND home.area_id = NEW.area_id AND screening.id = NEW.screening_id
    ) THEN
        RAISE EXCEPTION 'household, area and screening of an application belong together'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_of_one_household';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_application_submitted BEFORE INSERT ON public.casework_application
    FOR EACH ROW EXECUTE FUNCTION public.casework_application_submitted();
"""

MOVED_LAWFULLY = """
CREATE FUNCTION public.casework_application_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
        RAISE EXCEPTION 'only the state of an application changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_stays';
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF OLD.state <> 'submitted' OR NEW.state NOT IN ('approved', 'refused', 'withdrawn') THEN
        RAISE EXCEPTION 'an application does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_move';
    END IF;
    IF NEW.state = 'withdrawn' AND NEW.submitted_by_id IS DISTINCT FROM public.casework_actor() THEN
        RAISE EXCEPTION 'an application is withdrawn by whoever submitted it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_withdrawer';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_application_moved BEFORE UPDATE ON public.casework_application
    FOR EACH ROW EXECUTE FUNCTION public.casework_application_moved();
"""

# An entry of facts holds a share of its household's row until it commits (0003), so the lock waits
# for an entry under way, and the look at the entries after it sees them all.
DECIDED_LAWFULLY = """
CREATE FUNCTION public.casework_decision_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id FOR UPDATE;
    PERFORM 1 FROM public.households_household WHERE id = asked.household_id FOR UPDATE;
    PERFORM 1 FROM public.offices_user WHERE id = NEW.decider_id FOR SHARE;
    IF asked.state IS DISTINCT FROM 'submitted' THEN
        RAISE EXCEPTION 'only a submitted application is decided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decision_of_submitted';
    END IF;
    IF NEW.decider_id IS DISTINCT FROM public.casework_actor() OR NOT EXISTS (
        SELECT 1 FROM public.offices_user AS person
        JOIN public.offices_area AS place ON place.number = person.area_id
        WHERE person.id = NEW.decider_id AND person.role = 'approver' AND person.is_active
          AND place.level = 'township' AND asked.area_id BETWEEN place.number AND place.last
    ) THEN
        RAISE EXCEPTION 'a decision is made by the acting approver of the township'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decision_decider';
    END IF;
    IF NEW.decider_id = asked.submitted_by_id
        OR EXISTS (SELECT 1 FROM public.households_household AS home
                   WHERE home.id = asked.household_id AND home.entered_by_id = NEW.decider_id)
        OR EXISTS (SELECT 1 FROM public.households_entry AS entry
                   WHERE entry.household_id = asked.household_id AND entry.entered_by_id = NEW.decider_id)
    THEN
        RAISE EXCEPTION 'who entered or submitted a household does not decide on it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decision_second_person';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM public.screening_screening AS screening
                   WHERE screening.id = NEW.screening_id AND screening.household_id = asked.household_id)
    THEN
        RAISE EXCEPTION 'a decision rests on a screening of the same household'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decision_screening';
    END IF;
    IF NEW.outcome = 'approved' AND (NEW.amount_fen IS NULL) <> (asked.programme = 'dibao_margin') THEN
        RAISE EXCEPTION 'an approval states its amount where the programme pays one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decision_amount_of_programme';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_decision_made BEFORE INSERT ON public.casework_decision
    FOR EACH ROW EXECUTE FUNCTION public.casework_decision_made();
"""

TOGETHER = """
CREATE FUNCTION public.casework_decided_together() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked uuid := coalesce((to_jsonb(NEW) ->> 'application_id')::uuid, NEW.id);
BEGIN
    IF (SELECT state FROM public.casework_application WHERE id = asked) IS DISTINCT FROM
       (SELECT outcome FROM public.casework_decision WHERE application_id = asked)
    THEN
        RAISE EXCEPTION 'a decided application and its decision say the same'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decided_together';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_application_decided AFTER UPDATE OF state ON public.casework_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('approved', 'refused'))
    EXECUTE FUNCTION public.casework_decided_together();
CREATE CONSTRAINT TRIGGER casework_decision_moved AFTER INSERT ON public.casework_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_decided_together();
"""
TOGETHER_BACK = """
DROP TRIGGER casework_decision_moved ON public.casework_decision;
DROP TRIGGER casework_application_decided ON public.casework_application;
DROP FUNCTION public.casework_decided_together();
"""

RIGHTS = """
REVOKE UPDATE, DELETE ON public.casework_application FROM relief_app;
GRANT UPDATE (state) ON public.casework_application TO relief_app;
"""
RIGHTS_BACK = """
REVOKE UPDATE (state) ON public.casework_application FROM relief_app;
GRANT UPDATE, DELETE ON public.casework_application TO relief_app;
"""


def trigger(sql: str, name: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP TRIGGER {name} ON public.{table}; DROP FUNCTION public.{name}();")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("screening", "0002_guards"),
        ("households", "0003_known_numbers"),
        ("offices", "0002_guards"),
        ("audit", "0003_chain"),
    ]
    operations = [
        area_policy("casework_application"),
        parent_policy("casework_decision", "application_id", "casework_application"),
        append_only("casework_decision"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        migrations.RunSQL(ACTOR, "DROP FUNCTION public.casework_actor();"),
        trigger(SUBMITTED_LAWFULLY, "casework_application_submitted", "casework_application"),
        trigger(MOVED_LAWFULLY, "casework_application_moved", "casework_application"),
        trigger(DECIDED_LAWFULLY, "casework_decision_made", "casework_decision"),
        migrations.RunSQL(TOGETHER, TOGETHER_BACK),
    ]
