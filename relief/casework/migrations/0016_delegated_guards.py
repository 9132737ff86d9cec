"""Where a county has given the confirmation to its townships, another approver confirms and not the county.

`casework_delegated` says so of an application: by the day on which it was accepted, and what was known then.
The nearest level that has an entry for the day answers.
"""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves, states

guards = import_module("relief.casework.migrations.0010_procedure_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")

HERE = "to_confirm_here"
MOVES = (
    Move("withdraw", HERE, "withdrawn", "caseworker", "investigated", False, "any", "stays"),
    Move("take", HERE, HERE, "approver", "investigated", True, "nobodys", "actor"),
    Move("give_back", HERE, HERE, "approver", "investigated", False, "own", "nobody"),
    Move("hand_over", HERE, HERE, "approver", "investigated", False, "own", "colleague"),
    Move("hand_over_all", HERE, HERE, "county_officer", "investigated", False, "anothers", "colleague"),
    Move("hand_over_all", HERE, HERE, "administrator", "investigated", False, "anothers", "colleague"),
    Move(
        "approve", HERE, "approved", "approver", "investigated", True, "own_or_nobodys", "actor", "approved"
    ),
    Move("refuse", HERE, "refused", "approver", "investigated", True, "own_or_nobodys", "actor", "refused"),
    Move("send_back", HERE, "investigating", "approver", "investigated", True, "own_or_nobodys", "nobody"),
    Move("void", HERE, "voided", "approver", "investigated", True, "own_or_nobodys", "stays"),
    Move("extend", HERE, HERE, "approver", "extendable", False, "any", "stays", "", "casework_extension"),
    Move("forward_here", "published", HERE, "approver", "investigated", True, "own_or_nobodys", "nobody"),
)
DELEGATED = """
CREATE FUNCTION public.casework_delegated(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((
        SELECT setting."values" -> 'programmes' ? application.programme
        FROM public.casework_application AS application
        JOIN public.casework_deed AS done ON done.application_id = application.id AND done.deed = 'accept'
        JOIN public.offices_localfigures AS setting
          ON setting.section = 'delegation'
         AND setting.area_id IN (application.area_id / 1000000 * 1000000,
                                 application.area_id / 100000000 * 100000000,
                                 application.area_id / 10000000000 * 10000000000)
         AND setting.known_from <= done.at
         AND public.casework_day(done.at)
             BETWEEN setting.in_force_from AND coalesce(setting.in_force_to, 'infinity')
        WHERE application.id = $1 AND NOT EXISTS (
            SELECT 1 FROM public.offices_localfigures AS later
            WHERE later.corrects_id = setting.id AND later.known_from <= done.at)
        ORDER BY done.number DESC, setting.area_id DESC, setting.in_force_from DESC LIMIT 1), false)
$$;
"""
FORWARDED = """
CREATE FUNCTION public.casework_deed_forwarded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.casework_delegated(NEW.application_id) <> (NEW.deed = 'forward_here') THEN
        RAISE EXCEPTION 'the deed % leads to an office that does not confirm this', NEW.deed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_delegated';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_forwarded BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('forward', 'forward_here'))
    EXECUTE FUNCTION public.casework_deed_forwarded();
"""
NOT_FORWARDED = """
DROP TRIGGER casework_deed_forwarded ON public.casework_deed;
DROP FUNCTION public.casework_deed_forwarded();
"""
INVESTIGATION = guards.INVESTIGATION.replace(
    "IF new_deed.deed = 'forward' AND", "IF new_deed.deed IN ('forward', 'forward_here') AND"
).replace(
    "AND done.deed IN ('approve', 'refuse') AND done.role = 'county_officer')",
    "AND (done.deed = 'forward_here'\n"
    "                OR done.deed IN ('approve', 'refuse') AND done.role = 'county_officer'))",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_delegated"), ("offices", "0005_delegation")]
    operations = [
        moves(added=MOVES),
        states(added=[(HERE, "approver", True)]),
        migrations.RunSQL(DELEGATED, "DROP FUNCTION public.casework_delegated(uuid);"),
        migrations.RunSQL(FORWARDED, NOT_FORWARDED),
        deeds.replaced(INVESTIGATION, guards.INVESTIGATION),
    ]
