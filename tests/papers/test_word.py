"""A county's own Word form: checked before it is kept, dated, filled in with the same fields, and dropped."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from relief.audit.queries import events_about
from relief.offices.access import acting
from relief.papers.kinds import PaperKind
from relief.papers.models import DOCX, Paper, WordForm
from relief.papers.qr import qr_png
from relief.papers.queries import form_in_force
from relief.papers.sampled import sample_values
from relief.papers.services import bring_word_form, drop_word_form
from relief.papers.word import LARGEST_BYTES, filled, mistakes_in, starter
from relief.vault.ciphers import unseal_bytes
from tests.casework.pages import open_page, send, text_of
from tests.casework.refusing import onwards, refuse
from tests.papers.issued import paper_of
from tests.world import acting_everywhere

KIND = PaperKind.REFUSAL
TODAY = timezone.localdate


def written(*paragraphs):
    document, content = Document(), BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(content)
    return content.getvalue()


def with_part(content, name, text):
    """The same file with one more part in it."""
    added = BytesIO(content)
    with zipfile.ZipFile(added, "a") as parts:
        parts.writestr(name, text)
    return added.getvalue()


def words_of(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.parametrize("kind", PaperKind, ids=[kind.value for kind in PaperKind])
def test_the_form_to_begin_with_is_taken_and_shows_every_field(kind):
    assert mistakes_in(starter(kind), kind) == []
    values = sample_values(kind)
    text = "\n".join(words_of(filled(starter(kind), kind, values, qr_png("https://example.cn/"))))
    for name, value in values.items():
        for said in [value] if isinstance(value, str) else [each for row in value for each in row.values()]:
            assert said in text, name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"of no kind", "不是Word文件"),
        (b"0" * (LARGEST_BYTES + 1), "超过2 MB"),
        (written("没有字段"), "没有编号"),
        (written("{{ number }}{{ telephone }}"), "没有“telephone”这个字段"),
        (written("{{ number }}{{ nubmer }}"), "没有“nubmer”这个字段"),
        (written("{{ number }"), "填不进去"),
        (written("{{ number }}{{ reason"), "填不进去"),
        (written("{{ number.__class__.__mro__ }}"), "填不进去"),
        (written("{{ number.upper() }}"), "不能用的写法"),
        (written("{{ number|upper }}"), "不能用的写法"),
        (written("{{ number }}{% for i in range(9) %}{% endfor %}"), "没有“range”这个字段"),
        (written("{{ number }}{% set reason = number %}"), "不能用的写法"),
        (with_part(written("{{ number }}"), "word/vbaProject.bin", "x"), "宏"),
        (with_part(written("{{ number }}"), "word/footnotes.xml", "<a>{{ number }}</a>"), "正文、页眉和页脚"),
        (
            with_part(written("{{ number }}"), "word/_rels/x.rels", '<a TargetMode="External"/>'),
            "连着别处",
        ),
    ],
)
def test_what_is_wrong_with_a_form_is_said(content, said):
    (mistake, *_others) = mistakes_in(content, KIND)
    assert said in mistake


def test_a_column_that_there_is_not_and_a_loop_in_a_loop_are_refused():
    people = "{{ number }}{% for row in members %}{{ row.nmae }}{% endfor %}"
    inside = "{{ number }}{% for a in members %}{% for b in members %}{% endfor %}{% endfor %}"
    assert "nmae" in mistakes_in(written(people), PaperKind.DECISION)[0]
    assert "循环里不能再有循环" in mistakes_in(written(inside), PaperKind.DECISION)[0]


def test_what_is_told_is_never_read_as_an_order():
    values = sample_values(KIND) | {"reason": "甲<w:p/>&{{ number }}乙"}
    content = filled(written("{{ number }}", "{{ reason }}"), KIND, values, qr_png("https://example.cn/"))
    assert words_of(content)[1] == "甲<w:p/>&{{ number }}乙"


def bring(place, content=None, day=None, kind=KIND):
    with acting(place.gao_jianguo):
        return bring_word_form(
            by=place.gao_jianguo,
            kind=kind,
            name="本县告知书.docx",
            content=content or starter(kind),
            in_force_from=day or TODAY(),
        )


@pytest.mark.django_db
def test_from_its_day_on_papers_are_made_by_it(place, relief):
    form = bring(place)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="人不在本地。", article="第四条")
    paper = paper_of(relief, "refusal")
    assert (paper.file_kind, paper.pages, paper.word_form_id) == (DOCX, None, form.pk)
    text = words_of(unseal_bytes(bytes(paper.sealed), label=paper.label))
    assert f"编号：{paper.number}" in text
    assert "理由：人不在本地。" in text
    assert paper_of(relief, "approval").word_form is None


@pytest.mark.django_db
def test_it_is_taken_along_as_a_file_and_nobody_keeps_it(client, place, relief):
    bring(place)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="人不在本地。", article="第四条")
    paper = paper_of(relief, "refusal")
    response = open_page(client, place.he_jing, "paper", paper.pk)
    assert response["Content-Type"] == DOCX
    assert response["Content-Disposition"] == f'attachment; filename="{paper.number}.docx"'
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_before_its_day_in_another_county_and_after_it_was_dropped_ours_holds(place):
    tomorrow = TODAY() + timedelta(days=1)
    county, other = place.county.number, place.other_county.number
    form = bring(place, day=tomorrow)
    assert form_in_force(county, KIND, TODAY()) is None
    assert form_in_force(county, KIND, tomorrow) == form
    assert form_in_force(other, KIND, tomorrow) is None
    with acting(place.gao_jianguo):
        drop_word_form(by=place.gao_jianguo, kind=KIND, in_force_from=tomorrow)
    assert form_in_force(county, KIND, tomorrow).content is None


@pytest.mark.django_db
def test_only_the_county_replaces_a_form_and_it_is_written_down(place):
    form = bring(place)
    with acting_everywhere():
        (event,) = events_about(form)
    assert (event.action, event.details["form"]) == ("papers.form_brought", "refusal")
    with acting(place.he_jing), pytest.raises(PermissionDenied):
        bring_word_form(by=place.he_jing, kind=KIND, name="a", content=b"x", in_force_from=TODAY())
    assert WordForm.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE papers_wordform SET name = 'x'", "DELETE FROM papers_wordform"])
def test_what_was_brought_is_never_changed(place, change):
    bring(place)
    with acting_everywhere(), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change)


@pytest.mark.django_db
def test_a_form_that_fails_all_the_same_stops_the_step(client, place, relief):
    bring(place, content=written("{{ number.x.y }}"))
    sent = {"decision": "refuse", "reason": "人不在本地。", "article": "第四条"} | onwards(relief)
    page = text_of(send(client, place.he_jing, "application", relief.pk, **sent))
    assert "本县的Word表单填不进去：本县告知书.docx" in page
    with acting_everywhere():
        assert not Paper.objects.filter(kind=KIND).exists()


def upload(client, place, content, **fields):
    file = SimpleUploadedFile("本县告知书.docx", content, content_type=DOCX)
    sent = {"which": "own", "file": file, "in_force_from": TODAY().isoformat()}
    return send(client, place.gao_jianguo, "word_form", KIND.value, **sent | fields)


@pytest.mark.django_db
def test_the_county_brings_one_and_takes_ours_again(client, place):
    assert upload(client, place, starter(KIND)).status_code == 302
    page = text_of(open_page(client, place.gao_jianguo, "word_forms"))
    assert "本县的：本县告知书.docx" in page
    sent = {"which": "ours", "in_force_from": TODAY().isoformat()}
    assert send(client, place.gao_jianguo, "word_form", KIND.value, **sent).status_code == 302
    assert "本县的：" not in text_of(open_page(client, place.gao_jianguo, "word_forms"))
    assert "本县告知书.docx" in text_of(open_page(client, place.gao_jianguo, "word_form", KIND.value))


@pytest.mark.django_db
def test_a_mistake_stands_beside_the_box_and_what_was_typed_stays(client, place):
    page = upload(client, place, written("{{ number }}{{ nubmer }}"), in_force_from="2000-1-1")
    text = text_of(page)
    assert "没有“nubmer”这个字段。" in str(page.context["form"]["file"].errors)
    assert page.context["form"]["in_force_from"].errors
    assert 'value="2000-1-1"' in text
    assert "请选择文件" in text_of(
        send(client, place.gao_jianguo, "word_form", KIND.value, which="own", in_force_from="2030-1-1")
    )
    assert not WordForm.objects.exists()


@pytest.mark.django_db
def test_the_page_lists_every_field_and_gives_a_form_to_begin_with(client, place):
    text = text_of(open_page(client, place.gao_jianguo, "word_form", "decision"))
    for said in (
        "{{ applicant }}",
        "{{ row.relation }}",
        "{%tr for row in members %}",
        "{{ qr }}",
        "部分隐去",
    ):
        assert said in text, said
    response = client.get(reverse("word_form_start", args=["decision"]))
    assert mistakes_in(response.content, PaperKind.DECISION) == []
    assert client.get(reverse("word_form", args=["poem"])).status_code == 404
