"""Photographs and PDFs as people's devices make them."""

from base64 import b64decode
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def photograph(size=(400, 300), orientation=1, kind="JPEG", left="blue"):
    """Blue on the left half, red on the right, as the sensor saw it; taken somewhere with some camera."""
    picture = Image.new("RGB", size, "red")
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "SECRET-CAMERA"
    exif.get_ifd(GPS).update({1: "N", 2: (31.0, 12.0, 5.0)})
    written = BytesIO()
    picture.save(written, kind, exif=exif, comment=b"SECRET-COMMENT")
    return written.getvalue()


# What reads HEIC cannot write it, so this one was written once: 64 × 48, blue and red, EXIF with a camera.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAEQAAgAAAAACJgABAAAAAAAAAD4AAAA4aWluZgAAAAAAAgAAABVp"
    "bmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZo"
    "dmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAA"
    "AwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAA"
    "AAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1h"
    "AAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAim1kYXQAAABAKAGvWOb06r//8zA+R+x2n/yN"
    "z9X/4qvr/1E66/xhJWlfbRreOdVLQAOZ8kClb9xkEgjPeN1ujT9FVcNh2Cw2qAAAAAZFeGlmAABNTQAqAAAACAACAQ8AAgAA"
    "AA4AAAAmARIAAwAAAAEABgAAAAAAAFNFQ1JFVC1DQU1FUkEA"
)


def scan(pages=1):
    """A PDF of one picture that runs a script, carries a file, launches a program and names its author."""
    plain = BytesIO()
    Image.new("RGB", (60, 40), "green").save(plain, "PDF")
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain.getvalue())))
    for _ in range(pages - 1):
        writer.add_page(writer.pages[0])
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    script[NameObject("/JS")] = TextStringObject("SECRET-SCRIPT")
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note("/Link", script), note("/Widget", script)])
    writer.add_attachment("a.txt", b"SECRET-FILE")
    writer.add_metadata({"/Author": "SECRET-AUTHOR"})
    return written(writer)


def note(kind, action):
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/T"): TextStringObject("field" + kind),
            NameObject("/Rect"): ArrayObject([FloatObject(0)] * 4),
            NameObject("/A"): action,
        }
    )


def locked():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(scan())))
    writer.encrypt("1234", algorithm="RC4-128")
    return written(writer)


def written(writer):
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def upload(client, user, household, *files, paper="pledge", **fields):
    client.force_login(user)
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    data = {"paper": paper, "chosen": sent} | fields
    return client.post(reverse("papers", args=[household.pk]), data)
