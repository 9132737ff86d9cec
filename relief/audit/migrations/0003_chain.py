"""The chain of events of a county: made in the database, where the program cannot leave a link out."""

from django.db import migrations

from relief.audit.guards import append_only

HEADS = """
CREATE TABLE public.audit_chain_head (
    county bigint PRIMARY KEY,
    number bigint NOT NULL,
    digest bytea NOT NULL
);
REVOKE ALL ON public.audit_chain_head FROM relief_app;
"""

# One text for one event; jsonb writes a value in one way only. `verify_audit` hashes the same text.
WRITTEN = """
CREATE FUNCTION public.audit_written(event public.audit_event) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_array(
        event.county, event.number, encode(event.previous, 'hex'), event.id,
        to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        event.actor_id, event.actor_role, event.action,
        event.subject_kind, event.subject_id, event.area, event.details
    )::text
$$;
"""

# As the owner, because the application may not touch the heads. The head's row lock makes writers of one
# county queue until each has committed, so numbers have no gaps and links no forks.
LINK = """
CREATE FUNCTION public.audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head public.audit_chain_head;
BEGIN
    NEW.at := clock_timestamp();
    NEW.county := NEW.area / 1000000 * 1000000;
    INSERT INTO public.audit_chain_head VALUES (NEW.county, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM public.audit_chain_head WHERE county = NEW.county FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.previous := head.digest;
    NEW.digest := sha256(convert_to(public.audit_written(NEW), 'UTF8'));
    UPDATE public.audit_chain_head SET number = NEW.number, digest = NEW.digest WHERE county = NEW.county;
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION public.audit_link() FROM PUBLIC;
CREATE TRIGGER audit_event_link BEFORE INSERT ON public.audit_event
    FOR EACH ROW EXECUTE FUNCTION public.audit_link();
"""

WALL = """
ALTER TABLE public.audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_event_area ON public.audit_event
    USING (public.relief_sees(area)) WITH CHECK (public.relief_sees(area));
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_event")]
    operations = [
        migrations.RunSQL(HEADS, "DROP TABLE public.audit_chain_head;"),
        migrations.RunSQL(WRITTEN, "DROP FUNCTION public.audit_written(public.audit_event);"),
        migrations.RunSQL(
            LINK,
            "DROP TRIGGER audit_event_link ON public.audit_event; DROP FUNCTION public.audit_link();",
        ),
        migrations.RunSQL(
            WALL,
            "DROP POLICY audit_event_area ON public.audit_event;"
            " ALTER TABLE public.audit_event DISABLE ROW LEVEL SECURITY;",
        ),
        append_only("audit_event"),
    ]
