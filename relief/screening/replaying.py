"""重新演算: the rules of this version over what a screening kept, held against what it answered then.

Both answers are compared byte for byte in one canonical form: JSON in UTF-8, keys sorted, no spaces, no
escapes (`canonical`). Two things are no difference. JSON in the database keeps no order of keys. And a
programme that was not known and is not offered on that day, so that a new programme leaves old answers alone.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from relief.rules.storing import answer_to_data

from .models import Screening
from .queries import replayed

Findings = Mapping[str, Any]
NOT_OFFERED = "not_offered"
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the rules raise over facts or figures that nobody could have stored through a service."""


class Difference(NamedTuple):
    """What is not as it was kept: where, then and now. `programme` is empty for what all have in common."""

    programme: str
    path: tuple[str, ...]
    kept: Any
    now: Any

    def __str__(self) -> str:
        return f"{self.programme or '-'} {'.'.join(self.path)}: {plain(self.kept)} -> {plain(self.now)}"


class Replay(NamedTuple):
    """A screening's answer then and now. Both are empty where what was kept cannot be read any more.

    `error` is then the kind of error, which names nobody.
    """

    kept: Findings
    now: Findings
    differences: tuple[Difference, ...]
    error: str = ""

    @property
    def same(self) -> bool:
        return not self.differences and not self.error

    def lines(self) -> list[str]:
        """What is not the same: a line each."""
        return (
            [f"cannot be replayed: {self.error}"] if self.error else [str(each) for each in self.differences]
        )


def canonical(data: Any) -> bytes:
    """The one form in which answers are compared."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def plain(value: Any) -> str:
    """A value of one side in a line; nothing stands where that side has none."""
    return "nothing" if value is None else canonical(value).decode()


def replay(screening: Screening) -> Replay:
    """Today's rules over the facts and figures that were kept, beside the answer that was kept with them."""
    kept = screening.findings
    try:
        now = answer_to_data(replayed(screening))
        return Replay(kept, now, tuple(differences(kept, now)))
    except UNREADABLE as error:
        return Replay({}, {}, (), type(error).__name__)


def differences(kept: Findings, now: Findings) -> Iterator[Difference]:
    """Everything in which two answers differ, programme by programme."""
    if canonical(kept) == canonical(now):
        return
    then, after = _by_programme(kept), _by_programme(now)
    for code in sorted(then.keys() | after.keys()):
        for path, left, right in _parts(then.get(code), after.get(code)):
            yield Difference(code, path, left, right)


def summary(findings: Findings, programme: str) -> dict[str, Any]:
    """What somebody is paid or refused by: verdict, sums, office, day, and the verdict of each person."""
    answer = _by_programme(findings).get(programme, {"verdict": NOT_OFFERED})
    told = {key: answer.get(key) for key in ("verdict", "amount", "at_most", "approval", "until")}
    persons = {key: each["verdict"] for key, each in answer.get("persons", {}).items()}
    return {key: value for key, value in {**told, "persons": persons}.items() if value not in (None, {})}


def _by_programme(findings: Findings) -> dict[str, Any]:
    """The answer of each programme by its code; under no code what they have in common."""
    common = {key: value for key, value in findings.items() if key != "programmes"}
    found = {each["code"]: each for each in findings["programmes"] if not _is_bare(each)}
    return {"": common, **found}


def _is_bare(answer: Mapping[str, Any]) -> bool:
    """本地未开办, and nothing said beside it."""
    rest = {key: value for key, value in answer.items() if key not in ("code", "verdict")}
    return answer["verdict"] == NOT_OFFERED and not any(rest.values())


def _parts(kept: Any, now: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """The smallest parts that differ: values by their key, findings by their code."""
    if isinstance(kept, list) and isinstance(now, list) and _is_coded([*kept, *now]):
        kept, now = ({each["code"]: each for each in side} for side in (kept, now))
    if isinstance(kept, Mapping) and isinstance(now, Mapping):
        for key in sorted(kept.keys() | now.keys()):
            yield from _parts(kept.get(key), now.get(key), (*path, key))
    elif canonical(kept) != canonical(now):
        yield (path or ("verdict",)), _verdict(kept, path), _verdict(now, path)


def _is_coded(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(each, Mapping) and "code" in each for each in items)


def _verdict(answer: Any, path: tuple[str, ...]) -> Any:
    """Of a programme that only one side answers for, its verdict is enough."""
    return answer if path else NOT_OFFERED if answer is None else answer["verdict"]
