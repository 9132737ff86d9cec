"""去世 and 自理能力变化: rows of the table, and what each of their deeds needs besides."""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
deeds = import_module("relief.casework.migrations.0005_deed_guards")
changing = import_module("relief.casework.migrations.0020_change_guards")

MOVES = (
    Move(
        "assess", "approved", "approved", "approver", "tekun", True, "any", "stays", "", "casework_assessment"
    ),
    Move("report_ability", "approved", "approved", "approver", "tekun", False, "any", "stays", "", ""),
    Move("report_ability", "approved", "approved", "caseworker", "tekun", False, "any", "stays", "", ""),
    Move(
        "report_death",
        "approved",
        "approved",
        "approver",
        "given",
        False,
        "any",
        "stays",
        "",
        "casework_death",
    ),
    Move(
        "report_death",
        "approved",
        "approved",
        "caseworker",
        "given",
        False,
        "any",
        "stays",
        "",
        "casework_death",
    ),
    Move(
        "settle_death",
        "approved",
        "approved",
        "approver",
        "given",
        True,
        "any",
        "stays",
        "",
        "casework_settlement",
    ),
)
# Settled is a death since which a change was confirmed, or which a review followed; abilities are assessed
# again where somebody reported that they changed.
REPORTED = """
CREATE FUNCTION public.casework_deed_of_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    wrong := CASE
        WHEN NEW.deed = 'settle_death' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            WHERE done.application_id = NEW.application_id AND done.deed = 'report_death'
              AND done.number > coalesce((
                  SELECT max(earlier.number) FROM public.casework_deed AS earlier
                  WHERE earlier.application_id = NEW.application_id AND earlier.deed = 'settle_death'), 0))
            THEN 'casework_deed_death_reported'
        WHEN NEW.deed = 'assess' AND NEW.after = 'approved' AND coalesce((
            SELECT done.deed <> 'report_ability' FROM public.casework_deed AS done
            WHERE done.application_id = NEW.application_id AND done.deed IN ('report_ability', 'assess')
            ORDER BY done.number DESC LIMIT 1), true)
            THEN 'casework_deed_ability_reported'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % follows a report: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_of_report BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed IN ('settle_death', 'assess'))
    EXECUTE FUNCTION public.casework_deed_of_report();
"""
DIED = """
        WHEN NOT EXISTS (SELECT 1 FROM public.households_member AS member
                         WHERE member.id = NEW.member_id AND member.household_id = asked.household_id)
            THEN 'casework_death_of_a_member'
        WHEN EXISTS (
            SELECT 1 FROM public.casework_death AS death
            JOIN public.casework_deed AS told ON told.id = death.deed_id
            WHERE told.application_id = asked.id AND death.member_id = NEW.member_id)
            THEN 'casework_death_once'
"""
SETTLED = """
        WHEN NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS since
            WHERE since.application_id = asked.id
              AND since.deed = CASE NEW.outcome WHEN 'changed' THEN 'confirm_change' ELSE 'review' END
              AND since.number > (
                  SELECT min(told.number) FROM public.casework_deed AS told
                  WHERE told.application_id = asked.id AND told.deed = 'report_death'
                    AND told.number > coalesce((
                        SELECT max(earlier.number) FROM public.casework_deed AS earlier
                        WHERE earlier.application_id = asked.id AND earlier.deed = 'settle_death'
                          AND earlier.id <> done.id), 0)))
            THEN 'casework_settlement_follows'
"""
TABLES = {"casework_death": ("'report_death'", DIED), "casework_settlement": ("'settle_death'", SETTLED)}

# An end because of a death is one of an award whose people have all died; then nobody is left to be heard.
ALL_DIED = """
        WHEN NEW.kind = 'end' AND NEW.ground = 'death' AND EXISTS (
            SELECT 1 FROM public.funds_covered AS covered
            WHERE covered.award_id = (public.casework_award_of(asked.id, public.casework_day(done.at))).id
              AND NOT EXISTS (
                  SELECT 1 FROM public.casework_death AS death
                  JOIN public.casework_deed AS told ON told.id = death.deed_id
                  WHERE told.application_id = asked.id AND death.member_id = covered.member_id))
            THEN 'casework_proposal_all_died'
"""
PROPOSED_BEFORE = changing.RECORDED.format(
    table="casework_proposal", deed="'propose_change'", checks=changing.PROPOSED
).partition("CREATE TRIGGER")[0]
PROPOSED = changing.RECORDED.format(
    table="casework_proposal", deed="'propose_change'", checks=changing.PROPOSED + ALL_DIED
).partition("CREATE TRIGGER")[0]
OF_CHANGE_BEFORE = changing.DEED_OF_CHANGE.partition("CREATE TRIGGER")[0]
OF_CHANGE = OF_CHANGE_BEFORE.replace(
    "meant.ground <> 'wish'", "NOT (meant.kind = 'end' AND meant.ground IN ('wish', 'death'))"
)


def _recorded(table: str) -> migrations.RunSQL:
    deed, checks = TABLES[table]
    return begun.trigger(
        changing.RECORDED.format(table=table, deed=deed, checks=checks), f"{table}_recorded", table
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0021_review_guards")]
    operations = [
        *(parent_policy(table, "deed_id", "casework_deed") for table in TABLES),
        *(append_only(table) for table in TABLES),
        moves(added=MOVES),
        begun.trigger(REPORTED, "casework_deed_of_report", "casework_deed"),
        *(_recorded(table) for table in TABLES),
        deeds.replaced(PROPOSED, PROPOSED_BEFORE),
        deeds.replaced(OF_CHANGE, OF_CHANGE_BEFORE),
    ]
