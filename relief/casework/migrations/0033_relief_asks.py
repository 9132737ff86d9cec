"""Relief before its papers asks about double help as any approval does."""

from django.db import migrations

ASKS = """
DROP TRIGGER casework_deed_no_double_help ON public.casework_deed;
CREATE TRIGGER casework_deed_no_double_help BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ({deeds}))
    EXECUTE FUNCTION public.casework_deed_no_double_help();
"""
BEFORE = "'submit', 'resubmit', 'approve'"


class Migration(migrations.Migration):
    dependencies = [("casework", "0032_relieved_first_guards")]
    operations = [
        migrations.RunSQL(ASKS.format(deeds=f"{BEFORE}, 'relieve_first'"), ASKS.format(deeds=BEFORE)),
    ]
