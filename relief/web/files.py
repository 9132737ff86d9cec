"""What is kept of photographs and papers, and how one is handed to a browser."""

from django.http import HttpResponse

JPEG, PDF = "image/jpeg", "application/pdf"
EXTENSIONS = {JPEG: "jpg", PDF: "pdf"}
# A picture needs nothing. A PDF is shown by the browser's own reader, which a sandbox keeps from starting.
SHOWN_UNDER = {
    JPEG: "default-src 'none'; frame-ancestors 'none'; sandbox",
    PDF: "default-src 'self'; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}


def shown_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """The file itself, which nobody keeps; `name` without its ending."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'inline; filename="{name}.{EXTENSIONS[kind]}"',
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": SHOWN_UNDER[kind],
        },
    )
