from django.db import migrations, models

# With the decision that it stands beside, by whoever makes it.
HEAD = """
CREATE OR REPLACE FUNCTION public.casework_hint_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_decision AS decision
        WHERE decision.id = NEW.decision_id AND decision.decider_id = public.casework_actor()
"""
APPROVED = "          AND decision.outcome = 'approved'\n"
FOOT = """
          AND decision.decided_at > clock_timestamp() - interval '5 minutes')
    THEN
        RAISE EXCEPTION 'a hint is written with its decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_hint_made';
    END IF;
    RETURN NEW;
END
$$;
"""
KINDS = [
    ("from_advice", "离系统建议远"),
    ("from_usual", "离本单位平常的金额远"),
    ("round", "金额是整数"),
    ("against", "系统建议符合，没有批准"),
    ("open", "还有情况没问清就不批准"),
    ("quick", "打开不久就决定"),
    ("expired", "用的标准已经换了"),
    ("income_halved", "申报收入少了一半以上"),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0048_handed_over_guards")]

    operations = [
        migrations.AlterField(
            "hint", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="哪一种")
        ),
        migrations.RemoveConstraint("hint", "casework_hint_kind"),
        migrations.AddConstraint(
            "hint",
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _label in KINDS]), name="casework_hint_kind"
            ),
        ),
        migrations.RunSQL(HEAD + FOOT, HEAD + APPROVED + FOOT),
    ]
