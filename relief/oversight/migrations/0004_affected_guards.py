"""What is to be looked at again lies behind the area wall; the owner's command alone writes it."""

from django.db import migrations

from relief.offices.policies import area_policy

READ_ONLY = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON public.oversight_affected FROM relief_app;"
WRITABLE = "GRANT INSERT, UPDATE, DELETE ON public.oversight_affected TO relief_app;"


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_affected")]
    operations = [
        area_policy("oversight_affected"),
        migrations.RunSQL(READ_ONLY, WRITABLE),
    ]
