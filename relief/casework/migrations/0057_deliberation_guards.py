"""民主评议 answers an objection as looking again does (民发〔2021〕57号第十九条)."""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
guards = import_module("relief.casework.migrations.0046_begun")
terminated = import_module("relief.casework.migrations.0051_terminated_guards")
RECORDED = import_module("relief.casework.migrations.0010_procedure_guards").RECORDED

LEFT = "casework_deliberation"
MOVES = [
    Move(
        *("deliberate", "investigating", "investigating", "approver", "investigated"),
        *(True, "own_or_nobodys", "actor", "", LEFT),
    )
]
AHEAD = """
        WHEN NEW.held_on > public.casework_day(done.at) THEN 'casework_deliberation_day'
"""
INVESTIGATION = terminated.INVESTIGATION.replace(
    "AND done.number > looked AND (done.deed = 'object'\n",
    """AND done.number > looked AND (done.deed = 'object' AND NOT EXISTS (
                SELECT 1 FROM public.casework_deed AS heard
                WHERE heard.application_id = asked.id AND heard.deed = 'deliberate'
                  AND heard.number > done.number)
""",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0056_deliberation")]
    operations = [
        moves(added=MOVES),
        parent_policy(LEFT, "deed_id", "casework_deed"),
        append_only(LEFT),
        begun.trigger(RECORDED.format(table=LEFT, deed="deliberate", checks=AHEAD), f"{LEFT}_recorded", LEFT),
        guards.guard(
            f"{LEFT}_since",
            LEFT,
            guards.AGAIN.replace("visited_on", "held_on"),
            "what was objected to is deliberated after that",
        ),
        deeds.replaced(INVESTIGATION, terminated.INVESTIGATION),
    ]
