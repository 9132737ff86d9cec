"""延长期限, 启动核对, 误录作废: the rows of the table, and what holds of them whatever the program does."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import relief.vault.fields
from relief.audit.guards import append_only
from relief.casework.moves import Move, moves, procedures
from relief.offices.policies import parent_policy

begun = import_module("relief.casework.migrations.0002_guards")
recorded = import_module("relief.casework.migrations.0010_procedure_guards").RECORDED

MOVES = (
    Move("void", "submitted", "voided", "approver", "both", True, "own_or_nobodys", "stays"),
    Move("void", "accepted", "voided", "approver", "investigated", True, "own_or_nobodys", "stays"),
    Move("void", "investigating", "voided", "approver", "investigated", True, "own_or_nobodys", "stays"),
    Move("void", "published", "voided", "approver", "investigated", True, "own_or_nobodys", "stays"),
    Move("void", "referred", "voided", "county_officer", "short", True, "own_or_nobodys", "stays"),
    Move("void", "to_confirm", "voided", "county_officer", "investigated", True, "own_or_nobodys", "stays"),
    Move("void", "returned", "voided", "approver", "both", True, "any", "stays"),
    Move(
        "begin_check",
        "investigating",
        "investigating",
        "county_officer",
        "investigated",
        False,
        "any",
        "stays",
    ),
    *(
        Move("extend", state, state, role, "extendable", False, "any", "stays", leaves="casework_extension")
        for state, role in (
            ("submitted", "approver"),
            ("accepted", "approver"),
            ("investigating", "approver"),
            ("published", "approver"),
            ("referred", "county_officer"),
            ("to_confirm", "county_officer"),
        )
    ),
)
PROCEDURES = tuple((each, "extendable") for each in ("dibao", "dibao_individual", "rigid_expenditure"))

# The limit of dibao begins with 受理, that of rigid expenditure with the submission.
EXTENDED = """
CREATE FUNCTION public.casework_deed_to_extend() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = NEW.application_id
                 AND done.deed IN ('extend', 'object'))
        OR NEW.after = 'submitted' AND NOT EXISTS (
            SELECT 1 FROM public.casework_application AS asked
            WHERE asked.id = NEW.application_id AND asked.programme = 'rigid_expenditure')
    THEN
        RAISE EXCEPTION 'a limit in all is extended once, while it runs'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_to_extend';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_to_extend BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed = 'extend') EXECUTE FUNCTION public.casework_deed_to_extend();
"""
# A check is begun once for each request, while nobody has its result.
BEGUN = """
CREATE FUNCTION public.casework_deed_to_begin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.casework_deed AS request
        WHERE request.application_id = NEW.application_id AND request.deed = 'request_check'
          AND NOT EXISTS (SELECT 1 FROM public.casework_meanscheck AS answer
                          WHERE answer.request_id = request.id)
          AND NOT EXISTS (SELECT 1 FROM public.casework_deed AS begun
                          WHERE begun.application_id = NEW.application_id AND begun.deed = 'begin_check'
                            AND begun.number > request.number))
    THEN
        RAISE EXCEPTION 'no check waits to be begun'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_to_begin';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER casework_deed_to_begin BEFORE INSERT ON public.casework_deed
    FOR EACH ROW WHEN (NEW.deed = 'begin_check') EXECUTE FUNCTION public.casework_deed_to_begin();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_moves"),
        ("households", "0009_open_clauses"),
        ("offices", "0004_figure_pages"),
        ("screening", "0007_run_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "deed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="extension",
                        serialize=False,
                        to="casework.deed",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("separated", "人户分离"),
                            ("elsewhere", "异地申办"),
                            ("hard", "家庭经济状况调查难度较大"),
                        ],
                        max_length=10,
                        verbose_name="原因",
                    ),
                ),
                ("words", relief.vault.fields.EncryptedTextField(verbose_name="具体情况")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="casework_application_state",
        ),
        migrations.RemoveConstraint(
            model_name="deed",
            name="casework_deed_says_why",
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "待审"),
                    ("returned", "退回补正"),
                    ("referred", "已报县级"),
                    ("approved", "已批准"),
                    ("refused", "不予批准"),
                    ("withdrawn", "已撤回"),
                    ("corrected", "已更正"),
                    ("accepted", "已受理"),
                    ("investigating", "调查核对中"),
                    ("published", "公示中"),
                    ("to_confirm", "待确认"),
                    ("voided", "误录作废"),
                ],
                default="submitted",
                editable=False,
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="deed",
            name="after",
            field=models.CharField(
                choices=[
                    ("submitted", "待审"),
                    ("returned", "退回补正"),
                    ("referred", "已报县级"),
                    ("approved", "已批准"),
                    ("refused", "不予批准"),
                    ("withdrawn", "已撤回"),
                    ("corrected", "已更正"),
                    ("accepted", "已受理"),
                    ("investigating", "调查核对中"),
                    ("published", "公示中"),
                    ("to_confirm", "待确认"),
                    ("voided", "误录作废"),
                ],
                max_length=20,
                verbose_name="办理后的状态",
            ),
        ),
        migrations.AlterField(
            model_name="deed",
            name="deed",
            field=models.CharField(
                choices=[
                    ("submit", "提交"),
                    ("resubmit", "补正后重新提交"),
                    ("withdraw", "撤回"),
                    ("take", "领办"),
                    ("give_back", "放回待审"),
                    ("hand_over", "转交"),
                    ("hand_over_all", "改派"),
                    ("approve", "批准"),
                    ("refuse", "不予批准"),
                    ("send_back", "退回补正"),
                    ("refer", "报县级"),
                    ("correct", "更正"),
                    ("accept", "受理"),
                    ("investigate", "启动调查"),
                    ("record_visit", "记入户调查"),
                    ("request_check", "提请核对"),
                    ("record_check", "记核对结果"),
                    ("propose", "初审意见"),
                    ("object", "公示异议"),
                    ("forward", "报送确认"),
                    ("notify", "送达"),
                    ("assess", "自理能力评估"),
                    ("begin_check", "启动核对"),
                    ("extend", "延长期限"),
                    ("void", "误录作废"),
                ],
                max_length=20,
                verbose_name="办理",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "submitted",
                            "returned",
                            "referred",
                            "approved",
                            "refused",
                            "withdrawn",
                            "corrected",
                            "accepted",
                            "investigating",
                            "published",
                            "to_confirm",
                            "voided",
                        ],
                    )
                ),
                name="casework_application_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="deed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("deed__in", ("send_back", "refer", "correct", "hand_over_all", "object", "void")),
                        _negated=True,
                    ),
                    ("text__isnull", False),
                    _connector="OR",
                ),
                name="casework_deed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["separated", "elsewhere", "hard"])),
                name="casework_extension_ground",
            ),
        ),
        moves(added=MOVES),
        procedures(added=PROCEDURES),
        parent_policy("casework_extension", "deed_id", "casework_deed"),
        append_only("casework_extension"),
        begun.trigger(
            recorded.format(table="casework_extension", deed="extend", checks=""),
            "casework_extension_recorded",
            "casework_extension",
        ),
        begun.trigger(EXTENDED, "casework_deed_to_extend", "casework_deed"),
        begun.trigger(BEGUN, "casework_deed_to_begin", "casework_deed"),
    ]
