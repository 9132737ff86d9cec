"""What changed of a household since a screening, side by side, with who changed it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relief.funds.facts import facts_with_awards
from relief.households.differences import MAPS, differences
from relief.households.facts import facts_hash
from relief.households.models import Entry, EntryPart, Household
from relief.households.papers import FileLine, Held, lines_of
from relief.households.parts import PARTS
from relief.households.words import lines
from relief.screening.keeping import facts_from_data, facts_to_data
from relief.screening.models import Screening
from relief.screening.queries import changed_since as moved
from relief.screening.queries import is_of_today
from relief.web.days import long_day
from relief.web.texts import said

from .advice import Advice, advice_on
from .models import SUBMITTING, Application
from .queries import what_to_mend
from .words import amount_words

# No facts for the rules, and still something that a decision may rest on.
BESIDE = (EntryPart.PEOPLE, EntryPart.APPLICANT, EntryPart.CONSENTS)
OWNER_OF = {name: part.entry for part in PARTS.values() for name in part.names}


class Change(NamedTuple):
    """One fact then and now, and the entry that changed it, where one is known."""

    label: str
    then: Any
    now: Any
    entry: Entry | None


class Judged(NamedTuple):
    """What was advised on one programme at one moment."""

    at: datetime
    verdict: str
    amount: str


class Seen(NamedTuple):
    """What an approver saw last: the screening of a submission, and whether it was sent back since."""

    screening: Screening
    requested: int | None
    returned: bool


class Changed(NamedTuple):
    """Everything that is not as it was. `law`: the rules or the local figures are others."""

    seen: Seen
    since: datetime
    facts: list[Change]
    files: list[FileLine]
    withdrawn: list[FileLine]
    beside: list[Entry]
    law: bool
    then: Judged
    now: Judged | None

    @property
    def anything(self) -> bool:
        return bool(self.facts or self.files or self.withdrawn or self.beside or self.law)


def last_seen(application: Application) -> Seen:
    """Before the last 退回补正, if there was one, for that is what was to be mended; else as submitted."""
    back = what_to_mend(application)
    if back is not None:
        earlier = application.deeds.filter(deed__in=SUBMITTING, number__lt=back.number)
        before = earlier.select_related("screening__household").order_by("-number").first()
        if before is not None and before.screening is not None:
            return Seen(before.screening, before.requested, returned=True)
    return Seen(application.screening, application.requested, returned=False)


def changed_since(seen: Seen, advice: Advice, *, held: Held, names: Mapping[str, str]) -> Changed:
    """From the facts that were seen to those of today; `advice` is what was said of the programme last."""
    before, latest = seen.screening, advice.screening
    household, since = before.household, before.made_at
    entries = list(household.entries.filter(entered_at__gt=since).select_related("entered_by", "member"))
    is_new = latest != before and is_of_today(latest)
    return Changed(
        seen=seen,
        since=since,
        facts=list(_changes(before, household, entries, names)),
        files=lines_of(file for file in held.files if file.uploaded_at > since),
        withdrawn=lines_of(file for file in held.withdrawn if _later(file.withdrawn_at, since)),
        beside=[entry for entry in entries if entry.part in BESIDE],
        law=_law_moved(before, latest),
        then=_judged(advice_on(advice.programme.code, before, seen.requested)),
        now=_judged(advice) if is_new else None,
    )


def _later(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment > since


def _judged(advice: Advice) -> Judged:
    amount = advice.amount if advice.answer.verdict == "eligible" else None
    words = "" if amount is None else amount_words(advice.programme.code, amount)
    return Judged(advice.screening.made_at, advice.answer.verdict, words)


def _law_moved(before: Screening, latest: Screening) -> bool:
    return before.law_version != latest.law_version or moved(latest) == "law"


def _changes(
    before: Screening, household: Household, entries: list[Entry], names: Mapping[str, str]
) -> Iterator[Change]:
    declared = facts_with_awards(household)
    then, now = told_of(before.facts), told_of(facts_to_data(declared))
    found = list(_all(then, now, entries, names))
    yield from found
    if found:
        return
    if before.day != household.facts_on:
        yield Change(_("情况截至日"), long_day(before.day), long_day(household.facts_on), _last(entries))
    elif facts_hash(declared) != before.facts_hash:
        told = _("写的话改过，筛查不留原话")
        yield Change(said(MAPS["hardship"].by_name["cause"].label), None, told, _last(entries))


def told_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a screening keeps them; a code in the place of somebody's words is nothing to read."""
    facts = facts_from_data(kept)
    if isinstance(facts.get("hardship"), Mapping):
        facts["hardship"] = _with_words(facts["hardship"])
    if facts.get("relief_history"):
        facts["relief_history"] = [_with_words(each) for each in facts["relief_history"]]
    return facts


def _with_words(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "cause": _("写了")} if "cause" in item else dict(item)


def _all(
    then: Mapping[str, Any], now: Mapping[str, Any], entries: list[Entry], names: Mapping[str, str]
) -> Iterator[Change]:
    by_part = {(entry.part, entry.member.key if entry.member else None): entry for entry in entries}
    before, after = ({each["id"]: each for each in facts.get("members") or []} for facts in (then, now))
    for key in [*after, *(key for key in before if key not in after)]:
        entry = by_part.get((EntryPart.MEMBERS, key)) or by_part.get((EntryPart.MEMBERS, None))
        yield from _member(names.get(key, key), before.get(key), after.get(key), entry, names)
    for name in [*now, *(name for name in then if name not in now)]:
        if name != "members":
            entry = by_part.get((OWNER_OF[name], None))
            yield from _named("", name, then.get(name), now.get(name), entry, names)


def _member(
    called: str,
    then: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    entry: Entry | None,
    names: Mapping[str, str],
) -> Iterator[Change]:
    if then is None or now is None:
        joined = _("加入本户") if then is None else _("离开本户")
        yield Change(called, _("不在本户") if then is None else _("在本户"), joined, entry)
        return
    for name in [*now, *(name for name in then if name not in now)]:
        if name != "id":
            yield from _named(called, name, then.get(name), now.get(name), entry, names)


def _named(
    whose: str, name: str, then: Any, now: Any, entry: Entry | None, names: Mapping[str, str]
) -> Iterator[Change]:
    """One name of the facts; of a map each fact by itself, so that only what differs is read."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for old, new in zip(lines(MAPS[name], then), lines(MAPS[name], now), strict=True):
            if old.value != new.value:
                yield Change(_within(whose, said(MAPS[name].label), old.label), old.value, new.value, entry)
        return
    for each in differences({name: then}, {name: now}, names):
        yield Change(_label(whose, each.label), each.theirs, each.mine, entry)


def _label(whose: str, label: str) -> str:
    """郭大勇的在读学段"""
    return _("%(name)s的%(title)s") % {"name": whose, "title": label} if whose else label


def _within(whose: str, label: str, fact: str) -> str:
    """突发困难：申请金额"""
    return _("%(label)s：%(value)s") % {"label": _label(whose, label), "value": fact}


def _last(entries: list[Entry]) -> Entry | None:
    return entries[-1] if entries else None
