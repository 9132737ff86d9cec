"""接受新的答案: recorded answers that the law altered; CHANGELOG says which, from when, by what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from relief.rules.citations import DOCUMENTS, Cite
from relief.rules.codes import ProgrammeCode

from .recorded import CORPUS, Change, changes, read, write
from .replaying import summary

CHANGELOG = settings.ROOT / "CHANGELOG.md"
HEADING, BEFORE = "### Answers that changed", "### The program"
WHAT_TO_RUN = """\
What differs: python manage.py replay --recorded
If the law says so: python manage.py replay --accept --document "NUMBER AND ARTICLE" --from YYYY-MM-DD"""


class NotAccepted(ValueError):
    """Why recorded answers stay as they are."""


def accept(*, document: str, since: date, corpus: Path = CORPUS, changelog: Path = CHANGELOG) -> str:
    """Rewrites the recorded answers and CHANGELOG; what was written there. NotAccepted changes nothing."""
    source = cited(document, since)
    count, changed = _changed(corpus)
    if not changed:
        raise NotAccepted("no recorded answer has changed")
    early = [each.kept for each in changed if each.kept.day < since]
    if early:
        raise NotAccepted(
            f"{len(early)} changed answers lie before {since}, the first of them recorded screening"
            f" {early[0].number} of {early[0].day}: {source.shown()} cannot have changed them"
        )
    told = entry(changed, count, source, since)
    changelog.write_text(with_entry(changelog.read_text(encoding="utf-8"), told), encoding="utf-8")
    new = {each.now.number: each.now for each in changed}
    places, rows = read(corpus)
    write(places, (new.get(row.number, row) for row in rows), corpus)
    return told


def _changed(corpus: Path) -> tuple[int, list[Change]]:
    """How many are recorded, and those that are answered otherwise now."""
    count, changed = 0, []
    for change in changes(corpus):
        count += 1
        if change.differences:
            changed.append(change)
    return count, changed


def cited(text: str, day: date) -> Cite:
    """A document by its number and the article in it, as 民发〔2021〕57号第八条; it must be in force then."""
    found = max(
        (each for each in DOCUMENTS if text.startswith(each.number.zh)),
        key=lambda each: len(each.number.zh),
        default=None,
    )
    if found is None:
        known = ", ".join(each.number.zh for each in DOCUMENTS)
        raise NotAccepted(f"{text}: not a document that the rules know; they know {known}")
    article = text.removeprefix(found.number.zh).strip()
    if not article:
        raise NotAccepted(f"{text}: which article of it?")
    if not found.in_force(day):
        raise NotAccepted(f"{found.number.zh} is not in force on {day}")
    return Cite(found, article)


def counted(changed: Sequence[Change]) -> str:
    """3 recorded answers changed: dibao 2, tekun 1."""
    programmes = Counter(code or "who counts" for each in changed for code in _codes(each))
    told = ", ".join(f"{code} {count}" for code, count in sorted(programmes.items()))
    return f"{len(changed)} recorded answers changed: {told}" if changed else "no recorded answer changed"


def entry(changed: Sequence[Change], of: int, source: Cite, since: date) -> str:
    """What CHANGELOG says: counts by programme with the verdict before and after, and which screenings."""
    head = (
        f"- From {since} by {source.shown()}: {len(changed)} of {of:,} recorded screenings answer otherwise."
    )
    turns = Counter(turn for each in changed for turn in _turns(each))
    lines = [f"  - {turn}: {count}" for turn, count in sorted(turns.items())]
    numbers = ", ".join(_runs([each.kept.number for each in changed]))
    return "\n".join([head, *lines, f"  - recorded screenings {numbers}"])


def with_entry(changelog: str, told: str) -> str:
    """The newest first, in a section of its own above what changed in the program."""
    if HEADING not in changelog:
        changelog = changelog.replace(BEFORE, f"{HEADING}\n\n{BEFORE}", 1)
    return changelog.replace(f"{HEADING}\n", f"{HEADING}\n{told}\n", 1)


def _codes(change: Change) -> list[str]:
    return list(dict.fromkeys(each.programme for each in change.differences))


def _turns(change: Change) -> Iterator[str]:
    """低保 (dibao) eligible → ineligible."""
    for code in _codes(change):
        if not code:
            yield "who counts"
            continue
        then, now = (summary(side.findings, code)["verdict"] for side in (change.kept, change.now))
        turn = f"{then} → {now}" if then != now else f"{then}, with other sums or reasons"
        yield f"{ProgrammeCode.of(code).label.zh} (`{code}`) {turn}"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """1–3, 7."""
    first = last = None
    for number in [*sorted(numbers), None]:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None:
            yield str(first) if first == last else f"{first}–{last}"
        first = last = number
