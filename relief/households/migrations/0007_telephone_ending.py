"""A household is found by the last four figures of a telephone too."""

from django.db import migrations, models
from django.db.models import Q

import relief.vault.fields
from relief.households.queries import telephone_ending_index


def fill_endings(apps, schema_editor):
    applicants = apps.get_model("households", "Applicant").objects.filter(telephone_index__isnull=False)
    for applicant in applicants.only("telephone").iterator():
        applicant.telephone_ending_index = telephone_ending_index(applicant.telephone)
        applicant.save(update_fields=["telephone_ending_index"])


class Migration(migrations.Migration):
    dependencies = [("households", "0006_evidence")]
    operations = [
        migrations.AddField(
            "applicant",
            "telephone_ending_index",
            relief.vault.fields.KeyedIndexField(blank=True, db_index=True, null=True),
        ),
        migrations.RunPython(fill_endings, migrations.RunPython.noop),
        migrations.AddConstraint(
            "applicant",
            models.CheckConstraint(
                condition=Q(telephone_index__isnull=True, telephone_ending_index__isnull=True)
                | Q(telephone_index__isnull=False, telephone_ending_index__isnull=False),
                name="households_applicant_ending_with_telephone",
            ),
        ),
    ]
