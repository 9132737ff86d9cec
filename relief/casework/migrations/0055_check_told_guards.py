"""No opinion before the family has heard of a check that differs (民发〔2021〕57号第十八条)."""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
guards = import_module("relief.casework.migrations.0046_begun")
RECORDED = import_module("relief.casework.migrations.0010_procedure_guards").RECORDED

LEFT = "casework_checktold"
MOVES = [
    Move(
        *("tell_check", "investigating", "investigating", "approver", "investigated"),
        *(True, "own_or_nobodys", "actor", "", LEFT),
    )
]
UNTOLD = """
CREATE FUNCTION public.casework_untold(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((
        SELECT found.result = 'differs' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS told
            WHERE told.application_id = $1 AND told.deed = 'tell_check' AND told.number > done.number)
        FROM public.casework_meanscheck AS found
        JOIN public.casework_deed AS done ON done.id = found.deed_id
        WHERE done.application_id = $1 ORDER BY done.number DESC LIMIT 1), false)
$$;
"""
UNSEEN = """
CREATE FUNCTION public.casework_check_objected_to(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((
        SELECT told.objected AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS seen
            WHERE seen.application_id = $1 AND seen.deed IN ('record_visit', 'record_check')
              AND seen.number > done.number)
        FROM public.casework_checktold AS told
        JOIN public.casework_deed AS done ON done.id = told.deed_id
        WHERE done.application_id = $1 ORDER BY done.number DESC LIMIT 1), false)
$$;
"""
HEARD = """
    NEW.deed = 'tell_check' AND NOT public.casework_untold(NEW.application_id)
    OR NEW.deed = 'propose' AND (
        public.casework_untold(NEW.application_id) OR public.casework_check_objected_to(NEW.application_id))
"""
CHECKED = """
        WHEN NEW.told_on > public.casework_day(done.at) OR NEW.told_on < (
            SELECT found.result_on FROM public.casework_meanscheck AS found
            JOIN public.casework_deed AS earlier ON earlier.id = found.deed_id
            WHERE earlier.application_id = asked.id ORDER BY earlier.number DESC LIMIT 1)
            THEN 'casework_checktold_day'
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0054_check_told")]
    operations = [
        moves(added=MOVES),
        parent_policy(LEFT, "deed_id", "casework_deed"),
        append_only(LEFT),
        begun.trigger(
            RECORDED.format(table=LEFT, deed="tell_check", checks=CHECKED), f"{LEFT}_recorded", LEFT
        ),
        deeds.function(UNTOLD, "casework_untold(uuid)"),
        deeds.function(UNSEEN, "casework_check_objected_to(uuid)"),
        guards.guard(
            "casework_deed_to_tell",
            "casework_deed",
            HEARD,
            "the family hears of a check that differs before an opinion is given",
            declared="",
        ),
    ]
