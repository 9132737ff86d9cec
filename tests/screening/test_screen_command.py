"""`manage.py screen` in an empty environment and without a database, as anybody would run it."""

import json
import os
import select
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from ground import ROOT
from tests.factories import make_figures
from tests.rules.published import FOLDER
from tests.world import acting_everywhere

PATIENCE = 60
"""Seconds after which a command that says nothing is taken to hang."""
CASE = """case: {name}
day: {day}
place: {place}
area: urban
household:
  members:
    - {{id: a, relation: head, born_on: 1980-03-01, lives_with: true, away: none, schooling: none,
       disability: none, serious_illness: false, incomes: [{{kind: wage, amount: {wage}}}]}}
  incomes: []
  assets: within_limits
expect:
  dibao: {{verdict: {verdict}}}
"""


def case(name="one", *, day="2026-11-23", place="demo-county", wage="799.99", verdict="eligible"):
    return CASE.format(name=name, day=day, place=place, wage=wage, verdict=verdict)


@pytest.fixture
def folder(tmp_path):
    """A folder for case files with the demonstration county beside them."""
    (tmp_path / "places").mkdir()
    place = (FOLDER / "places" / "demo-county.yaml").read_text(encoding="utf-8")
    (tmp_path / "places" / "demo-county.yaml").write_text(place, encoding="utf-8")
    return tmp_path


def screen(folder, *arguments, **files):
    """The command over files of these texts: its exit status and its lines."""
    names = []
    for name, text in files.items():
        names.append(folder / f"{name}.yaml")
        names[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "screen", *arguments, *names],
        env={},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_every_case_is_one_json_object_on_a_line(folder):
    status, lines = screen(folder, "--format=json", a=case("one") + "---\n" + case("two", wage="800"))
    first, second = map(json.loads, lines)
    assert status == 0
    assert (first["case"], first["day"], first["household_size"]) == ("one", "2026-11-23", 1)
    dibao = first["programmes"]["dibao"]
    assert (dibao["verdict"], dibao["amount"], dibao["period"], dibao["missing"]) == (
        "eligible",
        "0.01",
        "month",
        [],
    )
    assert {"code", "verdict", "citation", "title"} <= set(dibao["criteria"][0])
    assert second["programmes"]["dibao"]["verdict"] == "ineligible"
    assert "amount" not in second["programmes"]["dibao"]


def test_a_bad_case_is_named_by_file_case_and_key_and_stops_nothing_else(folder):
    bad = case("bad", wage="-1")
    status, lines = screen(folder, "--format=json", a="---\n".join([case("one"), bad, case("three")]))
    found = [json.loads(line) for line in lines]
    assert status == 1
    assert [each["case"] for each in found] == ["one", "bad", "three"]
    assert set(found[1]) == {"case", "error"}
    for part in ("a.yaml", "bad", "household.members[a].incomes[0].amount"):
        assert part in found[1]["error"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (case("early", day="2021-06-30"), "day"),
        (case("nowhere", place="no-such-place"), "place"),
        ("case: torn\nhousehold: [", "-"),
        (case("x").replace("area: urban\n", ""), "area"),
        (case("x").replace("away: none", "awai: none"), "household.members[a].awai"),
    ],
)
def test_what_cannot_be_answered_says_where(folder, text, key):
    status, lines = screen(folder, "--language=en", a=text)
    assert status == 1
    assert f", {key}, " in lines[0]


def test_a_check_counts_and_ends_with_the_count(folder):
    text = case("right") + "---\n" + case("wrong", verdict="ineligible")
    status, lines = screen(folder, "--check", a=text, b=case("also right"))
    assert status == 1
    assert lines[-1] == "2 passed, 1 failed"
    assert "dibao.verdict: expected ineligible, got eligible" in "\n".join(lines)


def test_a_check_of_nothing_but_right_answers_ends_well(folder):
    assert screen(folder, "--check", a=case())[1][-1] == "1 passed, 0 failed"
    assert screen(folder, "--check", a=case())[0] == 0


def test_a_programme_this_version_does_not_know_fails_its_case(folder):
    text = case().replace("dibao: {verdict", "lottery: {verdict")
    status, lines = screen(folder, "--check", a=text)
    assert (status, lines[-1]) == (1, "0 passed, 1 failed")
    assert "lottery: programme not known" in lines[0]


def test_a_case_that_expects_nothing_is_no_passed_check(folder):
    text = case().split("expect:")[0]
    assert screen(folder, "--check", a=text)[1][-1] == "0 passed, 1 failed"


def test_a_broken_place_fails_only_the_cases_of_it(folder):
    (folder / "places" / "torn.yaml").write_text("figures: 7\n")
    status, lines = screen(folder, "--check", a=case("one", place="torn") + "---\n" + case("two"))
    assert (status, lines[-1]) == (1, "1 passed, 1 failed")


def test_a_file_that_is_not_there_is_named(folder):
    status, lines = screen(folder, "--check", folder / "missing.yaml", a=case())
    assert (status, lines[-1]) == (1, "1 passed, 1 failed")
    assert "missing.yaml" in lines[0]


def test_answers_come_while_later_cases_are_still_to_be_read(folder):
    """Whoever reads only the first answer gets it, and the command ends without a word."""
    many = "---\n".join(case(f"case-{number}") for number in range(3000))
    (folder / "many.yaml").write_text(many, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "screen", "--format=json", folder / "many.yaml"],
        env={},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert json.loads(running.stdout.readline())["case"] == "case-0"
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 1


def test_a_file_is_answered_before_the_next_is_opened(folder):
    """The second file is a pipe into which nothing is written until the first answer has come."""
    (folder / "first.yaml").write_text(case("first"), encoding="utf-8")
    os.mkfifo(folder / "second.yaml")
    with subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "screen", "--check", "first.yaml", "second.yaml"],
        env={},
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        came, _, _ = select.select([running.stdout], [], [], PATIENCE)
        if not came:
            running.kill()
        assert running.stdout.readline() == "ok first\n"
        (folder / "second.yaml").write_text(case("second"), encoding="utf-8")
        assert running.stdout.read() == "ok second\n2 passed, 0 failed\n"
    assert running.returncode == 0


def test_text_names_the_case_its_programmes_and_the_articles(folder):
    status, lines = screen(folder, a=case(wage="799.99"))
    assert status == 0
    assert lines[0] == "# one"
    assert lines[1] == "2026-11-23, demo-county, 城镇; 计入人数：1 (a)"
    assert "低保: 符合, 每月0.01元" in lines
    assert any("符合  家庭收入低于低保标准 (《社会救助法》第十八条" in line for line in lines)
    assert any(line.startswith("急难型临时救助: 还不能判断") for line in lines)
    assert "    缺: hardship, relief_history" in lines


def test_text_is_english_throughout_when_asked(folder):
    _, lines = screen(folder, "--language=en", a=case(wage="799.99"))
    assert "dibao: eligible, a month: 0.01 yuan" in lines
    assert any("799.99 < 800.00" in line for line in lines)
    assert any(line.startswith("tekun: ") for line in lines)


def test_a_file_that_is_no_text_is_named_and_the_next_is_answered(folder):
    (folder / "noise.yaml").write_bytes(b"case: \xff\xfe\n")
    status, lines = screen(folder, "--check", "--language=en", folder / "noise.yaml", a=case())
    assert (status, lines[-1]) == (1, "1 passed, 1 failed")
    assert "noise.yaml" in lines[0]
    assert "cannot be read" in lines[0]


@pytest.mark.parametrize(
    "place",
    ["", "figures: [{from: 2021-07-01, rounding: {to: 0, mode: up}}]\n", "figures: " + "[" * 100_000 + "\n"],
    ids=["empty", "rounded to nothing", "deep"],
)
def test_a_place_that_cannot_be_used_fails_its_cases_with_a_reason(folder, place):
    (folder / "places" / "torn.yaml").write_text(place)
    status, lines = screen(folder, "--check", "--language=en", a=case("one", place="torn") + "---\n" + case())
    assert (status, lines[-1]) == (1, "1 passed, 1 failed")
    assert ", one, place, " in lines[0]
    assert "torn.yaml is wrong: " in lines[0]


def test_a_county_code_without_a_database_fails_its_case_alone(folder):
    text = case("county", place='"310101"') + "---\n" + case("two")
    status, lines = screen(folder, "--check", "--language=en", a=text)
    assert (status, lines[-1]) == (1, "1 passed, 1 failed")
    assert "needs the database" in lines[0]


@pytest.mark.django_db
def test_a_county_code_takes_the_figures_of_the_cases_own_day(world, tmp_path, capsys):
    for since, urban in ((date(2021, 7, 1), 700), (date(2024, 7, 1), 900)):
        standard = {"dibao_standard": {"urban": urban, "rural": urban}}
        with acting_everywhere():
            make_figures(world.county, in_force_from=since, values=standard)
    path = Path(tmp_path / "county.yaml")
    days = (("old", "2022-01-01", "ineligible"), ("new", "2026-11-23", "eligible"))
    path.write_text(
        "---\n".join(
            case(name, day=day, place='"990100"', wage=800, verdict=verdict) for name, day, verdict in days
        )
    )
    call_command("screen", str(path), "--check")
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 0 failed"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "下一步问: hardship（5个项目在等；怎么回答都能定下0个，平均2.5个）",
                "下一步问: members[a].infected_or_isolated（1个项目在等；怎么回答都能定下0个，平均0.5个）",
                "下一步问: spending（1个项目在等；怎么回答都能定下0个，平均0.5个）",
            ],
        ),
        (
            "en",
            [
                f"ask next: {each} on average: {mean})"
                for each, mean in (
                    ("hardship (programmes waiting: 5; settled whatever the answer: 0;", "2.5"),
                    (
                        "members[a].infected_or_isolated"
                        " (programmes waiting: 1; settled whatever the answer: 0;",
                        "0.5",
                    ),
                    ("spending (programmes waiting: 1; settled whatever the answer: 0;", "0.5"),
                )
            ],
        ),
    ],
)
def test_the_text_ends_with_what_to_ask_next(folder, language, lines):
    status, said = screen(folder, f"--language={language}", a=case())

    assert status == 0
    assert said[-3:] == lines
    assert not any(line.startswith(lines[0][:3]) for line in said[:-3])
