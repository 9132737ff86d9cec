"""What holds of a conference whatever the program does.

An agenda is the county's, minutes are closed by one of its officers and decisions entered by another, nothing
is added after that, and out of a conference goes what it has decided. No relief above the county's limit is
approved anywhere else: the limit is the one that the screening of the decision was judged by.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.casework.moves import Move, moves, states
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
RECORDED = import_module("relief.casework.migrations.0010_procedure_guards").RECORDED

IN = "in_conference"
MOVES = (
    Move("withdraw", IN, "withdrawn", "caseworker", "short", False, "any", "stays"),
    Move("take", IN, IN, "county_officer", "short", True, "nobodys", "actor"),
    Move("give_back", IN, IN, "county_officer", "short", False, "own", "nobody"),
    Move("hand_over", IN, IN, "county_officer", "short", False, "own", "colleague"),
    Move("hand_over_all", IN, IN, "county_officer", "short", False, "anothers", "colleague"),
    Move("hand_over_all", IN, IN, "administrator", "short", False, "anothers", "colleague"),
    Move("approve", IN, "approved", "county_officer", "short", True, "own_or_nobodys", "actor", "approved"),
    Move("refuse", IN, "refused", "county_officer", "short", True, "own_or_nobodys", "actor", "refused"),
    Move("void", IN, "voided", "county_officer", "short", True, "own_or_nobodys", "stays"),
    Move("extend", IN, IN, "county_officer", "extendable", False, "any", "stays", "", "casework_extension"),
    Move("county_visit", IN, IN, "county_officer", "short", True, "any", "stays", "", "casework_countyvisit"),
    Move("bring_up", "submitted", "referred", "approver", "short", True, "own_or_nobodys", "nobody"),
    Move(
        "call_conference",
        "referred",
        IN,
        "county_officer",
        "short",
        True,
        "own_or_nobodys",
        "nobody",
        "",
        "casework_agendaitem",
    ),
)
ITEM = RECORDED.format(
    table="casework_agendaitem",
    deed="call_conference",
    checks="""
        WHEN EXISTS (SELECT 1 FROM public.casework_minutes AS closed
                     WHERE closed.conference_id = NEW.conference_id) THEN 'casework_agendaitem_open'
        WHEN NOT EXISTS (SELECT 1 FROM public.casework_conference AS called
                         WHERE called.id = NEW.conference_id AND called.area_id = asked.county)
            THEN 'casework_agendaitem_county'
""",
)
OFFICER = """
CREATE FUNCTION public.casework_is_officer_of(person uuid, county bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT person IS NOT DISTINCT FROM public.casework_actor() AND EXISTS (
        SELECT 1 FROM public.offices_user AS who
        WHERE who.id = person AND who.is_active AND who.role = 'county_officer' AND who.area_id = county)
$$;
"""
GUARD = """
CREATE FUNCTION public.{name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called public.casework_conference;
    minutes public.casework_minutes;
    wrong text;
BEGIN
    SELECT * INTO called FROM public.casework_conference WHERE id = {conference};
    SELECT * INTO minutes FROM public.casework_minutes WHERE conference_id = called.id;
    wrong := CASE
        {checks}
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this may not be written of a conference: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER {name} BEFORE INSERT ON public.{table} FOR EACH ROW EXECUTE FUNCTION public.{name}();
"""
OF_ITEM = (
    "(SELECT item.conference_id FROM public.casework_agendaitem AS item WHERE item.deed_id = NEW.item_id)"
)
NOT_CLOSED = "WHEN minutes.conference_id IS NOT NULL THEN '{name}_open'"
GUARDS = {
    "casework_conference": (
        "NULL",
        """WHEN NOT public.casework_is_officer_of(NEW.called_by_id, NEW.area_id)
            THEN 'casework_conference_called'
        WHEN NEW.called_at NOT BETWEEN clock_timestamp() - interval '5 minutes'
            AND clock_timestamp() + interval '5 minutes'
            OR NEW.meets_on < public.casework_day(NEW.called_at) THEN 'casework_conference_day'""",
    ),
    "casework_attendance": ("NEW.conference_id", NOT_CLOSED.format(name="casework_attendance")),
    "casework_itemwords": (OF_ITEM, NOT_CLOSED.format(name="casework_itemwords")),
    "casework_minutes": (
        "NEW.conference_id",
        """WHEN NOT public.casework_is_officer_of(NEW.closed_by_id, called.area_id)
            THEN 'casework_minutes_closed'
        WHEN NEW.held_on NOT BETWEEN public.casework_day(called.called_at)
            AND public.casework_day(clock_timestamp()) THEN 'casework_minutes_day'
        WHEN (SELECT count(*) FROM public.casework_attendance AS there
              WHERE there.conference_id = called.id) < 2 THEN 'casework_minutes_attendance'
        WHEN EXISTS (
            SELECT 1 FROM public.casework_agendaitem AS item
            JOIN public.casework_deed AS done ON done.id = item.deed_id
            JOIN public.casework_application AS asked ON asked.id = done.application_id
            LEFT JOIN public.casework_itemwords AS told ON told.item_id = item.deed_id
            WHERE item.conference_id = called.id AND asked.state = 'in_conference' AND told.item_id IS NULL)
            THEN 'casework_minutes_words'""",
    ),
    "casework_itemdecision": (
        OF_ITEM,
        """WHEN minutes.conference_id IS NULL THEN 'casework_itemdecision_minutes'
        WHEN NEW.entered_by_id = minutes.closed_by_id THEN 'casework_itemdecision_another'
        WHEN NOT public.casework_is_officer_of(NEW.entered_by_id, called.area_id)
            THEN 'casework_itemdecision_entered'
        WHEN NOT EXISTS (SELECT 1 FROM public.casework_itemwords AS told WHERE told.item_id = NEW.item_id)
            THEN 'casework_itemdecision_said'""",
    ),
}
DECIDED = """
CREATE FUNCTION public.casework_decision_of_the_conference() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id;
    wrong := CASE
        WHEN asked.state = 'in_conference' AND NOT EXISTS (
            SELECT 1 FROM public.casework_itemdecision AS said
            JOIN public.casework_deed AS done ON done.id = said.item_id
            WHERE done.application_id = asked.id AND said.gives = (NEW.outcome = 'approved')
              AND said.amount_fen IS NOT DISTINCT FROM NEW.amount_fen)
            THEN 'casework_decision_of_the_conference'
        WHEN asked.state <> 'in_conference' AND asked.requested_fen IS NOT NULL AND NEW.amount_fen > 100 * (
            SELECT (screening.figures -> 'in_force' ->> 'county_relief_cap')::numeric
            FROM public.screening_screening AS screening WHERE screening.id = NEW.screening_id)
            THEN 'casework_decision_county_limit'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'no conference has decided this: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_decision_of_the_conference BEFORE INSERT ON public.casework_decision
    FOR EACH ROW EXECUTE FUNCTION public.casework_decision_of_the_conference();
"""
# A township sees the conference that one of its own cases was brought to, and no other.
SEEN = """
ALTER TABLE public.casework_conference ENABLE ROW LEVEL SECURITY;
CREATE POLICY casework_conference_area ON public.casework_conference
    USING (public.relief_sees(area_id) OR EXISTS (
        SELECT 1 FROM public.casework_agendaitem AS item WHERE item.conference_id = casework_conference.id))
    WITH CHECK (public.relief_sees(area_id));
"""
UNSEEN = """
DROP POLICY casework_conference_area ON public.casework_conference;
ALTER TABLE public.casework_conference DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0029_conference")]
    operations = [
        moves(added=MOVES),
        states(added=[(IN, "county_officer", False)]),
        parent_policy("casework_agendaitem", "deed_id", "casework_deed"),
        migrations.RunSQL(SEEN, UNSEEN),
        parent_policy("casework_attendance", "conference_id", "casework_conference"),
        parent_policy("casework_minutes", "conference_id", "casework_conference"),
        parent_policy("casework_itemwords", "item_id", "casework_agendaitem", "deed_id"),
        parent_policy("casework_itemdecision", "item_id", "casework_agendaitem", "deed_id"),
        *(append_only(table) for table in (*GUARDS, "casework_agendaitem")),
        migrations.RunSQL(OFFICER, "DROP FUNCTION public.casework_is_officer_of(uuid, bigint);"),
        begun.trigger(ITEM, "casework_agendaitem_recorded", "casework_agendaitem"),
        *(
            begun.trigger(
                GUARD.format(name=f"{table}_lawful", table=table, conference=conference, checks=checks),
                f"{table}_lawful",
                table,
            )
            for table, (conference, checks) in GUARDS.items()
        ),
        begun.trigger(DECIDED, "casework_decision_of_the_conference", "casework_decision"),
    ]
