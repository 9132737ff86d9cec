"""Urgent aid is given before the county was there (《社会救助法》第五十条), its papers are done after."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves

deeds = import_module("relief.casework.migrations.0005_deed_guards")
complained = import_module("relief.casework.migrations.0053_complained_guards")
guards = import_module("relief.casework.migrations.0046_begun")

SEEN = Move(
    *("county_visit", "relieved", "relieved", "county_officer", "urgent"),
    *(True, "any", "stays", "", "casework_countyvisit"),
)
DEED = complained.DEED.replace(
    "WHEN move.decides <> '' AND public",
    "WHEN move.decides <> '' AND NEW.deed <> 'relieve_first' AND public",
)
# Of what may be given first only the deed says whether it was, and no decision is kept without its deed.
DECISION = complained.DECISION.replace(
    "public.recusal_registered(home))",
    """public.recusal_registered(home))
            AND NOT EXISTS (
                SELECT FROM public.casework_application AS asked
                JOIN public.casework_procedure AS way ON way.programme = asked.programme
                WHERE asked.id = NEW.application_id AND way.procedure = 'urgent')""",
)
UNSEEN = """
    NEW.deed = 'complete_papers' AND public.casework_unseen(NEW.application_id, (
        SELECT public.recusal_registered(asked.household_id) FROM public.casework_application AS asked
        WHERE asked.id = NEW.application_id))
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0057_deliberation_guards")]
    operations = [
        moves(added=[SEEN]),
        deeds.replaced(DEED, complained.DEED),
        deeds.replaced(DECISION, complained.DECISION),
        guards.guard(
            "casework_deed_to_complete",
            "casework_deed",
            UNSEEN,
            "the papers of a registered case are complete after the visit of the county",
            declared="",
        ),
    ]
