"""What holds whatever the program does: every move is a deed of the acting person, along the table.

The functions run as the owner, because they must see every row. Each locks the application first, then the
household, and looks after that: an entry of facts holds a share of its household's row until it commits.
A deed is looked at when it is written, the application when it follows, and both once more at the commit.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import parent_policy

earlier = import_module("relief.casework.migrations.0002_guards")

# deed, state before, state after, role: as relief/casework/workflow.py has it; a test compares both.
MOVES = """
('submit', '', 'submitted', 'caseworker'),
('resubmit', 'returned', 'submitted', 'caseworker'),
('withdraw', 'submitted', 'withdrawn', 'caseworker'),
('withdraw', 'returned', 'withdrawn', 'caseworker'),
('take', 'submitted', 'submitted', 'approver'),
('take', 'referred', 'referred', 'county_officer'),
('give_back', 'submitted', 'submitted', 'approver'),
('give_back', 'referred', 'referred', 'county_officer'),
('hand_over', 'submitted', 'submitted', 'approver'),
('hand_over', 'referred', 'referred', 'county_officer'),
('hand_over_all', 'submitted', 'submitted', 'county_officer'),
('hand_over_all', 'submitted', 'submitted', 'administrator'),
('hand_over_all', 'returned', 'returned', 'county_officer'),
('hand_over_all', 'returned', 'returned', 'administrator'),
('hand_over_all', 'referred', 'referred', 'county_officer'),
('hand_over_all', 'referred', 'referred', 'administrator'),
('approve', 'submitted', 'approved', 'approver'),
('refuse', 'submitted', 'refused', 'approver'),
('send_back', 'submitted', 'returned', 'approver'),
('approve', 'referred', 'approved', 'county_officer'),
('refuse', 'referred', 'refused', 'county_officer'),
('send_back', 'referred', 'returned', 'county_officer'),
('refer', 'submitted', 'referred', 'approver'),
('correct', 'approved', 'corrected', 'approver'),
('correct', 'approved', 'corrected', 'county_officer'),
('correct', 'refused', 'corrected', 'approver'),
('correct', 'refused', 'corrected', 'county_officer')
"""
LAWFUL = f"""
CREATE FUNCTION public.casework_lawful(deed text, before text, after text, role text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (deed, before, after, role) IN (VALUES {MOVES})
$$;
"""  # nosec B608

TOOK_PART = """
CREATE FUNCTION public.casework_took_part(person uuid, asked public.casework_application) RETURNS boolean
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT person = asked.submitted_by_id
        OR EXISTS (SELECT 1 FROM public.casework_deed AS done
                   WHERE done.application_id = asked.id AND done.by_id = person
                     AND done.deed IN ('submit', 'resubmit'))
        OR EXISTS (SELECT 1 FROM public.households_household AS home
                   WHERE home.id = asked.household_id AND home.entered_by_id = person)
        OR EXISTS (SELECT 1 FROM public.households_entry AS entry
                   WHERE entry.household_id = asked.household_id AND entry.entered_by_id = person)
$$;
"""
ACTS_AS = """
CREATE FUNCTION public.casework_acts_as(person uuid, asked public.casework_application, acting text)
RETURNS boolean LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.offices_user AS somebody
        JOIN public.offices_area AS place ON place.number = somebody.area_id
        WHERE somebody.id = person AND somebody.is_active AND somebody.role = acting
          AND asked.area_id BETWEEN place.number AND place.last
          AND (acting <> 'approver' OR place.level = 'township'))
$$;
"""
MAY_DECIDE = """
CREATE FUNCTION public.casework_may_decide(person uuid, asked public.casework_application, state text)
RETURNS boolean LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.casework_acts_as(
               person, asked, CASE state WHEN 'referred' THEN 'county_officer' ELSE 'approver' END)
       AND NOT public.casework_took_part(person, asked)
$$;
"""

SUBMITTED_LAWFULLY = earlier.SUBMITTED_LAWFULLY.partition("CREATE TRIGGER")[0].replace(
    "NEW.state <> 'submitted' THEN",
    "NEW.state <> 'submitted' OR NEW.steps <> 1 OR NEW.owner_id IS NOT NULL THEN",
)

DEED_DONE = """
CREATE FUNCTION public.casework_deed_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id FOR UPDATE;
    PERFORM 1 FROM public.households_household WHERE id = asked.household_id FOR UPDATE;
    PERFORM 1 FROM public.offices_user
        WHERE id IN (NEW.by_id, NEW.colleague_id, asked.owner_id) ORDER BY id FOR SHARE;
    wrong := CASE
        WHEN NEW.number <> 1 + (SELECT count(*) FROM public.casework_deed WHERE application_id = asked.id)
            OR asked.steps <> greatest(NEW.number - 1, 1) THEN 'casework_deed_number'
        WHEN NOT public.casework_lawful(
            NEW.deed, CASE NEW.number WHEN 1 THEN '' ELSE asked.state END, NEW.after, NEW.role)
            THEN 'casework_deed_move'
        WHEN NEW.by_id IS DISTINCT FROM public.casework_actor()
            OR NOT public.casework_acts_as(NEW.by_id, asked, NEW.role) THEN 'casework_deed_actor'
        WHEN NEW.deed IN ('take', 'approve', 'refuse', 'send_back', 'refer', 'correct')
            AND public.casework_took_part(NEW.by_id, asked) THEN 'casework_deed_second_person'
        WHEN NOT CASE
            WHEN NEW.deed = 'take' THEN asked.owner_id IS NULL
            WHEN NEW.deed IN ('give_back', 'hand_over') THEN asked.owner_id IS NOT DISTINCT FROM NEW.by_id
            WHEN NEW.deed IN ('approve', 'refuse', 'send_back', 'refer')
                THEN coalesce(asked.owner_id, NEW.by_id) = NEW.by_id
            WHEN NEW.deed = 'hand_over_all' THEN asked.owner_id IS NOT NULL
            ELSE true END THEN 'casework_deed_owner'
        WHEN NEW.colleague_id IS NOT NULL AND (NEW.colleague_id = asked.owner_id
            OR NOT public.casework_may_decide(NEW.colleague_id, asked, asked.state))
            THEN 'casework_deed_colleague'
        WHEN NEW.deed = 'submit' AND (NEW.by_id, NEW.screening_id, coalesce(NEW.requested_fen, 0))
            <> (asked.submitted_by_id, asked.screening_id, coalesce(asked.requested_fen, 0))
            THEN 'casework_deed_of_the_submission'
        WHEN NEW.deed = 'withdraw' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND done.by_id = NEW.by_id AND done.deed IN ('submit', 'resubmit'))
            THEN 'casework_deed_withdrawer'
        WHEN NEW.deed = 'correct' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND done.role = NEW.role AND done.deed IN ('approve', 'refuse')) THEN 'casework_deed_corrector'
        WHEN NEW.screening_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM public.screening_screening AS screening
            WHERE screening.id = NEW.screening_id AND screening.household_id = asked.household_id)
            THEN 'casework_deed_screening'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % is against the table of transitions: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_done BEFORE INSERT ON public.casework_deed
    FOR EACH ROW EXECUTE FUNCTION public.casework_deed_done();
"""

MOVED_LAWFULLY = """
CREATE FUNCTION public.casework_application_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done public.casework_deed;
    free text[] := ARRAY['state', 'steps', 'owner_id', 'owned_at', 'screening_id', 'requested_fen'];
    owner uuid;
    since timestamptz;
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'what an application asks for stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_stays';
    END IF;
    SELECT * INTO done FROM public.casework_deed
        WHERE application_id = OLD.id AND number = OLD.steps + 1;
    IF done.id IS NULL OR (NEW.steps, NEW.state) <> (done.number, done.after)
        OR done.by_id IS DISTINCT FROM public.casework_actor()
    THEN
        RAISE EXCEPTION 'an application goes from % to % by a deed of the acting person', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_move';
    END IF;
    owner := CASE
        WHEN done.deed IN ('take', 'approve', 'refuse') THEN done.by_id
        WHEN done.deed = 'send_back' AND OLD.state = 'submitted' THEN done.by_id
        WHEN done.deed IN ('hand_over', 'hand_over_all') THEN done.colleague_id
        WHEN done.deed IN ('withdraw', 'correct') THEN OLD.owner_id
        WHEN done.deed = 'resubmit' AND public.casework_may_decide(OLD.owner_id, OLD, 'submitted')
            THEN OLD.owner_id
    END;
    since := CASE WHEN owner IS NULL THEN NULL WHEN owner = OLD.owner_id THEN OLD.owned_at ELSE done.at END;
    IF NEW.owner_id IS DISTINCT FROM owner OR NEW.owned_at IS DISTINCT FROM since THEN
        RAISE EXCEPTION 'after % the application belongs to another', done.deed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_owner';
    END IF;
    IF done.deed <> 'resubmit' THEN
        done.screening_id := OLD.screening_id;
        done.requested_fen := OLD.requested_fen;
    END IF;
    IF NEW.screening_id <> done.screening_id OR NEW.requested_fen IS DISTINCT FROM done.requested_fen THEN
        RAISE EXCEPTION 'screening and amount are those of the latest submission'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_latest_submission';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_application_moved BEFORE UPDATE ON public.casework_application
    FOR EACH ROW EXECUTE FUNCTION public.casework_application_moved();
"""

DECIDED_LAWFULLY = """
CREATE OR REPLACE FUNCTION public.casework_decision_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id FOR UPDATE;
    PERFORM 1 FROM public.households_household WHERE id = asked.household_id FOR UPDATE;
    PERFORM 1 FROM public.offices_user WHERE id = NEW.decider_id FOR SHARE;
    wrong := CASE
        WHEN asked.state NOT IN ('submitted', 'referred') THEN 'casework_decision_of_waiting'
        WHEN NEW.decider_id IS DISTINCT FROM public.casework_actor() OR NOT public.casework_acts_as(
            NEW.decider_id, asked,
            CASE asked.state WHEN 'referred' THEN 'county_officer' ELSE 'approver' END)
            THEN 'casework_decision_decider'
        WHEN public.casework_took_part(NEW.decider_id, asked) THEN 'casework_decision_second_person'
        WHEN coalesce(asked.owner_id, NEW.decider_id) <> NEW.decider_id THEN 'casework_decision_owner'
        WHEN NOT EXISTS (
            SELECT 1 FROM public.screening_screening AS screening
            WHERE screening.id = NEW.screening_id AND screening.household_id = asked.household_id)
            THEN 'casework_decision_screening'
        WHEN NEW.outcome = 'approved' AND (NEW.amount_fen IS NULL) <> (asked.programme = 'dibao_margin')
            THEN 'casework_decision_amount_of_programme'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this decision may not be: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
"""

# A decision and the deed that made it say the same, and every deed has been followed by its application.
TOGETHER = """
CREATE OR REPLACE FUNCTION public.casework_decided_together() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked uuid := coalesce((to_jsonb(NEW) ->> 'application_id')::uuid, NEW.id);
BEGIN
    IF (SELECT (steps::bigint, state::text) FROM public.casework_application WHERE id = asked)
       IS DISTINCT FROM
       (SELECT (number::bigint, after::text) FROM public.casework_deed WHERE application_id = asked
        ORDER BY number DESC LIMIT 1)
    THEN
        RAISE EXCEPTION 'an application stands where its last deed has left it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_together';
    END IF;
    IF (SELECT (decider_id, outcome::text, screening_id) FROM public.casework_decision
        WHERE application_id = asked)
       IS DISTINCT FROM
       (SELECT (by_id, after::text, screening_id) FROM public.casework_deed
        WHERE application_id = asked AND deed IN ('approve', 'refuse'))
    THEN
        RAISE EXCEPTION 'a decided application, its deed and its decision say the same'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_decided_together';
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER casework_application_decided ON public.casework_application;
CREATE CONSTRAINT TRIGGER casework_application_decided AFTER INSERT OR UPDATE ON public.casework_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_decided_together();
CREATE CONSTRAINT TRIGGER casework_deed_followed AFTER INSERT ON public.casework_deed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_decided_together();
"""
TOGETHER_BACK = """
DROP TRIGGER casework_deed_followed ON public.casework_deed;
""" + earlier.TOGETHER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "CREATE CONSTRAINT TRIGGER casework_decision_moved",
    "DROP TRIGGER casework_decision_moved ON public.casework_decision;\n"
    "CREATE CONSTRAINT TRIGGER casework_decision_moved",
).replace(
    "CREATE CONSTRAINT TRIGGER casework_application_decided",
    "DROP TRIGGER casework_application_decided ON public.casework_application;\n"
    "CREATE CONSTRAINT TRIGGER casework_application_decided",
)

RIGHTS = """
GRANT UPDATE (steps, owner_id, owned_at, screening_id, requested_fen)
    ON public.casework_application TO relief_app;
"""
RIGHTS_BACK = """
REVOKE UPDATE (steps, owner_id, owned_at, screening_id, requested_fen)
    ON public.casework_application FROM relief_app;
"""


def function(sql: str, signature: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP FUNCTION public.{signature};")


def replaced(sql: str, wording: str) -> migrations.RunSQL:
    """A function in another wording; going back brings the earlier one."""
    body = wording.partition("CREATE TRIGGER")[0]
    return migrations.RunSQL(
        sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
        body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_deed")]
    operations = [
        parent_policy("casework_deed", "application_id", "casework_application"),
        append_only("casework_deed"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        function(LAWFUL, "casework_lawful(text, text, text, text)"),
        function(TOOK_PART, "casework_took_part(uuid, public.casework_application)"),
        function(ACTS_AS, "casework_acts_as(uuid, public.casework_application, text)"),
        function(MAY_DECIDE, "casework_may_decide(uuid, public.casework_application, text)"),
        replaced(SUBMITTED_LAWFULLY, earlier.SUBMITTED_LAWFULLY),
        earlier.trigger(DEED_DONE, "casework_deed_done", "casework_deed"),
        earlier.trigger(MOVED_LAWFULLY, "casework_application_moved", "casework_application"),
        replaced(DECIDED_LAWFULLY, earlier.DECIDED_LAWFULLY),
        migrations.RunSQL(TOGETHER, TOGETHER_BACK),
    ]
