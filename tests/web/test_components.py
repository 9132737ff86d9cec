from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from relief.rules.codes import Text
from relief.web.components import Check, Colleague, CriterionRow, Fact, Line, Link, Step, fold_met
from relief.web.distance import Side, bar


def drawn(source, /, **context):
    return Template("{% load relief %}" + source).render(Context(context))


def component(file, /, **context):
    return drawn('{% include "_components/' + file + '.html" %}', **context)


@pytest.mark.parametrize(
    ("verdict", "kind", "sign", "words", "english"),
    [
        ("eligible", "met", "check", "符合", "Eligible"),
        ("ineligible", "unmet", "cross", "不符合", "Not eligible"),
        ("undetermined", "unknown", "ask", "还不能判断", "Can’t say yet"),
        ("met", "met", "check", "符合", "Met"),
        ("not_met", "unmet", "cross", "不符合", "Not met"),
        ("unknown", "unknown", "ask", "还不能判断", "Can’t say yet"),
    ],
)
def test_a_verdict_is_shape_words_and_colour_together(verdict, kind, sign, words, english):
    page = drawn("{% verdict_tag verdict %}", verdict=verdict)
    assert f'class="tag tag-{kind}"' in page
    assert f"#i-{sign}" in page
    assert f"</svg>{words}</span>" in page
    with translation.override("en"):
        assert f"</svg>{english}</span>" in drawn("{% verdict_tag verdict %}", verdict=verdict)


def test_a_programme_not_offered_here_has_words_and_no_sign():
    assert drawn("{% verdict_tag 'not_offered' %}") == '<span class="tag tag-none">本地未开办</span>'


def test_a_verdict_that_nobody_knows_is_not_shown_as_anything():
    with pytest.raises(KeyError):
        drawn("{% verdict_tag 'perhaps' %}")


def test_every_sign_in_use_is_in_the_sprite():
    sprite = component("sprite")
    for name in ("check", "cross", "ask", "late", "info", "lock", "today", "list", "home", "people", "rule"):
        assert f'id="i-{name}"' in sprite
        assert f'href="#i-{name}"' in drawn("{% icon name %}", name=name)


def test_blank_none_and_a_value_never_look_alike():
    page = component(
        "facts", facts=[Fact("收入", None), Fact("残疾", ()), Fact("户籍", "本县"), Fact("同住", False)]
    )
    assert '<dt>收入</dt><dd><span class="undeclared">未申报</span></dd>' in page
    assert '<dt>残疾</dt><dd><span class="declared-none">无</span></dd>' in page
    assert "<dt>户籍</dt><dd>本县</dd>" in page
    assert "<dt>同住</dt><dd>否</dd>" in page


@pytest.mark.parametrize(
    "text", ["{{ x|money }}", "{{ x|day }}", "{{ x|short_day }}", "{{ x|long_day }}", "{{ x|age }}"]
)
def test_a_filter_never_turns_what_is_not_declared_into_a_value(text):
    assert drawn(text, x=None) == '<span class="undeclared">未申报</span>'


def test_filters():
    assert drawn("{{ x|money }}", x=0) == "0.00元"
    assert drawn("{{ x|yuan }}", x=70000) == "700.00"
    assert drawn("{{ x|age:on }}", x=date(1972, 4, 6), on=date(2026, 11, 23)) == "54岁"
    assert drawn("{{ x|listed }}", x=["周桂芳", "李长水"]) == "周桂芳、李长水"
    with translation.override("en"):
        assert drawn("{{ x|age:on }}", x=date(1972, 4, 6), on=date(2026, 11, 23)) == "aged 54"
        assert drawn("{{ x|listed }}", x=["Zhou", "Li"]) == "Zhou, Li"


def test_a_title_of_the_rules_is_said_in_the_readers_language():
    title = Text("无劳动能力", "no capacity to work")
    assert drawn("{{ x|said }}", x=title) == "无劳动能力"
    with translation.override("en"):
        assert drawn("{{ x|said }}", x=title) == "no capacity to work"


def test_names_are_text_and_never_markup():
    name = "<script>x</script>"
    pages = [
        drawn(
            "{% tag 'step' name %}{% undeclared name '#a' %}{{ name|declared }}{{ names|listed }}",
            name=name,
            names=[name],
        ),
        component("identity", name=name, facts=[Fact(name, name)], state=name),
        component("guard", title=name, text=name, people=[Colleague(name, name)]),
        component("timeline", steps=[Step(name, name)]),
    ]
    assert all("<script>" not in page for page in pages)


def test_the_identity_bar_names_the_household_and_is_the_heading_on_its_own_page():
    facts = [Fact("户号", "QX-2026-0417"), Fact("", "青溪镇柳树社区，城镇")]
    page = component("identity", name="周桂芳户", facts=facts, state="草稿")
    assert '<p class="identity-name">周桂芳户</p>' in page
    assert '<b class="num">QX-2026-0417</b>' in page
    assert '<span class="tag tag-step">草稿</span>' in page
    own = component("identity", name="周桂芳户", facts=facts, is_heading=True)
    assert '<h1 class="identity-name">周桂芳户</h1>' in own
    assert "identity-end" not in own


def open_income():
    return CriterionRow(
        verdict="unknown",
        title="家庭月收入低于低保标准",
        citation="民发〔2021〕57号第十三条",
        value="至少1,650.00元",
        missing=[Link("缺李长水的收入", "/member#id_incomes")],
        line="低于3,200.00元",
        line_note="800.00元×4人",
        bar=bar(165000, None, 320000, Side.BELOW),
        distance="还可有不到1,550.00元",
    )


def test_a_criterion_shows_value_line_distance_and_what_is_missing():
    page = component("criteria", rows=[open_income()], folded=[], caption="低保的条件")
    assert '<tr role="row" class="is-unknown">' in page
    assert '<a class="undeclared" href="/member#id_incomes">缺李长水的收入</a>' in page
    assert '<rect class="value" y="2" width="41" height="6"/>' in page
    assert '<line class="maybe" x1="41" y1="5" x2="120" y2="5"/>' in page
    for words in ("至少1,650.00元", "低于3,200.00元", "800.00元×4人", "还可有不到1,550.00元", "低保的条件"):
        assert words in page


def test_met_criteria_without_a_measure_are_folded_and_still_there():
    met = [
        CriterionRow(verdict="met", title=title, citation="第十四条")
        for title in ("没有机动车", "没有非居住用房")
    ]
    refused = CriterionRow(verdict="not_met", title="户籍在本县")
    shown, folded = fold_met([met[0], open_income(), refused, met[1]])
    assert shown == [open_income(), refused]
    assert folded == met
    page = component("criteria", rows=shown, folded=folded, caption="低保的条件")
    assert "还有2项符合" in page
    assert page.index("户籍在本县") < page.index("<details") < page.index("没有机动车")


def test_one_met_criterion_is_not_worth_folding():
    alone = CriterionRow(verdict="met", title="没有机动车")
    assert fold_met([open_income(), alone]) == ([open_income(), alone], [])


def test_a_reckoning_shows_what_is_taken_off():
    lines = [Line("低保标准800.00元×4人", 320000), Line("减：周桂芳工资", -165000)]
    page = component("reckon", title="每月发多少", lines=lines, total=Line("每月差额", 155000))
    assert '<span>减：周桂芳工资</span><span class="num">−1,650.00元</span>' in page
    assert '<span class="total num">1,550.00元</span>' in page


def test_the_timeline_marks_what_is_still_to_come():
    page = component("timeline", steps=[Step("决定", "限11月26日（周四）", is_next=True), Step("受理")])
    assert '<li class="is-next"><b>决定</b><span class="note">限11月26日（周四）</span></li>' in page
    assert "<li><b>受理</b></li>" in page


def test_a_guard_says_why_not_and_who_can():
    page = component("guard", title="您不能审批本户：您是录入人。", people=[Colleague("陆建新", "副镇长")])
    assert "#i-lock" in page
    assert "<b>陆建新</b>，副镇长" in page


def test_checks_before_a_decision_show_which_one_failed():
    page = component("guards", checks=[Check("您录入了本户", False), Check("筛查用的是今天的事实", True)])
    blocked, passed = page.split("</li>")[:2]
    assert "is-blocked" in blocked
    assert "#i-cross" in blocked
    assert "is-blocked" not in passed
    assert "#i-check" in passed


def test_an_empty_place_says_what_to_do():
    page = component(
        "empty", title="还没有住户", text="带入案例就能建一户。", url="/bring-in", label="带入案例"
    )
    assert '<a class="btn btn-outline-primary" href="/bring-in">带入案例</a>' in page


def test_a_banner_leads_on():
    page = component("banner", kind="done", title="已给予黄玉珍户低保。", url="/next", label="办下一件")
    assert "banner-done" in page
    assert '<a href="/next">办下一件</a>' in page


def test_the_action_bar_sends_its_form():
    page = component("action_bar", form="decide", label="给予低保，每月700.00元")
    assert 'type="submit" form="decide">给予低保，每月700.00元</button>' in page
