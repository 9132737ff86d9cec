"""What holds whatever the program does: papers are only added, and their numbers have no gap."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import parent_policy

COUNTER = """
CREATE TABLE public.papers_counter (
    county bigint NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (county, year)
);
REVOKE ALL ON public.papers_counter FROM relief_app;
"""

# As the owner, because the application may not touch the counter. Its row stays locked until the commit, so
# whoever fails gives the number back.
TAKE_NUMBER = """
CREATE FUNCTION public.papers_take_number(area bigint, in_year integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken integer;
BEGIN
    IF NOT public.relief_sees(area) THEN
        RAISE EXCEPTION 'a number is taken for a paper of one''s own area'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.papers_counter AS counter VALUES (area / 1000000 * 1000000, in_year, 1)
        ON CONFLICT (county, year) DO UPDATE SET last = counter.last + 1
        RETURNING last INTO taken;
    RETURN taken;
END
$$;
REVOKE EXECUTE ON FUNCTION public.papers_take_number(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.papers_take_number(bigint, integer) TO relief_app;
"""

NUMBERED = """
CREATE FUNCTION public.papers_paper_as_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.year <> extract(year FROM NEW.made_at AT TIME ZONE 'Asia/Shanghai')
        OR NOT EXISTS (
            SELECT 1 FROM public.households_household AS home
            JOIN public.papers_counter AS counter ON counter.county = home.area_id / 1000000 * 1000000
            WHERE home.id = NEW.household_id
              AND (counter.county, counter.year, counter.last) = (NEW.county, NEW.year, NEW.serial))
    THEN
        RAISE EXCEPTION 'a paper bears the number that was just taken in its county and year'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'papers_paper_as_counted';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER papers_paper_as_counted BEFORE INSERT ON public.papers_paper
    FOR EACH ROW EXECUTE FUNCTION public.papers_paper_as_counted();
"""
NUMBERED_BACK = """
DROP TRIGGER papers_paper_as_counted ON public.papers_paper;
DROP FUNCTION public.papers_paper_as_counted();
"""

NO_GAP = """
CREATE FUNCTION public.papers_counter_no_gap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.papers_paper AS paper
        WHERE (paper.county, paper.year, paper.serial) = (NEW.county, NEW.year, NEW.last))
    THEN
        RAISE EXCEPTION 'a number was taken and no paper bears it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'papers_counter_no_gap';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER papers_counter_no_gap AFTER INSERT OR UPDATE ON public.papers_counter
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.papers_counter_no_gap();
"""
NO_GAP_BACK = """
DROP TRIGGER papers_counter_no_gap ON public.papers_counter;
DROP FUNCTION public.papers_counter_no_gap();
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        migrations.RunSQL(COUNTER, "DROP TABLE public.papers_counter;"),
        migrations.RunSQL(TAKE_NUMBER, "DROP FUNCTION public.papers_take_number(bigint, integer);"),
        migrations.RunSQL(NUMBERED, NUMBERED_BACK),
        migrations.RunSQL(NO_GAP, NO_GAP_BACK),
        parent_policy("papers_paper", "household_id", "households_household"),
        append_only("papers_paper"),
    ]
