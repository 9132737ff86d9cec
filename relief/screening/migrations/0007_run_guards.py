"""Runs and their answers lie behind the area wall; of a run only how far it has come is ever changed."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy

HOW_FAR = "last_household, screened, law_versions, counts, finished_at"
ONLY_HOW_FAR = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON public.screening_run FROM relief_app;
GRANT UPDATE ({HOW_FAR}) ON public.screening_run TO relief_app;
"""
ALL_OF_IT = f"""
REVOKE UPDATE ({HOW_FAR}) ON public.screening_run FROM relief_app;
GRANT UPDATE, DELETE ON public.screening_run TO relief_app;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0006_run"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        area_policy("screening_run"),
        area_policy("screening_runanswer"),
        append_only("screening_runanswer"),
        migrations.RunSQL(ONLY_HOW_FAR, ALL_OF_IT),
    ]
