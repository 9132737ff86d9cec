"""A written notice of every decision is handed over, whatever the programme (《社会救助法》第四十五条)."""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves

deeds = import_module("relief.casework.migrations.0005_deed_guards")
delegated = import_module("relief.casework.migrations.0016_delegated_guards")

LEFT = "casework_delivery"
INVESTIGATION = delegated.INVESTIGATION.replace(
    """            OR NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND (done.deed = 'forward_here'""",
    """            OR public.casework_investigated(asked.programme) AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND (done.deed = 'forward_here'""",
)


def _notified(procedure: str) -> list[Move]:
    return [
        Move("notify", state, state, "approver", procedure, False, "any", "stays", "", LEFT)
        for state in ("approved", "refused")
    ]


class Migration(migrations.Migration):
    dependencies = [("casework", "0047_conference_recused")]
    operations = [
        moves(added=_notified("both"), removed=_notified("investigated")),
        deeds.replaced(INVESTIGATION, delegated.INVESTIGATION),
    ]
