"""A standing is recognised, or refused, by the county unless it has given that to its townships.

《社会救助法》第四十四条, 刚性支出困难家庭认定办法第三条、第七条, 民发〔2021〕57号第三十三条.
`casework_recognised_here` says so of an application, by the day on which it was submitted last and what was
known then.
"""

from importlib import import_module

from django.db import migrations

deeds = import_module("relief.casework.migrations.0005_deed_guards")
delegated = import_module("relief.casework.migrations.0016_delegated_guards")
guards = import_module("relief.casework.migrations.0046_begun")

HERE = delegated.DELEGATED.replace(
    "casework_delegated(asked uuid)", "casework_recognised_here(asked uuid)"
).replace("done.deed = 'accept'", "done.deed IN ('submit', 'resubmit')")
ELSEWHERE = """
    NEW.deed IN ('approve', 'refuse') AND EXISTS (
        SELECT FROM public.casework_application AS asked
        WHERE asked.id = NEW.application_id AND asked.state = 'submitted'
          AND asked.programme IN ('dibao_margin', 'rigid_expenditure', 'dibao_grace')
          AND NOT public.casework_recognised_here(asked.id))
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0062_everybody_declared")]
    operations = [
        deeds.function(HERE, "casework_recognised_here(uuid)"),
        guards.guard(
            "casework_deed_to_recognise",
            "casework_deed",
            ELSEWHERE,
            "the county recognises this, and has not given that to its townships",
            "",
        ),
    ]
