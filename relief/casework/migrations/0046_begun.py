"""What has begun is not corrected away; what was looked at before it was asked for is not looked at again."""

from importlib import import_module

from django.db import migrations, models

begun = import_module("relief.casework.migrations.0002_guards")

GROUNDS = [
    ("circumstances", "人口、收入或财产状况变化"),
    ("work", "连续3次无正当理由拒绝介绍的工作，只减停本人的"),
    ("able", "具备或者恢复劳动能力"),
    ("prison", "被判处刑罚，在监狱服刑"),
    ("obligor", "法定义务人有了履行能力"),
    ("wish", "本人自愿退出"),
    ("death", "有人去世"),
    ("mistake", "当初认定有误"),
]
GUARD = """
CREATE FUNCTION public.{name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
{declared}
BEGIN
    IF {refused} THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER {name} BEFORE INSERT ON public.{table} FOR EACH ROW EXECUTE FUNCTION public.{name}();
"""
OF_DEED = """
DECLARE
    done public.casework_deed := (SELECT made FROM public.casework_deed AS made WHERE made.id = NEW.deed_id);
"""
BEGUN = """
    NEW.deed = 'correct' AND EXISTS (
        SELECT FROM public.casework_application AS asked
        JOIN public.casework_decision AS made ON made.application_id = asked.id
        JOIN public.funds_award AS award ON award.decision = made.id
        WHERE asked.id = NEW.application_id AND award.since < public.casework_day(NEW.at)
          AND asked.programme IN (
            'dibao', 'dibao_individual', 'tekun', 'dibao_margin', 'rigid_expenditure', 'dibao_grace'))
"""
AGAIN = """
    NEW.visited_on < (
        SELECT public.casework_day(earlier.at) FROM public.casework_deed AS earlier
        WHERE earlier.application_id = done.application_id AND earlier.number < done.number AND (
            earlier.deed IN ('accept', 'object')
            OR earlier.deed = 'send_back' AND earlier.after = 'investigating')
        ORDER BY earlier.number DESC LIMIT 1)
"""
ASKED = """
    NEW.visited_on < (
        SELECT public.casework_day(asked.submitted_at) FROM public.casework_application AS asked
        WHERE asked.id = done.application_id)
"""
INVITED = """
    NEW.invited_on IS NOT NULL AND (
        NEW.invited_on >= NEW.heard_on
        OR NEW.invited_on < public.casework_day((public.casework_proposed_last(done.application_id)).at))
"""
ALONE = """
    NEW.kind = 'end' AND NEW.ground = 'work' AND 1 < (
        SELECT count(*) FROM public.funds_covered AS covered WHERE covered.award_id = (
            public.casework_award_of(done.application_id, public.casework_day(done.at))).id)
"""


def guard(name: str, table: str, refused: str, words: str, declared: str = OF_DEED) -> migrations.RunSQL:
    sql = GUARD.format(name=name, table=table, refused=refused, words=words, declared=declared)
    return begun.trigger(sql, name, table)


class Migration(migrations.Migration):
    dependencies = [("casework", "0045_relief_notice_guards")]
    operations = [
        migrations.RemoveConstraint("proposal", "casework_proposal_ground"),
        migrations.AlterField(
            "proposal",
            "ground",
            models.CharField(choices=GROUNDS, max_length=20, verbose_name="原因"),
        ),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=models.Q(ground__in=[ground for ground, _label in GROUNDS]),
                name="casework_proposal_ground",
            ),
        ),
        guard(
            "casework_deed_to_correct",
            "casework_deed",
            BEGUN,
            "what has begun is changed, and whoever has it is heard",
            declared="",
        ),
        guard(
            "casework_homevisit_since",
            "casework_homevisit",
            AGAIN,
            "a visit counts from the day it was asked for",
        ),
        guard(
            "casework_countyvisit_since",
            "casework_countyvisit",
            ASKED,
            "a visit counts from the day it was asked for",
        ),
        guard(
            "casework_hearing_told_in_time",
            "casework_hearing",
            INVITED,
            "whoever is to be heard is invited after the proposal and before the day",
        ),
        guard(
            "casework_proposal_their_own",
            "casework_proposal",
            ALONE,
            "whoever refuses work loses their own part",
        ),
    ]
