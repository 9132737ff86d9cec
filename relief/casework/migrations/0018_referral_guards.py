"""No refusal without a word on every other programme that may still help its household."""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")

MOVES = (
    Move(
        "end_referral",
        "refused",
        "refused",
        "caseworker",
        "both",
        False,
        "any",
        "stays",
        "",
        "casework_endedreferral",
    ),
)

# What the screening of a refusal leaves open: what fits or may fit, and is not asked for already.
STILL_OPEN = """
CREATE FUNCTION public.casework_may_still_help(asked public.casework_application, screening uuid)
RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT answer ->> 'code'
    FROM public.screening_screening AS kept, jsonb_array_elements(kept.findings -> 'programmes') AS answer
    WHERE kept.id = $2 AND answer ->> 'verdict' IN ('eligible', 'undetermined')
      AND answer ->> 'code' <> asked.programme
      AND NOT EXISTS (
          SELECT 1 FROM public.casework_application AS other
          WHERE other.household_id = asked.household_id AND other.programme = answer ->> 'code'
            AND (other.state = 'returned' OR other.state IN (SELECT state FROM public.casework_state)))
$$;
"""
REFUSED = """
CREATE FUNCTION public.casework_refusal_refers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    left_out text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id;
    SELECT string_agg(programme, ', ') INTO left_out
        FROM public.casework_may_still_help(asked, NEW.screening_id) AS programme
        WHERE NOT EXISTS (
            SELECT 1 FROM public.casework_referral AS said
            WHERE said.application_id = asked.id AND said.programme = programme.programme);
    IF left_out IS NOT NULL THEN
        RAISE EXCEPTION 'a refusal says of every other programme whether it is referred to: %', left_out
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_refusal_refers';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_refusal_refers AFTER INSERT ON public.casework_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.outcome = 'refused')
    EXECUTE FUNCTION public.casework_refusal_refers();
"""
REFERRED = """
CREATE FUNCTION public.casework_referral_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done public.casework_deed;
    asked public.casework_application;
BEGIN
    SELECT * INTO done FROM public.casework_deed WHERE id = NEW.deed_id;
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id;
    IF done.application_id IS DISTINCT FROM NEW.application_id OR done.after <> 'refused'
        OR done.by_id IS DISTINCT FROM public.casework_actor()
        OR NOT EXISTS (
            SELECT 1 FROM public.casework_move AS move
            WHERE (move.deed, move.after) = (done.deed, done.after) AND move.decides = 'refused')
        OR NEW.programme NOT IN (SELECT public.casework_may_still_help(asked, done.screening_id))
    THEN
        RAISE EXCEPTION 'a referral belongs to the refusal of its application'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_referral_of_a_refusal';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_referral_written BEFORE INSERT ON public.casework_referral
    FOR EACH ROW EXECUTE FUNCTION public.casework_referral_written();
"""
ENDED = """
CREATE FUNCTION public.casework_referral_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS done
        JOIN public.casework_referral AS drafted ON drafted.application_id = done.application_id
        WHERE done.id = NEW.deed_id AND done.deed = 'end_referral' AND drafted.id = NEW.referral_id
          AND drafted.kind = 'drafted' AND done.by_id IS NOT DISTINCT FROM public.casework_actor())
    THEN
        RAISE EXCEPTION 'only a draft is ended, and by the deed that says why'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_endedreferral_of_a_draft';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_referral_ended BEFORE INSERT ON public.casework_endedreferral
    FOR EACH ROW EXECUTE FUNCTION public.casework_referral_ended();
"""
REFUSED_BACK = """
DROP TRIGGER casework_refusal_refers ON public.casework_decision;
DROP FUNCTION public.casework_refusal_refers();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_referral"), ("screening", "0007_run_guards")]
    operations = [
        moves(added=MOVES),
        parent_policy("casework_referral", "application_id", "casework_application"),
        parent_policy("casework_endedreferral", "deed_id", "casework_deed"),
        append_only("casework_referral"),
        append_only("casework_endedreferral"),
        migrations.RunSQL(
            STILL_OPEN, "DROP FUNCTION public.casework_may_still_help(public.casework_application, uuid);"
        ),
        migrations.RunSQL(REFUSED, REFUSED_BACK),
        begun.trigger(REFERRED, "casework_referral_written", "casework_referral"),
        begun.trigger(ENDED, "casework_referral_ended", "casework_endedreferral"),
    ]
