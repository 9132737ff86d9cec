"""Every programme may be asked for; 低保边缘 and 刚性支出困难家庭 are a standing, without money."""

from importlib import import_module

from django.db import migrations, models

CODES = [
    "dibao",
    "dibao_margin",
    "dibao_individual",
    "tekun",
    "rigid_expenditure",
    "emergency_relief",
    "fast_relief",
    "expenditure_relief",
    "nonresident_relief",
    "uninsured_unemployed",
    "jobless_graduate",
    "epidemic_family_relief",
    "dibao_grace",
    "one_time_supplement",
    "price_subsidy",
]
DECIDED_BEFORE = import_module("relief.casework.migrations.0005_deed_guards").DECIDED_LAWFULLY
DECIDED_LAWFULLY = DECIDED_BEFORE.replace(
    "asked.programme = 'dibao_margin'", "asked.programme IN ('dibao_margin', 'rigid_expenditure')"
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_deed_guards")]
    operations = [
        migrations.RemoveConstraint(model_name="application", name="casework_application_programme"),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("programme__in", CODES)), name="casework_application_programme"
            ),
        ),
        migrations.RunSQL(DECIDED_LAWFULLY, DECIDED_BEFORE),
    ]
