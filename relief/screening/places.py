"""The place of a case at the command line: a file beside the case file, or a county the system knows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from relief.rules.codes import Text
from relief.rules.places import PlaceError, read_place


class PlaceNotFound(LookupError):
    """Nothing goes by this name, or what does cannot be read; `message` says which."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Text(zh, en)


class Places:
    """The places of one folder, each read once. Only a county code opens the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, dict[str, Any] | PlaceNotFound] = {}

    def on(self, name: str, day: date) -> dict[str, Any]:
        """The place for a case judged on a day. PlaceNotFound says what is wrong with the name."""
        if not re.fullmatch(r"[\w\-]+", name) or not self._path(name).is_file():
            return self._county(name, day)
        if name not in self._read:
            try:
                self._read[name] = self._from_file(self._path(name))
            except PlaceNotFound as error:
                self._read[name] = error
        place = self._read[name]
        if isinstance(place, PlaceNotFound):
            raise place
        return place

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

    def _county(self, name: str, day: date) -> dict[str, Any]:
        if not re.fullmatch(r"\d{6}", name):
            path = self._path(name)
            raise PlaceNotFound(
                f"没有 {path}，也不是县级代码", f"there is no {path}, and it is no county code"
            )
        return self._from_database(name, day)

    @staticmethod
    def _from_file(path: Path) -> dict[str, Any]:
        try:
            return read_place(path.read_text(encoding="utf-8-sig"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise PlaceNotFound(f"{path} 读不了", f"{path} cannot be read: {error}") from error
        except PlaceError as error:
            raise PlaceNotFound(f"{path} 有错：{error}", f"{path} is wrong: {error}") from error

    @staticmethod
    def _from_database(code: str, day: date) -> dict[str, Any]:
        from django.db import OperationalError
        from django.utils import timezone

        from relief.offices.queries import UnknownPlace, place_for

        try:
            return place_for(code, day, timezone.now())
        except UnknownPlace as error:
            raise PlaceNotFound(f"系统里没有 {code}", f"{code} is not known to the system") from error
        except OperationalError as error:
            raise PlaceNotFound(
                "县级代码要用数据库，现在连不上", "a county code needs the database, which cannot be reached"
            ) from error
