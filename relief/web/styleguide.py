"""样式指南: every component of the face on one page, drawn by the templates that pages use.

The people are invented. A component that changes here has changed everywhere.
"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from relief.web.components import Check, Colleague, CriterionRow, Fact, Line, Link, Step
from relief.web.distance import Side, bar, verdict, words
from relief.web.forms import DayField, MoneyField, ReliefForm, ThreeWayField
from relief.web.money import money

SWATCHES = {
    "ink": gettext_lazy("墨 16.3"),
    "ink2": gettext_lazy("次墨 7.4"),
    "edge": gettext_lazy("控件边 3.7"),
    "ground": gettext_lazy("底"),
    "primary": gettext_lazy("靛 8.3"),
    "night": gettext_lazy("夜 15.0"),
    "met": gettext_lazy("符合 6.2"),
    "unknown": gettext_lazy("还不能判断 7.0"),
    "unmet": gettext_lazy("不符合 6.8"),
    "late": gettext_lazy("超期、出错 6.7"),
    "seal": gettext_lazy("印，只用于标识 6.2"),
}
LINE = 3_200_00


class SpecimenForm(ReliefForm):
    """One box of each kind, and what a mistake looks like; it is sent nowhere."""

    is_specimen = True

    name = forms.CharField(label=gettext_lazy("姓名"), help_text=gettext_lazy("与证件一致。"))
    income = MoneyField(label=gettext_lazy("月收入"))
    asked = ThreeWayField(
        label=gettext_lazy("有没有收入？"),
        yes=gettext_lazy("有，逐笔填写"),
        no=gettext_lazy("没有任何收入"),
    )
    since = DayField(label=gettext_lazy("从哪天起"), required=False)
    place = forms.ChoiceField(
        label=gettext_lazy("地方"),
        choices=[("town", gettext_lazy("镇里")), ("village", gettext_lazy("村里"))],
        required=False,
    )
    consents = forms.BooleanField(label=gettext_lazy("本人同意核对"), required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything that a new page is put together from."""
    typed = {"specimen-name": _("示例人"), "specimen-income": _("一千二")}
    specimens = {
        "swatches": SWATCHES.items(),
        "verdicts": ("eligible", "undetermined", "ineligible", "not_offered"),
        "rows": rows(),
        "folded": folded(),
        "form": SpecimenForm(typed, prefix="specimen"),
        "people": [Colleague(_("示例审批人"), _("副镇长，今天在岗"))],
        "checks": [Check(_("录入人和审批人不是同一人"), True), Check(_("没有近亲属关系"), False)],
        "facts": facts(),
        "steps": steps(),
    }
    return render(request, "web/styleguide.html", specimens | reckoning())


def rows() -> list[CriterionRow]:
    """One of each: met, exactly on the line, and open."""
    return [row(1_650_00, 1_650_00), row(LINE, LINE), row(1_650_00, None)]


def row(low: int, high: int | None) -> CriterionRow:
    least = _("至少%(amount)s") % {"amount": money(low)}
    ends = low - LINE, None if high is None else high - LINE
    return CriterionRow(
        verdict=verdict(low, high, LINE, Side.BELOW),
        title=_("家庭月收入低于低保标准"),
        citation=_("民发〔2021〕57号第八条"),
        value=money(low) if low == high else least,
        missing=[] if low == high else [Link(_("缺示例人的收入"), "#declared")],
        line=_("低于%(amount)s") % {"amount": money(LINE)},
        bar=bar(low, high, LINE, Side.BELOW),
        distance=words(*ends, Side.BELOW, lambda fen: money(int(fen))),
    )


def folded() -> list[CriterionRow]:
    """What is met and has nothing to measure."""
    return [
        CriterionRow(verdict="met", title=title, citation=_("民发〔2021〕57号第十四条"))
        for title in (_("没有机动车"), _("没有非居住用房"))
    ]


def facts() -> list[Fact]:
    """Blank, none and a value side by side."""
    return [
        Fact(_("与户主"), _("配偶")),
        Fact(_("收入"), None),
        Fact(pgettext("事实", "残疾"), ()),
        Fact(_("同住"), True),
    ]


def steps() -> list[Step]:
    return [
        Step(_("决定"), _("限11月26日（周四）"), is_next=True),
        Step(_("公示期满，没有异议"), _("11月13日至20日")),
        Step(_("受理"), _("10月29日，示例人")),
    ]


def reckoning() -> dict[str, object]:
    return {
        "lines": [Line(_("低保标准800.00元×4人"), LINE), Line(_("减：示例人的工资"), -1_650_00)],
        "total": Line(_("每月差额"), LINE - 1_650_00),
    }
