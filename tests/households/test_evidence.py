"""Photographs and PDFs of a household: kept sealed, seen by permission, withdrawn with a reason."""

import hashlib
import stat
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from relief.audit.models import Event
from relief.households.models import Evidence, Household
from relief.households.services import evidence as service
from relief.households.services.evidence import AlreadyWithdrawn, add_evidence, path_of, withdraw_evidence
from relief.offices.access import acting
from relief.settings import DEMONSTRATION
from relief.vault.ciphers import CellUnreadable
from relief.web.uploads import Cleaned
from tests.factories import make_household
from tests.households.uploading import locked, photograph, scan, upload
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

PHOTOGRAPH = Cleaned("image/jpeg", b"of a pledge, signed")
ELSEWHERE = Cleaned("application/pdf", b"%PDF of another pledge")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


def kept(media):
    return [path for path in media.rglob("*") if path.is_file()]


def add(user, household, *files, member=None, paper="pledge", about=""):
    with acting(user):
        of_paper = {"household": household, "member": member, "paper": paper, "about": about}
        return add_evidence(by=user, files=files or [PHOTOGRAPH], **of_paper)


def events(action):
    with acting_everywhere():
        return list(Event.objects.filter(action=f"households.evidence_{action}").order_by("number"))


def address(name, row):
    return reverse(name, args=[row.household_id, row.pk])


def test_a_file_is_sealed_on_the_disk_below_the_folder_of_uploads(world, home, media):
    (row,) = add(world.lin_xiaoman, home)
    (path,) = kept(media)

    assert path == path_of(row.stored_as)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert PHOTOGRAPH.content not in path.read_bytes()
    assert str(home.pk) not in str(path)
    assert (row.size, row.sha256) == (19, hashlib.sha256(PHOTOGRAPH.content).hexdigest())


def test_no_folder_of_uploads_lies_where_files_are_served_from():
    uploads, static = Path(DEMONSTRATION["RELIEF_MEDIA_ROOT"]), Path(DEMONSTRATION["RELIEF_STATIC_ROOT"])

    assert not uploads.is_relative_to(static)
    assert not uploads.is_relative_to(configured.ROOT / "static")


def test_a_file_put_in_the_place_of_another_does_not_open(world, home, media):
    first, second = add(world.lin_xiaoman, home, PHOTOGRAPH, ELSEWHERE)
    path_of(first.stored_as).write_bytes(path_of(second.stored_as).read_bytes())

    with acting(world.lin_xiaoman), pytest.raises(CellUnreadable):
        service.open_evidence(by=world.lin_xiaoman, evidence=first)


def test_when_something_fails_neither_row_nor_file_stays(world, home, media, monkeypatch):
    def fail(**_):
        raise DatabaseError

    monkeypatch.setattr(service, "record", fail)
    with pytest.raises(DatabaseError):
        add(world.lin_xiaoman, home, PHOTOGRAPH, ELSEWHERE)

    assert kept(media) == []
    with acting_everywhere():
        assert not Evidence.objects.exists()


def test_a_full_disk_leaves_no_row_and_no_half_of_a_file(world, home, media, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("relief.vault.files.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        add(world.lin_xiaoman, home)

    assert kept(media) == []
    with acting_everywhere():
        assert not Evidence.objects.exists()


def test_the_files_are_never_part_of_somebody_elses_transaction(world, home, media):
    """Its end could undo the rows and leave the files."""
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        add(world.lin_xiaoman, home)
    assert kept(media) == []


def test_the_same_file_sent_twice_is_kept_once(world, home, media):
    assert len(add(world.lin_xiaoman, home, PHOTOGRAPH, PHOTOGRAPH)) == 1
    assert add(world.lin_xiaoman, home) == []
    assert len(kept(media)) == 1
    assert len(add(world.lin_xiaoman, home, paper="statement")) == 1


def test_only_the_caseworker_of_the_community_adds_and_withdraws(world, home, media):
    (row,) = add(world.lin_xiaoman, home)
    with pytest.raises(PermissionDenied):
        add(world.he_jing, home)
    with acting(world.he_jing), pytest.raises(PermissionDenied):
        withdraw_evidence(by=world.he_jing, evidence=row, reason="看不清")
    with pytest.raises(Household.DoesNotExist):
        add(world.zhou_ting, home)
    assert len(kept(media)) == 1


def test_whoever_brings_a_paper_has_entered_something_of_the_household(world, home):
    add(world.lin_xiaoman, home)
    with acting_everywhere():
        assert home.entries.filter(part="papers", entered_by=world.lin_xiaoman).count() == 1


def test_a_withdrawn_file_stays_with_its_reason(world, home, media):
    (row,) = add(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman):
        withdraw_evidence(by=world.lin_xiaoman, evidence=row, reason="拍成了别人的")
        with pytest.raises(AlreadyWithdrawn):
            withdraw_evidence(by=world.lin_xiaoman, evidence=row, reason="再来一次")
        row.refresh_from_db()

    assert (row.withdrawn_by, row.reason) == (world.lin_xiaoman, "拍成了别人的")
    assert len(kept(media)) == 1
    assert [event.details["evidence"] for event in events("withdrawn")] == [[str(row.pk)]]
    assert len(add(world.lin_xiaoman, home)) == 1


@pytest.mark.parametrize(
    "change", [{"paper": "consent"}, {"sha256": "0" * 64}, {"member_id": None, "size": 1}]
)
def test_the_database_lets_nothing_of_a_file_change_but_its_withdrawal(world, home, change):
    (row,) = add(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman), pytest.raises(DatabaseError), transaction.atomic():
        Evidence.objects.filter(pk=row.pk).update(**change)


def test_the_database_takes_no_file_back_and_lets_none_be_deleted(world, home):
    (row,) = add(world.lin_xiaoman, home)
    back = {"withdrawn_by": None, "withdrawn_at": None, "reason": None}
    with acting(world.lin_xiaoman):
        withdraw_evidence(by=world.lin_xiaoman, evidence=row, reason="拍成了别人的")
        with pytest.raises(DatabaseError), transaction.atomic():
            Evidence.objects.filter(pk=row.pk).update(**back)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            row.delete()


def test_a_file_is_of_a_member_of_its_own_household(world, home):
    with acting(world.lin_xiaoman):
        stranger = make_household(world.lin_xiaoman).members.first()
    add(world.lin_xiaoman, home, member=stranger)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("role", ["lin_xiaoman", "he_jing", "gao_jianguo", "auditor"])
def test_whoever_sees_the_household_sees_the_file_and_that_is_written_down(client, world, home, role):
    (row,) = add(world.lin_xiaoman, home)
    client.force_login(getattr(world, role))
    response = client.get(address("evidence", row))

    assert response.content == PHOTOGRAPH.content
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    (event,) = events("opened")
    assert (event.actor_id, event.details["evidence"]) == (getattr(world, role).pk, [str(row.pk)])


def test_a_pdf_runs_nothing_where_it_is_shown(client, world, home):
    (row,) = add(world.lin_xiaoman, home, ELSEWHERE)
    client.force_login(world.he_jing)

    assert "script-src 'none'" in client.get(address("evidence", row))["Content-Security-Policy"]


def test_of_another_area_there_is_neither_list_nor_file(client, world, home):
    (row,) = add(world.lin_xiaoman, home)
    with acting(world.zhou_ting):
        own = make_household(world.zhou_ting)
    client.force_login(world.zhou_ting)

    assert client.get(reverse("papers", args=[home.pk])).status_code == 404
    for name in ("evidence", "evidence_withdraw"):
        assert client.get(address(name, row)).status_code == 404
        assert client.get(reverse(name, args=[own.pk, row.pk])).status_code == 404
    assert events("opened") == []


def test_the_administrator_sees_no_paper(client, world, home):
    (row,) = add(world.lin_xiaoman, home)
    client.force_login(world.administrator)
    assert client.get(address("evidence", row)).status_code == 403
    assert client.get(reverse("papers", args=[home.pk])).status_code == 403


def test_several_files_are_brought_at_once_and_the_list_says_so(client, world, home, media):
    response = upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()), ("b.pdf", scan()))
    assert response.url == reverse("papers", args=[home.pk])
    page = client.get(response.url).content.decode()

    assert "已存2份材料。" in page
    assert "有2份" in page
    assert len(kept(media)) == 2
    with acting_everywhere():
        rows = list(Evidence.objects.all())
    assert sorted(row.kind for row in rows) == ["application/pdf", "image/jpeg"]
    assert all(address("evidence", row) in page for row in rows)
    assert [event.details["paper"] for event in events("added")] == ["pledge"]
    shown = client.get(address("evidence", rows[0])).content
    assert b"SECRET" not in shown


def test_what_was_there_already_is_told_beside_what_was_kept(client, world, home, media):
    upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()))
    both = upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()), ("b.pdf", scan()))
    page = client.get(both.url).content.decode()

    assert "已存1份材料。" in page
    assert "1份和已经存的一样，没有重复存。" in page
    assert len(kept(media)) == 2


def test_what_the_camera_takes_is_brought_too(client, world, home, media):
    taken = SimpleUploadedFile("image.jpg", photograph())
    assert upload(client, world.lin_xiaoman, home, camera=[taken]).status_code == 302
    assert len(kept(media)) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic：是HEIC照片，这一张打不开"),
        ("a.jpg", b"MZ this is a program", "a.jpg：不是能打开的照片或PDF"),
        ("a.pdf", locked(), "a.pdf：有密码，打不开"),
        ("a.pdf", b"%PDF-1.7\nnothing", "a.pdf：打不开这份PDF"),
        ("a.jpg", b"x" * (10 * 1024 * 1024 + 1), "a.jpg：超过10 MB"),
        ("a.jpg", b"", "a.jpg：文件是空的，请换一个"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_at_its_box(client, world, home, media, name, content, message):
    page = upload(client, world.lin_xiaoman, home, ("b.jpg", photograph()), (name, content)).content.decode()

    assert page.count(message) == 2
    assert "都没有存。改好再存；下面没有列出来的文件要再选一遍" in page
    assert '<option value="pledge" selected>' in page
    assert kept(media) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"paper": ""}, "请选择"),
        ({"paper": "consent"}, "这份材料每人一份，请选是谁的"),
        ({"paper": "other"}, "其他佐证要说明证明哪一项"),
        ({"paper": "register"}, "请从列出的里面选"),
        ({"member": "nobody"}, "请从列出的里面选"),
    ],
)
def test_a_mistake_in_what_the_paper_is_keeps_the_rest(client, world, home, media, fields, message):
    page = upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()), **fields).content.decode()
    assert page.count(message) >= 2
    assert "下面没有列出来的文件要再选一遍" in page
    assert kept(media) == []


def test_a_form_without_a_file_asks_for_one(client, world, home):
    assert "请拍照，或选一份文件" in upload(client, world.lin_xiaoman, home).content.decode()


def test_too_many_at_once_are_refused(client, world, home):
    many = [(f"{number}.jpg", photograph()) for number in range(7)]
    assert "一次最多6份" in upload(client, world.lin_xiaoman, home, *many).content.decode()


def test_the_township_reads_the_list_and_adds_nothing(client, world, home, media):
    assert upload(client, world.he_jing, home, ("a.jpg", photograph())).status_code == 403
    page = client.get(reverse("papers", args=[home.pk])).content.decode()
    assert "材料由本社区的协理员交" in page
    assert 'type="file"' not in page
    assert kept(media) == []


def test_a_file_shows_the_fact_that_its_paper_or_somebody_names(client, world, home):
    upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()), paper="bills")
    upload(client, world.lin_xiaoman, home, ("a.jpg", photograph()), paper="other", about="spending.tuition")
    with acting_everywhere():
        assert [row.about for row in Evidence.objects.all()] == ["spending", "spending.tuition"]
    page = client.get(reverse("papers", args=[home.pk])).content.decode()
    assert "近12个月大额支出：学费" in page


def test_withdrawing_asks_why_and_the_list_tells(client, world, home):
    (row,) = add(world.lin_xiaoman, home)
    client.force_login(world.lin_xiaoman)
    assert (
        client.post(address("evidence_withdraw", row), {"reason": ""}).content.decode().count("请填写") == 2
    )
    page = client.post(
        address("evidence_withdraw", row), {"reason": "重拍了一张"}, follow=True
    ).content.decode()

    assert "已作废。原件还留着，写明了原因。" in page
    assert "作废：重拍了一张" in page
    assert client.get(address("evidence", row)).content == PHOTOGRAPH.content
    again = client.post(address("evidence_withdraw", row), {"reason": "重拍了一张"}, follow=True)
    assert "已经有人作废过了。" in again.content.decode()


def test_pictures_may_be_seen_before_they_are_sent_on_this_page_alone(client, world, home):
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("papers", args=[home.pk]))

    assert "img-src 'self' data: blob:" in page["Content-Security-Policy"]
    assert "blob:" not in client.get(reverse("households"))["Content-Security-Policy"]
    assert 'capture="environment"' in page.content.decode()
