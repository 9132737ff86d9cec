"""The commands that load places, figures and the calendar may be run at every start."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from relief.casework.models import Application
from relief.offices import data
from relief.offices.models import Area, Level, LocalFigures, User, WorkingDay
from relief.offices.queries import place_for
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _owner(db):
    """Loading commands run as the owner of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")


def load(name, *arguments, **options):
    written = StringIO()
    call_command(name, *arguments, stdout=written, **options)
    return written.getvalue()


@pytest.fixture
def loaded(db):
    load("load_areas")
    load("load_figures")


def test_loads_counties_with_what_they_lie_in_and_their_townships(loaded):
    huangpu = Area.objects.get(number=310101000000)

    assert (huangpu.name, huangpu.level, huangpu.parent.name) == ("黄浦区", Level.COUNTY, "上海市")
    assert huangpu.children.filter(level=Level.TOWNSHIP, name="外滩街道").exists()
    assert Area.objects.get(number=510104000000).parent.parent.name == "四川省"
    assert Area.objects.get(number=419001000000).parent.name == "河南省"


@pytest.mark.parametrize("number", [441900000000, 442000000000])
def test_cities_without_counties_hold_their_townships_directly(loaded, number):
    city = Area.objects.get(number=number)

    assert city.level == Level.PREFECTURE
    assert {child.level for child in city.children.all()} == {Level.TOWNSHIP}


def test_the_demonstration_county_has_two_townships_of_three_communities(loaded):
    townships = Area.objects.filter(parent_id=990100000000)

    assert {town.name: town.children.count() for town in townships} == {"青溪镇": 3, "石桥街道": 3}


def test_production_has_no_invented_county(settings):
    settings.RELIEF_ENV = "production"
    load("load_areas")
    output = load("load_figures")

    assert not Area.objects.filter(number__gte=990000000000).exists()
    assert "示例县" in output
    assert not LocalFigures.objects.filter(area__number__gte=990000000000).exists()


def test_a_county_can_be_named_and_a_wrong_one_is_refused(loaded):
    load("load_areas", "320505")

    assert Area.objects.get(number=320505000000).name == "虎丘区"
    with pytest.raises(CommandError, match="440100"):
        load("load_areas", "440100")


def test_loading_again_changes_nothing_and_keeps_what_was_entered(loaded):
    before = Area.objects.count(), LocalFigures.objects.count()
    Area.objects.filter(number=310101000000).update(telephone="021-00000000")
    Area.objects.filter(number=310101000000).update(name="旧名")
    load("load_areas")
    load("load_figures")

    assert (Area.objects.count(), LocalFigures.objects.count()) == before
    area = Area.objects.get(number=310101000000)
    assert (area.telephone, area.name) == ("021-00000000", "黄浦区")


def test_every_country_wide_county_has_a_place(loaded):
    load("load_areas", all=True)

    assert Area.objects.filter(level=Level.COUNTY).count() > 2800
    assert Area.objects.filter(level=Level.TOWNSHIP).count() > 38000


@pytest.mark.parametrize(
    ("code", "day", "urban"),
    [
        ("310101", date(2022, 6, 30), 1240),
        ("310101", date(2022, 7, 1), 1420),
        ("310115", date(2026, 11, 23), 1595),
        ("110105", date(2023, 7, 1), 1395),
        ("990100", date(2021, 7, 1), 800),
        ("990200", date(2021, 7, 1), 632),
    ],
)
def test_places_answer_with_their_figures(loaded, code, day, urban):
    figures = place_for(code, day, timezone.now())["figures"]

    assert figures[0]["dibao_standard"]["urban"] == urban


def test_a_county_of_sichuan_has_the_provinces_floor(loaded):
    figures = place_for("510104", date(2023, 8, 1), timezone.now())["figures"]

    assert figures[0]["dibao_standard_at_least"] == {"urban": 740, "rural": 533}
    assert "dibao_standard" not in figures[0]


def test_every_loaded_figure_names_its_document(loaded):
    documents = set(LocalFigures.objects.values_list("area__name", "document"))

    for place, document in documents:
        assert place in {"示例县", "取整县"} or "未见" in document


def test_a_changed_file_is_a_correction_that_is_known_from_now_on(loaded, tmp_path, monkeypatch):
    text = (data.FIGURES / "rounding-county.yaml").read_text().replace("632", "640")
    (tmp_path / "rounding-county.yaml").write_text(text)
    monkeypatch.setattr(data, "FIGURES", tmp_path)
    before = timezone.now()
    load("load_figures")
    load("load_figures")

    rows = LocalFigures.objects.filter(area_id=990200000000).order_by("known_from")
    assert [row.values["dibao_standard"]["urban"] for row in rows] == [632, 640]
    assert rows[1].corrects == rows[0]
    assert place_for("990200", date(2022, 1, 1), before)["figures"][0]["dibao_standard"]["urban"] == 632


def test_what_an_officer_corrected_is_not_overruled_by_a_file(loaded, tmp_path, monkeypatch, settings):
    load("seed_demonstration")
    row = LocalFigures.objects.get(area_id=990200000000)
    LocalFigures.objects.create(
        area=row.area,
        section=row.section,
        in_force_from=row.in_force_from,
        values=row.values,
        document="取民发〔2022〕1号",
        corrects=row,
        entered_by=User.objects.get(username="gaojianguo"),
    )
    text = (data.FIGURES / "rounding-county.yaml").read_text().replace("632", "640")
    (tmp_path / "rounding-county.yaml").write_text(text)
    monkeypatch.setattr(data, "FIGURES", tmp_path)
    load("load_figures")

    assert LocalFigures.objects.filter(area_id=990200000000).count() == 2


def changed_file(tmp_path, monkeypatch, before, after):
    text = (data.FIGURES / "rounding-county.yaml").read_text()
    assert before in text
    (tmp_path / "rounding-county.yaml").write_text(text.replace(before, after))
    monkeypatch.setattr(data, "FIGURES", tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("urban: 632", "urban: -632", "dibao_standard.urban"),
        ("dibao_standard", "dibao_standart", "unknown key"),
        ("    document", "    origin", "document"),
        ("known_from: 20", "known_from: since 20", "known_from"),
        ("  - from: 2021-07-01", "  - until: 2021-07-01", "until"),
    ],
)
def test_figures_that_the_rules_cannot_read_are_not_loaded(
    loaded, tmp_path, monkeypatch, before, after, words
):
    rows = LocalFigures.objects.count()
    changed_file(tmp_path, monkeypatch, before, after)
    with pytest.raises(CommandError, match=re.escape(words)) as refused:
        load("load_figures")

    assert str(refused.value).startswith("取整县: figures[0]")
    assert LocalFigures.objects.count() == rows


def test_two_entries_of_one_day_are_refused(loaded, tmp_path, monkeypatch):
    entry = (
        "  - {from: 2021-07-01, known_from: 2021-07-01, document: 取民发〔2021〕9号, minimum_wage: 2000}\n"
    )
    changed_file(tmp_path, monkeypatch, "figures:\n", f"figures:\n{entry}")
    with pytest.raises(CommandError, match=r"figures\[1\]: a second entry from 2021-07-01"):
        load("load_figures")


def test_the_calendar_knows_holidays_and_make_up_days(db):
    load("load_calendar")
    load("load_calendar")

    working = dict(WorkingDay.objects.values_list("day", "is_working"))
    assert not working[date(2026, 10, 1)]
    assert working[date(2026, 10, 10)]
    assert not working[date(2026, 10, 11)]
    assert min(working) == date(2018, 1, 1)
    assert max(working) == date(2028, 12, 31)
    assert len(working) == 4018


def test_years_that_are_not_published_are_provisional(db):
    load("load_calendar")

    assert not WorkingDay.objects.filter(provisional=True, day__year__lte=2026).exists()
    assert not WorkingDay.objects.filter(provisional=False, day__year__gte=2027).exists()
    assert WorkingDay.objects.get(day=date(2027, 10, 1)).is_working


def test_a_published_year_replaces_what_was_assumed_and_nothing_that_was_set(db):
    WorkingDay.objects.create(day=date(2026, 10, 1), is_working=True, provisional=True)
    WorkingDay.objects.create(day=date(2026, 10, 2), is_working=True, provisional=False)
    load("load_calendar")

    assert not WorkingDay.objects.get(day=date(2026, 10, 1)).is_working
    assert WorkingDay.objects.get(day=date(2026, 10, 2)).is_working


def test_people_of_the_demonstration_are_made_once(loaded):
    load("seed_demonstration")
    User.objects.filter(username="hejing").update(display_name="何静（改）")
    output = load("seed_demonstration")

    assert User.objects.count() == 9
    assert "何静（改）" in output
    assert User.objects.get(username="hejing").display_name == "何静（改）"


def test_the_demonstration_has_an_application_of_every_kind_once(loaded):
    load("seed_demonstration")
    load("seed_demonstration")

    asked = Application.objects.order_by("state", "programme").values_list(
        "state", "programme", "owner__username", "deeds__deed"
    )
    assert set(asked) >= {
        ("approved", "emergency_relief", "lujianxin", "approve"),
        ("investigating", "tekun", "lujianxin", "record_visit"),
        ("corrected", "dibao_margin", "lujianxin", "correct"),
        ("referred", "emergency_relief", None, "refer"),
        ("returned", "dibao", "lujianxin", "send_back"),
        ("submitted", "dibao", None, "submit"),
        ("submitted", "emergency_relief", "hejing", "take"),
    }
    assert Application.objects.count() == 10
    for each in Application.objects.select_related("screening", "household"):
        assert each.screening.day == each.household.facts_on


def test_production_has_no_invented_people(loaded, settings):
    settings.RELIEF_ENV = "production"
    with pytest.raises(CommandError, match="demonstration"):
        load("seed_demonstration")

    assert not User.objects.exists()


def test_loading_is_in_the_audit(loaded):
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE actor_role = 'system'")
        assert cursor.fetchone()[0] == LocalFigures.objects.count()
