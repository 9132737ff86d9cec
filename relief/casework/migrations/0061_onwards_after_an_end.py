"""Nothing that is given ends without a draft of every other programme that may still help its household."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves

referral = import_module("relief.casework.migrations.0018_referral_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")

MOVES = (
    Move(
        *("end_referral", "ended", "ended", "caseworker", "given", False, "any", "stays", ""),
        "casework_endedreferral",
    ),
)
ENDS = """
CREATE FUNCTION public.casework_end_refers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done public.casework_deed;
    asked public.casework_application;
    left_out text;
BEGIN
    SELECT * INTO done FROM public.casework_deed WHERE id = NEW.deed_id;
    IF done.deed <> 'end' OR (
        SELECT meant.ground FROM public.casework_proposal AS meant
        WHERE meant.deed_id = NEW.proposal_id) = 'death'
    THEN
        RETURN NULL;
    END IF;
    SELECT * INTO asked FROM public.casework_application WHERE id = done.application_id;
    SELECT string_agg(programme, ', ') INTO left_out
        FROM public.casework_may_still_help(asked, done.screening_id) AS programme
        WHERE NOT EXISTS (
            SELECT 1 FROM public.casework_referral AS said
            WHERE said.deed_id = done.id AND said.programme = programme.programme);
    IF left_out IS NOT NULL THEN
        RAISE EXCEPTION 'an end refers to every other programme that may still help: %', left_out
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_end_refers';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_end_refers AFTER INSERT ON public.casework_changedecision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_end_refers();
"""
ENDS_BACK = """
DROP TRIGGER casework_end_refers ON public.casework_changedecision;
DROP FUNCTION public.casework_end_refers();
"""
REFERRED = referral.REFERRED.partition("CREATE TRIGGER")[0]
WRITTEN = REFERRED.replace(
    "done.after <> 'refused'", "done.after <> 'refused' AND done.deed <> 'end'"
).replace("move.decides = 'refused')", "(move.decides = 'refused' OR move.deed = 'end'))")
assert WRITTEN.count("'end'") == 2


class Migration(migrations.Migration):
    dependencies = [("casework", "0060_every_notice_guards")]
    operations = [
        moves(added=MOVES),
        migrations.RunSQL(ENDS, ENDS_BACK),
        deeds.replaced(WRITTEN, REFERRED),
    ]
