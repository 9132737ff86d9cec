"""Relief before its papers: its rows, and that the aid is there with the decision, within the cap."""

from django.db import migrations

from relief.casework.moves import Move, moves, procedures

MOVES = (
    Move(
        "relieve_first",
        "submitted",
        "relieved",
        "approver",
        "urgent",
        True,
        "own_or_nobodys",
        "actor",
        "approved",
    ),
    Move("complete_papers", "relieved", "approved", "approver", "urgent", False, "any", "stays"),
    Move("complete_papers", "relieved", "approved", "caseworker", "urgent", False, "any", "stays"),
    Move("correct", "relieved", "corrected", "approver", "urgent", True, "any", "stays"),
)
URGENT = tuple((each, "urgent") for each in ("emergency_relief", "nonresident_relief", "fast_relief"))
GIVEN = """
CREATE FUNCTION public.casework_relieved_first() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    SELECT CASE
        WHEN NOT EXISTS (SELECT 1 FROM public.funds_award AS given WHERE given.decision = made.id)
            THEN 'casework_relieved_with_an_award'
        WHEN asked.programme = 'fast_relief' AND made.amount_fen > coalesce((
            SELECT (answer ->> 'at_most')::bigint
            FROM public.screening_screening AS kept,
                 jsonb_array_elements(kept.findings -> 'programmes') AS answer
            WHERE kept.id = made.screening_id AND answer ->> 'code' = 'fast_relief'), 0)
            THEN 'casework_relieved_within_the_cap'
        END INTO wrong
    FROM public.casework_application AS asked
    JOIN public.casework_decision AS made ON made.application_id = asked.id
    WHERE asked.id = NEW.application_id;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'what is relieved first is given at once and within the cap: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER casework_relieved_first AFTER INSERT ON public.casework_deed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.deed = 'relieve_first')
    EXECUTE FUNCTION public.casework_relieved_first();
"""
BACK = """
DROP TRIGGER casework_relieved_first ON public.casework_deed;
DROP FUNCTION public.casework_relieved_first();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0031_relieved_first"), ("funds", "0002_guards")]
    operations = [
        moves(added=MOVES),
        procedures(added=URGENT),
        migrations.RunSQL(GIVEN, BACK),
    ]
