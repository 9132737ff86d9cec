"""县级抽查: a closed list, a seed that nobody chose, three in ten checked before tekun is confirmed."""

from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from relief.casework import services
from relief.casework.draws import how_many, lots
from relief.casework.models import Draw, DrawSeed
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import make_application
from tests.casework.drawing import check, draw_lots
from tests.casework.investigated import assessment_words, delegate, lead, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, execute, now, refused_by
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def waiting(place, programme="tekun", until=State.TO_CONFIRM):
    """Published, and handed on to be confirmed."""
    application = lead(place, make_application(place.lin_xiaoman, programme), State.INVESTIGATING)
    if programme == "tekun":
        with acting(place.he_jing):
            services.assess(by=place.he_jing, application=application, on=today(), **assessment_words())
    return lead(place, application, until, after=State.INVESTIGATING)


@pytest.fixture
def tekun(place):
    return waiting(place)


def decide(client, by, application):
    return send(client, by, "application", application.pk, decision="approve", amount="900", reason="属实。")


class TestFromTheListToTheAward:
    def test_listed_drawn_checked_confirmed(self, client, place, tekun):
        gao = place.gao_jianguo
        opened = open_page(client, gao, "application", tekun.pk)
        assert opened.context["deeds"] == ("send_back",)
        assert "还没有列入县级抽查名单" in text_of(decide(client, gao, tekun))
        assert "1件等待确认" in text_of(open_page(client, gao, "draws"))
        sent = send(client, gao, "draw_close")
        draw = Draw.objects.get()
        assert sent.url == f"/draws/{draw.pk}/"
        assert "还没有抽取，抽取以后才能决定" in text_of(decide(client, gao, tekun))
        send(client, gao, "draw_lots", draw.pk)
        assert "抽中了，县级抽查核实以后才能决定" in text_of(decide(client, gao, tekun))
        page = text_of(open_page(client, gao, "draw", draw.pk))
        drawn = DrawSeed.objects.get()
        assert str(drawn.seed) in page
        assert sha256(f"{drawn.seed}/1".encode()).hexdigest() in page
        assert "记核实情况" in page
        sent = send(client, gao, "step", tekun.pk, "spot_check", text="")
        assert sent.context["form"].errors["text"] == ["请填写"]
        assert send(client, gao, "step", tekun.pk, "spot_check", text="看过家里，属实。").status_code == 302
        page = text_of(open_page(client, gao, "application", tekun.pk))
        assert "抽中了" in page
        assert "看过家里，属实。" in page
        assert "已核实" in text_of(open_page(client, gao, "draw", draw.pk))
        assert decide(client, gao, tekun).status_code == 302
        assert now(tekun).state == "approved"

    def test_a_township_to_which_it_was_given_waits_for_the_county_too(self, client, place):
        delegate(place)
        tekun = waiting(place, until=State.TO_CONFIRM_HERE)
        lu = place.lu_jianxin
        assert "还没有列入县级抽查名单" in text_of(decide(client, lu, tekun))
        draw_lots(place)
        check(place, tekun)
        assert decide(client, lu, tekun).status_code == 302

    def test_nothing_else_is_drawn_over(self, client, place):
        dibao = waiting(place, "dibao")
        send(client, place.gao_jianguo, "draw_close")
        assert "没有等待确认、还没有列入名单的特困申请" in text_of(
            open_page(client, place.gao_jianguo, "draws")
        )
        with acting(place.gao_jianguo), refused_by("casework_deed_move"):
            do(dibao, place.gao_jianguo, "spot_check")

    def test_an_auditor_reads_and_draws_nothing(self, client, place, tekun):
        with acting_everywhere():
            auditor = make_user(Role.AUDITOR, place.county)
        draw = draw_lots(place)
        assert str(DrawSeed.objects.get().seed) in text_of(open_page(client, auditor, "draw", draw.pk))
        assert send(client, auditor, "draw_close").status_code == 403


class TestTheLots:
    @pytest.mark.parametrize(("size", "drawn"), [(1, 1), (3, 1), (4, 2), (10, 3), (11, 4), (100, 30)])
    def test_three_in_ten_rounded_up(self, size, drawn):
        found = lots(UUID(int=7), size)
        assert how_many(size) == drawn == sum(each.drawn for each in found)
        assert sorted(each.number for each in found) == list(range(1, size + 1))
        assert [each.sum for each in found] == sorted(each.sum for each in found)

    def test_the_database_reckons_the_same(self, place):
        """Several on one list, so that some are passed over: those need no check, and take none."""
        for _each in range(3):
            waiting(place)
        draw = draw_lots(place)
        drawn = DrawSeed.objects.get()
        found = {each.number: "drawn" if each.drawn else "passed_over" for each in lots(drawn.seed, 3)}
        assert sorted(found.values()) == ["drawn", "passed_over", "passed_over"]
        gao = place.gao_jianguo
        for entry in draw.entries.select_related("application__household", "application__area"):
            with connection.cursor() as cursor, acting(gao):
                cursor.execute("SELECT casework_drawn(%s)", [entry.application_id])
                assert cursor.fetchone() == (found[entry.number],)
            if found[entry.number] == "drawn":
                with acting(gao), refused_by("casework_deed_spot_checked"):
                    do(entry.application, gao, "approve")
                continue
            with acting(gao), refused_by("casework_deed_not_drawn"):
                do(entry.application, gao, "spot_check")
            with acting(gao), pytest.raises(services.Refused, match="没有被抽中"):
                services.spot_check(by=gao, application=entry.application, text="看过。")
            with acting(gao):
                do(entry.application, gao, "approve")


class TestWhateverTheProgramDoes:
    def test_nobody_confirms_before_the_lots(self, place, tekun):
        gao = place.gao_jianguo
        for deed in ("approve", "refuse"):
            with acting(gao), refused_by("casework_deed_lots_drawn"):
                do(tekun, gao, deed)
        with acting(gao):
            services.close_list(by=gao)
        with acting(gao), refused_by("casework_deed_lots_drawn"):
            do(tekun, gao, "approve")

    def test_nobody_chooses_the_seed_or_draws_twice(self, place, tekun):
        gao, chosen = place.gao_jianguo, uuid4()
        with acting(gao):
            draw = services.close_list(by=gao)
            DrawSeed.objects.create(draw=draw, drawn_by=gao, seed=chosen, size=1000)
            drawn = DrawSeed.objects.get()
            assert drawn.seed != chosen
            assert drawn.size == 1
            with pytest.raises(services.Refused, match="只抽一次"):
                services.draw_lots(by=gao, draw=draw)
            with pytest.raises(IntegrityError, match="casework_drawseed_pkey"), transaction.atomic():
                DrawSeed.objects.create(draw=draw, drawn_by=gao)

    def test_nobody_puts_anything_on_a_list(self, place, tekun):
        draw = draw_lots(place)
        put = "INSERT INTO casework_drawentry (id, draw_id, number, application_id) VALUES (%s, %s, 2, %s)"
        with acting(place.gao_jianguo), pytest.raises(ProgrammingError, match="permission denied"):
            execute((put, [uuid4(), draw.pk, tekun.pk]))

    @pytest.mark.parametrize("table", ["casework_draw", "casework_drawentry", "casework_drawseed"])
    def test_nothing_of_it_changes(self, place, tekun, table):
        draw_lots(place)
        change = "DELETE FROM {}".replace("{}", table)
        with acting(place.gao_jianguo), pytest.raises(ProgrammingError, match="permission denied"):
            execute((change, None))

    def test_only_an_officer_of_the_county_closes_and_draws(self, place, tekun):
        with acting(place.he_jing), refused_by("casework_draw_closed"), transaction.atomic():
            Draw.objects.create(area=place.qingxi, closed_by=place.he_jing)
        with acting(place.gao_jianguo):
            draw = services.close_list(by=place.gao_jianguo)
        with acting(place.gao_jianguo), refused_by("casework_draw_seeded"), transaction.atomic():
            DrawSeed.objects.create(draw=draw, drawn_by=place.he_jing)

    def test_no_list_of_nothing(self, place):
        gao = place.gao_jianguo
        with acting(gao), refused_by("casework_draw_of_something"), transaction.atomic():
            Draw.objects.create(area=gao.area, closed_by=gao)

    def test_checked_once(self, place, tekun):
        draw_lots(place)
        check(place, tekun)
        gao = place.gao_jianguo
        with acting(gao), refused_by("casework_deed_checked_once"):
            do(tekun, gao, "spot_check")
        with acting(gao), pytest.raises(services.Refused, match="已经抽查核实过"):
            check(place, tekun)
