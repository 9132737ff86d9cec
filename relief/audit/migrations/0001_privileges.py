"""What the served application may do in this database, laid down before any other table exists.

Runs as `relief_owner`, who needs no superuser. Both roles must exist: a database without them
must not come up half guarded.
"""

from django.db import migrations

PRIVILEGES = """
GRANT USAGE ON SCHEMA public TO relief_app;
ALTER DEFAULT PRIVILEGES FOR ROLE relief_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO relief_app;
ALTER DEFAULT PRIVILEGES FOR ROLE relief_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO relief_app;
"""

PRIVILEGES_BACK = """
ALTER DEFAULT PRIVILEGES FOR ROLE relief_owner IN SCHEMA public
    REVOKE USAGE ON SEQUENCES FROM relief_app;
ALTER DEFAULT PRIVILEGES FOR ROLE relief_owner IN SCHEMA public
    REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM relief_app;
REVOKE USAGE ON SCHEMA public FROM relief_app;
"""

# Plain SQL and STABLE, so that the planner inlines it and an index on the area column serves the policy.
# Unset settings make it NULL, which a policy takes for no.
SEES = """
CREATE FUNCTION public.relief_sees(area bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT area >= nullif(current_setting('relief.area_low', true), '')::bigint
       AND area <= nullif(current_setting('relief.area_high', true), '')::bigint
$$;
"""

REFUSE = """
CREATE FUNCTION public.relief_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
        ("axes", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(PRIVILEGES, PRIVILEGES_BACK),
        migrations.RunSQL(SEES, "DROP FUNCTION public.relief_sees(bigint);"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION public.relief_refuse_change();"),
    ]
