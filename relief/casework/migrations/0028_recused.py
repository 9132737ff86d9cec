"""Whoever is related does nothing to a case, by whichever account; and the county chooses and sees the home.

Of a registered case the county says who of the township has it, and is in the home before anything is decided
(民发〔2021〕57号第十一条、第二十条). Who was the first person is one human being, not one account.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
procedure = import_module("relief.casework.migrations.0010_procedure_guards")
rows = import_module("relief.casework.migrations.0012_moves")
changing = import_module("relief.casework.migrations.0020_change_guards")

TOWNSHIP = (
    ("submitted", "both"),
    ("accepted", "investigated"),
    ("investigating", "investigated"),
    ("published", "investigated"),
    ("to_confirm_here", "investigated"),
    ("changing", "given"),
)
COUNTY = (("referred", "short"), ("to_confirm", "investigated"), ("to_change", "given"))
ASSIGNED = [
    Move("assign", state, state, "county_officer", way, False, "any", "colleague") for state, way in TOWNSHIP
]
SEEN = [
    Move(
        "county_visit",
        state,
        state,
        "county_officer",
        way,
        True,
        "any",
        "stays",
        "",
        "casework_countyvisit",
    )
    for state, way in (*TOWNSHIP, *COUNTY)
]

TOOK_PART = changing.TOOK_PART.replace(
    "SELECT person = asked.submitted_by_id",
    "SELECT asked.submitted_by_id IN (SELECT public.recusal_accounts(person))",
).replace("by_id = person", "by_id IN (SELECT public.recusal_accounts(person))")
MAY_DECIDE = rows.MAY_DECIDE.replace(
    "AND NOT public.casework_took_part(person, asked)",
    "AND NOT public.casework_took_part(person, asked)\n"
    "       AND public.recusal_known(person) AND NOT public.recusal_related(person, asked.household_id)",
)

# The caseworker speaks for the household and decides nothing; who is related may always let go of a case.
RECUSED = """
CREATE FUNCTION public.casework_deed_recused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    move public.casework_move;
    registered boolean;
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id;
    IF NEW.role = 'caseworker' THEN
        RETURN NEW;
    END IF;
    move := public.casework_move_of(NEW.deed, asked.state, NEW.after, NEW.role, asked.programme);
    registered := public.recusal_registered(asked.household_id);
    wrong := CASE
        WHEN NEW.deed <> 'give_back' AND public.recusal_related(NEW.by_id, asked.household_id)
            THEN 'casework_deed_recused'
        WHEN move.second_person AND NOT public.recusal_known(NEW.by_id) THEN 'casework_deed_undeclared'
        WHEN registered AND NEW.role = 'approver' AND asked.state IN (
                SELECT step.state FROM public.casework_state AS step WHERE step.role = 'approver')
            AND (NEW.deed IN ('take', 'hand_over')
                OR move.second_person AND asked.owner_id IS DISTINCT FROM NEW.by_id)
            THEN 'casework_deed_county_chooses'
        WHEN registered AND move.decides <> '' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS seen
            WHERE seen.application_id = asked.id AND seen.deed = 'county_visit')
            THEN 'casework_deed_county_visit'
        WHEN NEW.deed IN ('assign', 'county_visit') AND NOT registered THEN 'casework_deed_registered'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % may not be: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_recused BEFORE INSERT ON public.casework_deed
    FOR EACH ROW EXECUTE FUNCTION public.casework_deed_recused();
"""
# A decision may be written before its deed, so it is looked at by itself.
DECIDED = """
CREATE FUNCTION public.casework_decision_recused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home uuid := (SELECT household_id FROM public.casework_application WHERE id = NEW.application_id);
    wrong text;
BEGIN
    wrong := CASE
        WHEN public.recusal_related(NEW.decider_id, home) THEN 'casework_decision_recused'
        WHEN NOT public.recusal_known(NEW.decider_id) THEN 'casework_decision_undeclared'
        WHEN public.recusal_registered(home) AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS seen
            WHERE seen.application_id = NEW.application_id AND seen.deed = 'county_visit')
            THEN 'casework_decision_county_visit'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this decision may not be: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_decision_recused BEFORE INSERT ON public.casework_decision
    FOR EACH ROW EXECUTE FUNCTION public.casework_decision_recused();
"""
# Nor does anybody related look into the household, and two accounts of one person are not two investigators.
INVESTIGATORS = """
CREATE FUNCTION public.casework_homevisit_recused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home uuid := (
        SELECT asked.household_id FROM public.casework_deed AS done
        JOIN public.casework_application AS asked ON asked.id = done.application_id
        WHERE done.id = NEW.deed_id);
BEGIN
    IF public.recusal_related(NEW.first_id, home) OR public.recusal_related(NEW.second_id, home)
        OR NEW.first_id <> NEW.second_id
        AND NEW.second_id IN (SELECT public.recusal_accounts(NEW.first_id))
    THEN
        RAISE EXCEPTION 'two people look into a household, neither of them related to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_homevisit_recused';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_homevisit_recused BEFORE INSERT ON public.casework_homevisit
    FOR EACH ROW EXECUTE FUNCTION public.casework_homevisit_recused();
"""
VISITED = """
        WHEN NEW.visited_on > public.casework_day(done.at) THEN 'casework_countyvisit_day'
"""
RECORDED = procedure.RECORDED.format(table="casework_countyvisit", deed="county_visit", checks=VISITED)


class Migration(migrations.Migration):
    dependencies = [("casework", "0027_county_visit"), ("recusal", "0003_questions")]
    operations = [
        moves(added=[*ASSIGNED, *SEEN]),
        parent_policy("casework_countyvisit", "deed_id", "casework_deed"),
        append_only("casework_countyvisit"),
        deeds.replaced(TOOK_PART, changing.TOOK_PART),
        deeds.replaced(MAY_DECIDE, rows.MAY_DECIDE),
        begun.trigger(RECUSED, "casework_deed_recused", "casework_deed"),
        begun.trigger(DECIDED, "casework_decision_recused", "casework_decision"),
        begun.trigger(INVESTIGATORS, "casework_homevisit_recused", "casework_homevisit"),
        begun.trigger(RECORDED, "casework_countyvisit_recorded", "casework_countyvisit"),
    ]
