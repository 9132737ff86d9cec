"""For migrations of every room: row-level security in one wording.

`relief_sees(area)` compares an area's number with the acting person's range. The owner passes every
policy, which is wanted for migrations and loading commands; the served application owns nothing.
"""

from django.db import migrations

SEEN_WITH_PARENT = (
    "EXISTS (SELECT 1 FROM public.{parent} AS parent WHERE parent.{parent_key} = {table}.{column})"
)
WRITTEN_WITH_PARENT = (
    "EXISTS (SELECT 1 FROM public.{parent} AS parent"
    " WHERE parent.id = {table}.{column} AND public.relief_sees(parent.area_id))"
)


def area_policy(table: str, column: str = "area_id") -> migrations.RunSQL:
    """Rows of another area are not there, and none can be put there."""
    seen = f"public.relief_sees({column})"
    return _policies(table, {f"{table}_area": f"USING ({seen}) WITH CHECK ({seen})"})


def parent_policy(table: str, column: str, parent: str, parent_key: str = "id") -> migrations.RunSQL:
    """A row is seen with its parent, whose own policy answers inside the EXISTS."""
    seen = SEEN_WITH_PARENT.format(table=table, column=column, parent=parent, parent_key=parent_key)
    return _policies(table, {f"{table}_area": f"USING ({seen}) WITH CHECK ({seen})"})


def public_policy(table: str, column: str = "area_id") -> migrations.RunSQL:
    """Everybody reads, also before anybody has signed in; rows are written only within one's own area."""
    seen = f"public.relief_sees({column})"
    return _policies(
        table,
        {
            f"{table}_everyone_reads": "FOR SELECT USING (true)",
            f"{table}_area": f"FOR INSERT WITH CHECK ({seen})",
            f"{table}_area_change": f"FOR UPDATE USING ({seen}) WITH CHECK ({seen})",
            f"{table}_area_delete": f"FOR DELETE USING ({seen})",
        },
    )


def public_parent_policy(table: str, column: str, parent: str) -> migrations.RunSQL:
    """Everybody reads; a row is written only with a parent whose `area_id` lies within one's own area."""
    seen = WRITTEN_WITH_PARENT.format(table=table, column=column, parent=parent)
    return _policies(
        table,
        {
            f"{table}_everyone_reads": "FOR SELECT USING (true)",
            f"{table}_area": f"FOR INSERT WITH CHECK ({seen})",
        },
    )


def _policies(table: str, policies: dict[str, str]) -> migrations.RunSQL:
    made = [f"CREATE POLICY {name} ON public.{table} {rule};" for name, rule in policies.items()]
    dropped = [f"DROP POLICY {name} ON public.{table};" for name in policies]
    return migrations.RunSQL(
        "\n".join([f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;", *made]),
        "\n".join([*dropped, f"ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY;"]),
    )
