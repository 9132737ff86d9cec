"""A screening lies behind the area wall and is never changed."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [area_policy("screening_screening"), append_only("screening_screening")]
