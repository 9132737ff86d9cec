import uuid

import django.core.serializers.json
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_privileges"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                ("actor_id", models.UUIDField(null=True, verbose_name="办理人")),
                ("actor_role", models.CharField(max_length=20, verbose_name="当时的岗位")),
                ("action", models.CharField(max_length=60, verbose_name="事项")),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=60)),
                ("area", models.BigIntegerField(verbose_name="所在区划")),
                (
                    "details",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("county", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("previous", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_event_subject"),
                    models.Index(fields=["area", "at"], name="audit_event_area"),
                    models.Index(fields=["actor_id", "at"], name="audit_event_actor"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "number"), name="audit_event_one_chain"),
                    models.CheckConstraint(
                        condition=models.Q(("action__regex", "^[a-z_]+\\.[a-z_]+$")),
                        name="audit_event_action_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actor_id__isnull", False), ("actor_role", "system"), _connector="OR"
                        ),
                        name="audit_event_somebody_acts",
                    ),
                ],
            },
        ),
    ]
