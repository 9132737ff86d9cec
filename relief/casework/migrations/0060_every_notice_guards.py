"""The end of tekun and expenditure relief hang on the board, and are objected to by code."""

from importlib import import_module

from django.db import migrations

objections = import_module("relief.casework.migrations.0040_objection_guards")
transfer = import_module("relief.casework.migrations.0042_transfer_guards")
relief = import_module("relief.casework.migrations.0045_relief_notice_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")

# What hangs today in a community or under a code; the newest alone, and none that was objected to since.
NOTICES = """
CREATE FUNCTION public.casework_notices(place bigint, asked text)
RETURNS TABLE (deed uuid, application uuid, area bigint, code text, amount bigint,
               first_day date, last_day date, matter text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT done.id, asked_for.id, asked_for.area_id, notice.code, notice.amount,
           notice.first_day, notice.last_day, notice.matter
    FROM public.casework_application AS asked_for
    JOIN public.casework_deed AS done ON done.application_id = asked_for.id
    JOIN LATERAL (
        SELECT opinion.code::text, opinion.amount_fen, opinion.notice_from, opinion.notice_to, 'opinion'
            FROM public.casework_opinion AS opinion
            WHERE opinion.deed_id = done.id AND asked_for.state = 'published'
        UNION ALL
        SELECT meant.code::text, NULL, meant.notice_from, meant.notice_to, 'end'
            FROM public.casework_proposal AS meant
            WHERE meant.deed_id = done.id AND asked_for.state = 'changing'
        UNION ALL
        SELECT aid.code::text, asked_for.requested_fen, aid.notice_from, aid.notice_to, 'relief'
            FROM public.casework_reliefnotice AS aid
            WHERE aid.deed_id = done.id AND asked_for.state IN ('submitted', 'referred', 'in_conference')
    ) AS notice (code, amount, first_day, last_day, matter) ON true
    WHERE done.deed IN ('propose', 'propose_change', 'publish_relief')
      AND (asked_for.area_id = place OR notice.code = asked)
      AND public.casework_day(now()) BETWEEN notice.first_day AND notice.last_day
      AND NOT EXISTS (
          SELECT 1 FROM public.casework_deed AS later
          WHERE later.application_id = asked_for.id AND later.deed IN (done.deed, 'object')
            AND later.number > done.number)
$$;
REVOKE EXECUTE ON FUNCTION public.casework_notices(bigint, text) FROM PUBLIC;
"""
HANGING = """
DROP FUNCTION public.casework_hanging(bigint, text);
CREATE FUNCTION public.casework_hanging(place bigint, asked text)
RETURNS TABLE (code text, area bigint, programme text, name text, size integer, amount bigint,
               first_day date, last_day date, matter text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT notice.code, notice.area, asked_for.programme::text,
           public.casework_published_name(asked_for.household_id),
           public.casework_published_size(asked_for.household_id),
           notice.amount, notice.first_day, notice.last_day, notice.matter
    FROM public.casework_notices(place, asked) AS notice
    JOIN public.casework_application AS asked_for ON asked_for.id = notice.application
    ORDER BY notice.last_day, 4, notice.code
$$;
REVOKE EXECUTE ON FUNCTION public.casework_hanging(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.casework_hanging(bigint, text) TO relief_app;
"""
HANGING_BACK = "DROP FUNCTION public.casework_hanging(bigint, text);" + objections.HANGING

# Whoever forwards or approves waits, or is waited for: what hangs is asked again once the row is held.
RAISE = objections.RAISE.replace(
    """    PERFORM 1 FROM public.casework_opinion AS opinion
        JOIN public.casework_deed AS deed ON deed.id = opinion.deed_id
        JOIN public.casework_application AS asked_for ON asked_for.id = deed.application_id
        WHERE opinion.code = asked FOR UPDATE OF asked_for;
    SELECT opinion.deed_id, hanging.area INTO against, place
        FROM public.casework_hanging(NULL, asked) AS hanging
        JOIN public.casework_opinion AS opinion ON opinion.code = hanging.code;
""",
    """    PERFORM 1 FROM public.casework_application AS asked_for
        WHERE asked_for.id IN (SELECT notice.application FROM public.casework_notices(NULL, asked) AS notice)
        FOR UPDATE;
    SELECT notice.deed, notice.area INTO against, place
        FROM public.casework_notices(NULL, asked) AS notice;
""",
).replace("opinion_id", "notice_id")
TAKEN = objections.TAKEN.replace("opinion_id", "notice_id")
# By the deed that goes on, what published the notice that it rests on.
SEEN_TO = (
    objections.SEEN_TO.replace("opinion_id", "notice_id")
    .replace(
        "WHEN NEW.deed IN ('forward', 'forward_here') AND EXISTS (",
        """WHEN NEW.deed IN ('forward', 'forward_here', 'forward_change', 'forward_change_here', 'approve')
            AND EXISTS (""",
    )
    .replace(
        "WHERE proposed.application_id = NEW.application_id\n              AND answer.outcome",
        """WHERE proposed.application_id = NEW.application_id
              AND proposed.deed = CASE
                  WHEN NEW.deed IN ('forward', 'forward_here') THEN 'propose'
                  WHEN NEW.deed = 'approve' THEN 'publish_relief'
                  ELSE 'propose_change' END
              AND answer.outcome""",
    )
    .replace("later.deed = 'propose'", "later.deed = proposed.deed")
)
# What was objected to by code is followed up by a deed even when the notice has come down.
FOLLOWED = relief.NOTICED.replace(
    "            OR today NOT BETWEEN notice.notice_from AND notice.notice_to THEN",
    """            OR today NOT BETWEEN notice.notice_from AND notice.notice_to AND NOT EXISTS (
                SELECT 1 FROM public.casework_objection AS objection
                JOIN public.casework_objectionanswer AS answer ON answer.objection_id = objection.id
                WHERE objection.notice_id = notice.deed_id AND answer.outcome = 'again') THEN""",
)
MOVING = transfer.MOVING.replace(
    "                     AND meant.notice_to IS NOT NULL)))",
    """                     AND meant.notice_to IS NOT NULL)
               OR asked.state IN ('submitted', 'referred', 'in_conference')
                   AND public.casework_day(clock_timestamp())
                       <= (public.casework_standing_notice(asked.id)).notice_to))""",
)


def _function(sql: str, wording: str) -> migrations.RunSQL:
    """The triggers stay as they are."""
    return deeds.replaced(sql.partition("CREATE TRIGGER")[0], wording)


class Migration(migrations.Migration):
    dependencies = [("casework", "0059_every_notice")]
    operations = [
        migrations.RunSQL(NOTICES, "DROP FUNCTION public.casework_notices(bigint, text);"),
        migrations.RunSQL(HANGING, HANGING_BACK),
        deeds.replaced(RAISE, objections.RAISE),
        _function(TAKEN, objections.TAKEN),
        _function(SEEN_TO, objections.SEEN_TO),
        _function(FOLLOWED, relief.NOTICED),
        _function(MOVING, transfer.MOVING),
    ]
