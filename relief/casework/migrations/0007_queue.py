"""What the queue reads without a join: the advice, the amount, the offices an application waits at.

The database takes them from the screening and the area by itself whenever an application is submitted:
the application's role cannot write them, so the queue never says anything else than the screening does.
"""

from django.db import migrations, models

import relief.households.models.columns

TAKEN = """
CREATE FUNCTION public.casework_application_queued() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found jsonb;
    reckoned bigint;
BEGIN
    SELECT answer INTO found
    FROM public.screening_screening AS screening,
         LATERAL jsonb_array_elements(screening.findings -> 'programmes') AS answer
    WHERE screening.id = NEW.screening_id AND answer ->> 'code' = NEW.programme;
    reckoned := (found ->> 'amount')::bigint;
    NEW.verdict := coalesce(found ->> 'verdict', 'undetermined');
    NEW.advised_fen := CASE WHEN reckoned IS NULL AND NEW.requested_fen IS NOT NULL
        THEN least(NEW.requested_fen, (found ->> 'at_most')::bigint) ELSE reckoned END;
    NEW.sought := coalesce(NEW.requested_fen, NEW.advised_fen, 0);
    NEW.township := NEW.area_id / 1000 * 1000;
    NEW.county := NEW.area_id / 1000000 * 1000000;
    RETURN NEW;
END
$$;
"""
WHEN = """
CREATE TRIGGER casework_application_queued BEFORE INSERT ON public.casework_application
    FOR EACH ROW EXECUTE FUNCTION public.casework_application_queued();
CREATE TRIGGER casework_application_queued_again BEFORE UPDATE OF screening_id, requested_fen
    ON public.casework_application FOR EACH ROW EXECUTE FUNCTION public.casework_application_queued();
"""
WHEN_BACK = """
DROP TRIGGER casework_application_queued_again ON public.casework_application;
DROP TRIGGER casework_application_queued ON public.casework_application;
"""
# The guards look at who acts, and here nobody does: each row only says again which screening it rests on.
KNOWN = """
ALTER TABLE public.casework_application DISABLE TRIGGER USER;
ALTER TABLE public.casework_application ENABLE TRIGGER casework_application_queued_again;
UPDATE public.casework_application SET screening_id = screening_id;
ALTER TABLE public.casework_application ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_all_programmes"), ("screening", "0004_outcome_guards")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="advised",
            field=relief.households.models.columns.FenField(
                blank=True, editable=False, null=True, verbose_name="建议金额"
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="sought",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="application",
            name="county",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="application",
            name="township",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="application",
            name="verdict",
            field=models.CharField(default="", editable=False, max_length=20, verbose_name="系统建议"),
        ),
        migrations.RunSQL(TAKEN, "DROP FUNCTION public.casework_application_queued();"),
        migrations.RunSQL(WHEN, WHEN_BACK),
        migrations.RunSQL(KNOWN, ""),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["township", "submitted_at", "id"],
                name="casework_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["township", "sought", "id"],
                name="casework_queue_amount",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["township", "programme", "submitted_at", "id"],
                name="casework_queue_programme",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["township", "verdict", "submitted_at", "id"],
                name="casework_queue_advice",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "submitted"), ("owner", None)),
                fields=["township", "submitted_at", "id"],
                name="casework_queue_nobodys",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state__in", ("submitted", "referred"))),
                fields=["area", "submitted_at", "id"],
                name="casework_queue_community",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "referred")),
                fields=["county", "submitted_at", "id"],
                name="casework_queue_county",
            ),
        ),
    ]
