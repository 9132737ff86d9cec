"""A case is registered by what anybody declared who is at work, by whichever account they are."""

from importlib import import_module

from django.db import migrations

questions = import_module("relief.recusal.migrations.0003_questions")

REGISTERED = questions.REGISTERED.replace(
    "ON staff.id = declared.staff_id", "ON staff.id IN (SELECT public.recusal_accounts(declared.staff_id))"
)
GROUNDS = questions.GROUNDS.replace(
    "coalesce(somebody.is_active, committee.left_on IS NULL)",
    """CASE WHEN declared.staff_id IS NULL THEN committee.left_on IS NULL ELSE EXISTS (
                   SELECT FROM public.offices_user AS somebody
                   WHERE somebody.is_active
                     AND somebody.id IN (SELECT public.recusal_accounts(declared.staff_id))) END""",
).replace(
    "        LEFT JOIN public.offices_user AS somebody ON somebody.id = declared.staff_id\n",
    "",
)


def _again(sql: str) -> str:
    return sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("recusal", "0003_questions")]
    operations = [
        migrations.RunSQL(_again(new), _again(before))
        for new, before in ((REGISTERED, questions.REGISTERED), (GROUNDS, questions.GROUNDS))
    ]
