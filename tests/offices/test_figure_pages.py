"""文件原件: the county keeps the pages of a figure's document; whoever reads the figures reads them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices.access import acting
from relief.offices.document_pages import add_pages
from relief.offices.models import FigurePage, Role
from relief.web.files import JPEG, PDF
from relief.web.uploads import Cleaned
from tests.factories import make_figures
from tests.households.uploading import photograph, scan
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def row(world):
    with acting_everywhere():
        return make_figures(world.county)


def send(client, row, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("figure_pages", args=[row.pk]), {"chosen": sent})


def kept(row):
    with acting_everywhere():
        return list(FigurePage.objects.filter(figures=row))


def files_below(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("name", "content", "kind"), [("a.jpg", photograph(), JPEG), ("a.pdf", scan(), PDF)])
def test_a_page_is_made_anew_sealed_and_read_again(client, world, settings, row, name, content, kind):
    client.force_login(world.gao_jianguo)
    assert send(client, row, (name, content)).url == reverse("figure_pages", args=[row.pk])
    (page,) = kept(row)

    assert (page.kind, page.uploaded_by) == (kind, world.gao_jianguo)
    (path,) = files_below(settings)
    assert b"SECRET" not in path.read_bytes()
    assert not path.read_bytes().startswith((b"\xff\xd8", b"%PDF"))
    with acting_everywhere():
        assert events_about(row).get().action == "offices.figure_pages_added"
    client.force_login(world.lin_xiaoman)
    shown = client.get(reverse("figure_page", args=[page.pk]))
    assert shown["Content-Type"] == kind
    assert shown["Cache-Control"] == "private, no-store"
    assert shown.content.startswith((b"\xff\xd8", b"%PDF"))
    assert b"SECRET" not in shown.content


def test_the_history_counts_them_and_leads_to_them(client, world, row):
    address = reverse("figure_pages", args=[row.pk])
    client.force_login(world.lin_xiaoman)
    assert address not in client.get(reverse("figures")).content.decode()
    client.force_login(world.gao_jianguo)
    assert "传文件原件" in client.get(reverse("figures")).content.decode()
    send(client, row, ("a.jpg", photograph()), ("b.pdf", scan()))
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("figures")).content.decode()

    assert address in page
    assert "文件原件2份" in page
    of_row = client.get(address).content.decode()
    assert "第2份" in of_row
    assert "enctype" not in of_row


def test_the_same_file_is_kept_once(client, world, settings, row):
    client.force_login(world.gao_jianguo)
    send(client, row, ("a.jpg", photograph()))
    response = send(client, row, ("b.jpg", photograph()))

    assert len(kept(row)) == len(files_below(settings)) == 1
    assert "没有重复存" in client.get(response.url).content.decode()


@pytest.mark.parametrize("content", [b"", b"MZ not a picture"])
def test_what_is_no_page_is_refused_with_its_reason(client, world, settings, row, content):
    client.force_login(world.gao_jianguo)
    response = send(client, row, ("a.exe", content))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["chosen"]
    assert kept(row) == files_below(settings) == []


def test_without_a_file_there_is_nothing_to_keep(client, world, row):
    client.force_login(world.gao_jianguo)

    assert list(send(client, row).context["form"].errors) == ["chosen"]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR])
def test_others_add_none(client, world, row, role):
    client.force_login(world.by_role[role])

    assert send(client, row, ("a.jpg", photograph())).status_code == 403
    with acting(world.by_role[role]), pytest.raises(PermissionDenied):
        add_pages(by=world.by_role[role], figures=row, files=[Cleaned(JPEG, b"x")])
    assert kept(row) == []


def test_pages_of_another_county_are_not_there_and_those_above_are_read_alone(client, world):
    with acting_everywhere():
        away, above = make_figures(world.other_county), make_figures(world.province)
    client.force_login(world.gao_jianguo)

    assert client.get(reverse("figure_pages", args=[away.pk])).status_code == 404
    assert client.get(reverse("figure_pages", args=[above.pk])).status_code == 200
    assert send(client, above, ("a.jpg", photograph())).status_code == 403


def test_the_database_lets_nobody_write_to_another_county_nor_change_a_row(world, row):
    with acting(world.gao_jianguo):
        (page,) = add_pages(by=world.gao_jianguo, figures=row, files=[Cleaned(JPEG, b"x")])
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            FigurePage.objects.filter(pk=page.pk).delete()
    with acting(world.zhou_ting), pytest.raises(ProgrammingError, match="row-level security"):
        FigurePage.objects.create(
            figures=row, kind=JPEG, size=1, sha256="0" * 64, uploaded_by=world.zhou_ting
        )


def test_a_file_whose_row_fails_is_taken_away_again(world, settings, row, monkeypatch):
    def fail(**fields):
        raise RuntimeError

    monkeypatch.setattr("relief.offices.document_pages.record", fail)
    with acting(world.gao_jianguo), pytest.raises(RuntimeError):
        add_pages(by=world.gao_jianguo, figures=row, files=[Cleaned(JPEG, b"x")])

    assert kept(row) == files_below(settings) == []
