from datetime import date

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from relief.web.forms import DayField, MoneyField, ReliefForm, ThreeWayField, mistakes
from relief.web.money import LARGEST_FEN


def a_day():
    return date(2026, 11, 23)


class Declaration(ReliefForm):
    name = forms.CharField(label="姓名", max_length=5, help_text="与证件一致。")
    income = MoneyField(label="月收入", required=False)
    born_on = DayField(label="出生", required=False, latest=a_day)
    illness = ThreeWayField(label="有没有大病？", yes="有", no="没有")
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), ("wage", "工资")], required=False)
    relation = forms.ChoiceField(
        label="关系", choices=[("head", "户主"), ("spouse", "配偶")], widget=forms.RadioSelect, required=False
    )
    children = forms.IntegerField(label="子女", required=False, min_value=0)
    agreed = forms.BooleanField(label="已经同意", required=False)
    reason = forms.CharField(
        label="理由", widget=forms.Textarea, required=False, error_messages={"required": "自己的话"}
    )


def shown(form):
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def errors(**data):
    return Declaration({"name": "周桂芳", **data}).errors.as_data()


def test_what_is_left_empty_is_not_declared():
    form = Declaration({"name": "周桂芳"})
    assert form.is_valid()
    assert form.cleaned_data["income"] is None
    assert form.cleaned_data["born_on"] is None
    assert form.cleaned_data["illness"] is None


@given(st.integers(0, LARGEST_FEN))
def test_an_amount_comes_back_as_it_went_in(fen):
    box = MoneyField(label="月收入").get_bound_field(ReliefForm(initial={"income": fen}), "income")
    assert MoneyField().clean(box.value()) == fen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("三百", "请写数字，例如1200或1200.50"),
        ("1.005", "最多写到分，也就是两位小数"),
        ("-1", "金额不能是负数"),
    ],
)
def test_an_amount_that_is_none_stays_in_its_box_and_says_why(typed, said):
    form = Declaration({"name": "周桂芳", "income": typed})
    assert form.errors["income"] == [said]
    assert f'value="{typed}"' in shown(form)


def test_an_amount_has_its_own_limit():
    field = MoneyField(max_fen=240000)
    assert field.clean("2400") == 240000
    with pytest.raises(forms.ValidationError, match=r"最多2,400\.00元"):
        field.clean("2400.01")


def test_an_amount_typed_anew_in_the_same_size_is_no_change():
    field = MoneyField()
    assert not field.has_changed(165000, "1,650.0")
    assert field.has_changed(None, "0")


@pytest.mark.parametrize(
    ("word", "value"), [("yes", True), ("no", False), ("unasked", None), ("", None), (None, None)]
)
def test_three_answers_and_silence_is_the_third(word, value):
    assert ThreeWayField().clean(word) is value


def test_a_fourth_answer_is_refused():
    with pytest.raises(forms.ValidationError):
        ThreeWayField().clean("perhaps")


@pytest.mark.parametrize(("value", "checked"), [(True, "yes"), (False, "no"), (None, "unasked")])
def test_the_stored_answer_is_the_checked_one(value, checked):
    page = shown(Declaration(initial={"illness": value}))
    assert page.count("checked") == 1
    marked = next(line for line in page.splitlines() if "checked" in line)
    assert f'name="illness" value="{checked}"' in marked


def test_not_asked_yet_looks_like_no_other_answer():
    page = shown(Declaration())
    assert page.count("choice-unasked") == 1
    assert page.index("choice-unasked") < page.index("还没问")


def test_a_day_is_kept_within_its_limit():
    form = Declaration({"name": "周桂芳", "born_on": "2026-11-24"})
    assert form.errors["born_on"] == ["不能晚于2026年11月23日"]
    earliest = DayField(earliest=a_day)
    assert earliest.clean("2026年11月23日") == date(2026, 11, 23)
    with pytest.raises(forms.ValidationError, match="不能早于2026年11月23日"):
        earliest.clean("2026-11-22")


def test_a_day_that_is_none_says_how_to_write_it():
    assert errors(born_on="昨天")["born_on"][0].messages == ["请写年月日，例如2026年11月25日或2026-11-25"]
    assert errors(born_on="2026-02-30")["born_on"][0].messages == ["没有这一天，请核对年月日"]


def test_a_stored_day_is_shown_in_its_box():
    assert 'value="1972-04-06"' in shown(Declaration(initial={"born_on": date(1972, 4, 6)}))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "请填写"),
        ("name", "欧阳一二三四", "最多5个字，现在是6个"),
        ("kind", "lottery", "请从列出的里面选"),
        ("children", "两个", "请写整数，例如3"),
        ("children", "-1", "不能小于0"),
    ],
)
def test_mistakes_are_said_in_plain_words(field, typed, said):
    assert errors(**{field: typed})[field][0].messages == [said]


def test_a_box_that_must_be_ticked_says_so():
    class Consent(ReliefForm):
        agreed = forms.BooleanField(label="已经同意")

    assert Consent({}).errors["agreed"] == ["请勾选"]


def test_a_list_from_the_database_asks_in_words():
    class Place(ReliefForm):
        area = forms.ModelChoiceField(label="辖区", queryset=Session.objects.none())
        named = forms.ModelChoiceField(label="辖区", queryset=Session.objects.none(), empty_label="整个县")

    form = Place()
    assert form.fields["area"].empty_label == "请选择"
    assert form.fields["named"].empty_label == "整个县"


def test_words_that_a_form_wrote_itself_stay():
    assert Declaration().fields["reason"].error_messages["required"] == "自己的话"


def test_the_summary_links_to_each_box_and_the_box_repeats_it():
    form = Declaration({"name": "", "income": "三百", "illness": "perhaps"})
    page = shown(form)
    for mistake in mistakes(form):
        assert f'<a href="#{mistake.anchor}">{mistake.label}：{mistake.message}</a>' in page
        assert f'id="{mistake.anchor}"' in page
    assert "有3处要改，您写的都还在" in page
    assert '<span class="field-error" id="id_income_error">请写数字' in page
    assert 'aria-describedby="id_income_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page


def test_a_form_without_mistakes_has_no_summary():
    assert "error-summary" not in shown(Declaration())
    assert "error-summary" not in shown(Declaration({"name": "周桂芳"}))


def test_what_is_wrong_with_the_whole_form_is_said_first():
    form = Declaration({"name": ""})
    form.add_error(None, "两笔收入是同一笔")
    first, second = mistakes(form)
    assert first == ("", "两笔收入是同一笔", "")
    assert second.label == "姓名"


def test_several_forms_on_a_page_keep_their_anchors_apart():
    form = Declaration({"a-name": ""}, prefix="a")
    assert mistakes(form)[0].anchor == "id_a-name"


def test_long_texts_keep_their_spaces():
    typed = "第一行\n    第二行\n\n  第三行"
    assert typed in shown(Declaration({"name": "周桂芳", "reason": typed}))


def test_what_was_typed_is_text_and_never_markup():
    page = shown(Declaration({"name": "<b>一二三</b>", "reason": "</textarea><script>"}))
    assert "<b>" not in page
    assert "<script>" not in page


def test_every_box_has_a_label_or_a_legend():
    page = shown(Declaration())
    for name in ("name", "income", "born_on", "kind", "children", "agreed", "reason"):
        assert f'for="id_{name}"' in page
    for name, legend in (("illness", "有没有大病？"), ("relation", "关系")):
        assert f'<fieldset class="question" id="id_{name}">\n  <legend>{legend}</legend>' in page
