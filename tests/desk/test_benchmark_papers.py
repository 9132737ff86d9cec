"""`manage.py benchmark papers` tells of every form, and of the first one by itself."""

from io import StringIO

from django.core.management import call_command

from relief.papers.kinds import PaperKind


def test_it_tells_of_every_form():
    said = StringIO()
    call_command("benchmark", "papers", rounds=1, stdout=said)
    first, *lines = said.getvalue().splitlines()
    assert first.startswith("the first paper of a process: ")
    assert [line.partition(":")[0] for line in lines] == [*PaperKind.values, "Word form"]
    assert all(line.endswith("the median of 1") for line in lines)
