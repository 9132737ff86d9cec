"""Where somebody goes on after a deed that is no page of its own: where they came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest) -> str:
    """The page that the form names, if it is one of ours; else the queue."""
    back = request.POST.get("back") or request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("queue")


def query_of(address: str) -> QueryDict:
    """What an address says behind its question mark."""
    return QueryDict(urlsplit(address).query)
