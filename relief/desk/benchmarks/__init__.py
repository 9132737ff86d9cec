"""What `manage.py benchmark` can measure: a subject yields a line for each thing that it timed."""

from collections.abc import Callable, Iterator

from . import papers, queue, rules, save
from .timing import Timed

SUBJECTS: dict[str, Callable[..., Iterator[Timed | str]]] = {
    "papers": papers.measure,
    "queue": queue.measure,
    "rules": rules.measure,
    "save": save.measure,
}
