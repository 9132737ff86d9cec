"""Typesetting: every form with its sample values, a tagged PDF each time, and one Word form beside them."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter, process_time
from uuid import uuid4

from django.utils import timezone

from relief.papers.kinds import PaperKind
from relief.papers.qr import case_address, qr_png, qr_svg
from relief.papers.sampled import sample_values
from relief.papers.typesetting import typeset
from relief.papers.word import filled, starter

OF_WORD = PaperKind.DECISION


def measure(rounds: int) -> Iterator[str]:
    """The first paper of a process by itself, then the median of so many of each form; no two are alike."""
    yield f"the first paper of a process: {1000 * _took(partial(_made, PaperKind.DECISION))[0]:.0f} ms"
    for kind in PaperKind:
        yield _line(kind.value, [_took(partial(_made, kind)) for _round in range(rounds)])
    begun = starter(OF_WORD)
    yield _line("Word form", [_took(partial(_filled, begun)) for _round in range(rounds)])


def _made(kind: PaperKind) -> object:
    """Typst remembers what it has set before, so each has a number and a code of its own."""
    values = sample_values(kind) | {"number": f"990100-2026-{uuid4().int % 10**6:06d}"}
    return typeset(kind, values, made_at=timezone.now(), qr=qr_svg(case_address(uuid4())))


def _filled(form: bytes) -> object:
    return filled(form, OF_WORD, sample_values(OF_WORD), qr_png(case_address(uuid4())))


def _took(deed: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    begun, worked = perf_counter(), process_time()
    deed()
    return perf_counter() - begun, process_time() - worked


def _line(name: str, seconds: list[tuple[float, float]]) -> str:
    clock, processor = (1000 * median(each) for each in zip(*seconds, strict=True))
    return f"{name}: {clock:.1f} ms, of the processor {processor:.1f} ms, the median of {len(seconds)}"
