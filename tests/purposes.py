"""A browser whose user answers, when asked what a household is opened for, and then goes on."""

from urllib.parse import urlencode

from django.test import Client
from django.urls import Resolver404, resolve

FORM = "application/x-www-form-urlencoded"


def asks_purpose(response):
    """Whether a response leads to the page that asks."""
    try:
        return response.status_code == 302 and resolve(response.url.partition("?")[0]).url_name == "purpose"
    except Resolver404:
        return False


class PurposefulClient(Client):
    """Gives 复核 wherever it is asked, as people do, and sends again what it was about to send."""

    def generic(self, method, path, *args, **kwargs):
        answer = urlencode({"purpose": "review"}).encode()
        while asks_purpose(response := super().generic(method, path, *args, **kwargs)):
            assert super().generic("POST", response.url, answer, FORM).status_code == 302
        return response
