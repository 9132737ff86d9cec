"""What holds of relief that a community gives, whatever the program does (notice of 2 June 2022, part 4).

Another caseworker than whoever entered or submitted gives it, on a day on which the place has declared itself
affected and leaves relief to its communities, and within the township's limit. Whoever of the township may
correct its own decisions corrects these.
"""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves

deeds = import_module("relief.casework.migrations.0005_deed_guards")
rows = import_module("relief.casework.migrations.0012_moves")
asks = import_module("relief.casework.migrations.0033_relief_asks")

MOVES = [
    Move(
        "community_relief",
        "submitted",
        "relieved",
        "caseworker",
        "urgent",
        True,
        "own_or_nobodys",
        "stays",
        "approved",
    )
]
CORRECTED = rows.DEED_DONE.replace(
    "AND done.role = NEW.role AND made.decides <> '')",
    "AND CASE done.role WHEN 'caseworker' THEN 'approver' ELSE done.role END = NEW.role\n"
    "              AND made.decides <> '')",
)
FIRST = """
DROP TRIGGER casework_relieved_first ON public.casework_deed;
CREATE CONSTRAINT TRIGGER casework_relieved_first AFTER INSERT ON public.casework_deed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.deed IN (DEEDS))
    EXECUTE FUNCTION public.casework_relieved_first();
"""
DECLARED = """
CREATE FUNCTION public.casework_community_relieved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today text := public.casework_day(clock_timestamp())::text;
    wrong text;
BEGIN
    SELECT CASE
        WHEN (declared ->> 'community_relief')::boolean IS NOT TRUE
            OR today < declared ->> 'from' OR today > coalesce(declared ->> 'to', today)
            THEN 'casework_community_declared'
        WHEN public.recusal_registered(asked.household_id) THEN 'casework_community_registered'
        WHEN greatest(made.amount_fen, asked.requested_fen) > 100 * coalesce(
            (declared ->> 'township_relief_cap')::numeric,
            (kept.figures -> 'in_force' ->> 'township_relief_cap')::numeric, 0)
            THEN 'casework_community_limit'
        END INTO wrong
    FROM public.casework_application AS asked
    JOIN public.casework_decision AS made ON made.application_id = asked.id
    JOIN public.screening_screening AS kept ON kept.id = made.screening_id,
    LATERAL (SELECT nullif(kept.figures -> 'in_force' -> 'affected', 'null')) AS of_the_place (declared)
    WHERE asked.id = NEW.application_id;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'no community gives this by itself: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_community_relieved AFTER INSERT ON public.casework_deed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.deed = 'community_relief')
    EXECUTE FUNCTION public.casework_community_relieved();
"""
BACK = """
DROP TRIGGER casework_community_relieved ON public.casework_deed;
DROP FUNCTION public.casework_community_relieved();
"""
ASKED = f"{asks.BEFORE}, 'relieve_first'"


class Migration(migrations.Migration):
    dependencies = [("casework", "0037_community_relief")]
    operations = [
        moves(added=MOVES),
        deeds.replaced(CORRECTED, rows.DEED_DONE),
        migrations.RunSQL(
            asks.ASKS.replace("{deeds}", f"{ASKED}, 'community_relief'"), asks.ASKS.replace("{deeds}", ASKED)
        ),
        migrations.RunSQL(
            FIRST.replace("DEEDS", "'relieve_first', 'community_relief'"),
            FIRST.replace("DEEDS", "'relieve_first'"),
        ),
        migrations.RunSQL(DECLARED, BACK),
    ]
