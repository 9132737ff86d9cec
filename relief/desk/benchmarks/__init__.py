"""What `manage.py benchmark` can measure: a subject yields a line for each thing that it timed."""

from collections.abc import Callable, Iterator

from . import queue, save
from .timing import Timed

SUBJECTS: dict[str, Callable[[int], Iterator[Timed | str]]] = {
    "queue": queue.measure,
    "save": save.measure,
}
