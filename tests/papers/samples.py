"""Every form with the sample values, as it was looked at; `python -m tests.papers.samples` keeps it anew."""

import os
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django
from pypdf import PdfReader

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relief.settings")
django.setup()

from relief.papers.kinds import PaperKind  # noqa: E402
from relief.papers.qr import qr_svg  # noqa: E402
from relief.papers.sampled import sample_values  # noqa: E402
from relief.papers.typesetting import pictures, typeset, typeset_blank  # noqa: E402

HERE = Path(__file__).parent
DAY = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
ADDRESS = "https://relief.example.cn/applications/1f9f2c52-6a9d-4d6e-9a53-0d5b3a3a7c11/"
PPI = 60


def sampled(kind, **changes):
    return typeset(kind, sample_values(kind) | changes, made_at=DAY, qr=qr_svg(ADDRESS))


def blank(kind, **how):
    return typeset_blank(kind, DAY, **how)


def text_of(content):
    """What somebody who cannot see it is read, one line after the other."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages) + "\n"


def joined(text):
    """Without the ends of lines, and without the space that typesetting puts beside figures."""
    return re.sub(r"\s", "", text)


def drawn(kind):
    return pictures(kind, sample_values(kind), made_at=DAY, qr=qr_svg(ADDRESS), ppi=PPI)


def kept_pictures(kind):
    return sorted((HERE / "pictures").glob(f"{kind.value}-[0-9].png"))


def kept_text(kind):
    return HERE / "texts" / f"{kind.value}.txt"


def keep():
    for old in (*(HERE / "pictures").iterdir(), *(HERE / "texts").iterdir()):
        old.unlink()
    for kind in PaperKind:
        kept_text(kind).write_text(text_of(sampled(kind).content), encoding="utf-8")
        for number, page in enumerate(drawn(kind), start=1):
            (HERE / "pictures" / f"{kind.value}-{number}.png").write_bytes(page)


if __name__ == "__main__":
    keep()
