"""The soonest deadline of an application, as a day that the queue sorts by.

The services say which clock it is and from when how many days are counted. The last day is reckoned here,
over the calendar, whenever that changes or the calendar does: no role writes it, so that it never says
anything else than the calendar.
"""

import datetime
from importlib import import_module

from django.db import migrations, models

deeds = import_module("relief.casework.migrations.0005_deed_guards")

COUNTED = """
CREATE FUNCTION public.casework_due_on(begin date, length integer, unit text) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE unit
        WHEN 'days' THEN begin + length
        WHEN 'months' THEN (begin + make_interval(months => length))::date
        WHEN 'working_days' THEN (
            SELECT later.day
            FROM (SELECT begin + n AS day FROM generate_series(1, length * 3 + 60) AS n) AS later
            LEFT JOIN public.offices_workingday AS known ON known.day = later.day
            WHERE coalesce(known.is_working, extract(isodow FROM later.day) < 6)
            ORDER BY later.day OFFSET length - 1 LIMIT 1)
        ELSE DATE '9999-12-31' END
$$;
"""
DUE = """
CREATE FUNCTION public.casework_application_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.clock := coalesce(NEW.clock, '');
    NEW.clock_unit := coalesce(NEW.clock_unit, '');
    NEW.due_on := public.casework_due_on(NEW.clock_from, NEW.clock_length, NEW.clock_unit);
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_application_due BEFORE INSERT OR UPDATE ON public.casework_application
    FOR EACH ROW EXECUTE FUNCTION public.casework_application_due();
"""
# Whoever changes the calendar need not see the applications that it moves.
CALENDAR = """
CREATE FUNCTION public.casework_calendar_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.casework_application SET clock_from = clock_from
    WHERE clock_unit = 'working_days'
      AND due_on <> public.casework_due_on(clock_from, clock_length, clock_unit);
    RETURN NULL;
END
$$;
CREATE TRIGGER casework_calendar_changed AFTER INSERT OR UPDATE OR DELETE ON public.offices_workingday
    FOR EACH STATEMENT EXECUTE FUNCTION public.casework_calendar_changed();
"""
# Besides a deed only the calendar moves a row, and of it the last day alone.
MOVED = deeds.MOVED_LAWFULLY.replace(
    "'screening_id', 'requested_fen'];",
    "'screening_id', 'requested_fen',\n"
    "        'clock', 'clock_from', 'clock_length', 'clock_unit', 'due_on'];",
).replace(
    "BEGIN\n",
    "BEGIN\n"
    "    IF NEW.due_on <> OLD.due_on AND to_jsonb(NEW) - 'due_on' = to_jsonb(OLD) - 'due_on' THEN\n"
    "        RETURN NEW;\n"
    "    END IF;\n",
)
RIGHTS = """
GRANT UPDATE (clock, clock_from, clock_length, clock_unit) ON public.casework_application TO relief_app;
"""
RIGHTS_BACK = """
REVOKE UPDATE (clock, clock_from, clock_length, clock_unit) ON public.casework_application FROM relief_app;
"""
# What waits already: the clocks as they stand on the day of this migration. The guards look at who acts, and
# here nobody does.
KNOWN = """
ALTER TABLE public.casework_application DISABLE TRIGGER USER;
ALTER TABLE public.casework_application ENABLE TRIGGER casework_application_due;
UPDATE public.casework_application AS asked
SET clock = known.clock, clock_length = known.length, clock_unit = known.unit, clock_from = (
    SELECT (done.at AT TIME ZONE 'Asia/Shanghai')::date FROM public.casework_deed AS done
    WHERE done.application_id = asked.id AND done.deed IN ('submit', 'resubmit')
    ORDER BY done.number DESC LIMIT 1)
FROM (VALUES
    ('dibao', 'acceptance', 5, 'working_days'),
    ('dibao_individual', 'acceptance', 5, 'working_days'),
    ('tekun', 'acceptance', 5, 'working_days'),
    ('fast_relief', 'fast_relief', 3, 'days'),
    ('rigid_expenditure', 'rigid_whole', 30, 'working_days')) AS known (programme, clock, length, unit)
WHERE asked.state = 'submitted' AND asked.programme = known.programme;
ALTER TABLE public.casework_application ENABLE TRIGGER USER;
"""
WAIT, HERE, THERE = (
    models.Q(("state__in", ("submitted", "referred"))),
    models.Q(("state", "submitted")),
    models.Q(("state", "referred")),
)


def sorted_by_due(name: str, *before: str, condition: models.Q) -> migrations.AddIndex:
    index = models.Index(condition=condition, fields=[*before, "due_on", "submitted_at", "id"], name=name)
    return migrations.AddIndex("application", index)


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_queue"), ("offices", "0003_reason")]
    operations = [
        migrations.RemoveIndex("application", "casework_waiting"),
        migrations.RemoveIndex("application", "casework_owned"),
        migrations.RemoveIndex("application", "casework_queue_programme"),
        migrations.RemoveIndex("application", "casework_queue_advice"),
        migrations.RemoveIndex("application", "casework_queue_nobodys"),
        migrations.RemoveIndex("application", "casework_queue_community"),
        migrations.AddField(
            model_name="application",
            name="clock",
            field=models.CharField(default="", editable=False, max_length=40, verbose_name="期限"),
        ),
        migrations.AddField(
            model_name="application",
            name="clock_from",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="clock_length",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="clock_unit",
            field=models.CharField(default="", editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name="application",
            name="due_on",
            field=models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name="到期"),
        ),
        migrations.RunSQL(
            COUNTED,
            "DROP FUNCTION public.casework_due_on(date, integer, text);",
        ),
        migrations.RunSQL(
            DUE,
            "DROP TRIGGER casework_application_due ON public.casework_application;"
            "DROP FUNCTION public.casework_application_due();",
        ),
        deeds.replaced(MOVED.partition("CREATE TRIGGER")[0], deeds.MOVED_LAWFULLY),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        migrations.RunSQL(KNOWN, ""),
        migrations.RunSQL(
            CALENDAR,
            "DROP TRIGGER casework_calendar_changed ON public.offices_workingday;"
            "DROP FUNCTION public.casework_calendar_changed();",
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(clock="", clock_from=None, clock_length=None, clock_unit="")
                | ~models.Q(clock="")
                & models.Q(
                    clock_from__isnull=False,
                    clock_length__gt=0,
                    clock_unit__in=("working_days", "days", "months"),
                ),
                name="casework_application_clock_whole",
            ),
        ),
        sorted_by_due("casework_waiting", condition=WAIT),
        sorted_by_due(
            "casework_owned",
            "owner",
            condition=models.Q(("state__in", ("submitted", "returned", "referred"))),
        ),
        sorted_by_due("casework_queue_due", "township", condition=HERE),
        sorted_by_due("casework_queue_programme", "township", "programme", condition=HERE),
        sorted_by_due("casework_queue_advice", "township", "verdict", condition=HERE),
        sorted_by_due("casework_queue_nobodys", "township", condition=HERE & models.Q(("owner", None))),
        sorted_by_due("casework_queue_community", "area", condition=WAIT),
        sorted_by_due("casework_queue_county_due", "county", condition=THERE),
    ]
