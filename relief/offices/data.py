"""Reading the room's own data files."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
AREAS = FOLDER / "areas.yaml"
FIGURES = FOLDER / "figures"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
