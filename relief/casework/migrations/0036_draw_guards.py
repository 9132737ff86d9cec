"""What holds of the county's spot checks whatever the program does (民发〔2021〕43号第十六条).

No person chooses a list nor a seed: the database lists whatever waits, numbers it, and makes the seed after
that. Tekun is confirmed or refused only after the lots were drawn over it, and where they fell on it after
its check.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy, public_parent_policy, public_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")

MOVES = [
    Move("spot_check", state, state, "county_officer", "tekun", True, "any", "stays")
    for state in ("to_confirm", "to_confirm_here")
]
LOT = """
CREATE FUNCTION public.casework_lot(seed uuid, number bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(convert_to(seed::text || '/' || number::text, 'UTF8'))
$$;
"""
# Which of three it is: on a list that nobody has drawn over, drawn, or passed over. NULL: on no list.
DRAWN = """
CREATE FUNCTION public.casework_drawn(asked uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN lots.draw_id IS NULL THEN 'listed'
        WHEN (SELECT count(*) FROM generate_series(1, lots.size) AS other (number)
              WHERE public.casework_lot(lots.seed, other.number)
                 <= public.casework_lot(lots.seed, entry.number)) <= (lots.size * 3 + 9) / 10 THEN 'drawn'
        ELSE 'passed_over' END
    FROM public.casework_drawentry AS entry
    LEFT JOIN public.casework_drawseed AS lots ON lots.draw_id = entry.draw_id
    WHERE entry.application_id = asked
$$;
"""
GUARD = """
CREATE FUNCTION public.NAME() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
BODY
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the lots of the county are not drawn so: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER NAME BEFORE INSERT ON public.TABLE FOR EACH ROW WHEN (WHICH) EXECUTE FUNCTION public.NAME();
"""
CLOSED = """
    wrong := CASE
        WHEN NOT public.casework_is_officer_of(NEW.closed_by_id, NEW.area_id) THEN 'casework_draw_closed'
        WHEN NEW.closed_at NOT BETWEEN clock_timestamp() - interval '5 minutes'
            AND clock_timestamp() + interval '5 minutes' THEN 'casework_draw_moment'
    END;
"""
LISTED = """
CREATE FUNCTION public.casework_draw_listed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.casework_drawentry (id, draw_id, number, application_id)
    SELECT gen_random_uuid(), NEW.id, row_number() OVER (ORDER BY asked.submitted_at, asked.id), asked.id
    FROM public.casework_application AS asked
    WHERE asked.programme = 'tekun' AND asked.state IN ('to_confirm', 'to_confirm_here')
      AND asked.county = NEW.area_id AND NOT EXISTS (
        SELECT 1 FROM public.casework_drawentry AS entry WHERE entry.application_id = asked.id);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing waits to be listed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_draw_of_something';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER casework_draw_listed AFTER INSERT ON public.casework_draw
    FOR EACH ROW EXECUTE FUNCTION public.casework_draw_listed();
"""
SEEDED = """
    NEW.seed := gen_random_uuid();
    NEW.size := (SELECT count(*) FROM public.casework_drawentry WHERE draw_id = NEW.draw_id);
    wrong := CASE
        WHEN NOT public.casework_is_officer_of(NEW.drawn_by_id, (
            SELECT closed.area_id FROM public.casework_draw AS closed WHERE closed.id = NEW.draw_id))
            THEN 'casework_draw_seeded'
        WHEN NEW.drawn_at NOT BETWEEN clock_timestamp() - interval '5 minutes'
            AND clock_timestamp() + interval '5 minutes' THEN 'casework_draw_seeded_moment'
    END;
"""
CHECKED = """
    SELECT CASE
        WHEN NEW.deed = 'spot_check' AND public.casework_drawn(asked.id) IS DISTINCT FROM 'drawn'
            THEN 'casework_deed_not_drawn'
        WHEN NEW.deed = 'spot_check' AND checked.it THEN 'casework_deed_checked_once'
        WHEN NEW.deed <> 'spot_check' AND coalesce(public.casework_drawn(asked.id), 'listed') = 'listed'
            THEN 'casework_deed_lots_drawn'
        WHEN NEW.deed <> 'spot_check' AND public.casework_drawn(asked.id) = 'drawn' AND NOT checked.it
            THEN 'casework_deed_spot_checked'
        END INTO wrong
    FROM public.casework_application AS asked, LATERAL (SELECT EXISTS (
        SELECT 1 FROM public.casework_deed AS done
        WHERE done.application_id = asked.id AND done.deed = 'spot_check') AS it) AS checked
    WHERE asked.id = NEW.application_id AND asked.programme = 'tekun'
      AND asked.state IN ('to_confirm', 'to_confirm_here');
"""
OF_THE_CHECKED = "NEW.deed IN ('spot_check', 'approve', 'refuse')"
OF_THE_DATABASE = "REVOKE INSERT ON public.casework_drawentry FROM relief_app;"
GIVEN_BACK = "GRANT INSERT ON public.casework_drawentry TO relief_app;"


def _guard(name: str, table: str, body: str, which: str = "true") -> migrations.RunSQL:
    sql = GUARD.replace("NAME", name).replace("TABLE", table).replace("WHICH", which)
    return begun.trigger(sql.replace("BODY", body), name, table)


class Migration(migrations.Migration):
    dependencies = [("casework", "0035_draw")]
    operations = [
        moves(added=MOVES),
        public_policy("casework_draw"),
        public_parent_policy("casework_drawseed", "draw_id", "casework_draw"),
        parent_policy("casework_drawentry", "application_id", "casework_application"),
        *(append_only(table) for table in ("casework_draw", "casework_drawentry", "casework_drawseed")),
        migrations.RunSQL(OF_THE_DATABASE, GIVEN_BACK),
        deeds.function(LOT, "casework_lot(uuid, bigint)"),
        deeds.function(DRAWN, "casework_drawn(uuid)"),
        _guard("casework_draw_closed", "casework_draw", CLOSED),
        begun.trigger(LISTED, "casework_draw_listed", "casework_draw"),
        _guard("casework_draw_seeded", "casework_drawseed", SEEDED),
        _guard("casework_deed_to_draw", "casework_deed", CHECKED, OF_THE_CHECKED),
    ]
