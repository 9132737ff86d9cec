"""Two households at one address are found by a keyed index, as those with one telephone are."""

from django.db import migrations, models
from django.db.models import Q

import relief.vault.fields
from relief.vault.ciphers import index_of


def fill_indexes(apps, schema_editor):
    applicants = apps.get_model("households", "Applicant").objects.filter(address__isnull=False)
    for applicant in applicants.only("address").iterator():
        applicant.address_index = index_of("address", applicant.address)
        applicant.save(update_fields=["address_index"])


class Migration(migrations.Migration):
    dependencies = [("households", "0009_open_clauses")]
    operations = [
        migrations.AddField(
            "applicant",
            "address_index",
            relief.vault.fields.KeyedIndexField(blank=True, db_index=True, null=True),
        ),
        migrations.RunPython(fill_indexes, migrations.RunPython.noop),
        migrations.AddConstraint(
            "applicant",
            models.CheckConstraint(
                condition=Q(address__isnull=True, address_index__isnull=True)
                | Q(address__isnull=False, address_index__isnull=False),
                name="households_applicant_address_whole",
            ),
        ),
    ]
