"""Reading the room's own data files."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent
AREAS = FOLDER / "areas.yaml"
FIGURES = FOLDER / "figures"


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)
