"""Pages are sent compressed; static files already lie compressed on the disk."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses text alone: photographs and PDFs would only cost time.

    Compressed length tells a listener about secrets on the page (BREACH). Django adds random bytes to each
    answer, and the key of forms is masked anew each time, so that no two lengths can be compared.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/"):
            return response
        return super().process_response(request, response)
