"""The import contracts name every room that there is, so that a new one cannot stand outside of them."""

import tomllib

from django.conf import settings

LAYERS = {"views", "forms", "services", "queries", "models"}
CONFIGURED = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS = {
    contract["name"].partition(":")[0]: contract for contract in CONFIGURED["importlinter"]["contracts"]
}
ROOMS = {path.parent.name for path in (settings.ROOT / "relief").glob("*/__init__.py")}


def parts_of(room):
    return {path.stem for path in (settings.ROOT / "relief" / room).iterdir()}


def test_every_room_has_its_place_in_the_order():
    order = CONTRACTS["Rooms"]["layers"]
    firm = {name for line in order for name in line.split(" | ") if not name.startswith("(")}
    assert firm == ROOMS
    assert CONTRACTS["Rooms"]["exhaustive"] is True


def test_every_room_with_layers_has_them_in_order():
    layered = {f"relief.{room}" for room in ROOMS if len(parts_of(room) & LAYERS) > 1}
    assert layered <= set(CONTRACTS["Inside a room"]["containers"])


def test_every_room_with_models_is_an_application():
    assert {f"relief.{room}" for room in ROOMS if "models" in parts_of(room)} <= set(settings.INSTALLED_APPS)


def test_the_law_is_held_to_all_that_strict_stands_for():
    (law,) = [each for each in CONFIGURED["mypy"]["overrides"] if each["module"] == "relief.rules.*"]
    assert all(law[flag] is True for flag in law if flag != "module")
    assert {"disallow_untyped_defs", "disallow_any_generics", "warn_return_any"} <= law.keys()
