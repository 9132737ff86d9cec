"""What holds of an investigation whatever the program does (民发〔2021〕57号, 43号).

The functions of 0005 go on as they are but for what the programme has to do with it: which moves are lawful,
who decides, and that whoever gave the opinion does not confirm it.
"""

from importlib import import_module

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
earlier = import_module("relief.casework.migrations.0005_deed_guards")
programmes = import_module("relief.casework.migrations.0006_all_programmes")
due = import_module("relief.casework.migrations.0008_due")

# deed, state before, state after, role: as relief/casework/workflow.py has it; a test compares both.
BOTH = """
('submit', '', 'submitted', 'caseworker'),
('resubmit', 'returned', 'submitted', 'caseworker'),
('withdraw', 'submitted', 'withdrawn', 'caseworker'),
('withdraw', 'returned', 'withdrawn', 'caseworker'),
('take', 'submitted', 'submitted', 'approver'),
('give_back', 'submitted', 'submitted', 'approver'),
('hand_over', 'submitted', 'submitted', 'approver'),
('hand_over_all', 'submitted', 'submitted', 'county_officer'),
('hand_over_all', 'submitted', 'submitted', 'administrator'),
('hand_over_all', 'returned', 'returned', 'county_officer'),
('hand_over_all', 'returned', 'returned', 'administrator'),
('send_back', 'submitted', 'returned', 'approver'),
('correct', 'approved', 'corrected', 'approver'),
('correct', 'approved', 'corrected', 'county_officer'),
('correct', 'refused', 'corrected', 'approver'),
('correct', 'refused', 'corrected', 'county_officer')
"""
SHORT = """
('withdraw', 'referred', 'withdrawn', 'caseworker'),
('take', 'referred', 'referred', 'county_officer'),
('give_back', 'referred', 'referred', 'county_officer'),
('hand_over', 'referred', 'referred', 'county_officer'),
('hand_over_all', 'referred', 'referred', 'county_officer'),
('hand_over_all', 'referred', 'referred', 'administrator'),
('approve', 'submitted', 'approved', 'approver'),
('refuse', 'submitted', 'refused', 'approver'),
('approve', 'referred', 'approved', 'county_officer'),
('refuse', 'referred', 'refused', 'county_officer'),
('send_back', 'referred', 'returned', 'county_officer'),
('refer', 'submitted', 'referred', 'approver')
"""
INVESTIGATED = """
('withdraw', 'accepted', 'withdrawn', 'caseworker'),
('withdraw', 'investigating', 'withdrawn', 'caseworker'),
('withdraw', 'published', 'withdrawn', 'caseworker'),
('withdraw', 'to_confirm', 'withdrawn', 'caseworker'),
('take', 'accepted', 'accepted', 'approver'),
('take', 'investigating', 'investigating', 'approver'),
('take', 'published', 'published', 'approver'),
('take', 'to_confirm', 'to_confirm', 'county_officer'),
('give_back', 'accepted', 'accepted', 'approver'),
('give_back', 'investigating', 'investigating', 'approver'),
('give_back', 'published', 'published', 'approver'),
('give_back', 'to_confirm', 'to_confirm', 'county_officer'),
('hand_over', 'accepted', 'accepted', 'approver'),
('hand_over', 'investigating', 'investigating', 'approver'),
('hand_over', 'published', 'published', 'approver'),
('hand_over', 'to_confirm', 'to_confirm', 'county_officer'),
('hand_over_all', 'accepted', 'accepted', 'county_officer'),
('hand_over_all', 'accepted', 'accepted', 'administrator'),
('hand_over_all', 'investigating', 'investigating', 'county_officer'),
('hand_over_all', 'investigating', 'investigating', 'administrator'),
('hand_over_all', 'published', 'published', 'county_officer'),
('hand_over_all', 'published', 'published', 'administrator'),
('hand_over_all', 'to_confirm', 'to_confirm', 'county_officer'),
('hand_over_all', 'to_confirm', 'to_confirm', 'administrator'),
('approve', 'to_confirm', 'approved', 'county_officer'),
('refuse', 'to_confirm', 'refused', 'county_officer'),
('send_back', 'to_confirm', 'investigating', 'county_officer'),
('accept', 'submitted', 'accepted', 'approver'),
('investigate', 'accepted', 'investigating', 'approver'),
('record_visit', 'investigating', 'investigating', 'approver'),
('request_check', 'investigating', 'investigating', 'approver'),
('propose', 'investigating', 'published', 'approver'),
('forward', 'published', 'to_confirm', 'approver'),
('record_check', 'investigating', 'investigating', 'county_officer'),
('object', 'published', 'investigating', 'approver'),
('object', 'published', 'investigating', 'caseworker'),
('notify', 'approved', 'approved', 'approver'),
('notify', 'refused', 'refused', 'approver')
"""
TEKUN = """
('assess', 'investigating', 'investigating', 'approver')
"""
INVESTIGATED_FIRST = """
CREATE FUNCTION public.casework_investigated(programme text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT programme IN ('dibao', 'dibao_individual', 'tekun')
$$;
"""
LAWFUL = f"""
CREATE FUNCTION public.casework_lawful(deed text, before text, after text, role text, programme text)
RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (deed, before, after, role) IN (VALUES {BOTH})
        OR CASE WHEN public.casework_investigated(programme)
            THEN (deed, before, after, role) IN (VALUES {INVESTIGATED})
            ELSE (deed, before, after, role) IN (VALUES {SHORT}) END
        OR programme = 'tekun' AND (deed, before, after, role) IN (VALUES {TEKUN})
$$;
"""
HERE = """
CREATE FUNCTION public.casework_day(moment timestamptz) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date
$$;
"""

TOOK_PART = earlier.TOOK_PART.replace(
    "    SELECT person = asked.submitted_by_id\n",
    """    SELECT person = asked.submitted_by_id
        OR asked.state = 'to_confirm' AND EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.by_id = person AND done.deed = 'propose')
""",
)
AT_THE_COUNTY = "CASE WHEN {state} IN ('referred', 'to_confirm') THEN 'county_officer' ELSE 'approver' END"
MAY_DECIDE = earlier.MAY_DECIDE.replace(
    "CASE state WHEN 'referred' THEN 'county_officer' ELSE 'approver' END",
    AT_THE_COUNTY.format(state="state"),
)
DECIDED_LAWFULLY = programmes.DECIDED_LAWFULLY.replace(
    "CASE asked.state WHEN 'referred' THEN 'county_officer' ELSE 'approver' END",
    AT_THE_COUNTY.format(state="asked.state"),
).replace(
    "WHEN asked.state NOT IN ('submitted', 'referred') THEN",
    "WHEN NOT CASE WHEN public.casework_investigated(asked.programme) THEN asked.state = 'to_confirm'\n"
    "            ELSE asked.state IN ('submitted', 'referred') END THEN",
)

SECOND = "'take', 'approve', 'refuse', 'send_back', 'refer'"
LEADING = "'accept', 'investigate', 'record_visit', 'request_check', 'assess', 'propose'"
DEED_DONE_BEFORE = earlier.DEED_DONE.partition("CREATE TRIGGER")[0]
DEED_DONE = (
    DEED_DONE_BEFORE.replace(
        "asked.state END, NEW.after, NEW.role)", "asked.state END, NEW.after, NEW.role, asked.programme)"
    )
    .replace(f"({SECOND}, 'correct')", f"({SECOND}, 'correct', 'forward', {LEADING})")
    .replace(
        "WHEN NEW.deed IN ('approve', 'refuse', 'send_back', 'refer')\n",
        f"WHEN NEW.deed IN ('approve', 'refuse', 'send_back', 'refer', 'forward', {LEADING})\n",
    )
    .replace(
        "THEN 'casework_deed_screening'\n    END;",
        """THEN 'casework_deed_screening'
        WHEN NEW.at NOT BETWEEN coalesce(
                (SELECT max(done.at) FROM public.casework_deed AS done WHERE done.application_id = asked.id),
                NEW.at) - interval '5 minutes'
            AND clock_timestamp() + interval '5 minutes' THEN 'casework_deed_moment'
        ELSE public.casework_investigation_wrong(NEW, asked)
    END;""",
    )
)
MOVED_BEFORE = due.MOVED.partition("CREATE TRIGGER")[0]
MOVED_LAWFULLY = MOVED_BEFORE.replace(
    "('take', 'approve', 'refuse') THEN", f"('take', 'approve', 'refuse', {LEADING}) THEN"
).replace("('withdraw', 'correct') THEN", "('withdraw', 'correct', 'record_check', 'object', 'notify') THEN")

# The latest answer of a member counts; of whom no day of birth is known, they are asked like an adult.
INVESTIGATION = """
CREATE FUNCTION public.casework_investigation_wrong(
    new_deed public.casework_deed, asked public.casework_application) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := public.casework_day(clock_timestamp());
    waits boolean;
    looked bigint;
BEGIN
    IF new_deed.deed IN ('request_check', 'record_check') THEN
        waits := EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            LEFT JOIN public.casework_meanscheck AS answer ON answer.request_id = done.id
            WHERE done.application_id = asked.id AND done.deed = 'request_check' AND answer.deed_id IS NULL);
        IF new_deed.deed = 'record_check' THEN
            RETURN CASE WHEN NOT waits THEN 'casework_deed_check_under_way' END;
        END IF;
        RETURN CASE WHEN waits THEN 'casework_deed_one_check' WHEN EXISTS (
            SELECT 1 FROM public.households_member AS member
            WHERE member.household_id = asked.household_id AND member.left_on IS NULL
              AND (member.born_on IS NULL OR extract(year FROM age(today, member.born_on)) >= 18)
              AND NOT coalesce((
                  SELECT consent.given FROM public.households_consent AS consent
                  WHERE consent.member_id = member.id AND consent.purpose = 'means_check'
                  ORDER BY consent.signed_on DESC, consent.recorded_at DESC LIMIT 1), false))
            THEN 'casework_deed_consent' END;
    END IF;
    IF new_deed.deed = 'propose' THEN
        SELECT max(done.number) INTO looked FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.deed IN ('record_visit', 'record_check');
        RETURN CASE WHEN (
            SELECT count(DISTINCT done.deed) FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.deed IN ('record_visit', 'record_check')) < 2
            THEN 'casework_deed_looked_into'
            WHEN asked.programme = 'tekun' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.deed = 'assess')
            THEN 'casework_deed_assessed'
            WHEN EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.number > looked AND (done.deed = 'object'
               OR done.deed = 'send_back' AND done.after = 'investigating'))
            THEN 'casework_deed_looked_again' END;
    END IF;
    IF new_deed.deed = 'forward' AND today <= (
        SELECT opinion.notice_to FROM public.casework_opinion AS opinion
        JOIN public.casework_deed AS done ON done.id = opinion.deed_id
        WHERE done.application_id = asked.id ORDER BY done.number DESC LIMIT 1)
    THEN
        RETURN 'casework_deed_notice';
    END IF;
    IF new_deed.deed = 'notify' THEN
        RETURN CASE WHEN EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            WHERE done.application_id = asked.id AND done.deed = 'notify')
            OR NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND done.deed IN ('approve', 'refuse') AND done.role = 'county_officer')
            THEN 'casework_deed_delivery' END;
    END IF;
    RETURN NULL;
END
$$;
"""

RECORDED = """
CREATE FUNCTION public.{table}_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    done public.casework_deed;
    asked public.casework_application;
    wrong text;
BEGIN
    SELECT * INTO done FROM public.casework_deed WHERE id = NEW.deed_id;
    SELECT * INTO asked FROM public.casework_application WHERE id = done.application_id;
    wrong := CASE
        WHEN done.deed IS DISTINCT FROM '{deed}' OR done.by_id IS DISTINCT FROM public.casework_actor()
            THEN '{table}_of_its_deed'
        {checks}
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this row does not go with its deed: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER {table}_recorded BEFORE INSERT ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.{table}_recorded();
"""
VISITED = """
        WHEN NEW.visited_on > public.casework_day(done.at) THEN 'casework_homevisit_day'
        WHEN 2 <> (
            SELECT count(*) FROM public.offices_user AS person
            JOIN public.offices_area AS place ON place.number = person.area_id
            WHERE person.id IN (NEW.first_id, NEW.second_id) AND person.is_active
              AND person.role IN ('caseworker', 'approver')
              AND place.number / 1000 = asked.area_id / 1000 AND place.last / 1000 = asked.area_id / 1000)
            THEN 'casework_homevisit_investigators'
"""
CHECKED = """
        WHEN NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS request
            WHERE request.id = NEW.request_id AND request.application_id = asked.id
              AND request.deed = 'request_check' AND NEW.started_on >= public.casework_day(request.at))
            THEN 'casework_meanscheck_request'
        WHEN NEW.result_on > public.casework_day(done.at) THEN 'casework_meanscheck_day'
"""
ASSESSED = """
        WHEN NEW.assessed_on > public.casework_day(done.at) THEN 'casework_assessment_day'
"""
PROPOSED = """
        WHEN NEW.notice_from < public.casework_day(done.at) OR NEW.notice_to <> NEW.notice_from + 6
            THEN 'casework_opinion_notice'
"""
DELIVERED = """
        WHEN NEW.handed_on > public.casework_day(done.at) OR NEW.handed_on < (
            SELECT public.casework_day(made.decided_at) FROM public.casework_decision AS made
            WHERE made.application_id = asked.id)
            THEN 'casework_delivery_day'
"""
TABLES = {
    "casework_homevisit": ("record_visit", VISITED),
    "casework_meanscheck": ("record_check", CHECKED),
    "casework_assessment": ("assess", ASSESSED),
    "casework_opinion": ("propose", PROPOSED),
    "casework_delivery": ("notify", DELIVERED),
}

TOGETHER = """
CREATE FUNCTION public.casework_deed_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (CASE NEW.deed
        WHEN 'record_visit' THEN EXISTS (SELECT 1 FROM public.casework_homevisit WHERE deed_id = NEW.id)
        WHEN 'record_check' THEN EXISTS (SELECT 1 FROM public.casework_meanscheck WHERE deed_id = NEW.id)
        WHEN 'assess' THEN EXISTS (SELECT 1 FROM public.casework_assessment WHERE deed_id = NEW.id)
        WHEN 'propose' THEN EXISTS (SELECT 1 FROM public.casework_opinion WHERE deed_id = NEW.id)
        WHEN 'notify' THEN EXISTS (SELECT 1 FROM public.casework_delivery WHERE deed_id = NEW.id)
        ELSE true END)
    THEN
        RAISE EXCEPTION 'the deed % leaves a row behind', NEW.deed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_recorded';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_deed_recorded AFTER INSERT ON public.casework_deed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.casework_deed_recorded();
"""


def _recorded(table: str) -> migrations.RunSQL:
    deed, checks = TABLES[table]
    return begun.trigger(RECORDED.format(table=table, deed=deed, checks=checks), f"{table}_recorded", table)


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_procedure")]
    operations = [
        *(parent_policy(table, "deed_id", "casework_deed") for table in TABLES),
        *(append_only(table) for table in TABLES),
        earlier.function(INVESTIGATED_FIRST, "casework_investigated(text)"),
        earlier.function(HERE, "casework_day(timestamptz)"),
        earlier.function(LAWFUL, "casework_lawful(text, text, text, text, text)"),
        earlier.function(
            INVESTIGATION,
            "casework_investigation_wrong(public.casework_deed, public.casework_application)",
        ),
        earlier.replaced(TOOK_PART, earlier.TOOK_PART),
        earlier.replaced(MAY_DECIDE, earlier.MAY_DECIDE),
        earlier.replaced(DEED_DONE, DEED_DONE_BEFORE),
        earlier.replaced(MOVED_LAWFULLY, MOVED_BEFORE),
        earlier.replaced(DECIDED_LAWFULLY, programmes.DECIDED_LAWFULLY),
        migrations.RunSQL("DROP FUNCTION public.casework_lawful(text, text, text, text);", earlier.LAWFUL),
        *(_recorded(table) for table in TABLES),
        begun.trigger(TOGETHER, "casework_deed_recorded", "casework_deed"),
    ]
