"""Invented households as tables: what their people have, earn, spend and draw. Everything is declared."""

from datetime import date
from typing import Any

import numpy as np

from relief.rules.codes import (
    AssetsFinding,
    Away,
    DisabilityKind,
    HardshipEvent,
    Hukou,
    IncomeKind,
    LegalState,
    LimitsFinding,
    ObligorStatus,
    Per,
    PlaceOfEmergency,
    ProgrammeCode,
    Relation,
)
from relief.rules.columns import Table, Tables

from .people import OLD, Booleans, Numbers, People, chosen, invent_people, place_of, shares

DAYS_A_YEAR = 365.2425
NO, YES = 0, 1


def invent(households: int, day: date, seed: int) -> Tables:
    """So many households as they stand on a day; the same seed makes the same ones."""
    dice = np.random.default_rng(seed)
    people = invent_people(households, dice)
    income = _incomes_a_head(households, dice) * people.size
    incomes = _income_tables(people, income, dice)
    obligors = _have_obligors(people, dice)
    on_dibao = dice.random(households) < shares()["dibao"]["recipients"] / shares()["dibao"]["people"]
    return Tables(
        {
            "households": Table(
                households,
                _households(income, on_dibao, dice)
                | {"incomes_declared": _some(incomes["incomes"], households)},
                np.arange(households),
            ),
            "members": Table(
                people.count,
                _members(people, day, obligors, dice)
                | {"incomes_declared": _some(incomes["member_incomes"], people.count)},
                people.owner,
            ),
            **incomes,
            "obligors": _obligors(obligors, day, dice),
            "awards": _awards(on_dibao, day),
        }
    )


def _some(listed: Table, above: int) -> Any:
    """For each row above: some are listed, or explicitly none."""
    return np.minimum(np.bincount(listed.owner, minlength=above), YES).astype(np.int8)


def _flags(count: int, value: int) -> Any:
    """One answer of everybody: a column that takes no room."""
    return np.broadcast_to(np.int8(value), (count,))


def _incomes_a_head(households: int, dice: np.random.Generator) -> Numbers:
    """Fen a year, by the fifths of income: from a part of the mean of each up to as much above it."""
    fifth = dice.integers(0, 5, households)
    mean, least = np.array(shares()["income"]["fifths"]), np.array(shares()["income_within_a_fifth"]["least"])
    spread = least + 2 * (1 - least) * dice.random((households, 1))
    fen: Numbers = (100 * (mean * spread)[np.arange(households), fifth]).astype(np.int64)
    return fen


def _households(income: Numbers, on_dibao: Booleans, dice: np.random.Generator) -> dict[str, Any]:
    count, rest = len(income), shares()["rest"]
    hardship = dice.random(count) < rest["hardship"]
    medical = np.where(dice.random(count) < rest["medical"], income * dice.random(count), 0)
    saved = income * dice.random(count) * rest["months_saved"] / 12
    return {
        **{f"{name}_declared": _flags(count, YES) for name in ("members", "spending")},
        **{f"{name}_declared": _flags(count, NO) for name in ("relief_history", "change")},
        "receiving_declared": on_dibao.astype(np.int8),
        "recognised_as": _flags(count, 0),
        "support_disregarded": _flags(count, 0),
        "assets": _flags(count, place_of(AssetsFinding, "listed")),
        "assets_financial": saved.astype(np.int64),
        "assets_dwellings": np.int8(1) + (dice.random(count) < rest["second_dwelling"]),
        "assets_vehicles": (dice.random(count) < shares()["vehicles"]["a_household"]).astype(np.int8),
        "assets_non_residential_property": _flags(count, NO),
        "assets_business_capital": _flags(count, 0),
        "spending_medical_self_paid": medical.astype(np.int64),
        **{
            f"spending_{name}": _flags(count, 0)
            for name in ("tuition", "tuition_public_rate", "rehabilitation")
        },
        "hardship_declared": hardship.astype(np.int8),
        "hardship_event": _flags(count, place_of(HardshipEvent, "sudden_illness")),
        "hardship_urgent": dice.integers(0, 2, count, dtype=np.int8),
        "hardship_basic_living_difficulty": dice.integers(0, 2, count, dtype=np.int8),
        "hardship_requested": dice.integers(1, 100, count) * 100_00,
        "hardship_place_of_emergency": _flags(count, place_of(PlaceOfEmergency, "here")),
        "hardship_new_bill": _flags(count, NO),
    }


def _members(people: People, day: date, obligors: Booleans, dice: np.random.Generator) -> dict[str, Any]:
    count = people.count
    hukou, floating = shares()["hukou"], dice.random(count)
    of_here = floating >= hukou["floating"] / hukou["people"]
    never = ("residence_permit", "seeking_work", "self_care_failed", "chose_child_allowance")
    return {
        "relation": people.relation,
        "born_on": _born_on(people.age, day, dice),
        **{name: _flags(count, YES) for name in ("lives_with", "owed_support", "works_here", "lives_here")},
        **{name: _flags(count, NO) for name in (*never, "infected_or_isolated", "graduated_on")},
        "away": _flags(count, place_of(Away, "none")),
        "can_live_independently": (~people.disabled).astype(np.int8),
        "schooling": people.schooling,
        "serious_illness": (dice.random(count) < shares()["rest"]["serious_illness"]).astype(np.int8),
        "working": people.working.astype(np.int8),
        "hukou": np.where(of_here, place_of(Hukou, "local"), place_of(Hukou, "other_province")),
        "disability_declared": people.disabled.astype(np.int8),
        **_disabilities(count, dice),
        "unemployment_declared": _flags(count, NO),
        "obligors_declared": obligors.astype(np.int8),
    }


def _born_on(age: Numbers, day: date, dice: np.random.Generator) -> Numbers:
    """A birthday on any day of the last year."""
    days: Numbers = np.ceil((age + dice.random(len(age))) * DAYS_A_YEAR).astype(np.int64)
    return day.toordinal() - days


def _disabilities(count: int, dice: np.random.Generator) -> dict[str, Any]:
    told, first = shares()["disability"], shares()["disability_grade"]["first_of_two"]
    kinds = [place_of(DisabilityKind, kind) for kind in told["kind"]]
    severe, other = told["severe"], 1 - told["severe"]
    grades = [severe * first, severe * (1 - first), other * first, other * (1 - first)]
    return {
        "disability_kind": chosen(kinds, list(told["kind"].values()), count, dice),
        "disability_grade": chosen([1, 2, 3, 4], grades, count, dice),
    }


def _income_tables(people: People, income: Numbers, dice: np.random.Generator) -> dict[str, Table]:
    """Incomes by kinds: wages to those who work, the pension to elders, the rest to the head."""
    kinds = shares()["income_kind"]
    whole = sum(kinds[kind] for kind in ("wage", "business", "property", "transfer"))
    workers = np.bincount(people.owner[people.working], minlength=len(income))
    earned = np.where(workers > 0, income, 0)
    worker, head = (
        np.flatnonzero(people.working),
        np.flatnonzero(people.relation == place_of(Relation, "head")),
    )
    wages = earned * kinds["wage"] // (whole * np.maximum(workers, 1))
    business = earned * kinds["business"] // whole
    common = income * kinds["property"] // whole
    transfer = income - common - business - wages * workers
    elder = np.flatnonzero(_happens(people.age >= OLD, shares()["basic_pension_of_elders"]["share"], dice))
    pension = np.full(len(elder), shares()["basic_pension"]["fen"] * 12)
    own = (
        ("wage", worker, wages[people.owner[worker]]),
        ("business", head, business),
        ("transfer", head, transfer),
        ("basic_pension", elder, pension),
    )
    return {
        "incomes": _incomes(("property", np.arange(len(income)), common)),
        "member_incomes": _incomes(*own),
    }


def _incomes(*kinds: tuple[str, Numbers, Numbers]) -> Table:
    """Those of all kinds that come to anything, by their owners."""
    owner = np.concatenate([owners for _, owners, _ in kinds])
    amount = np.concatenate([amounts for _, _, amounts in kinds])
    kind = np.concatenate([np.full(len(owners), place_of(IncomeKind, name)) for name, owners, _ in kinds])
    order = np.argsort(owner, kind="stable")
    order = order[amount[order] > 0]
    columns = {"kind": kind[order], "amount": amount[order], "per": _flags(len(order), place_of(Per, "year"))}
    return Table(len(order), columns, owner[order])


def _happens(could: Booleans, share: float, dice: np.random.Generator) -> Booleans:
    happens: Booleans = could & (dice.random(len(could)) < share)
    return happens


def _have_obligors(people: People, dice: np.random.Generator) -> Booleans:
    """Elders in whose household there is no child, of whom most have one elsewhere."""
    children = np.bincount(
        people.owner[people.relation == place_of(Relation, "child")], minlength=len(people.size)
    )
    return _happens((people.age >= OLD) & (children == 0)[people.owner], shares()["rest"]["obligors"], dice)


def _obligors(have: Booleans, day: date, dice: np.random.Generator) -> Table:
    """One child for each."""
    owner = np.flatnonzero(have)
    count = len(owner)
    columns = {
        "relation": _flags(count, place_of(Relation, "child")),
        "born_on": _born_on(dice.integers(20, 60, count), day, dice),
        "monthly_income": _incomes_a_head(count, dice) // 12,
        "assets": dice.choice([place_of(LimitsFinding, code) for code in LimitsFinding.codes()], count),
        "status": _flags(count, place_of(ObligorStatus, "none")),
        "legal_state": _flags(count, place_of(LegalState, "none")),
        "disability_declared": dice.random(count) < shares()["disability"]["share"],
        **_disabilities(count, dice),
    }
    return Table(count, columns, owner)


def _awards(on_dibao: Booleans, day: date) -> Table:
    """Dibao for the whole household, for two years."""
    owner = np.flatnonzero(on_dibao)
    columns = {
        "programme": _flags(len(owner), place_of(ProgrammeCode, "dibao")),
        "monthly": np.full(len(owner), 500_00),
        "since": np.full(len(owner), day.toordinal() - 2 * 365),
    }
    return Table(len(owner), columns, owner)
