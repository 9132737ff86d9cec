"""What holds whatever the program does: awards stay as they were given, but for an end that comes nearer;
nobody has one programme twice at the same time; who is covered is a member of the household.

btree_gist is a trusted extension: the owner of the tables may create it in his own database.
"""

from django.db import migrations

from relief.offices.policies import parent_policy

EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gist;"

# A void award, whose end lies before its first day, is in nobody's way.
NO_OVERLAP = """
ALTER TABLE public.funds_covered ADD CONSTRAINT funds_covered_no_overlap
    EXCLUDE USING gist (person WITH =, programme WITH =, daterange(since, until, '[]') WITH &&)
    WHERE (until IS NULL OR until >= since);
"""

RIGHTS = """
REVOKE UPDATE, DELETE, TRUNCATE ON public.funds_award, public.funds_covered FROM relief_app;
GRANT UPDATE (until) ON public.funds_award TO relief_app;
CREATE TRIGGER funds_award_kept BEFORE DELETE OR TRUNCATE ON public.funds_award
    FOR EACH STATEMENT EXECUTE FUNCTION public.relief_refuse_change();
CREATE TRIGGER funds_covered_kept BEFORE DELETE OR TRUNCATE ON public.funds_covered
    FOR EACH STATEMENT EXECUTE FUNCTION public.relief_refuse_change();
"""
RIGHTS_BACK = """
DROP TRIGGER funds_covered_kept ON public.funds_covered;
DROP TRIGGER funds_award_kept ON public.funds_award;
REVOKE UPDATE (until) ON public.funds_award FROM relief_app;
GRANT UPDATE, DELETE ON public.funds_award, public.funds_covered TO relief_app;
"""

ONLY_ENDS = """
CREATE FUNCTION public.funds_award_only_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_jsonb(NEW) - 'until' IS DISTINCT FROM to_jsonb(OLD) - 'until'
        OR NEW.until IS NULL OR NEW.until > OLD.until
    THEN
        RAISE EXCEPTION 'of an award nothing changes but the end, which only comes nearer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'funds_award_only_ends';
    END IF;
    UPDATE public.funds_covered SET until = NEW.until WHERE award_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER funds_award_only_ends AFTER UPDATE ON public.funds_award
    FOR EACH ROW EXECUTE FUNCTION public.funds_award_only_ends();
"""

AS_ITS_AWARD = """
CREATE FUNCTION public.funds_covered_as_its_award() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'until' IS DISTINCT FROM to_jsonb(OLD) - 'until')
        OR NOT EXISTS (
            SELECT 1 FROM public.funds_award AS award
            JOIN public.households_member AS member ON member.household_id = award.household_id
            WHERE award.id = NEW.award_id AND member.id = NEW.member_id
              AND (TG_OP = 'UPDATE' OR NEW.person = coalesce(member.person_id, member.id))
              AND (award.programme, award.since) = (NEW.programme, NEW.since)
              AND award.until IS NOT DISTINCT FROM NEW.until)
    THEN
        RAISE EXCEPTION 'who is covered is a member, on the terms of the award'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'funds_covered_as_its_award';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER funds_covered_as_its_award BEFORE INSERT OR UPDATE ON public.funds_covered
    FOR EACH ROW EXECUTE FUNCTION public.funds_covered_as_its_award();
"""


def trigger(sql: str, name: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP TRIGGER {name} ON public.{table}; DROP FUNCTION public.{name}();")


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        parent_policy("funds_award", "household_id", "households_household"),
        parent_policy("funds_covered", "award_id", "funds_award"),
        migrations.RunSQL(EXTENSION, "DROP EXTENSION btree_gist;"),
        migrations.RunSQL(
            NO_OVERLAP, "ALTER TABLE public.funds_covered DROP CONSTRAINT funds_covered_no_overlap;"
        ),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        trigger(ONLY_ENDS, "funds_award_only_ends", "funds_award"),
        trigger(AS_ITS_AWARD, "funds_covered_as_its_award", "funds_covered"),
    ]
