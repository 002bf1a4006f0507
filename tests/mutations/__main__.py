"""``python -m tests.mutations [--module M]… [--most N] [--seed S]``: would the tests notice?

A mutant is a copy of the project with one small change to a module that keeps a promise; the
module's tests must fail. Of the modules that matter most all mutants are tried, of the others as
many as asked for, drawn by the seed. What changes nothing stands in unchanged.txt with its reason.
Not part of the daily suite.
"""

from __future__ import annotations

import argparse
import queue
import random
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutations.modules import FIRST, TESTS
from tests.mutations.mutants import Mutant, mutants_of
from tests.mutations.trial import PACKAGE, ROOT, SURVIVED, Tree

NOTES = Path(__file__).with_name("unchanged.txt")
UNCHANGED = "changes nothing"


def main() -> int:
    """Judge the mutants asked for; 1 where one survives, or a note is of none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--module", action="append", choices=TESTS)
    parser.add_argument("--most", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    modules = {name: mutants_in(name) for name in asked.module or TESTS}
    tried = [
        (name, mutant)
        for name, every in modules.items()
        for mutant in (every if name in FIRST else drawn(every, asked.most, f"{asked.seed} {name}"))
    ]
    tell(f"seed {asked.seed}: {len(tried)} mutants of {len(modules)} modules")
    notes = read_notes()
    verdicts = judged(tried, notes, asked.jobs)
    known = {key_of(name, mutant) for name, every in modules.items() for mutant in every}
    stale = [key for key in notes if key[0] in modules and key not in known]
    for key in stale:
        tell(f"no mutant any more, but noted: {' | '.join(key)}")
    tell(", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    return 1 if verdicts[SURVIVED] or stale else 0


def mutants_in(module: str) -> list[Mutant]:
    """Every mutant of a module."""
    return list(mutants_of((ROOT / PACKAGE / module).read_text(encoding="utf-8")))


def drawn(every: list[Mutant], most: int, seed: str) -> list[Mutant]:
    """At most *most* of them, in their order; with one seed always the same."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    return sorted(chance.sample(every, min(most, len(every))))


def judged(
    tried: list[tuple[str, Mutant]], notes: dict[tuple[str, ...], str], jobs: int
) -> Counter[str]:
    """Tell the verdict of each, and count them."""
    verdicts: Counter[str] = Counter()
    trees: queue.SimpleQueue[Tree] = queue.SimpleQueue()

    def judge(name: str, mutant: Mutant) -> str:
        if key_of(name, mutant) in notes:
            return UNCHANGED
        tree = trees.get()
        try:
            return tree.judge(name, mutant.source, TESTS[name])
        finally:
            trees.put(tree)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            trees.put(tree := Tree(Path(folder) / str(number)))
        tests = {test for name, _ in tried for test in TESTS[name].split()}
        if tree.run(" ".join(sorted(tests))) != SURVIVED:
            raise SystemExit("the tests fail without a mutant")
        for (name, mutant), verdict in zip(
            tried, pool.map(judge, *zip(*tried, strict=True)), strict=True
        ):
            verdicts[verdict] += 1
            place = f"{name}:{mutant.line} {mutant.place}".rstrip()
            tell(f"{verdict}: {place}: {mutant.before} → {mutant.after}")
    return verdicts


def key_of(module: str, mutant: Mutant) -> tuple[str, ...]:
    """What a note calls a mutant: no line number, so that it outlasts changes elsewhere."""
    return module, mutant.place, mutant.before, mutant.after


def read_notes() -> dict[tuple[str, ...], str]:
    """The mutants that change nothing, each with the reason.

    A paragraph: the module and function, a ``-`` and a ``+`` line for each mutant, the reason.
    """
    notes: dict[tuple[str, ...], str] = {}
    for paragraph in filter(None, NOTES.read_text(encoding="utf-8").strip().split("\n\n")):
        head, *pairs, reason = paragraph.split("\n")
        module, _, place = head.partition(" ")
        for before, after in zip(pairs[::2], pairs[1::2], strict=True):
            notes[module, place, before.removeprefix("- "), after.removeprefix("+ ")] = reason
    return notes


def tell(line: str) -> None:
    """Print at once, so that a run that is stopped has told what it found."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
