"""Every notice has a code, and an objection is one to the deed that published it."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


def _code():
    made = django.db.models.functions.text.Upper(
        django.db.models.functions.text.Right(
            django.db.models.functions.comparison.Cast(
                django.contrib.postgres.functions.RandomUUID(), models.CharField()
            ),
            12,
        )
    )
    return models.CharField(
        db_default=made, editable=False, max_length=12, unique=True, verbose_name="异议编码"
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0058_relief_before_the_visit")]
    operations = [
        migrations.AddField(model_name="proposal", name="code", field=_code()),
        migrations.AddField(model_name="reliefnotice", name="code", field=_code()),
        migrations.RenameField(model_name="objection", old_name="opinion", new_name="notice"),
        migrations.AlterField(
            model_name="objection",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="casework.deed"
            ),
        ),
    ]
