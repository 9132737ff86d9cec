"""Where the confirmation is given to the townships, a change is confirmed there too, by another approver.

`casework_change_delegated` says so of what was proposed last: by the day of the proposal, and what was known
then. The nearest level that has an entry for the day answers, as for the first decision.
"""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves, states

deeds = import_module("relief.casework.migrations.0005_deed_guards")
delegated = import_module("relief.casework.migrations.0016_delegated_guards")
reports = import_module("relief.casework.migrations.0022_report_guards")

HERE = "to_change_here"
DECISION, LEFT = "casework_changedecision", "casework_transfer"
MOVES = (
    Move("take", HERE, HERE, "approver", "given", True, "nobodys", "actor"),
    Move("give_back", HERE, HERE, "approver", "given", False, "own", "nobody"),
    Move("hand_over", HERE, HERE, "approver", "given", False, "own", "colleague"),
    Move("hand_over_all", HERE, HERE, "county_officer", "given", False, "anothers", "colleague"),
    Move("hand_over_all", HERE, HERE, "administrator", "given", False, "anothers", "colleague"),
    Move("assign", HERE, HERE, "county_officer", "given", False, "any", "colleague"),
    Move(
        "county_visit",
        HERE,
        HERE,
        "county_officer",
        "given",
        True,
        "any",
        "stays",
        "",
        "casework_countyvisit",
    ),
    Move("forward_change_here", "changing", HERE, "approver", "given", True, "own_or_nobodys", "nobody"),
    Move(
        "confirm_change", HERE, "approved", "approver", "given", True, "own_or_nobodys", "actor", "", DECISION
    ),
    Move("end", HERE, "ended", "approver", "given", True, "own_or_nobodys", "actor", "", DECISION),
    Move("drop_change", HERE, "approved", "approver", "given", True, "own_or_nobodys", "stays"),
    Move("move_on", HERE, "moving", "approver", "given", False, "any", "nobody", "", LEFT),
    Move("take_in", "moving", HERE, "approver", "given", False, "any", "stays"),
    Move("turn_away", "moving", HERE, "approver", "given", False, "any", "nobody", "", LEFT),
)
DELEGATED = delegated.DELEGATED.replace(
    "casework_delegated(asked", "casework_change_delegated(asked"
).replace("done.deed = 'accept'", "done.deed = 'propose_change'")
OF_CHANGE = reports.OF_CHANGE.replace(
    "IN ('forward_change', 'confirm_change', 'end')",
    "IN ('forward_change', 'forward_change_here', 'confirm_change', 'end')",
).replace("NEW.deed = 'forward_change' AND", "NEW.deed IN ('forward_change', 'forward_change_here') AND")
FORWARDED = """
CREATE FUNCTION public.casework_deed_forwarded_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.casework_change_delegated(NEW.application_id) <> (NEW.deed = 'forward_change_here') THEN
        RAISE EXCEPTION 'the deed % leads to an office that does not confirm this', NEW.deed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_change_delegated';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_forwarded_change BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('forward_change', 'forward_change_here'))
    EXECUTE FUNCTION public.casework_deed_forwarded_change();
"""
NOT_FORWARDED = """
DROP TRIGGER casework_deed_forwarded_change ON public.casework_deed;
DROP FUNCTION public.casework_deed_forwarded_change();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0042_transfer_guards")]
    operations = [
        moves(added=MOVES),
        states(added=[(HERE, "approver", True)]),
        migrations.RunSQL(DELEGATED, "DROP FUNCTION public.casework_change_delegated(uuid);"),
        migrations.RunSQL(FORWARDED, NOT_FORWARDED),
        deeds.replaced(OF_CHANGE, reports.OF_CHANGE),
    ]
