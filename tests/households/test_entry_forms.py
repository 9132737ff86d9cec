"""The forms of facts say what the data dictionary says: shown and read back, every case stays itself."""

from typing import Any

import pytest
from django.http import QueryDict

from relief.households.forms.entry import MEMBER, SECTIONS, EntryForm
from relief.households.published import published_cases
from relief.rules import facts
from relief.web.texts import said

CASES = {case.name: case for case in published_cases()}


def as_sent(entry: EntryForm) -> QueryDict:
    """What a browser would send of a form as it is shown."""
    sent = QueryDict(mutable=True)
    for form in entry.forms:
        for field in form:
            value = field.value()
            if isinstance(value, list | tuple):
                sent.setlist(field.html_name, list(value))
            elif value is not None:
                sent[field.html_name] = str(value)
    for each in entry.lists:
        sent[f"{each.kind.name}-count"] = str(len(each.rows))
    return sent


def read_back(kind: Any, declared: Any, names: Any) -> dict[str, Any]:
    shown = EntryForm(kind, declared, names=names)
    read = EntryForm(kind, declared, typed=as_sent(shown), checked=True, names=names)
    assert read.is_valid(), [form.errors for form in read.forms]
    return read.facts()


@pytest.mark.parametrize("name", CASES)
def test_every_part_of_a_case_comes_back_as_it_was(name):
    household = CASES[name].household
    members = household.get("members") or []
    names = {member["id"]: member["id"] for member in members}
    for kind in SECTIONS.values():
        assert read_back(kind, household, names) == kind.of.within(household)
    for member in members:
        assert read_back(MEMBER, member, names) == MEMBER.of.within(member)


def test_every_fact_of_the_dictionary_has_its_box_and_its_label():
    boxes = {}
    for kind in (MEMBER, *SECTIONS.values()):
        boxes |= EntryForm(kind, {}).form.fields
    for fact in (*facts.HOUSEHOLD.facts, *facts.MEMBER.facts):
        assert boxes[fact.name].label == said(fact.label)
    for name in ("assets", "spending", "hardship", "change", "disability", "unemployment"):
        for fact in next(each for each in facts.MAPS if each.name == name).facts:
            assert boxes[f"{name}_{fact.name}"].label == said(fact.label)
