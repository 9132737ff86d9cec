"""After a complaint during the confirmation the county goes to the home first (民发〔2021〕57号第二十条)."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves

deeds = import_module("relief.casework.migrations.0005_deed_guards")
recused = import_module("relief.casework.migrations.0028_recused")
guards = import_module("relief.casework.migrations.0046_begun")

MOVES = [
    Move("complain", state, state, role, "investigated", False, "any", "stays")
    for state in ("to_confirm", "to_confirm_here")
    for role in ("county_officer", "approver", "caseworker")
]
UNSEEN = """
CREATE FUNCTION public.casework_unseen(asked uuid, registered boolean) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ($2 OR complained.number IS NOT NULL) AND NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS seen
        WHERE seen.application_id = $1 AND seen.deed = 'county_visit'
          AND seen.number > coalesce(complained.number, 0))
    FROM (SELECT max(done.number) AS number FROM public.casework_deed AS done
          WHERE done.application_id = $1 AND done.deed = 'complain') AS complained
$$;
"""
DEED_BEFORE = recused.RECUSED.partition("CREATE TRIGGER")[0]
DEED = DEED_BEFORE.replace(
    """        WHEN registered AND move.decides <> '' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS seen
            WHERE seen.application_id = asked.id AND seen.deed = 'county_visit')
""",
    """        WHEN move.decides <> '' AND public.casework_unseen(asked.id, registered)
""",
).replace(
    """        WHEN NEW.deed IN ('assign', 'county_visit') AND NOT registered THEN""",
    """        WHEN NOT registered AND (NEW.deed = 'assign' OR NEW.deed = 'county_visit' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS complaint
            WHERE complaint.application_id = asked.id AND complaint.deed = 'complain')) THEN""",
)
DECISION_BEFORE = recused.DECIDED.partition("CREATE TRIGGER")[0]
DECISION = DECISION_BEFORE.replace(
    """        WHEN public.recusal_registered(home) AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS seen
            WHERE seen.application_id = NEW.application_id AND seen.deed = 'county_visit')
""",
    """        WHEN public.casework_unseen(NEW.application_id, public.recusal_registered(home))
""",
)
SINCE = """
    NEW.visited_on < (
        SELECT public.casework_day(complaint.at) FROM public.casework_deed AS complaint
        WHERE complaint.application_id = done.application_id AND complaint.deed = 'complain'
        ORDER BY complaint.number DESC LIMIT 1)
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0052_complained")]
    operations = [
        moves(added=MOVES),
        deeds.function(UNSEEN, "casework_unseen(uuid, boolean)"),
        deeds.replaced(DEED, DEED_BEFORE),
        deeds.replaced(DECISION, DECISION_BEFORE),
        guards.guard(
            "casework_countyvisit_since_complaint",
            "casework_countyvisit",
            SINCE,
            "a visit counts from the day of the complaint",
        ),
    ]
