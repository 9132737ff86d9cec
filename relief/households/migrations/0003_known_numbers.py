"""What must look across areas: whether a number is known elsewhere, and whom to telephone.

Both functions run as the owner, answer only for a household that the asking person sees, give out nothing
of the person, and write the question into the audit themselves, so that it cannot be asked unseen.
"""

from django.db import migrations

SEEN_AREA = """
CREATE FUNCTION public.households_seen_area(asked_for uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found bigint := (SELECT area_id FROM public.households_household WHERE id = asked_for);
BEGIN
    IF found IS NULL OR public.relief_sees(found) IS NOT TRUE THEN
        RAISE EXCEPTION 'no such household' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN found;
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_seen_area(uuid) FROM PUBLIC;
"""

LOGGED = """
CREATE FUNCTION public.households_logged(deed text, asked_for uuid, area bigint, details jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor uuid := nullif(current_setting('relief.user', true), '')::uuid;
    actor_role text := (SELECT role FROM public.offices_user WHERE id = actor);
BEGIN
    INSERT INTO public.audit_event (id, at, actor_id, actor_role, action, subject_kind, subject_id,
                                    area, details, county, number, previous, digest)
    VALUES (gen_random_uuid(), clock_timestamp(), actor, coalesce(actor_role, 'system'), deed,
            'households.household', asked_for::text, area, details, 0, 0, '', '');
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_logged(text, uuid, bigint, jsonb) FROM PUBLIC;
"""

ASK = """
CREATE FUNCTION public.households_ask_number(asked_index bytea, asked_for uuid)
RETURNS TABLE (known boolean, office text, telephone text, is_open boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asking_area bigint := public.households_seen_area(asked_for);
    someone uuid := (SELECT id FROM public.households_person WHERE number_index = asked_index);
BEGIN
    PERFORM public.households_logged('households.number_asked', asked_for, asking_area,
                                     jsonb_build_object('known', someone IS NOT NULL));
    RETURN QUERY
        SELECT true, near.name::text, near.telephone::text, bool_or(member.left_on IS NULL)
        FROM public.households_member AS member
        JOIN public.households_household AS home ON home.id = member.household_id
        CROSS JOIN LATERAL (
            SELECT area.name, area.telephone FROM public.offices_area AS area
            WHERE area.number <= home.area_id AND area.last >= home.area_id AND area.level <> 'community'
            ORDER BY area.telephone = '', area.last - area.number LIMIT 1
        ) AS near
        WHERE member.person_id = someone AND public.relief_sees(home.area_id) IS NOT TRUE
        GROUP BY near.name, near.telephone ORDER BY near.name;
    IF NOT FOUND THEN
        RETURN QUERY SELECT someone IS NOT NULL, NULL::text, NULL::text, false;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_ask_number(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.households_ask_number(bytea, uuid) TO relief_app;
"""

# Only whoever knows both the number and the name already is let in; then nothing new is learnt.
ATTACH = """
CREATE FUNCTION public.households_attach_person(asked_index bytea, full_name text, to_member uuid)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home uuid := (SELECT household_id FROM public.households_member WHERE id = to_member);
    asking_area bigint := public.households_seen_area(home);
    someone uuid := (SELECT id FROM public.households_person
                   WHERE number_index = asked_index AND name = full_name);
BEGIN
    UPDATE public.households_member SET person_id = someone WHERE id = to_member AND someone IS NOT NULL;
    PERFORM public.households_logged(
        CASE WHEN someone IS NULL THEN 'households.person_not_attached' ELSE 'households.person_attached' END,
        home, asking_area, jsonb_build_object('member', to_member));
    RETURN someone IS NOT NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_attach_person(bytea, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.households_attach_person(bytea, text, uuid) TO relief_app;
"""

# A person whom no membership names could be seen by nobody, and would block the number for ever.
LEFT_ALONE = """
CREATE FUNCTION public.households_person_left_alone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.person_id IS DISTINCT FROM NEW.person_id
        AND NOT EXISTS (SELECT 1 FROM public.households_member WHERE person_id = OLD.person_id)
    THEN
        DELETE FROM public.households_person WHERE id = OLD.person_id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_person_left_alone() FROM PUBLIC;
CREATE TRIGGER households_member_person_left_alone AFTER UPDATE OF person_id OR DELETE
    ON public.households_member FOR EACH ROW WHEN (OLD.person_id IS NOT NULL)
    EXECUTE FUNCTION public.households_person_left_alone();
"""


class Migration(migrations.Migration):
    dependencies = [("households", "0002_guards")]
    operations = [
        migrations.RunSQL(SEEN_AREA, "DROP FUNCTION public.households_seen_area(uuid);"),
        migrations.RunSQL(LOGGED, "DROP FUNCTION public.households_logged(text, uuid, bigint, jsonb);"),
        migrations.RunSQL(ASK, "DROP FUNCTION public.households_ask_number(bytea, uuid);"),
        migrations.RunSQL(ATTACH, "DROP FUNCTION public.households_attach_person(bytea, text, uuid);"),
        migrations.RunSQL(
            LEFT_ALONE,
            "DROP TRIGGER households_member_person_left_alone ON public.households_member;"
            " DROP FUNCTION public.households_person_left_alone();",
        ),
    ]
