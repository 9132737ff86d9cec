"""Every form is typeset, reads as it was looked at, and looks as it was looked at."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from relief.papers.contents import FORMS, fields_of
from relief.papers.declared import WrongFields
from relief.papers.glyphs import covered
from relief.papers.kinds import Numbers, PaperKind
from relief.papers.sampled import sample_values
from relief.papers.typesetting import NotTypeset, typeset
from tests.papers.samples import (
    DAY,
    blank,
    drawn,
    joined,
    kept_pictures,
    kept_text,
    sampled,
    text_of,
)

RARE = ("𬭎", "䶮", "𪚥", "㛃")
NUMBER = "990101195003070017"
LONG = (
    "示例省示例市示例县青溪镇柳树社区柳树湾路一百二十八号北苑小区二期十七幢三单元"
    "一千二百零四室（原供销社家属院东侧平房北起第三户）"
)
CHANGING = "《社会救助法》第四十七条、第四十八条"
EVERY = pytest.mark.parametrize("kind", PaperKind, ids=[kind.value for kind in PaperKind])


def texts_in(value):
    if isinstance(value, str):
        return [value]
    return [text for row in value for text in row.values()]


@EVERY
def test_it_reads_as_it_was_looked_at(kind):
    assert text_of(sampled(kind).content) == kept_text(kind).read_text(encoding="utf-8")


@EVERY
def test_it_looks_as_it_was_looked_at(kind):
    kept, now = kept_pictures(kind), drawn(kind)
    assert len(kept) == len(now)
    for before, page in zip(kept, now, strict=True):
        with Image.open(before) as old, Image.open(BytesIO(page)) as new:
            assert ImageChops.difference(old.convert("RGB"), new.convert("RGB")).getbbox() is None, (
                before.name
            )


@EVERY
def test_nothing_of_what_it_is_told_is_left_out(kind):
    values = sample_values(kind)
    if not FORMS[kind].named:
        del values["household"]
    text = joined(text_of(sampled(kind).content))
    for name, value in values.items():
        for each in texts_in(value):
            assert joined(each) in text, name


@EVERY
def test_a_blank_one_has_every_label_and_nothing_else(kind):
    text = joined(text_of(blank(kind).content))
    assert "空白表" in text
    for name in FORMS[kind].fields:
        if name not in ("applicant", "remedies"):
            assert joined(str(fields_of(kind)[name].label)) in text, name
    assert NUMBER[:3] + "*" not in text
    assert "周䶮" not in text


@EVERY
def test_it_is_tagged_for_screen_readers_and_for_archives(kind):
    sent = sampled(kind)
    reader = PdfReader(BytesIO(sent.content))
    catalogue = reader.trailer["/Root"]
    told = catalogue["/Metadata"].get_object().get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in catalogue
    assert "<pdfuaid:part>1<" in told
    assert "<pdfaid:part>2<" in told
    assert reader.metadata.title == kind.label
    assert sent.pages == len(reader.pages)
    assert f"共{sent.pages}页" in joined(text_of(sent.content))


def fonts_of(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield from (each.get_object() for each in font.get_object()["/DescendantFonts"])


@EVERY
def test_its_fonts_go_with_it(kind):
    for font in fonts_of(PdfReader(BytesIO(sampled(kind).content))):
        described = font["/FontDescriptor"]
        described = described.get_object() if isinstance(described, IndirectObject) else described
        assert {"/FontFile2", "/FontFile3"} & set(described), font["/BaseFont"]


@EVERY
def test_rare_characters_and_long_addresses_fit(kind):
    said = ("".join(RARE) + LONG)[:60]
    assert len(said) == 60
    for name in {"applicant", "address"} & set(fields_of(kind)):
        assert joined(said) in joined(text_of(sampled(kind, **{name: said}).content)), name


def test_the_fonts_have_a_glyph_for_every_rare_character():
    assert {ord(sign) for sign in RARE} <= covered()
    assert ord("𪛖") not in covered()


def test_a_character_that_no_font_has_is_told_by_its_code_and_left_to_be_written():
    text = joined(text_of(sampled(PaperKind.DECISION, applicant="王𪛖").content))
    assert "王〔U+2A6D6〕" in text
    assert "字库里没有" in text
    assert "字库里没有" not in joined(text_of(sampled(PaperKind.DECISION).content))


@pytest.mark.parametrize(
    "said", ["#panic()", "= 标题", "*粗*", "\\", '"', "$x$", "@x", "<b>", "[", "{{ x }}"]
)
def test_what_is_told_is_shown_and_never_read_as_an_order(said):
    text = joined(text_of(sampled(PaperKind.DECISION, reason=f"甲{said}乙").content))
    assert joined(f"甲{said}乙") in text


def test_lines_stay_lines_and_long_words_go_on_to_the_next_page():
    sent = sampled(PaperKind.HOME_VISIT, finding="\n".join(f"第{number}件事。" for number in range(90)))
    assert sent.pages > 1
    text = text_of(sent.content)
    assert "第0件事。\n第1件事。" in text
    assert "第89件事。" in text
    assert joined(f"第{sent.pages}页，共{sent.pages}页") in joined(text)


@EVERY
def test_identity_numbers_are_whole_only_where_the_form_says_why(kind):
    form, text = FORMS[kind], joined(text_of(sampled(kind).content))
    assert str(form.why)
    assert (NUMBER in text) == (form.numbers == Numbers.WHOLE)
    assert ("990***********0017" in text) == (form.numbers == Numbers.MASKED)


def test_only_applying_and_consenting_need_whole_numbers():
    whole = {kind for kind, form in FORMS.items() if form.numbers == Numbers.WHOLE}
    assert whole == {PaperKind.APPLICATION, PaperKind.CONSENT}


def test_the_public_notice_says_name_number_and_amount_alone():
    text = joined(text_of(sampled(PaperKind.NOTICE).content))
    assert {"周䶮", "3人", "每月640.00元"} <= {
        each for each in ("周䶮", "3人", "每月640.00元") if each in text
    }
    for name in ("household", "document", "address", "telephone", "cause"):
        assert name not in FORMS[PaperKind.NOTICE].fields
    assert "DEMO-2026-000001" not in text


def test_what_hangs_on_a_board_is_printed_across_as_well():
    upright, across = (
        PdfReader(BytesIO(blank(PaperKind.NOTICE, across=each).content)).pages[0].mediabox
        for each in (False, True)
    )
    assert (round(upright.width), round(upright.height)) == (595, 842)
    assert (round(across.width), round(across.height)) == (842, 595)


def test_it_is_made_of_exactly_its_fields():
    values = sample_values(PaperKind.DECISION)
    for wrong in (
        {name: value for name, value in values.items() if name != "reason"},
        values | {"telephone": "13800000000"},
        values | {"reason": None},
        values | {"members": [{"name": "周䶮"}]},
    ):
        with pytest.raises(WrongFields):
            typeset(PaperKind.DECISION, wrong, made_at=DAY)


def test_a_sheet_that_fails_says_where_and_nothing_of_the_paper():
    with pytest.raises(NotTypeset) as refused:
        typeset(PaperKind.DECISION, sample_values(PaperKind.DECISION), made_at=DAY, qr="<svg 周䶮")
    assert "周䶮" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_same_paper_is_made_the_same_to_the_byte():
    assert sampled(PaperKind.DECISION).content == sampled(PaperKind.DECISION).content


@pytest.mark.parametrize(
    ("kind", "programme", "basis"),
    [
        ("decision", "dibao", "《社会救助法》第四十五条；民发〔2021〕57号第二十一条"),
        ("decision", "tekun", "《社会救助法》第四十五条；民发〔2021〕43号第十七条"),
        (
            "refusal",
            "rigid_expenditure",
            "《社会救助法》第四十五条；民政部《刚性支出困难家庭认定办法》第七条",
        ),
        ("refusal", "emergency_relief", "《社会救助法》第四十五条"),
        ("change_decision", "dibao_grace", f"{CHANGING}；民发〔2021〕57号第三十二条"),
        ("change_decision", "tekun", f"{CHANGING}；民发〔2021〕43号第二十三条、第二十六条"),
        ("missing", "emergency_relief", ""),
    ],
)
def test_it_rests_on_what_governs_its_programme(kind, programme, basis):
    assert FORMS[PaperKind(kind)].basis(programme, DAY.date()) == basis


def test_what_is_not_in_force_yet_is_no_basis():
    before = FORMS[PaperKind.REFUSAL].basis("rigid_expenditure", date(2024, 12, 31))
    assert before == ""


def test_a_blank_one_names_whatever_may_govern_it():
    text = joined(text_of(blank(PaperKind.DECISION).content))
    for article in ("57号第二十一条", "43号第十七条", "认定办法》第七条"):
        assert article in text
