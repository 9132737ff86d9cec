"""What is found of double help, over every wall, and what the database holds of the answers.

`cautions_found` sees every row and is for the owner's functions alone. `cautions_ask` answers with the kind
and whom to telephone, and only for a household that the asking person sees; what was found is named only
where that is seen too. It writes the question into the audit, while facts are entered once a day for
each person and household. `about` is a digest: the same for the same thing, and nothing is read off it.
"""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import parent_policy

# 临时救助 in all its forms: an amount is asked for. A test compares this with the programmes.
RELIEF = (
    "emergency_relief",
    "fast_relief",
    "expenditure_relief",
    "nonresident_relief",
    "uninsured_unemployed",
    "jobless_graduate",
    "epidemic_family_relief",
)

KEY = """
CREATE FUNCTION public.cautions_key(asked_for uuid, thing text) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT left(encode(sha256(convert_to(asked_for::text || ' ' || thing, 'UTF8')), 'hex'), 32)::uuid
$$;
"""

FOUND_FOR = """
CREATE FUNCTION public.cautions_found(asked_for uuid, asked_programme text)
RETURNS TABLE (kind text, member uuid, about uuid, area bigint, source uuid)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH present AS (
        SELECT id, person_id, position FROM public.households_member
        WHERE household_id = asked_for AND left_on IS NULL
    ), given AS (
        SELECT DISTINCT ON (award.id) award.id, award.kind, award.programme, award.household_id, award.since,
               award.until, present.id AS member, home.area_id
        FROM present
        JOIN public.funds_covered AS covered ON covered.person IN (present.id, present.person_id)
        JOIN public.funds_award AS award ON award.id = covered.award_id
        JOIN public.households_household AS home ON home.id = award.household_id
        WHERE award.until IS NULL OR award.until >= award.since
        ORDER BY award.id, present.position
    ), clock AS (
        SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today,
               asked_programme = '' OR asked_programme = ANY (ARRAY[{relief}]) AS relieving
    )
    SELECT 'two_households', mine.id, public.cautions_key(asked_for, theirs.id::text), home.area_id, home.id
    FROM present AS mine
    JOIN public.households_member AS theirs
        ON theirs.person_id = mine.person_id AND theirs.household_id <> asked_for AND theirs.left_on IS NULL
    JOIN public.households_household AS home ON home.id = theirs.household_id
    UNION ALL
    SELECT 'other_award', given.member, public.cautions_key(asked_for, given.id::text),
           given.area_id, given.id
    FROM given, clock
    WHERE given.household_id <> asked_for AND given.kind <> 'once'
        AND (given.until IS NULL OR given.until >= clock.today)
    UNION ALL
    SELECT 'relieved', given.member, public.cautions_key(asked_for, given.id::text),
           given.area_id, given.id
    FROM given, clock
    WHERE clock.relieving AND given.programme = ANY (ARRAY[{relief}])
        AND given.since > clock.today - interval '1 year'
    UNION ALL
    SELECT DISTINCT 'declared', NULL::uuid,
           public.cautions_key(asked_for, concat_ws(' ', 'declared', relief.programme, relief.day)),
           NULL::bigint, NULL::uuid
    FROM public.households_relief AS relief, clock
    WHERE clock.relieving AND relief.household_id = asked_for
        AND (relief.day IS NULL OR relief.day > clock.today - interval '1 year')
        AND NOT EXISTS (
            SELECT 1 FROM given WHERE (given.programme, given.since) = (relief.programme, relief.day))
$$;
REVOKE EXECUTE ON FUNCTION public.cautions_found(uuid, text) FROM PUBLIC;
"""
FOUND = FOUND_FOR.format(relief=", ".join(f"'{each}'" for each in RELIEF))

ASK = """
CREATE FUNCTION public.cautions_ask(asked_for uuid, asked_programme text, asked_step text)
RETURNS TABLE (kind text, member uuid, about uuid, office text, telephone text, source uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asking_area bigint := public.households_seen_area(asked_for);
    actor uuid := nullif(current_setting('relief.user', true), '')::uuid;
    morning timestamptz := date_trunc('day', now(), 'Asia/Shanghai');
BEGIN
    IF asked_step <> 'entry' OR NOT EXISTS (
        SELECT 1 FROM public.audit_event AS event
        WHERE event.subject_kind = 'households.household' AND event.subject_id = asked_for::text
          AND event.action = 'cautions.asked' AND event.actor_id = actor AND event.at >= morning)
    THEN
        PERFORM public.households_logged('cautions.asked', asked_for, asking_area, jsonb_build_object(
            'step', asked_step, 'programme', nullif(asked_programme, ''),
            'found', (SELECT count(*) FROM public.cautions_found(asked_for, asked_programme))));
    END IF;
    RETURN QUERY
        SELECT found.kind, found.member, found.about, coalesce(near.name, '')::text,
               coalesce(near.telephone, '')::text,
               CASE WHEN public.relief_sees(found.area) IS TRUE THEN found.source END
        FROM public.cautions_found(asked_for, asked_programme) AS found
        LEFT JOIN LATERAL (
            SELECT place.name, place.telephone FROM public.offices_area AS place
            WHERE place.number <= found.area AND place.last >= found.area AND place.level <> 'community'
            ORDER BY place.telephone = '', place.last - place.number LIMIT 1
        ) AS near ON true
        ORDER BY found.kind, found.about;
END
$$;
REVOKE EXECUTE ON FUNCTION public.cautions_ask(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.cautions_ask(uuid, text, text) TO relief_app;
"""

# What a step of casework asks before it goes on; see the migration of that room. `own` is the award that the
# step itself has made.
UNANSWERED = """
CREATE FUNCTION public.cautions_unanswered(asked_for uuid, asked_programme text, own uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.cautions_found(asked_for, asked_programme) AS found
        WHERE found.source IS DISTINCT FROM own AND NOT EXISTS (
            SELECT 1 FROM public.cautions_answer AS answer
            WHERE answer.household_id = asked_for AND answer.about = found.about))
$$;
REVOKE EXECUTE ON FUNCTION public.cautions_unanswered(uuid, text, uuid) FROM PUBLIC;
"""

# An answer is the acting person's, of now, and about something that is there.
ANSWERED = """
CREATE FUNCTION public.cautions_answer_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    wrong := CASE
        WHEN NEW.by_id IS DISTINCT FROM nullif(current_setting('relief.user', true), '')::uuid
            OR NOT EXISTS (
                SELECT 1 FROM public.offices_user AS person
                JOIN public.offices_area AS place ON place.number = person.area_id
                JOIN public.households_household AS home ON home.id = NEW.household_id
                WHERE person.id = NEW.by_id AND person.is_active AND person.role = NEW.role
                  AND person.role IN ('caseworker', 'approver', 'county_officer')
                  AND home.area_id BETWEEN place.number AND place.last)
            THEN 'cautions_answer_actor'
        WHEN abs(extract(epoch FROM clock_timestamp() - NEW.at)) > 300 THEN 'cautions_answer_of_now'
        WHEN NEW.reply = 'not_a_member_here' AND NEW.role <> 'caseworker' THEN 'cautions_answer_changes_facts'
        WHEN (NEW.step = 'decision') <> (NEW.role <> 'caseworker') THEN 'cautions_answer_step'
        WHEN NOT EXISTS (
            SELECT 1 FROM public.cautions_found(NEW.household_id, '') AS found
            WHERE (found.about, found.kind) = (NEW.about, NEW.kind::text)
              AND found.member IS NOT DISTINCT FROM NEW.member_id)
            THEN 'cautions_answer_about_something'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this may not be answered so: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER cautions_answer_made BEFORE INSERT ON public.cautions_answer
    FOR EACH ROW EXECUTE FUNCTION public.cautions_answer_made();
"""
ANSWERED_BACK = """
DROP TRIGGER cautions_answer_made ON public.cautions_answer;
DROP FUNCTION public.cautions_answer_made();
"""


def keep_earlier_answers(apps, schema_editor):
    """What was answered of double memberships when that was the only kind there was."""
    earlier = apps.get_model("households", "DoubleMembership")
    member, answer = apps.get_model("households", "Member"), apps.get_model("cautions", "Answer")
    rows = earlier.objects.filter(answered_at__isnull=False).select_related("member")
    for row in rows.order_by("answered_at"):
        others = member.objects.filter(person=row.member.person_id).exclude(household=row.household_id)
        for other in others if row.member.person_id else ():
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT public.cautions_key(%s, %s)", [row.household_id, str(other.pk)])
                (about,) = cursor.fetchone()
            said = {
                "reply": row.answer,
                "words": row.reason,
                "by_id": row.answered_by_id,
                "at": row.answered_at,
            }
            said |= {"kind": "two_households", "step": "entry", "role": "caseworker", "member": row.member}
            answer.objects.get_or_create(household_id=row.household_id, about=about, defaults=said)


class Migration(migrations.Migration):
    dependencies = [
        ("cautions", "0001_initial"),
        ("funds", "0002_guards"),
        ("households", "0009_open_clauses"),
    ]
    operations = [
        migrations.RunSQL(KEY, "DROP FUNCTION public.cautions_key(uuid, text);"),
        migrations.RunPython(keep_earlier_answers, migrations.RunPython.noop),
        parent_policy("cautions_answer", "household_id", "households_household"),
        append_only("cautions_answer"),
        migrations.RunSQL(FOUND, "DROP FUNCTION public.cautions_found(uuid, text);"),
        migrations.RunSQL(UNANSWERED, "DROP FUNCTION public.cautions_unanswered(uuid, text, uuid);"),
        migrations.RunSQL(ASK, "DROP FUNCTION public.cautions_ask(uuid, text, text);"),
        migrations.RunSQL(ANSWERED, ANSWERED_BACK),
    ]
