import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import relief.offices.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("audit", "0001_privileges")]

    operations = [
        migrations.CreateModel(
            name="WorkingDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("is_working", models.BooleanField(verbose_name="工作日")),
                ("provisional", models.BooleanField(verbose_name="暂估")),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "number",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="区划代码"),
                ),
                ("last", models.BigIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "省级"),
                            ("prefecture", "地级"),
                            ("county", "县级"),
                            ("township", "乡级"),
                            ("community", "村和社区"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="办公电话")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="offices.area",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9._-]{1,39}$", "账号用小写字母开头，只含字母、数字和._-。"
                            )
                        ],
                        verbose_name="账号",
                    ),
                ),
                ("display_name", models.CharField(max_length=60, verbose_name="姓名")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "社区社会救助协理员"),
                            ("approver", "乡镇（街道）审批人"),
                            ("county_officer", "县级民政部门经办人"),
                            ("auditor", "审计人员"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="offices.area",
                        verbose_name="辖区",
                    ),
                ),
            ],
            options={
                "ordering": ["display_name", "username"],
            },
        ),
        migrations.CreateModel(
            name="LocalFigures",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("figures", "标准和限额"),
                            ("epidemic_affected", "受疫情影响的日子"),
                            ("one_time_supplement", "一次性生活补贴"),
                            ("price_linkage", "价格指数"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("in_force_from", models.DateField(verbose_name="生效")),
                ("in_force_to", models.DateField(blank=True, null=True, verbose_name="失效")),
                ("known_from", models.DateTimeField(default=django.utils.timezone.now, verbose_name="知道")),
                (
                    "values",
                    models.JSONField(
                        decoder=relief.offices.models.ExactNumbers,
                        encoder=relief.offices.models.PlainNumbers,
                        verbose_name="数值",
                    ),
                ),
                ("document", models.CharField(max_length=300, verbose_name="文件")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="offices.area",
                        verbose_name="地方",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="offices.localfigures",
                        verbose_name="更正",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "ordering": ["-in_force_from", "-known_from"],
            },
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "last",
                            django.db.models.expressions.CombinedExpression(
                                models.F("number"), "+", models.Value(9999999999)
                            ),
                        ),
                        ("level", "province"),
                        django.db.models.lookups.Exact(
                            django.db.models.functions.math.Mod("number", 10000000000), 0
                        ),
                    ),
                    models.Q(
                        (
                            "last",
                            django.db.models.expressions.CombinedExpression(
                                models.F("number"), "+", models.Value(99999999)
                            ),
                        ),
                        ("level", "prefecture"),
                        django.db.models.lookups.Exact(
                            django.db.models.functions.math.Mod("number", 100000000), 0
                        ),
                    ),
                    models.Q(
                        (
                            "last",
                            django.db.models.expressions.CombinedExpression(
                                models.F("number"), "+", models.Value(999999)
                            ),
                        ),
                        ("level", "county"),
                        django.db.models.lookups.Exact(
                            django.db.models.functions.math.Mod("number", 1000000), 0
                        ),
                    ),
                    models.Q(
                        (
                            "last",
                            django.db.models.expressions.CombinedExpression(
                                models.F("number"), "+", models.Value(999)
                            ),
                        ),
                        ("level", "township"),
                        django.db.models.lookups.Exact(
                            django.db.models.functions.math.Mod("number", 1000), 0
                        ),
                    ),
                    models.Q(
                        (
                            "last",
                            django.db.models.expressions.CombinedExpression(
                                models.F("number"), "+", models.Value(0)
                            ),
                        ),
                        ("level", "community"),
                        django.db.models.lookups.Exact(django.db.models.functions.math.Mod("number", 1), 0),
                    ),
                    _connector="OR",
                ),
                name="offices_area_range_of_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "province"), ("parent", None)),
                    models.Q(models.Q(("level", "province"), _negated=True), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="offices_area_only_provinces_without_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 10000000000), ("number__lt", 1000000000000)),
                name="offices_area_twelve_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("username__regex", "^[a-z][a-z0-9._-]{1,39}$")),
                name="offices_user_username_plain",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["caseworker", "approver", "county_officer", "auditor", "administrator"])
                ),
                name="offices_user_known_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("display_name", ""), _negated=True), name="offices_user_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="localfigures",
            index=models.Index(fields=["area", "section", "in_force_from"], name="offices_figures_place"),
        ),
        migrations.AddConstraint(
            model_name="localfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.Exact(django.db.models.functions.math.Mod("area", 1000000), 0)
                ),
                name="offices_figures_county_or_above",
            ),
        ),
        migrations.AddConstraint(
            model_name="localfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force_to__isnull", True),
                    ("in_force_to__gte", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="offices_figures_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="localfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="offices_figures_has_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="localfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("section__in", ["figures", "epidemic_affected", "one_time_supplement", "price_linkage"])
                ),
                name="offices_figures_section",
            ),
        ),
    ]
