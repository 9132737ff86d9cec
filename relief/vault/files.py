"""Files that are kept sealed, below the folder of uploads, of which nothing is served."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from .ciphers import seal_bytes, unseal_bytes


def folder_of(room: str) -> Path:
    return Path(settings.MEDIA_ROOT) / room


def path_in(room: str, stored_as: UUID) -> Path:
    """The name does not tell whose it is."""
    name = str(stored_as)
    return folder_of(room) / name[:2] / name


def write_sealed(path: Path, content: bytes, label: str, written: list[Path]) -> None:
    """Readable by the application alone, and on the disk before the row that names it is.

    `written` takes the path down, so that whoever fails later takes the file away again.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written.append(path)
    with os.fdopen(handle, "wb") as file:
        file.write(seal_bytes(content, label=label))
        file.flush()
        os.fsync(handle)


def read_sealed(path: Path, label: str) -> bytes:
    return unseal_bytes(path.read_bytes(), label=label)
