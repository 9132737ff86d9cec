"""What hangs and is published is read by everybody, and what is objected to by nobody of the case.

The functions run as the owner and give out what the law has published, and no more: name, number of persons,
amount. By the day of the database nothing hangs longer than it should, whoever asks.
"""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy, parent_policy

# Whose name stands for a household: who applies, else its head.
NAMED = """
CREATE FUNCTION public.casework_published_name(home uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT person.name FROM public.households_applicant AS applicant
         JOIN public.households_member AS member ON member.id = applicant.member_id
         JOIN public.households_person AS person ON person.id = member.person_id
         WHERE applicant.household_id = home),
        (SELECT person.name FROM public.households_member AS member
         JOIN public.households_person AS person ON person.id = member.person_id
         WHERE member.household_id = home AND member.relation = 'head' AND member.left_on IS NULL),
        '')
$$;
REVOKE EXECUTE ON FUNCTION public.casework_published_name(uuid) FROM PUBLIC;
"""
SIZE = """
CREATE FUNCTION public.casework_published_size(home uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*)::integer FROM public.households_member
    WHERE household_id = home AND left_on IS NULL
$$;
REVOKE EXECUTE ON FUNCTION public.casework_published_size(uuid) FROM PUBLIC;
"""
HANGING = """
CREATE FUNCTION public.casework_hanging(place bigint, asked text)
RETURNS TABLE (code text, area bigint, programme text, name text, size integer, amount bigint,
               first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT opinion.code::text, asked_for.area_id, asked_for.programme::text,
           public.casework_published_name(asked_for.household_id),
           public.casework_published_size(asked_for.household_id),
           opinion.amount_fen, opinion.notice_from, opinion.notice_to
    FROM public.casework_application AS asked_for
    JOIN public.casework_deed AS deed ON deed.application_id = asked_for.id AND deed.deed = 'propose'
    JOIN public.casework_opinion AS opinion ON opinion.deed_id = deed.id
    WHERE asked_for.state = 'published'
      AND (asked_for.area_id = place OR opinion.code = asked)
      AND public.casework_day(now()) BETWEEN opinion.notice_from AND opinion.notice_to
      AND NOT EXISTS (
          SELECT 1 FROM public.casework_deed AS later
          WHERE later.application_id = asked_for.id AND later.deed = 'propose'
            AND later.number > deed.number)
    ORDER BY opinion.notice_to, 4, opinion.code
$$;
REVOKE EXECUTE ON FUNCTION public.casework_hanging(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.casework_hanging(bigint, text) TO relief_app;
"""
# What is given once is read for as long as a notice hangs.
PUBLISHED = """
CREATE FUNCTION public.casework_published(place bigint)
RETURNS TABLE (programme text, kind text, name text, size integer, amount bigint, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT award.programme::text, award.kind::text, public.casework_published_name(home.id),
           public.casework_published_size(home.id), award.amount_fen, award.since
    FROM public.households_household AS home
    JOIN public.funds_award AS award ON award.household_id = home.id
    WHERE home.area_id = place
      AND (award.until IS NULL OR award.until >= award.since)
      AND (award.until IS NULL OR award.until >= public.casework_day(now())
           - CASE WHEN award.kind = 'once' THEN 6 ELSE 0 END)
    ORDER BY award.programme, 3, award.since, award.id
$$;
REVOKE EXECUTE ON FUNCTION public.casework_published(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.casework_published(bigint) TO relief_app;
"""

# The only way in: by anybody, while the notice hangs. Whoever forwards the case waits, or is waited for.
RAISE = """
CREATE FUNCTION public.casework_raise_objection(
    asked text, key uuid, receipt bytea, said bytea, contact bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    against uuid;
    place bigint;
BEGIN
    PERFORM 1 FROM public.casework_opinion AS opinion
        JOIN public.casework_deed AS deed ON deed.id = opinion.deed_id
        JOIN public.casework_application AS asked_for ON asked_for.id = deed.application_id
        WHERE opinion.code = asked FOR UPDATE OF asked_for;
    SELECT opinion.deed_id, hanging.area INTO against, place
        FROM public.casework_hanging(NULL, asked) AS hanging
        JOIN public.casework_opinion AS opinion ON opinion.code = hanging.code;
    IF against IS NULL THEN
        RAISE EXCEPTION 'casework_objection_hangs: no notice of this code hangs today'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_objection_hangs';
    END IF;
    IF (SELECT count(*) FROM public.casework_objection AS earlier
        WHERE earlier.opinion_id = against
          AND public.casework_day(earlier.raised_at) = public.casework_day(now())) >= 20
    THEN
        RAISE EXCEPTION 'casework_objection_often: enough for one day against one notice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_objection_often';
    END IF;
    INSERT INTO public.casework_objection (id, opinion_id, area_id, raised_at, receipt)
        VALUES (key, against, place, now(), receipt);
    INSERT INTO public.casework_objectionwords (objection_id, said, contact) VALUES (key, said, contact);
    INSERT INTO public.audit_event (id, at, actor_id, actor_role, action, subject_kind, subject_id,
                                    area, details, county, number, previous, digest)
        VALUES (gen_random_uuid(), clock_timestamp(), NULL, 'system', 'casework.objection_raised',
                'casework.objection', key::text, place, '{}', 0, 0, '', '');
END
$$;
REVOKE EXECUTE ON FUNCTION public.casework_raise_objection(text, uuid, bytea, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.casework_raise_objection(text, uuid, bytea, bytea, bytea) TO relief_app;
"""
ANSWERED = """
CREATE FUNCTION public.casework_objection_answered(asked bytea)
RETURNS TABLE (raised_at timestamptz, answered_at timestamptz, outcome text, told bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT objection.raised_at, answer.at, answer.outcome::text, answer.text
    FROM public.casework_objection AS objection
    LEFT JOIN public.casework_objectionanswer AS answer ON answer.objection_id = objection.id
    WHERE objection.receipt = asked
$$;
REVOKE EXECUTE ON FUNCTION public.casework_objection_answered(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.casework_objection_answered(bytea) TO relief_app;
"""

# A hand in the case: any deed, any entry, an investigation; by any account, or a relative's.
TAKEN = """
CREATE FUNCTION public.casework_objectiontaken_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    wrong text;
BEGIN
    SELECT application.* INTO asked FROM public.casework_objection AS objection
        JOIN public.casework_deed AS deed ON deed.id = objection.opinion_id
        JOIN public.casework_application AS application ON application.id = deed.application_id
        WHERE objection.id = NEW.objection_id FOR UPDATE OF application;
    wrong := CASE
        WHEN NEW.by_id IS DISTINCT FROM public.casework_actor() OR NOT EXISTS (
            SELECT 1 FROM public.offices_user AS officer
            WHERE officer.id = NEW.by_id AND officer.role = 'county_officer')
            THEN 'casework_objectiontaken_by'
        WHEN public.recusal_related(NEW.by_id, asked.household_id)
            OR public.casework_took_part(NEW.by_id, asked)
            OR asked.owner_id IN (SELECT public.recusal_accounts(NEW.by_id))
            OR EXISTS (
                SELECT 1 FROM public.casework_deed AS deed WHERE deed.application_id = asked.id
                  AND deed.by_id IN (SELECT public.recusal_accounts(NEW.by_id)))
            THEN 'casework_objectiontaken_apart'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'an objection is taken on by an officer apart from the case: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_objectiontaken_apart BEFORE INSERT ON public.casework_objectiontaken
    FOR EACH ROW EXECUTE FUNCTION public.casework_objectiontaken_apart();
"""
TAKEN_BACK = """
DROP TRIGGER casework_objectiontaken_apart ON public.casework_objectiontaken;
DROP FUNCTION public.casework_objectiontaken_apart();
"""
BY_WHO_TOOK_IT = """
CREATE FUNCTION public.casework_objectionanswer_by() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.by_id IS DISTINCT FROM public.casework_actor() OR NOT EXISTS (
        SELECT 1 FROM public.casework_objectiontaken AS taken
        WHERE (taken.objection_id, taken.by_id) = (NEW.objection_id, NEW.by_id))
    THEN
        RAISE EXCEPTION 'an objection is answered by whoever took it on, in their own name'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_objectionanswer_by';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_objectionanswer_by BEFORE INSERT ON public.casework_objectionanswer
    FOR EACH ROW EXECUTE FUNCTION public.casework_objectionanswer_by();
"""
BY_BACK = """
DROP TRIGGER casework_objectionanswer_by ON public.casework_objectionanswer;
DROP FUNCTION public.casework_objectionanswer_by();
"""
# Who read an objection does nothing else to the case, which goes no further before that is seen to.
SEEN_TO = """
CREATE FUNCTION public.casework_deed_to_objections() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    wrong := CASE
        WHEN NEW.deed <> 'give_back' AND EXISTS (
            SELECT 1 FROM public.casework_objectiontaken AS taken
            JOIN public.casework_objection AS objection ON objection.id = taken.objection_id
            JOIN public.casework_deed AS proposed ON proposed.id = objection.opinion_id
            WHERE proposed.application_id = NEW.application_id
              AND taken.by_id IN (SELECT public.recusal_accounts(NEW.by_id)))
            THEN 'casework_deed_to_objections_apart'
        WHEN NEW.deed IN ('forward', 'forward_here') AND EXISTS (
            SELECT 1 FROM public.casework_objection AS objection
            JOIN public.casework_deed AS proposed ON proposed.id = objection.opinion_id
            LEFT JOIN public.casework_objectionanswer AS answer ON answer.objection_id = objection.id
            WHERE proposed.application_id = NEW.application_id
              AND answer.outcome IS DISTINCT FROM 'other'
              AND NOT EXISTS (
                  SELECT 1 FROM public.casework_deed AS later
                  WHERE later.application_id = NEW.application_id AND later.deed = 'propose'
                    AND later.number > proposed.number))
            THEN 'casework_deed_to_objections_open'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % may not be: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_to_objections BEFORE INSERT ON public.casework_deed
    FOR EACH ROW EXECUTE FUNCTION public.casework_deed_to_objections();
"""
SEEN_TO_BACK = """
DROP TRIGGER casework_deed_to_objections ON public.casework_deed;
DROP FUNCTION public.casework_deed_to_objections();
"""
READ = """
ALTER TABLE public.casework_objectionwords ENABLE ROW LEVEL SECURITY;
CREATE POLICY casework_objectionwords_area ON public.casework_objectionwords FOR SELECT USING (EXISTS (
    SELECT 1 FROM public.casework_objectiontaken AS taken
    WHERE taken.objection_id = casework_objectionwords.objection_id
      AND taken.by_id = public.casework_actor()));
REVOKE INSERT ON public.casework_objection, public.casework_objectionwords FROM relief_app;
"""
READ_BACK = """
GRANT INSERT ON public.casework_objection, public.casework_objectionwords TO relief_app;
DROP POLICY casework_objectionwords_area ON public.casework_objectionwords;
ALTER TABLE public.casework_objectionwords DISABLE ROW LEVEL SECURITY;
"""
TABLES = ("objection", "objectionwords", "objectiontaken", "objectionanswer")


class Migration(migrations.Migration):
    dependencies = [("casework", "0039_objection"), ("funds", "0002_guards"), ("recusal", "0003_questions")]
    operations = [
        migrations.RunSQL(NAMED, "DROP FUNCTION public.casework_published_name(uuid);"),
        migrations.RunSQL(SIZE, "DROP FUNCTION public.casework_published_size(uuid);"),
        migrations.RunSQL(HANGING, "DROP FUNCTION public.casework_hanging(bigint, text);"),
        migrations.RunSQL(PUBLISHED, "DROP FUNCTION public.casework_published(bigint);"),
        migrations.RunSQL(
            RAISE, "DROP FUNCTION public.casework_raise_objection(text, uuid, bytea, bytea, bytea);"
        ),
        migrations.RunSQL(ANSWERED, "DROP FUNCTION public.casework_objection_answered(bytea);"),
        migrations.RunSQL(TAKEN, TAKEN_BACK),
        migrations.RunSQL(BY_WHO_TOOK_IT, BY_BACK),
        migrations.RunSQL(SEEN_TO, SEEN_TO_BACK),
        area_policy("casework_objection"),
        parent_policy("casework_objectiontaken", "objection_id", "casework_objection"),
        parent_policy("casework_objectionanswer", "objection_id", "casework_objection"),
        migrations.RunSQL(READ, READ_BACK),
        *(append_only(f"casework_{each}") for each in TABLES),
    ]
