import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from relief.web.compression import TextCompressionMiddleware

WITH_GZIP = {"Accept-Encoding": "gzip"}


def test_a_page_is_compressed_and_never_twice_to_the_same_length():
    answers = [Client().get("/nothing-here", headers=WITH_GZIP) for _ in range(12)]
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({gzip.decompress(answer.content) for answer in answers}) == 1
    assert len({len(answer.content) for answer in answers}) > 1


def test_who_cannot_read_it_gets_it_plain():
    answer = Client().get("/nothing-here")
    assert "Content-Encoding" not in answer.headers
    assert "没有找到" in answer.text


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf"])
def test_what_is_no_text_is_left_as_it_is(kind):
    request = RequestFactory().get("/", headers=WITH_GZIP)
    answer = TextCompressionMiddleware(lambda request: HttpResponse(b"x" * 5000, content_type=kind))(request)
    assert "Content-Encoding" not in answer.headers
    assert answer.content == b"x" * 5000
