"""Uploads are made anew: nothing stays of where and with what they were made, nor anything that acts."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from relief.web import uploads
from relief.web.uploads import cleaned
from tests.households.uploading import GPS, HEIC, locked, photograph, scan, written


def opened(content):
    return Image.open(BytesIO(content))


def test_a_photograph_loses_where_and_with_what_it_was_taken():
    taken = photograph()
    assert opened(taken).getexif().get_ifd(GPS)
    kept = cleaned(taken)

    assert kept.kind == "image/jpeg"
    assert not opened(kept.content).getexif()
    assert b"SECRET" in taken
    assert b"SECRET" not in kept.content
    assert b"Exif" not in kept.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_stands_upright_as_its_camera_was_held(kind):
    kept = opened(cleaned(photograph(orientation=6, kind=kind)).content)
    red, _, blue = kept.getpixel((150, 20))

    assert kept.size == (300, 400)
    assert blue > 200 > red


def test_a_large_photograph_is_made_smaller_and_a_small_one_is_not():
    assert opened(cleaned(photograph(size=(4800, 1200))).content).size == (2400, 600)
    assert opened(cleaned(photograph(size=(30, 20))).content).size == (30, 20)


def test_a_telephones_heic_photograph_is_kept_as_jpeg():
    assert b"SECRET-CAMERA" in HEIC
    kept = cleaned(HEIC)
    drawn = opened(kept.content)

    assert kept.kind == "image/jpeg"
    assert (drawn.format, drawn.size) == ("JPEG", (64, 48))
    assert drawn.getpixel((10, 24))[2] > 200 > drawn.getpixel((10, 24))[0]
    assert b"SECRET" not in kept.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_of_48_megapixels_is_made_small(kind):
    taken = photograph(size=(8000, 6000), orientation=6, kind=kind)
    assert len(taken) < uploads.LARGEST_BYTES
    kept = cleaned(taken).content

    assert opened(kept).size == (1800, 2400)
    assert len(kept) < 1024 * 1024


def test_a_black_and_white_scan_keeps_its_thin_lines_as_half_tones():
    drawing = Image.new("1", (4800, 100), 1)
    drawing.paste(0, (0, 0, 4800, 1))
    scanned = BytesIO()
    drawing.save(scanned, "PNG")
    assert 60 < opened(cleaned(scanned.getvalue()).content).getpixel((1000, 0))[0] < 200


def test_what_is_transparent_becomes_white_paper():
    drawing = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(drawing, "PNG")

    assert opened(cleaned(drawing.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_is_written_again_without_what_acts_and_who_wrote_it():
    brought = scan(pages=2)
    assert brought.count(b"SECRET") >= 4
    kept = cleaned(brought)
    reader = PdfReader(BytesIO(kept.content))

    assert kept.kind == "application/pdf"
    for trace in (b"SECRET", b"/JS", b"/JavaScript", b"/EmbeddedFile", b"/OpenAction", b"/AA"):
        assert trace not in kept.content
    assert reader.metadata is None
    assert len(reader.pages) == 2
    assert reader.pages[0].images[0].image.size == (60, 40)
    assert [each.get_object()["/Subtype"] for each in reader.pages[0]["/Annots"]] == ["/Widget"]


def test_a_photograph_inside_a_pdf_loses_its_exif_and_stays_readable():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(scan())))
    for part in writer._objects:
        if isinstance(part, StreamObject) and part.get("/Subtype") == "/Image":
            part._data, part[NameObject("/Filter")] = photograph(), NameObject("/DCTDecode")
    brought = written(writer)
    assert b"SECRET-CAMERA" in brought
    kept = cleaned(brought).content

    assert b"SECRET" not in kept
    assert PdfReader(BytesIO(kept)).pages[0].images[0].image.size == (400, 300)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ this is a program", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "unreadable"),
        (b"GIF89a", "unreadable"),
        (photograph()[:400], "unreadable"),
        (b"%PDF-1.7\nnothing", "unreadable"),
        (scan()[:300], "unreadable"),
        (locked(), "encrypted"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (HEIC[:300], "heic"),
        (b"x" * (uploads.LARGEST_BYTES + 1), "too_large"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(content, code):
    with pytest.raises(ValidationError) as refused:
        cleaned(content)
    assert refused.value.code == code


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 400 * 300 - 1)
    with pytest.raises(ValidationError) as refused:
        cleaned(photograph())
    assert refused.value.code == "too_many_pixels"


def test_a_heic_picture_of_too_many_pixels_is_refused_too(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 64 * 48 - 1)
    with pytest.raises(ValidationError) as refused:
        cleaned(HEIC)
    assert refused.value.code == "too_many_pixels"


def test_a_bomb_is_refused_too(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValidationError) as refused:
        cleaned(photograph())
    assert refused.value.code == "too_many_pixels"


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PAGES", 2)
    with pytest.raises(ValidationError) as refused:
        cleaned(scan(pages=3))
    assert refused.value.code == "pages"
