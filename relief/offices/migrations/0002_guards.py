"""What constraints of one row cannot say, and who may write what."""

from django.db import migrations

from relief.audit.guards import append_only
from relief.offices.policies import public_policy

INSIDE_PARENT = """
CREATE FUNCTION public.offices_area_inside_parent() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM public.offices_area AS parent
        WHERE parent.number = NEW.parent_id
          AND NEW.number >= parent.number AND NEW.last <= parent.last
          AND NEW.last - NEW.number < parent.last - parent.number
    ) THEN
        RAISE EXCEPTION 'area % does not lie inside area %', NEW.number, NEW.parent_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offices_area_inside_parent';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER offices_area_inside_parent BEFORE INSERT OR UPDATE ON public.offices_area
    FOR EACH ROW EXECUTE FUNCTION public.offices_area_inside_parent();
"""

# A prefecture with townships directly below it (东莞, 中山) stands in for the county.
ROLE_FITS_AREA = """
CREATE FUNCTION public.offices_user_role_fits_area() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    level text := (SELECT area.level FROM public.offices_area AS area WHERE area.number = NEW.area_id);
BEGIN
    IF level = 'prefecture' AND EXISTS (
        SELECT 1 FROM public.offices_area AS child
        WHERE child.parent_id = NEW.area_id AND child.level = 'township'
    ) THEN
        level := 'county';
    END IF;
    IF (NEW.role = 'caseworker' AND level IS DISTINCT FROM 'community')
        OR (NEW.role = 'approver' AND level IS DISTINCT FROM 'township')
        OR (NEW.role = 'county_officer' AND level IS DISTINCT FROM 'county')
    THEN
        RAISE EXCEPTION 'role % does not fit area %', NEW.role, NEW.area_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offices_user_role_fits_area';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER offices_user_role_fits_area BEFORE INSERT OR UPDATE ON public.offices_user
    FOR EACH ROW EXECUTE FUNCTION public.offices_user_role_fits_area();
"""

CORRECTION_FITS = """
CREATE FUNCTION public.offices_figures_correction_fits() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM public.offices_localfigures AS earlier
        WHERE earlier.id = NEW.corrects_id AND earlier.area_id = NEW.area_id
          AND earlier.section = NEW.section AND earlier.known_from < NEW.known_from
    ) THEN
        RAISE EXCEPTION 'a correction is of the same place and section, and known later'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offices_figures_correction_fits';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER offices_figures_correction_fits BEFORE INSERT ON public.offices_localfigures
    FOR EACH ROW EXECUTE FUNCTION public.offices_figures_correction_fits();
"""

# An area's place in the tree is what every policy compares; a person who has acted is never deleted.
RIGHTS = """
REVOKE UPDATE, DELETE ON public.offices_area FROM relief_app;
GRANT UPDATE (name, telephone) ON public.offices_area TO relief_app;
REVOKE DELETE ON public.offices_user FROM relief_app;
REVOKE DELETE ON public.offices_workingday FROM relief_app;
"""

RIGHTS_BACK = """
GRANT DELETE ON public.offices_workingday TO relief_app;
GRANT DELETE ON public.offices_user TO relief_app;
GRANT UPDATE, DELETE ON public.offices_area TO relief_app;
"""


def trigger(sql: str, name: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP TRIGGER {name} ON public.{table}; DROP FUNCTION public.{name}();")


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial"), ("audit", "0003_chain")]
    operations = [
        trigger(INSIDE_PARENT, "offices_area_inside_parent", "offices_area"),
        trigger(ROLE_FITS_AREA, "offices_user_role_fits_area", "offices_user"),
        trigger(CORRECTION_FITS, "offices_figures_correction_fits", "offices_localfigures"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
        public_policy("offices_area", "number"),
        public_policy("offices_user"),
        public_policy("offices_localfigures"),
        append_only("offices_localfigures"),
    ]
