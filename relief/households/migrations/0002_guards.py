"""What the columns of one row cannot say: whose rows they are, what belongs together, what stays."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import area_policy, parent_policy

OF_HOUSEHOLD = (
    "applicant",
    "award",
    "consent",
    "coverage",
    "doublemembership",
    "entry",
    "income",
    "member",
    "obligor",
    "relief",
)

# A row's member (award, relief) belongs to the row's own household.
SAME_HOUSEHOLD = (
    ("applicant", "member"),
    ("consent", "member"),
    ("coverage", "member"),
    ("coverage", "award"),
    ("coverage", "relief"),
    ("doublemembership", "member"),
    ("income", "member"),
    ("obligor", "member"),
)


def same_household(table, other):
    name = f"households_{table}_{other}_same_household"
    return migrations.RunSQL(
        f"ALTER TABLE public.households_{table} ADD CONSTRAINT {name}"
        f" FOREIGN KEY ({other}_id, household_id) REFERENCES public.households_{other} (id, household_id)"
        " DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE public.households_{table} DROP CONSTRAINT {name};",
    )


# Rows may only stand where the list was declared as listed, so "none" beside rows cannot be.
LISTED = """
CREATE FUNCTION public.households_listed_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    declared boolean;
BEGIN
    EXECUTE format('SELECT %I FROM public.%I WHERE id = ($1).%I', TG_ARGV[2], TG_ARGV[0], TG_ARGV[1])
        INTO declared USING NEW;
    IF declared IS NOT TRUE THEN
        RAISE EXCEPTION '% of % is not declared as listed', TG_ARGV[2], TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = 'households_listed_only';
    END IF;
    RETURN NEW;
END
$$;
"""
# Table of the rows, of what they belong to, the reference, what says whether they are listed, and when.
LISTS = (
    ("member", "household", "members_declared", ""),
    ("income", "household", "incomes_declared", "WHEN (NEW.member_id IS NULL)"),
    ("income", "member", "incomes_declared", "WHEN (NEW.member_id IS NOT NULL)"),
    ("obligor", "member", "obligors_declared", ""),
    ("award", "household", "receiving_declared", ""),
    ("relief", "household", "relief_history_declared", ""),
    ("coverage", "award", "members_declared", "WHEN (NEW.award_id IS NOT NULL)"),
    ("coverage", "relief", "members_declared", "WHEN (NEW.relief_id IS NOT NULL)"),
)

EMPTIED = """
CREATE FUNCTION public.households_emptied_first() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    filled boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE %I = ($1).id AND %s)',
                   TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]) INTO filled USING NEW;
    IF filled THEN
        RAISE EXCEPTION '% still has rows', TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = 'households_emptied_first';
    END IF;
    RETURN NEW;
END
$$;
"""


def listed_only(rows, parent, flag, when):
    name, table, above = f"households_{rows}_of_{parent}", f"households_{rows}", f"households_{parent}"
    which = "member_id IS NULL" if (rows, parent) == ("income", "household") else "true"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {name}_listed BEFORE INSERT OR UPDATE OF {parent}_id ON public.{table}
            FOR EACH ROW {when}
            EXECUTE FUNCTION public.households_listed_only('{above}', '{parent}_id', '{flag}');
        CREATE TRIGGER {name}_emptied BEFORE UPDATE OF {flag} ON public.{above}
            FOR EACH ROW WHEN (NEW.{flag} IS NOT TRUE)
            EXECUTE FUNCTION public.households_emptied_first('{table}', '{parent}_id', '{which}');
        """,
        f"""
        DROP TRIGGER {name}_emptied ON public.{above};
        DROP TRIGGER {name}_listed ON public.{table};
        """,
    )


# Who entered a household is what the guard of a decision reads.
ORIGIN_STAYS = """
CREATE TRIGGER households_household_origin_stays
    BEFORE UPDATE OF id, number, entered_by_id, created_at, case_file_id, case_number
    ON public.households_household FOR EACH ROW
    WHEN (OLD.id <> NEW.id OR OLD.number <> NEW.number OR OLD.entered_by_id <> NEW.entered_by_id
          OR OLD.created_at <> NEW.created_at OR OLD.case_file_id IS DISTINCT FROM NEW.case_file_id
          OR OLD.case_number IS DISTINCT FROM NEW.case_number)
    EXECUTE FUNCTION public.relief_refuse_change();
"""

KEPT = ("household", "member", "person", "doublemembership", "consent")
RIGHTS = "\n".join(f"REVOKE DELETE ON public.households_{table} FROM relief_app;" for table in KEPT)
RIGHTS_BACK = "\n".join(f"GRANT DELETE ON public.households_{table} TO relief_app;" for table in KEPT)


class Migration(migrations.Migration):
    dependencies = [("households", "0001_initial"), ("offices", "0002_guards"), ("audit", "0003_chain")]
    operations = [
        area_policy("households_casefile"),
        area_policy("households_household"),
        *(
            parent_policy(f"households_{table}", "household_id", "households_household")
            for table in OF_HOUSEHOLD
        ),
        parent_policy("households_person", "id", "households_member", "person_id"),
        *(same_household(*pair) for pair in SAME_HOUSEHOLD),
        migrations.RunSQL(LISTED, "DROP FUNCTION public.households_listed_only();"),
        migrations.RunSQL(EMPTIED, "DROP FUNCTION public.households_emptied_first();"),
        *(listed_only(*each) for each in LISTS),
        migrations.RunSQL(
            ORIGIN_STAYS, "DROP TRIGGER households_household_origin_stays ON public.households_household;"
        ),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        append_only("households_entry"),
        append_only("households_casefile"),
    ]
