"""The list of a case, the paper itself, its reprint, and the blank forms."""

import pytest
from django.test import Client
from django.urls import reverse

from relief.audit.models import Event
from relief.casework.services import approve
from relief.offices.access import acting
from relief.papers.kinds import PaperKind
from relief.papers.models import Paper
from relief.vault.ciphers import unseal_bytes
from tests.casework.pages import open_page, text_of
from tests.papers.issued import paper_of
from tests.papers.samples import joined
from tests.papers.samples import text_of as words_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def actions():
    with acting_everywhere():
        return list(Event.objects.filter(action__startswith="papers.").values_list("action", flat=True))


def test_the_page_of_the_case_lists_what_was_made(client, place, relief):
    with acting(place.he_jing):
        approve(by=place.he_jing, application=relief, amount=800_00)
    page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
    with acting_everywhere():
        papers = list(Paper.objects.all())
    assert len(papers) == 3
    for paper in papers:
        assert str(PaperKind(paper.kind).label) in page
        assert paper.number in page
        assert reverse("paper", args=[paper.pk]) in page
        assert reverse("paper_reprint", args=[paper.pk]) in page
    assert "papers.opened" not in actions()


def test_an_auditor_looks_and_does_not_hand_out(client, place, relief):
    paper = paper_of(relief, "application")
    client.force_login(place.auditor)
    assert client.post(reverse("paper_reprint", args=[paper.pk])).status_code == 403
    assert "papers.reprinted" not in actions()


def test_a_paper_opens_as_it_was_sent_and_nobody_keeps_it(client, place, relief):
    paper = paper_of(relief, "application")
    response = open_page(client, place.lin_xiaoman, "paper", paper.pk)
    assert response.content == unseal_bytes(bytes(paper.sealed), label=paper.label)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{paper.number}.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert "script-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert actions()[-1] == "papers.opened"


def test_a_reprint_is_the_same_and_is_written_down(client, place, relief):
    paper = paper_of(relief, "application")
    client.force_login(place.lin_xiaoman)
    response = client.post(reverse("paper_reprint", args=[paper.pk]))
    assert response.content == unseal_bytes(bytes(paper.sealed), label=paper.label)
    assert actions()[-1] == "papers.reprinted"
    assert client.get(reverse("paper_reprint", args=[paper.pk])).status_code == 405


def test_who_reads_for_a_purpose_is_asked_for_it_first(place, relief):
    paper = paper_of(relief, "application")
    response = open_page(Client(), place.gao_jianguo, "paper", paper.pk)
    assert response.status_code == 302
    assert reverse("purpose", args=[relief.household_id]) in response.url
    assert "papers.opened" not in actions()


@pytest.mark.parametrize("kind", PaperKind, ids=[kind.value for kind in PaperKind])
def test_every_form_is_printed_blank(client, place, kind):
    page = text_of(open_page(client, place.lin_xiaoman, "blank_papers"))
    address = reverse("blank_paper", args=[kind.value])
    assert address in page
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert str(kind.label) in joined(words_of(response.content))
    assert actions() == []


def test_the_notice_is_printed_across_and_an_unknown_form_not_at_all(client, place):
    page = text_of(open_page(client, place.lin_xiaoman, "blank_papers"))
    address = reverse("blank_paper", args=["notice"])
    assert f'href="{address}?across=1"' in page
    assert client.get(address).content != client.get(f"{address}?across=1").content
    assert client.get(reverse("blank_paper", args=["poem"])).status_code == 404
