"""What holds of a change whatever the program does: rows of the table, and what its deeds need besides.

Less is given only to who was heard (《社会救助法》第四十八条); the county confirms what was proposed, and the
award that runs ends where the next one begins.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves, procedures, states
from relief.offices.policies import parent_policy

deeds = import_module("relief.casework.migrations.0005_deed_guards")
begun = import_module("relief.casework.migrations.0010_procedure_guards")
awards = import_module("relief.casework.migrations.0011_award")
rows = import_module("relief.casework.migrations.0012_moves")

MOVES = (
    Move("take", "changing", "changing", "approver", "given", True, "nobodys", "actor", "", ""),
    Move("take", "to_change", "to_change", "county_officer", "given", True, "nobodys", "actor", "", ""),
    Move("give_back", "changing", "changing", "approver", "given", False, "own", "nobody", "", ""),
    Move("give_back", "to_change", "to_change", "county_officer", "given", False, "own", "nobody", "", ""),
    Move("hand_over", "changing", "changing", "approver", "given", False, "own", "colleague", "", ""),
    Move("hand_over", "to_change", "to_change", "county_officer", "given", False, "own", "colleague", "", ""),
    Move(
        "hand_over_all",
        "changing",
        "changing",
        "county_officer",
        "given",
        False,
        "anothers",
        "colleague",
        "",
        "",
    ),
    Move(
        "hand_over_all",
        "changing",
        "changing",
        "administrator",
        "given",
        False,
        "anothers",
        "colleague",
        "",
        "",
    ),
    Move(
        "hand_over_all",
        "to_change",
        "to_change",
        "county_officer",
        "given",
        False,
        "anothers",
        "colleague",
        "",
        "",
    ),
    Move(
        "hand_over_all",
        "to_change",
        "to_change",
        "administrator",
        "given",
        False,
        "anothers",
        "colleague",
        "",
        "",
    ),
    Move("report_change", "approved", "approved", "caseworker", "given", False, "any", "stays", "", ""),
    Move("report_change", "approved", "approved", "approver", "given", False, "any", "stays", "", ""),
    Move(
        "propose_change",
        "approved",
        "changing",
        "approver",
        "given",
        True,
        "any",
        "actor",
        "",
        "casework_proposal",
    ),
    Move(
        "hear",
        "changing",
        "changing",
        "approver",
        "given",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_hearing",
    ),
    Move(
        "forward_change",
        "changing",
        "to_change",
        "approver",
        "given",
        True,
        "own_or_nobodys",
        "nobody",
        "",
        "",
    ),
    Move(
        "confirm_change",
        "to_change",
        "approved",
        "county_officer",
        "given",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_changedecision",
    ),
    Move(
        "end",
        "to_change",
        "ended",
        "county_officer",
        "given",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_changedecision",
    ),
    Move("drop_change", "changing", "approved", "approver", "given", True, "own_or_nobodys", "stays", "", ""),
    Move(
        "drop_change",
        "to_change",
        "approved",
        "county_officer",
        "given",
        True,
        "own_or_nobodys",
        "stays",
        "",
        "",
    ),
    Move(
        "notify_change",
        "approved",
        "approved",
        "approver",
        "given",
        False,
        "any",
        "stays",
        "",
        "casework_delivery",
    ),
    Move(
        "notify_change", "ended", "ended", "approver", "given", False, "any", "stays", "", "casework_delivery"
    ),
)
LASTING = ("dibao", "dibao_individual", "tekun", "dibao_margin", "rigid_expenditure", "dibao_grace")
STATES = (("changing", "approver", False), ("to_change", "county_officer", True))

TOOK_PART = rows.TOOK_PART.replace("done.deed = 'propose')", "done.deed IN ('propose', 'propose_change'))")

# Of one application: the award that runs or is to begin, and the change that was proposed last.
AWARD_OF = """
CREATE FUNCTION public.casework_award_of(asked uuid, today date) RETURNS public.funds_award
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT award.* FROM public.funds_award AS award
    JOIN public.casework_decision AS made ON made.id = award.decision
    WHERE made.application_id = asked AND (award.until IS NULL OR award.until >= greatest(award.since, today))
    ORDER BY award.since DESC LIMIT 1
$$;
"""
PROPOSED_LAST = """
CREATE FUNCTION public.casework_proposed_last(asked uuid) RETURNS public.casework_deed
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT done.* FROM public.casework_deed AS done
    WHERE done.application_id = asked AND done.deed = 'propose_change' ORDER BY done.number DESC LIMIT 1
$$;
"""
DEED_OF_CHANGE = """
CREATE FUNCTION public.casework_deed_of_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := public.casework_day(clock_timestamp());
    proposed public.casework_deed := public.casework_proposed_last(NEW.application_id);
    meant public.casework_proposal;
    wrong text;
BEGIN
    SELECT * INTO meant FROM public.casework_proposal WHERE deed_id = proposed.id;
    wrong := CASE
        WHEN NEW.happened_on > public.casework_day(NEW.at) THEN 'casework_deed_happened'
        WHEN NEW.deed IN ('forward_change', 'confirm_change', 'end')
            AND meant.kind <> 'raise' AND meant.ground <> 'wish' AND NOT EXISTS (
                SELECT 1 FROM public.casework_deed AS done
                WHERE done.application_id = NEW.application_id AND done.deed = 'hear'
                  AND done.number > proposed.number)
            THEN 'casework_deed_heard_first'
        WHEN NEW.deed = 'forward_change' AND today <= meant.notice_to THEN 'casework_deed_change_published'
        WHEN NEW.deed IN ('confirm_change', 'end') AND (meant.kind = 'end') <> (NEW.deed = 'end')
            THEN 'casework_deed_as_proposed'
        WHEN NEW.deed = 'notify_change' AND coalesce((
                SELECT done.deed = 'notify_change' FROM public.casework_deed AS done
                WHERE done.application_id = NEW.application_id
                  AND done.deed IN ('confirm_change', 'end', 'notify_change')
                ORDER BY done.number DESC LIMIT 1), true)
            THEN 'casework_deed_change_delivery'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % is against what was proposed: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_of_change BEFORE INSERT ON public.casework_deed
    FOR EACH ROW EXECUTE FUNCTION public.casework_deed_of_change();
"""

GIVEN = "public.casework_award_of(asked.id, public.casework_day(done.at))"
PROPOSED = f"""
        WHEN ({GIVEN}).id IS NULL THEN 'casework_proposal_award_runs'
        WHEN NOT coalesce(CASE NEW.kind
            WHEN 'raise' THEN NEW.amount_fen > ({GIVEN}).amount_fen
            WHEN 'cut' THEN NEW.amount_fen < ({GIVEN}).amount_fen
            ELSE true END, false) THEN 'casework_proposal_more_or_less'
        WHEN (asked.programme = 'tekun' AND NEW.kind = 'end') <> (NEW.notice_from IS NOT NULL)
            OR NEW.notice_from < public.casework_day(done.at)
            OR NEW.notice_to IS DISTINCT FROM NEW.notice_from + 6 THEN 'casework_proposal_notice'
"""
HEARD = """
        WHEN NEW.heard_on > public.casework_day(done.at) OR NEW.invited_on > NEW.heard_on
            OR NEW.heard_on < public.casework_day((public.casework_proposed_last(asked.id)).at)
            THEN 'casework_hearing_day'
"""
DECIDED = """
        WHEN NEW.proposal_id <> (public.casework_proposed_last(asked.id)).id
            THEN 'casework_changedecision_proposal'
        WHEN NEW.effective_on <> CASE
            WHEN asked.programme IN ('dibao_margin', 'rigid_expenditure')
                THEN public.casework_day(done.at) + 1
            ELSE (date_trunc('month', public.casework_day(done.at)) + interval '1 month')::date END
            THEN 'casework_changedecision_day'
"""
TABLES = {
    "casework_proposal": ("'propose_change'", PROPOSED),
    "casework_hearing": ("'hear'", HEARD),
    "casework_changedecision": ("'confirm_change', 'end'", DECIDED),
}
RECORDED = begun.RECORDED.replace("IS DISTINCT FROM '{deed}'", "NOT IN ({deed})")
DELIVERED_BEFORE = begun.RECORDED.format(
    table="casework_delivery", deed="notify", checks=begun.DELIVERED
).partition("CREATE TRIGGER")[0]
DELIVERED = (
    RECORDED.format(
        table="casework_delivery",
        deed="'notify', 'notify_change'",
        checks="""
        WHEN NEW.handed_on > public.casework_day(done.at) OR NEW.handed_on < CASE done.deed
            WHEN 'notify' THEN (
                SELECT public.casework_day(made.decided_at) FROM public.casework_decision AS made
                WHERE made.application_id = asked.id)
            ELSE (
                SELECT public.casework_day(made.at) FROM public.casework_deed AS made
                WHERE made.application_id = asked.id AND made.deed IN ('confirm_change', 'end')
                ORDER BY made.number DESC LIMIT 1) END
            THEN 'casework_delivery_day'
""",
    )
).partition("CREATE TRIGGER")[0]

AS_DECIDED_BEFORE = (
    "CREATE FUNCTION public.casework_award_as_decided()"
    + (
        awards.AS_DECIDED.partition("CREATE FUNCTION public.casework_award_as_decided()")[2].partition(
            "CREATE CONSTRAINT TRIGGER"
        )[0]
    )
)
AS_DECIDED = AS_DECIDED_BEFORE.replace(
    "WHERE decision = decided.id;", "WHERE decision = decided.id AND change IS NULL;"
).replace(
    "asked.state = 'corrected' AND (given.until IS NULL OR given.until >= corrected_on)",
    "asked.state = 'corrected' AND EXISTS (SELECT 1 FROM public.funds_award AS award\n"
    "            WHERE award.decision = decided.id AND (award.until IS NULL\n"
    "            OR award.until >= greatest(award.since, corrected_on)))",
)
CHANGED = """
ALTER TABLE public.funds_award ADD CONSTRAINT funds_award_of_a_change
    FOREIGN KEY (change) REFERENCES public.casework_changedecision (deed_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION public.casework_change_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made public.casework_changedecision;
    meant public.casework_proposal;
    asked public.casework_application;
    given public.funds_award;
    decided uuid;
    wrong text;
BEGIN
    SELECT * INTO made FROM public.casework_changedecision
        WHERE deed_id = (to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'funds_award' THEN 'change'
            ELSE 'deed_id' END)::uuid;
    SELECT * INTO meant FROM public.casework_proposal WHERE deed_id = made.proposal_id;
    SELECT application.* INTO asked FROM public.casework_application AS application
        JOIN public.casework_deed AS done ON done.application_id = application.id
        WHERE done.id = made.deed_id;
    SELECT id INTO decided FROM public.casework_decision WHERE application_id = asked.id;
    SELECT * INTO given FROM public.funds_award WHERE change = made.deed_id;
    wrong := CASE
        WHEN (given.id IS NULL) <> (meant.kind = 'end') THEN 'casework_change_gives'
        WHEN given.id IS NOT NULL AND (
            (given.programme, given.household_id, given.decision, given.since)
                <> (asked.programme, asked.household_id, decided, made.effective_on)
            OR given.amount_fen IS DISTINCT FROM meant.amount_fen) THEN 'casework_change_as_decided'
        WHEN given.id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM public.funds_covered WHERE award_id = given.id) THEN 'casework_award_for_somebody'
        WHEN TG_TABLE_NAME <> 'funds_award' AND EXISTS (
            SELECT 1 FROM public.funds_award AS award
            LEFT JOIN public.casework_deed AS earlier ON earlier.id = award.change
            WHERE award.decision = decided
              AND coalesce(earlier.number, 0) < (
                  SELECT number FROM public.casework_deed WHERE id = made.deed_id)
              AND (award.until IS NULL OR award.until >= made.effective_on)) THEN 'casework_change_ends'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'awards follow what was decided to change: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_award_changed AFTER INSERT OR UPDATE ON public.funds_award
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.change IS NOT NULL)
    EXECUTE FUNCTION public.casework_change_given();
CREATE CONSTRAINT TRIGGER casework_change_awarded AFTER INSERT ON public.casework_changedecision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_change_given();
"""
CHANGED_BACK = """
DROP TRIGGER casework_change_awarded ON public.casework_changedecision;
DROP TRIGGER casework_award_changed ON public.funds_award;
DROP FUNCTION public.casework_change_given();
ALTER TABLE public.funds_award DROP CONSTRAINT funds_award_of_a_change;
"""


def _recorded(table: str) -> migrations.RunSQL:
    deed, checks = TABLES[table]
    return begun.begun.trigger(
        RECORDED.format(table=table, deed=deed, checks=checks), f"{table}_recorded", table
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_given"), ("funds", "0003_change")]
    operations = [
        *(parent_policy(table, "deed_id", "casework_deed") for table in TABLES),
        *(append_only(table) for table in TABLES),
        moves(added=MOVES),
        procedures(added=[(programme, "given") for programme in LASTING]),
        states(added=STATES),
        deeds.replaced(TOOK_PART, rows.TOOK_PART),
        deeds.function(AWARD_OF, "casework_award_of(uuid, date)"),
        deeds.function(PROPOSED_LAST, "casework_proposed_last(uuid)"),
        begun.begun.trigger(DEED_OF_CHANGE, "casework_deed_of_change", "casework_deed"),
        *(_recorded(table) for table in TABLES),
        deeds.replaced(DELIVERED, DELIVERED_BEFORE),
        deeds.replaced(AS_DECIDED, AS_DECIDED_BEFORE),
        migrations.RunSQL(CHANGED, CHANGED_BACK),
    ]
