"""Who was asked in writing and does not cooperate is told so (民发〔2021〕57号第二十九条)."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves, procedures

deeds = import_module("relief.casework.migrations.0005_deed_guards")
guards = import_module("relief.casework.migrations.0046_begun")
handed = import_module("relief.casework.migrations.0048_handed_over_guards")

MOVES = [
    Move(
        *("terminate", before, "refused", "approver", "cooperating"),
        *(True, "own_or_nobodys", "actor", "refused"),
    )
    for before in ("accepted", "investigating")
]
ASKED = """
    NEW.deed = 'terminate' AND NOT coalesce(
        NEW.happened_on < public.casework_day(NEW.at) AND NEW.happened_on >= (
            SELECT public.casework_day(done.at) FROM public.casework_deed AS done
            WHERE done.application_id = NEW.application_id AND done.deed = 'accept'
            ORDER BY done.number DESC LIMIT 1), false)
"""
INVESTIGATION = handed.INVESTIGATION.replace(
    "AND (done.deed = 'forward_here'", "AND (done.deed IN ('forward_here', 'terminate')"
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0050_terminated")]
    operations = [
        procedures(added=[("dibao", "cooperating"), ("dibao_individual", "cooperating")]),
        moves(added=MOVES),
        guards.guard(
            "casework_deed_to_terminate",
            "casework_deed",
            ASKED,
            "whoever does not cooperate was asked in writing before, and had a day to answer",
            declared="",
        ),
        deeds.replaced(INVESTIGATION, handed.INVESTIGATION),
    ]
