"""What holds whatever the program does: people declare for themselves and this year; nothing is forgotten."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy, parent_policy

# Whoever moved to another office still sees, and so adds to, what they declared before.
OWN_OR_AREA = (
    "public.relief_sees(area_id) OR staff_id = nullif(current_setting('relief.user', true), '')::uuid"
)
DECLARATIONS_SEEN = """
ALTER TABLE public.recusal_declaration ENABLE ROW LEVEL SECURITY;
CREATE POLICY recusal_declaration_area ON public.recusal_declaration
    USING ({OWN_OR_AREA}) WITH CHECK (public.relief_sees(area_id));
""".replace("{OWN_OR_AREA}", OWN_OR_AREA)
DECLARATIONS_SEEN_BACK = """
DROP POLICY recusal_declaration_area ON public.recusal_declaration;
ALTER TABLE public.recusal_declaration DISABLE ROW LEVEL SECURITY;
"""

ACTING = "nullif(current_setting('relief.user', true), '')::uuid"


def by_the_actor(sql: str) -> str:
    return sql.replace("{ACTING}", ACTING)


# The row of the person is held, so that two declarations at once get two numbers.
DECLARED = by_the_actor(
    """
CREATE FUNCTION public.recusal_declared() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor public.offices_user;
    member public.recusal_committeemember;
    wrong text;
BEGIN
    SELECT * INTO actor FROM public.offices_user WHERE id = {ACTING} FOR UPDATE;
    SELECT * INTO member FROM public.recusal_committeemember WHERE id = NEW.of_member_id FOR UPDATE;
    wrong := CASE
        WHEN NEW.declared_by_id IS DISTINCT FROM actor.id OR NOT coalesce(actor.is_active, false)
            THEN 'recusal_declaration_actor'
        WHEN NEW.staff_id IS NOT NULL AND (NEW.staff_id, NEW.area_id) <> (actor.id, actor.area_id)
            THEN 'recusal_declaration_of_oneself'
        WHEN NEW.of_member_id IS NOT NULL AND (NEW.area_id <> member.area_id OR member.left_on IS NOT NULL
            OR actor.role NOT IN ('caseworker', 'approver')) THEN 'recusal_declaration_of_member'
        WHEN NEW.year <> extract(year FROM clock_timestamp() AT TIME ZONE 'Asia/Shanghai')
            THEN 'recusal_declaration_year'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this declaration may not be: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    NEW.version := 1 + (
        SELECT count(*) FROM public.recusal_declaration AS earlier
        WHERE earlier.year = NEW.year AND (earlier.staff_id = NEW.staff_id
           OR earlier.of_member_id = NEW.of_member_id));
    RETURN NEW;
END
$$;
CREATE TRIGGER recusal_declared BEFORE INSERT ON public.recusal_declaration
    FOR EACH ROW EXECUTE FUNCTION public.recusal_declared();
"""
)

NAMED = by_the_actor(
    """
CREATE FUNCTION public.recusal_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.recusal_declaration AS declared
        WHERE declared.id = NEW.declaration_id AND declared.has_relatives
          AND declared.declared_by_id = {ACTING} AND declared.number_index <> NEW.number_index)
    THEN
        RAISE EXCEPTION 'a relative stands in one''s own declaration, which says that there are any'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_relative_of_its_declaration';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER recusal_named BEFORE INSERT ON public.recusal_relative
    FOR EACH ROW EXECUTE FUNCTION public.recusal_named();
"""
)

# "Some" without anybody is no declaration; looked at when the whole of it is there.
COMPLETE = """
CREATE FUNCTION public.recusal_complete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.has_relatives AND NOT EXISTS (
        SELECT 1 FROM public.recusal_relative WHERE declaration_id = NEW.id)
    THEN
        RAISE EXCEPTION 'who has relatives names them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_declaration_complete';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recusal_complete AFTER INSERT ON public.recusal_declaration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.recusal_complete();
"""

ENTERED = by_the_actor(
    """
CREATE FUNCTION public.recusal_member_entered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.left_on IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM public.offices_user AS actor
        JOIN public.offices_area AS place ON place.number = actor.area_id
        JOIN public.offices_area AS community ON community.number = NEW.area_id
        WHERE actor.id = {ACTING} AND actor.id = NEW.entered_by_id
          AND actor.is_active AND actor.role IN ('caseworker', 'approver')
          AND community.level = 'community' AND community.number BETWEEN place.number AND place.last)
    THEN
        RAISE EXCEPTION 'a member of a committee is entered by whoever works there'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_member_entered';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER recusal_member_entered BEFORE INSERT ON public.recusal_committeemember
    FOR EACH ROW EXECUTE FUNCTION public.recusal_member_entered();
"""
)

LEFT_ONCE = """
CREATE TRIGGER recusal_member_left_once BEFORE UPDATE OR DELETE ON public.recusal_committeemember
    FOR EACH ROW WHEN (OLD.left_on IS NOT NULL)
    EXECUTE FUNCTION public.relief_refuse_change();
CREATE TRIGGER recusal_member_kept BEFORE DELETE OR TRUNCATE ON public.recusal_committeemember
    FOR EACH STATEMENT EXECUTE FUNCTION public.relief_refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON public.recusal_committeemember FROM relief_app;
GRANT UPDATE (left_on) ON public.recusal_committeemember TO relief_app;
"""
LEFT_ONCE_BACK = """
REVOKE UPDATE (left_on) ON public.recusal_committeemember FROM relief_app;
GRANT UPDATE, DELETE ON public.recusal_committeemember TO relief_app;
DROP TRIGGER recusal_member_kept ON public.recusal_committeemember;
DROP TRIGGER recusal_member_left_once ON public.recusal_committeemember;
"""


def trigger(sql: str, name: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql, f"DROP TRIGGER {name} ON public.recusal_{table}; DROP FUNCTION public.{name}();"
    )


class Migration(migrations.Migration):
    dependencies = [("recusal", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        area_policy("recusal_committeemember"),
        migrations.RunSQL(DECLARATIONS_SEEN, DECLARATIONS_SEEN_BACK),
        parent_policy("recusal_relative", "declaration_id", "recusal_declaration"),
        append_only("recusal_declaration"),
        append_only("recusal_relative"),
        trigger(DECLARED, "recusal_declared", "declaration"),
        trigger(NAMED, "recusal_named", "relative"),
        trigger(COMPLETE, "recusal_complete", "declaration"),
        trigger(ENTERED, "recusal_member_entered", "committeemember"),
        migrations.RunSQL(LEFT_ONCE, LEFT_ONCE_BACK),
    ]
