"""Papers that steps made, and what is in them."""

from relief.papers.models import Paper
from relief.vault.ciphers import unseal_bytes
from tests.papers.samples import joined, text_of
from tests.world import acting_everywhere


def kinds_of(application):
    """What was made for a case, in order."""
    with acting_everywhere():
        papers = Paper.objects.filter(case=application.pk).order_by("serial")
        return [paper.kind for paper in papers]


def paper_of(application, kind):
    with acting_everywhere():
        return Paper.objects.select_related("household").get(case=application.pk, kind=kind)


def read(application, kind):
    """The text of a paper, without opening it as somebody."""
    paper = paper_of(application, kind)
    return joined(text_of(unseal_bytes(bytes(paper.sealed), label=paper.label)))
