"""The rules are measured on invented households, which are as the published shares say."""

from datetime import date
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from relief.desk.benchmarks import rules
from relief.desk.benchmarks.by_hand import ByHand
from relief.desk.benchmarks.people import invent_people, shares
from relief.desk.benchmarks.population import invent
from relief.rules.codes import DisabilityKind

DAY = date(2026, 11, 23)
MANY = 40_000


@pytest.fixture(scope="module")
def people():
    return invent_people(MANY, np.random.default_rng(7))


@pytest.fixture(scope="module")
def tables():
    return invent(MANY, DAY, seed=7)


def near(share):
    return pytest.approx(share, abs=0.01)


def test_households_are_as_large_as_the_census_found_them(people):
    told = shares()["household_size"]
    assert people.size.mean() == near(told["mean"])
    for size, share in told["share"].items():
        assert (people.size == int(size)).mean() == near(share)


def test_people_are_as_old_as_the_census_found_them(people):
    for first, last, share in shares()["age"]["groups"]:
        assert ((people.age >= first) & (people.age <= last)).mean() == near(share)
    assert people.age[np.diff(people.owner, prepend=-1) > 0].min() >= 18


def test_as_many_are_disabled_and_employed_as_is_published(people, tables):
    disability, employment = shares()["disability"], shares()["employment"]
    assert people.disabled.mean() == near(disability["share"])
    assert people.working.mean() == near(employment["employed"] / employment["people"])
    disabled = tables["members"]["disability_declared"] == 1
    severe = tables["members"]["disability_grade"][disabled] <= 2
    assert severe.mean() == pytest.approx(disability["severe"], abs=0.02)
    kinds = tables["members"]["disability_kind"][disabled]
    for kind, share in disability["kind"].items():
        found = (kinds == DisabilityKind.codes().index(kind)).mean()
        assert found == pytest.approx(share, abs=0.02)


def test_each_fifth_of_the_households_has_the_published_mean_income(tables):
    by_member, households = tables["member_incomes"], tables["households"].count
    own = np.bincount(by_member.owner, by_member["amount"], tables["members"].count)
    of_members = np.bincount(tables["members"].owner, own, households)
    common = np.bincount(tables["incomes"].owner, tables["incomes"]["amount"], households)
    a_head = (of_members + common) / np.bincount(tables["members"].owner) / 100
    means = [fifth.mean() for fifth in np.array_split(np.sort(a_head), 5)]
    assert means == pytest.approx(shares()["income"]["fifths"], rel=0.1)


def test_every_share_names_its_source_and_how_far_it_was_read_there():
    for name, told in shares().items():
        assert told["source"], name
        assert ("checked" in told) != told.get("ours", False), f"{name}: ours, or read in its source how far?"


def test_the_same_seed_makes_the_same_households():
    one, again, other = (invent(50, DAY, seed) for seed in (1, 1, 2))
    assert np.array_equal(one["members"]["born_on"], again["members"]["born_on"])
    assert not np.array_equal(one["members"]["born_on"][:80], other["members"]["born_on"][:80])


def test_a_line_for_each_way_and_batches_of_what_is_left(monkeypatch):
    monkeypatch.setattr(rules, "BATCH", 400)
    out = StringIO()
    call_command("benchmark", "rules", rounds=1, households=1000, stdout=out)
    one, many, two, same, memory = out.getvalue().splitlines()
    assert "µs" in one
    assert many.startswith("1,000 households, all programmes: ")
    assert "times as long" in two
    assert "dibao" in same
    assert memory.endswith("MiB")


def test_other_answers_than_by_hand_are_a_failure(monkeypatch):
    monkeypatch.setattr(ByHand, "dibao", lambda self: np.zeros(self.homes.count))
    with pytest.raises(CommandError, match="do not answer alike"):
        list(rules.measure(1, 300))


def test_no_household_is_nothing_to_measure():
    with pytest.raises(CommandError, match="at least one"):
        call_command("benchmark", "rules", households=0, stdout=StringIO())
