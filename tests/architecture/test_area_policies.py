"""Every table about people stands behind the area wall, or is named here with the reason why not.

Found in the database's own catalogue, so a new table without a policy fails.
"""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

# Everybody reads these, also before signing in; they are written only within one's own area.
PUBLIC = {
    "papers_wordform": "a county's blank forms tell of nobody, and every township of it writes on them",
    "casework_draw": "that a county closed a list, and when, is published; it tells of nobody",
    "casework_drawseed": "the seed of a draw is published, so that everybody can reckon the lots again",
    "offices_area": "names and codes of places are published",
    "offices_user": "signing in looks a person up before any area is set; colleagues are shown by name",
    "offices_figurepage": "the pages of published documents",
    "offices_localfigures": "standards are published, and the command line reads them without a person",
}

# Nearly every table names a person at work: that alone makes it no table about an area.
NO_WAY_ON = ["offices_area", "offices_user"]

LEADS_TO_AREA = """
WITH RECURSIVE walled AS (
    SELECT attribute.attrelid AS oid
    FROM pg_attribute AS attribute JOIN pg_class AS class ON class.oid = attribute.attrelid
    WHERE attribute.attname IN ('area', 'area_id') AND class.relkind IN ('r', 'p')
      AND class.relnamespace = 'public'::regnamespace
    UNION
    SELECT conrelid FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'public.offices_area'::regclass
    UNION
    SELECT constraint_.conrelid FROM pg_constraint AS constraint_ JOIN walled ON walled.oid = confrelid
    WHERE contype = 'f' AND confrelid::regclass::text <> ALL (%s)
)
SELECT class.relname, class.relrowsecurity,
       ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = class.oid)
FROM walled JOIN pg_class AS class USING (oid)
"""


def guarded_tables():
    with connection.cursor() as cursor:
        cursor.execute(LEADS_TO_AREA, [NO_WAY_ON])
        return {table: (enabled, policies) for table, enabled, policies in cursor}


def test_the_search_finds_what_it_should():
    assert {"audit_event", *PUBLIC} <= set(guarded_tables())


def test_every_table_with_an_area_has_its_policy():
    for table, (enabled, policies) in guarded_tables().items():
        assert enabled, f"{table}: row-level security is off"
        assert f"{table}_area" in policies, f"{table}: no policy"


def test_only_the_listed_tables_are_read_by_everybody():
    open_to_all = {
        table for table, (_, policies) in guarded_tables().items() if f"{table}_everyone_reads" in policies
    }

    assert open_to_all == set(PUBLIC)


def test_a_policy_asks_for_the_area_and_nothing_wider():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, qual, with_check FROM pg_policies")
        for table, name, seen, written in cursor:
            asked = f"{seen} {written}"
            if name == f"{table}_everyone_reads":
                assert (seen, written) == ("true", None)
            else:
                assert "relief_sees" in asked or "EXISTS" in asked, f"{table}: {name}"
                assert "true" not in (seen, written), f"{table}: {name}"


def test_the_application_is_neither_superuser_nor_owner_and_passes_no_policy():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
            " EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid),"
            " EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("relief_app", False, False, False, False, False, False)


def test_functions_that_run_as_the_owner_fix_their_search_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())

    assert "audit_link" in found
    for name, settings in found.items():
        assert settings is not None, name
        assert any(setting.startswith("search_path=pg_catalog") for setting in settings), name


def test_the_wall_is_an_index_condition(django_assert_num_queries):
    """The function is inlined: otherwise every list would read the rows of every area."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM audit_event")
        plan = "\n".join(line for (line,) in cursor)

    assert "Index Cond" in plan
    assert "relief_sees" not in plan
