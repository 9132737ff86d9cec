"""A household goes to another township of its county with everything of it, by deeds and in no other way.

The rows of the two offices are told apart by the area, so the area moves: of the household, of its
applications, of its screenings and of what was agreed. Nothing else of them does, and nobody but the trigger
behind a transfer has the right. The place that a screening was judged by stands in the screening itself.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves, states
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
procedure = import_module("relief.casework.migrations.0010_procedure_guards")
rows = import_module("relief.casework.migrations.0012_moves")
community = import_module("relief.casework.migrations.0038_community_relief_guards")

MOVABLE = (
    ("submitted", "both"),
    ("accepted", "investigated"),
    ("investigating", "investigated"),
    ("to_confirm_here", "investigated"),
    ("returned", "both"),
    ("changing", "given"),
    ("approved", "given"),
)
IN, LEFT = "moving", "casework_transfer"
MOVES = [
    *(Move("move_on", s, IN, "approver", way, False, "any", "nobody", "", LEFT) for s, way in MOVABLE),
    *(Move("take_in", IN, s, "approver", way, False, "any", "stays") for s, way in MOVABLE),
    *(Move("turn_away", IN, s, "approver", way, False, "any", "nobody", "", LEFT) for s, way in MOVABLE),
    Move("take", IN, IN, "approver", "both", True, "nobodys", "actor"),
    Move("give_back", IN, IN, "approver", "both", False, "own", "nobody"),
    Move("hand_over", IN, IN, "approver", "both", False, "own", "colleague"),
    Move("hand_over_all", IN, IN, "county_officer", "both", False, "anothers", "colleague"),
    Move("hand_over_all", IN, IN, "administrator", "both", False, "anothers", "colleague"),
    Move("assign", IN, IN, "county_officer", "both", False, "any", "colleague"),
    Move("county_visit", IN, IN, "county_officer", "both", True, "any", "stays", "", "casework_countyvisit"),
]
# Once it was taken in, whoever submitted it is of another office: its caseworkers there speak for it.
DEED_DONE = community.CORRECTED.replace(
    "AND done.by_id = NEW.by_id AND done.deed IN ('submit', 'resubmit'))",
    "AND (done.by_id = NEW.by_id AND done.deed IN ('submit', 'resubmit') OR done.deed = 'take_in'))",
)
MOVED_LAWFULLY = rows.MOVED_LAWFULLY.replace(
    "BEGIN\n",
    """BEGIN
    IF NEW.area_id <> OLD.area_id THEN
        IF to_jsonb(NEW) - place IS DISTINCT FROM to_jsonb(OLD) - place OR NEW.area_id <> (
            SELECT home.area_id FROM public.households_household AS home WHERE home.id = OLD.household_id)
        THEN
            RAISE EXCEPTION 'an application lies where its household does'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_application_place';
        END IF;
        RETURN NEW;
    END IF;
""",
    1,
).replace(
    "    owner uuid;\n", "    place text[] := ARRAY['area_id', 'township', 'county'];\n    owner uuid;\n", 1
)
MOVING = """
CREATE FUNCTION public.casework_deed_moving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home uuid := (SELECT household_id FROM public.casework_application WHERE id = NEW.application_id);
    left_at bigint := (
        SELECT max(done.number) FROM public.casework_deed AS done
        WHERE done.application_id = NEW.application_id AND done.deed = 'move_on');
    wrong text;
BEGIN
    wrong := CASE
        WHEN NEW.deed = 'move_on' AND EXISTS (
            SELECT 1 FROM public.casework_application AS asked
            WHERE asked.household_id = home AND (asked.state = 'published'
               OR asked.state = 'changing' AND EXISTS (
                   SELECT 1 FROM public.casework_proposal AS meant
                   WHERE meant.deed_id = (public.casework_proposed_last(asked.id)).id
                     AND meant.notice_to IS NOT NULL))) THEN 'casework_deed_moving_notice'
        WHEN NEW.deed <> 'move_on' AND NEW.after <> (
            SELECT done.after FROM public.casework_deed AS done
            WHERE done.application_id = NEW.application_id AND done.number = left_at - 1)
            THEN 'casework_deed_moving_as_it_was'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'a household does not move so: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_moving BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('move_on', 'take_in', 'turn_away'))
    EXECUTE FUNCTION public.casework_deed_moving();
"""
RECORDED = procedure.RECORDED.replace("IS DISTINCT FROM '{deed}'", "NOT IN ({deed})").format(
    table="casework_transfer",
    deed="'move_on', 'turn_away'",
    checks="""
        WHEN NEW.came_from_id <> (
            SELECT home.area_id FROM public.households_household AS home WHERE home.id = asked.household_id)
            THEN 'casework_transfer_from'
        WHEN NEW.goes_to_id / 1000 = NEW.came_from_id / 1000
            OR NEW.goes_to_id / 1000000 <> NEW.came_from_id / 1000000
            OR NOT EXISTS (SELECT 1 FROM public.offices_area AS place
                           WHERE place.number = NEW.goes_to_id AND place.level = 'community')
            THEN 'casework_transfer_to'
        WHEN done.deed = 'turn_away' AND NEW.goes_to_id <> (
            SELECT earlier.came_from_id FROM public.casework_transfer AS earlier
            JOIN public.casework_deed AS sent ON sent.id = earlier.deed_id
            WHERE sent.application_id = asked.id AND sent.deed = 'move_on'
            ORDER BY sent.number DESC LIMIT 1) THEN 'casework_transfer_back'
""",
)
# Written last of all that is done with it, because afterwards the office that sent it sees it no more.
FOLLOWS = """
CREATE FUNCTION public.casework_transfer_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done public.casework_deed;
    home public.households_household;
    wrong text;
BEGIN
    SELECT * INTO done FROM public.casework_deed WHERE id = NEW.deed_id;
    SELECT * INTO home FROM public.households_household WHERE id = (
        SELECT household_id FROM public.casework_application WHERE id = done.application_id) FOR UPDATE;
    wrong := CASE
        WHEN home.area_id NOT IN (NEW.came_from_id, NEW.goes_to_id) THEN 'casework_transfer_together'
        WHEN EXISTS (
            SELECT 1 FROM public.casework_application AS asked
            JOIN public.casework_procedure AS way ON way.programme = asked.programme
            JOIN public.casework_move AS step
              ON (step.deed, step.before, step.procedure) = ('move_on', asked.state, way.procedure)
            JOIN public.casework_deed AS latest
              ON (latest.application_id, latest.number) = (asked.id, asked.steps)
            WHERE asked.household_id = home.id AND latest.deed <> done.deed
              AND NOT (asked.state = 'approved' AND EXISTS (
                  SELECT 1 FROM public.casework_application AS other
                  JOIN public.casework_state AS waits ON waits.state = other.state
                  WHERE (other.household_id, other.programme) = (home.id, asked.programme))))
            THEN 'casework_transfer_whole'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'a household moves with everything that is open: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    IF home.area_id = NEW.came_from_id THEN
        UPDATE public.households_household SET area_id = NEW.goes_to_id WHERE id = home.id;
        UPDATE public.casework_application SET area_id = NEW.goes_to_id,
               township = NEW.goes_to_id / 1000 * 1000, county = NEW.goes_to_id / 1000000 * 1000000
            WHERE household_id = home.id;
        UPDATE public.screening_screening SET area_id = NEW.goes_to_id WHERE household_id = home.id;
        UPDATE public.screening_outcome SET area_id = NEW.goes_to_id WHERE household_id = home.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_transfer_follows AFTER INSERT ON public.casework_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_transfer_follows();
"""
FOLLOWS_BACK = """
DROP TRIGGER casework_transfer_follows ON public.casework_transfer;
DROP FUNCTION public.casework_transfer_follows();
"""
STAYS = """
CREATE FUNCTION public.casework_household_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.area_id / 1000 <> OLD.area_id / 1000
        AND EXISTS (SELECT 1 FROM public.casework_application WHERE household_id = OLD.id)
        AND NOT EXISTS (
            SELECT 1 FROM public.casework_transfer AS moved
            JOIN public.casework_deed AS done ON done.id = moved.deed_id
            JOIN public.casework_application AS asked ON asked.id = done.application_id
            WHERE asked.household_id = OLD.id AND asked.steps = done.number
              AND (moved.came_from_id, moved.goes_to_id) = (OLD.area_id, NEW.area_id))
    THEN
        RAISE EXCEPTION 'a household with a case goes to another office by a transfer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_household_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_household_stays BEFORE UPDATE OF area_id ON public.households_household
    FOR EACH ROW EXECUTE FUNCTION public.casework_household_stays();
"""
STAYS_BACK = """
DROP TRIGGER casework_household_stays ON public.households_household;
DROP FUNCTION public.casework_household_stays();
"""
PLACED = """
CREATE FUNCTION public.casework_placed_with_household() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.area_id <> (
        SELECT home.area_id FROM public.households_household AS home WHERE home.id = NEW.household_id)
    THEN
        RAISE EXCEPTION 'this lies where its household does'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_placed_with_household';
    END IF;
    RETURN NEW;
END
$$;
"""


# Everything but the place is never changed, as before.
def _but_the_place(table: str, columns: str) -> migrations.RunSQL:
    refused = "EXECUTE FUNCTION public.relief_refuse_change();"
    name = f"{table}_append_only"
    gone = f"DROP TRIGGER {name} ON public.{table};"
    again = f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON public.{table} FOR EACH STATEMENT"
    loose = (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} OR DELETE OR TRUNCATE ON public.{table}"
        " FOR EACH STATEMENT"
    )
    placed = (
        f"CREATE TRIGGER {table}_placed BEFORE UPDATE ON public.{table}"
        " FOR EACH ROW EXECUTE FUNCTION public.casework_placed_with_household();"
    )
    unplaced = f"DROP TRIGGER {table}_placed ON public.{table};"
    return migrations.RunSQL([gone, f"{loose} {refused}", placed], [unplaced, gone, f"{again} {refused}"])


SCREENING = "id, household_id, day, made_at, made_by_id, facts, findings, figures, law_version, facts_hash"
OUTCOME = (
    "id, household_id, screening_id, programme, kind, reason, words, come_back_on, bring, recorded_by_id,"
    " recorded_at"
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0041_transfer"), ("screening", "0007_run_guards")]
    operations = [
        moves(added=MOVES),
        states(added=[(IN, "approver", False)]),
        parent_policy("casework_transfer", "deed_id", "casework_deed"),
        append_only("casework_transfer"),
        deeds.replaced(DEED_DONE, community.CORRECTED),
        deeds.replaced(MOVED_LAWFULLY, rows.MOVED_LAWFULLY),
        begun.trigger(MOVING, "casework_deed_moving", "casework_deed"),
        begun.trigger(RECORDED, "casework_transfer_recorded", "casework_transfer"),
        migrations.RunSQL(PLACED, "DROP FUNCTION public.casework_placed_with_household();"),
        _but_the_place("screening_screening", SCREENING),
        _but_the_place("screening_outcome", OUTCOME),
        migrations.RunSQL(STAYS, STAYS_BACK),
        migrations.RunSQL(FOLLOWS, FOLLOWS_BACK),
    ]
