"""What somebody photographed or brought as a file, made anew: only what is to be seen stays.

A picture is drawn again without EXIF, a PDF written again without scripts, attachments and metadata. The
content decides what it is, never the file's name or what the browser says of it. HEIC, as telephones write it
when nobody has told them otherwise, is read by a decoder that is started for such a file alone.
"""

import zlib
from io import BytesIO
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pi_heif import register_heif_opener
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, NameObject, StreamObject

from .files import JPEG, PDF

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2400
MOST_PIXELS = 80_000_000
MOST_PAGES = 100
FORMATS = ("JPEG", "PNG", "WEBP")
HEIC = "HEIF"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# Of pictures that say their colours by a list or by black and white, no half tones could be drawn.
WITHOUT_HALF_TONES = ("1", "P", "PA")
# Whatever acts, carries other files or tells of the writer. What is drawn on a page is none of them.
ACTS_OR_TELLS = ("/A", "/AA", "/AF", "/JS", "/EF", "/Metadata", "/PieceInfo", "/RichMediaContent", "/Thumb")
DRAWN_NOTES = ("/Widget", "/FreeText", "/Ink", "/Stamp", "/Highlight", "/Underline")
# A file made to break readers breaks them in any of these ways.
BROKEN_PDF = (PyPdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError)
BROKEN_DATA = (OSError, SyntaxError, TypeError, ValueError, zlib.error)


class Cleaned(NamedTuple):
    """What is kept of an upload."""

    kind: str
    content: bytes


def cleaned(content: bytes) -> Cleaned:
    """The upload made anew; ValidationError says in the user's words why it cannot be taken."""
    if not content:
        raise ValidationError(_("文件是空的，请换一个"), code="empty")
    if len(content) > LARGEST_BYTES:
        raise ValidationError(_("超过10 MB，请拍小一点，或分成几份"), code="too_large")
    if content.lstrip()[:5] == b"%PDF-":
        return Cleaned(PDF, _pdf(content))
    return Cleaned(JPEG, _heic(content) if _is_heic(content) else _picture(content))


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def _heic(content: bytes) -> bytes:
    """The decoder may lack what a telephone has used; then only the telephone can help, and how is said."""
    register_heif_opener(thumbnails=False)
    try:
        return _picture(content, (HEIC,))
    except ValidationError as mistake:
        if mistake.code != "unreadable":
            raise
        message = _("是HEIC照片，这一张打不开；请在手机的相机设置里选JPEG（“兼容性最佳”），或截屏后再选")
        raise ValidationError(message, code="heic") from None


def _picture(content: bytes, formats: tuple[str, ...] = FORMATS) -> bytes:
    try:
        with Image.open(BytesIO(content), formats=formats) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _drawn_again(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_("像素太多，请用普通清晰度重拍"), code="too_many_pixels") from None
    except BROKEN_DATA:
        message = _("不是能打开的照片或PDF；请选JPEG、PNG照片，或PDF")
        raise ValidationError(message, code="unreadable") from None


def _drawn_again(opened: Image.Image) -> bytes:
    """A new picture has no metadata to lose; what was transparent becomes white paper.

    It is made small before it is turned and painted over, so that a large one is held in memory once.
    """
    picture = opened.convert("RGBA") if opened.mode in WITHOUT_HALF_TONES else opened
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    written = BytesIO()
    paper.save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()


def _pdf(content: bytes) -> bytes:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise ValidationError(_("有密码，打不开；请去掉密码，或拍照上传"), code="encrypted")
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise ValidationError(_("要有1到100页，请分成几份"), code="pages")
        return _written_again(reader)
    except ValidationError:
        raise
    except BROKEN_PDF + BROKEN_DATA:
        raise ValidationError(
            _("打不开这份PDF，可能没有传完整；请重新扫描，或拍照上传"), code="unreadable"
        ) from None


def _written_again(reader: PdfReader) -> bytes:
    """The pages alone: what hangs on the document (scripts, attachments, its author) is not carried over."""
    writer = PdfWriter()
    for page in reader.pages:
        if "/Annots" in page:
            page[NameObject("/Annots")] = _drawn_notes(page["/Annots"])
        writer.add_page(page, excluded_keys=ACTS_OR_TELLS)
    for part in writer._objects:
        if isinstance(part, StreamObject) and part.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            part._data = _without_metadata(part._data)
    writer.metadata = None
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _drawn_notes(notes: Any) -> ArrayObject:
    """Filled-in fields and notes drawn on the page stay; links, attachments and films go."""
    return ArrayObject(note for note in notes if note.get_object().get("/Subtype") in DRAWN_NOTES)


def _without_metadata(jpeg: bytes) -> bytes:
    """A JPEG inside a PDF without its EXIF: every marker before the picture that tells of the camera."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        # APP1 to APP13 and comments; APP14 says how to read the colours.
        if not (0xE1 <= jpeg[at + 1] <= 0xED or jpeg[at + 1] == 0xFE):
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])
