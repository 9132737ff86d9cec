"""A save answers with the page that it leads to: one journey in place of two."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

WHOLE_PAGE = "page"
KEY_OF_FORMS = "CSRF_COOKIE"


class FollowingMiddleware:
    """Follows the redirect of a form that htmx sent for the whole page.

    The innermost of all: the page that follows passes every guard again, with the same person, session and
    messages. Whoever goes without htmx is redirected as ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        address = _leads_to(request, response)
        if not address:
            return response
        following = opening(request, address)
        page = self.get_response(following)
        # A form on that page may have made the key that the answer has to carry.
        key = {name: value for name, value in following.META.items() if name.startswith(KEY_OF_FORMS)}
        request.META.update(key)
        if page.status_code != 200:
            return page
        here = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
        page["HX-Replace-Url" if here == address else "HX-Push-Url"] = address
        page.cookies.update(response.cookies)
        return page


def _leads_to(request: HttpRequest, response: HttpResponse) -> str:
    """The address of the next page, when it is one of ours and the whole page is put in."""
    asked = getattr(request, "htmx", None)
    if response.status_code != 302 or request.method != "POST" or not asked or asked.target != WHOLE_PAGE:
        return ""
    parts = urlsplit(response["Location"])
    ours = parts.path.startswith("/") and not (parts.scheme or parts.netloc or parts.fragment)
    return response["Location"] if ours else ""


def opening(request: HttpRequest, address: str) -> HttpRequest:
    """The request with which the browser would have opened this address."""
    parts = urlsplit(address)
    meta = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": parts.path, "QUERY_STRING": parts.query}
    following = HttpRequest.__new__(type(request))
    # copy() would leave out what cannot be pickled, which is what knows the scheme and the host.
    vars(following).update(vars(request))
    vars(following).update(environ=meta, META=meta, method="GET", path=parts.path, path_info=parts.path)
    vars(following).update(GET=QueryDict(parts.query), _post=QueryDict(), _files=MultiValueDict())
    return following
