"""For migrations of every room: a table that is only ever added to."""

from django.db import migrations


def append_only(table: str) -> migrations.RunSQL:
    """Takes the right to change rows from the application, and puts a plain trigger behind the right."""
    return migrations.RunSQL(
        f"""
        REVOKE UPDATE, DELETE, TRUNCATE ON public.{table} FROM relief_app;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION public.relief_refuse_change();
        """,
        f"""
        DROP TRIGGER {table}_append_only ON public.{table};
        GRANT UPDATE, DELETE ON public.{table} TO relief_app;
        """,
    )
