"""One page asks one question once: what several of its boxes want to know, the first asks for all.

Nothing is remembered outside `remembering`, so that a service, which changes what it asks about, always asks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """For putting together a page, which changes nothing."""
    if _answers.get() is not None:
        yield
        return
    begun = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(begun)


def remembered(question: Callable[P, R]) -> Callable[P, R]:
    """A question whose arguments are told apart by their keys, as rows are; nobody may change its answer."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        answers = _answers.get()
        if answers is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = question(*args, **kwargs)
        answer: R = answers[key]
        return answer

    return asked
