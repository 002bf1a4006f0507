"""Every figure that the program is held to, in one table: time and memory, against others.

    python -m benchmarks.all [--points 30 3000 30000] [--records 10000 100000 1000000] [--rounds 7]

Each line is a pair, run in turn as whole processes: the median of the paired ratios of processor
time, and the most memory that ours took. Whatever the figures are, the exit code is 0.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks._peers import PEERS, is_here, points_of
from benchmarks._timing import environment
from benchmarks.floor import HERE, PLAN, lawgov, listed_cells
from benchmarks.large_plan import large_plan
from benchmarks.make_journal import records
from lawgov_cli.store.journal import format_record
from lawgov_cli.store.plan_yaml import plan_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NOW = "2024-02-20T09:00:00+08:00"
JOURNAL = "workpoints-2023.journal.yaml"
#: Named in a tenth of the shipped points, always as the first lead: every program lists the same.
UNIT = "市应急局"
DONE = ("done", "8", "--note", "档案巡查完成", "--yes")
BARE_JSON = "import json,sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line[2:])"


class Cost(NamedTuple):
    """What a process took: seconds of the processor, and the most memory in MiB."""

    seconds: float
    peak: float


class Run(NamedTuple):
    """A command, its settings, and what is put in order before it, outside the time."""

    command: Sequence[str]
    env: Mapping[str, str]
    prepare: Callable[[], object] = lambda: None

    def cost(self) -> Cost:
        """Run it once."""
        self.prepare()
        starter = [sys.executable, "-I", "-S", str(HERE / "_cost.py")]
        told = subprocess.check_output([*starter, *self.command], env=dict(self.env), text=True)
        seconds, peak = map(float, told.split())
        return Cost(seconds, peak / (1 << 20))


class Office:
    """A folder with a plan, a cache of its own and perhaps a journal."""

    def __init__(self, folder: Path, plan: str | None = None, lines: Sequence[str] = ()) -> None:
        self.folder = folder
        folder.mkdir()
        if plan is None:
            shutil.copy(PLAN, folder)
        else:
            (folder / PLAN.name).write_text(plan, encoding="utf-8")
        self.journal = folder / JOURNAL
        if lines:
            self.journal.write_text("".join(lines), encoding="utf-8")
        self._is_empty = not lines

    def run(self, *words: str, cache: str = "on", more: Callable[[], object] = lambda: None) -> Run:
        """A command of the program here; see :meth:`reset`."""
        env = environment(
            LAWGOV_PLAN=str(self.folder / PLAN.name),
            LAWGOV_NOW=NOW,
            LAWGOV_BY="张三",
            LAWGOV_CACHE=cache,
            XDG_CACHE_HOME=str(self.folder / "cache"),
            COLUMNS="100",
            PYTHONUTF8="1",
        )

        def prepare() -> None:
            self.reset()
            more()

        return Run(lawgov(*words), env, prepare)

    def reset(self) -> None:
        """What an earlier command recorded is gone, where that was all; else it is kept.

        A long journal goes on growing, as that of a user does, whom nobody cuts it back for.
        """
        if self._is_empty and self.journal.exists():
            os.truncate(self.journal, 0)
        for seen in self.folder.glob("cache/lawgov/*.seen"):
            seen.unlink()

    def forget(self) -> None:
        """Nothing was ever read."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def grow(self) -> None:
        """One more line in the journal."""
        with self.journal.open("a", encoding="utf-8") as file:
            record = {
                "id": f"zz{time.time_ns():x}",
                "at": NOW,
                "by": "x",
                "task": "8",
                "note": "一条",
            }
            file.write(format_record(record) + "\n")


def line(name: str, ours: Run, other: Run, rounds: int) -> None:
    """Print one line of the table: ours to *other*."""
    ours.cost(), other.cost()
    pairs = [(ours.cost(), other.cost()) for _ in range(rounds)]
    ratio = median(a.seconds / b.seconds for a, b in pairs)
    took = median(a.seconds for a, _ in pairs) * 1000
    peak = max(a.peak for a, _ in pairs)
    print(f"{name:<64} {ratio:7.2f} {took:9.0f} ms {peak:7.0f} MiB", flush=True)


def floors(place: Path, rounds: int) -> None:
    """30 points against the barest programs that do the same."""
    office = Office(place / "floors")
    cells = office.folder / "cells.tsv"
    env = dict(office.run().env)
    rows = listed_cells(env)
    cells.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    table = Run([sys.executable, str(HERE / "bare_table.py"), str(cells)], env)
    bare = office.folder / "bare.yaml"
    append = [sys.executable, str(HERE / "bare_append.py"), "8", str(bare), "--note", "x"]
    tab = office.run("--complete", "bash", "done", "")
    for cache in ("on", "off"):
        where = f"30 points, cache {cache}: "
        ours = office.run("list", "--unit", "市司法局", cache=cache)
        line(f"{where}list ÷ bare Typer and Rich", ours, table, rounds)
        line(
            f"{where}done ÷ bare Typer append",
            office.run(*DONE, cache=cache),
            Run(append, env),
            rounds,
        )
    line("30 points: Tab ÷ --version", tab, office.run("--version"), rounds)


def sizes(place: Path, points: Sequence[int], rounds: int) -> None:
    """Plans of several sizes: against bare Python, and against the peers that are here."""
    bare = Run([sys.executable, "-c", "pass"], environment())
    for name, peer in PEERS.items():
        if not is_here(peer):
            print(f"{name}: not on this computer")
    for number in points:
        plan = large_plan(number)
        office = Office(place / f"plan{number}", plan_yaml(plan))
        turns = max(1, rounds if number <= 30 else rounds // 2 if number <= 3000 else 1)
        commands = {"list": ("list",), "list of a unit": ("list", "--unit", UNIT), "done": DONE}
        commands |= {"show 8": ("show", "8"), "report": ("report", "--month", "9月", "-o", "-")}
        for name, words in commands.items():
            line(f"{number} points: {name} ÷ python -c pass", office.run(*words), bare, turns)
        for name, peer in PEERS.items():
            if is_here(peer) and number <= peer.most:
                try:
                    against(name, number, office, place / f"{name}{number}", turns)
                except subprocess.CalledProcessError:
                    print(f"{name}: takes no points, or “{peer.program}” is another program")


def against(name: str, number: int, office: Office, folder: Path, rounds: int) -> None:
    """Ours to one peer, which has the same points."""
    folder.mkdir()
    points = points_of(large_plan(number))
    filled = PEERS[name].fill(folder, points, UNIT)
    env = {**environment(), **filled.env}
    ours = office.run("report", "--month", "9月", "-o", "-") if name == "doorstop" else None
    listed = ours or office.run("list", "--unit", UNIT)
    what = "report ÷ its publish" if ours else "list of a unit ÷ its own"
    line(f"{number} points: {what}: {name}", listed, Run(filled.list, env), rounds)
    if filled.done:
        kept = folder.with_name(f"{folder.name}.kept")
        shutil.copytree(folder, kept)

        def restore() -> None:
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)

        other = Run(filled.done, env, restore)
        line(f"{number} points: done ÷ its own: {name}", office.run(*DONE), other, rounds)


def journals(place: Path, counts: Sequence[int], rounds: int) -> None:
    """Journals of several lengths against none."""
    empty = Office(place / "empty")
    for count in counts:
        lines = [f"{format_record(record)}\n" for record in records(count)]
        office = Office(place / f"journal{count}", lines=lines)
        turns = max(1, rounds if count <= 10_000 else rounds // 2 if count <= 100_000 else 1)
        bare = Run([sys.executable, "-c", BARE_JSON, str(office.journal)], environment())
        where, listing = f"{count} records: ", ("list",)
        first = office.run(*listing, more=office.forget)
        line(f"{where}list, first reading ÷ json.loads a line", first, bare, turns)
        off = office.run(*listing, cache="off")
        line(f"{where}list, cache off ÷ empty", off, empty.run(*listing, cache="off"), turns)
        line(f"{where}list ÷ empty", office.run(*listing), empty.run(*listing), turns)
        grown = office.run(*listing, more=office.grow)
        line(f"{where}list after one more line ÷ empty", grown, empty.run(*listing), turns)
        for words in (DONE, ("note", "8", "--note", "一条", "--yes"), ("check",), ("log", "--all")):
            ours, other = office.run(*words), empty.run(*words)
            line(f"{where}{words[0]} ÷ empty", ours, other, turns)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--points", type=int, nargs="*", default=[30, 3000, 30_000])
    parser.add_argument("--records", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    if not hasattr(os, "wait4"):
        sys.exit("this computer does not tell what a process took")
    print(f"{'':<64} {'ratio':>7} {'ours':>12} {'peak':>11}")
    with tempfile.TemporaryDirectory() as name:
        floors(Path(name), asked.rounds)
        sizes(Path(name), asked.points, asked.rounds)
        journals(Path(name), asked.records, asked.rounds)


if __name__ == "__main__":
    main()
