"""Mutation testing of the law: each small change of a rule, and whether some case of the files notices it.

    python -m tests.rules.mutating [--sample COUNT] [--seed NUMBER] [MODULE...]

The changes are cosmic-ray's (requirements/mutation.txt; see CONTRIBUTING.md). Each is made in a process of
its own, in memory: no file is touched. What survives is printed as a difference, and the command ends with 1.
"""

import argparse
import ast
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from importlib import abc, util
from pathlib import Path
from random import Random
from typing import NamedTuple

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from relief.rules.cases import Case
from tests.rules.published import all_cases, place

RULES = Path(__file__).parents[2] / "relief" / "rules"
MODULES = (
    *sorted(f"programmes/{path.name}" for path in (RULES / "programmes").glob("[a-z]*.py")),
    *("amounts.py", "awards.py", "disabilities.py", "household.py", "means.py"),
    *("obligors.py", "spending.py", "subsidies.py"),
)
KINDS = (
    *("NumberReplacer", "ReplaceComparisonOperator", "ReplaceUnaryOperator", "AddNot"),
    *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_Add"),
    *("ReplaceBinaryOperator_BitAnd_BitOr", "ReplaceBinaryOperator_BitOr_BitAnd", "ZeroIterationForLoop"),
)
SECONDS = 60
NO_PROGRAM = ""


class Mutant(NamedTuple):
    """A rule's module with one change."""

    module: str
    before: str
    after: str

    @property
    def difference(self) -> str:
        sides = (each.splitlines(keepends=True) for each in (self.before, self.after))
        return "".join(unified_diff(*sides, self.module, self.module, n=1))


def mutants(modules: list[str]) -> Iterator[Mutant]:
    """Every change of every module that reads as another program, each once."""
    operators = [name for name in operator_names() if name.removeprefix("core/").startswith(KINDS)]
    for module in modules:
        source = (RULES / module).read_text(encoding="utf-8")
        seen = {program(source), NO_PROGRAM}
        for operator in map(get_operator, operators):
            yield from _of_operator(module, source, operator(), seen)


def _of_operator(module: str, source: str, operator: object, seen: set[str]) -> Iterator[Mutant]:
    occurrence = 0
    while (changed := mutate_code(source, operator, occurrence)) is not None:
        occurrence += 1
        if (read := program(changed)) not in seen:
            seen.add(read)
            yield Mutant(module, source, changed)


def program(source: str) -> str:
    """A module as it runs: what is written for the type checker alone does nothing."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return NO_PROGRAM
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


class Changed(abc.MetaPathFinder, abc.SourceLoader):
    """Gives one module of the rules from another source."""

    def __init__(self, mutant: Mutant) -> None:
        self.source = mutant.after
        self.name = "relief.rules." + mutant.module.removesuffix(".py").replace("/", ".")

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        return util.spec_from_loader(name, self) if name == self.name else None

    def get_filename(self, name: str) -> str:
        return name

    def get_data(self, path: str) -> bytes:
        return self.source.encode()


def noticing(mutant: Mutant, cases: list[Case]) -> int | None:
    """The first case that notices: its answer is another one, or none at all. For a process of its own."""
    number = 0
    for name in [each for each in sys.modules if each.startswith("relief.rules")]:
        del sys.modules[name]
    sys.meta_path.insert(0, Changed(mutant))
    sys.dont_write_bytecode = True
    try:
        from relief.rules.amounts import UNIT
        from relief.rules.answers import screen
        from relief.rules.expectations import differences
        from relief.rules.parameters import Figures

        for number, case in enumerate(cases):
            answer = screen(case.household, Figures(place(case.place), case.area, case.day))
            if differences(case.expect, answer):
                return number
            for each in answer.programmes:
                lines = [line.amount for line in each.reckoning if line.code != "not_counted"]
                if lines and sum(lines) != each.amount * UNIT:
                    return number
    except Exception:
        return number
    return None


def survives(mutant: Mutant, cases: list[Case]) -> bool:
    """In a child that is ended when it takes too long. What noticed one change is asked first of the next."""
    said, tell = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        number = noticing(mutant, cases)
        os.write(tell, b"" if number is None else str(number).encode())
        os._exit(int(number is not None))
    os.close(tell)
    _, status = os.waitpid(child, 0)
    with os.fdopen(said) as told:
        number = int(told.read() or 0)
    cases.insert(0, cases.pop(number))
    return status == 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many changes, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("modules", nargs="*", default=MODULES)
    chosen = parser.parse_args()
    found = list(mutants(chosen.modules))
    if chosen.sample:
        found = Random(chosen.seed).sample(found, min(chosen.sample, len(found)))
    begun, left, cases = time.monotonic(), list[Mutant](), list(all_cases())
    for mutant in found:
        if survives(mutant, cases):
            left.append(mutant)
            say(mutant.difference)
    say(str(dict(Counter(mutant.module for mutant in left))))
    say(f"{len(found)} changes, {len(left)} survived, {time.monotonic() - begun:.0f} s")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
