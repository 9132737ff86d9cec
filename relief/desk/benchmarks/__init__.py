"""What `manage.py benchmark` can measure: a subject yields a line for each thing that it timed."""

from collections.abc import Callable, Iterator

from . import save
from .timing import Timed

SUBJECTS: dict[str, Callable[[int], Iterator[Timed]]] = {
    "save": save.measure,
}
