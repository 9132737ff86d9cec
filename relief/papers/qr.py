"""二维码: the address of a case, which holds its key and nothing of the people in it."""

from functools import lru_cache
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse


def case_address(case: UUID) -> str:
    """Where the case opens, for whoever may open it."""
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{reverse('application', args=[case])}"


# Papers of one step follow each other, each with the code of the same case.
@lru_cache(maxsize=32)
def qr_svg(text: str) -> str:
    return _drawn(text, kind="svg", xmldecl=False).decode()


def qr_png(text: str) -> bytes:
    return _drawn(text, kind="png", scale=6)


def _drawn(text: str, **wanted: Any) -> bytes:
    import segno

    drawn = BytesIO()
    # What is folded and stamped is still read with a quarter of it gone.
    segno.make(text, error="q", micro=False).save(drawn, **wanted)
    return drawn.getvalue()
