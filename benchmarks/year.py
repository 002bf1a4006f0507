"""What a year's journal costs: each read command with about 15,000 lines against none.

    python -m benchmarks.year [--rounds 25] [--lines 15000] [--new 200] [--cache off]

The two run in turn, so that both meet the same machine. Whatever the ratios, the exit code is 0.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks._timing import Comparison, Program, compare, environment
from benchmarks.make_journal import records
from lawgov_cli.store.journal import format_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATA = Path(__file__).resolve().parent.parent / "data"
PLAN = "workpoints-2023.yaml"
JOURNAL = "workpoints-2023.journal.yaml"
NOW = "2024-02-20T09:00:00+08:00"
GOAL = 1.5
COMMANDS: dict[str, Sequence[str]] = {
    "lawgov": (),
    "list": ("list",),
    "list --unit": ("list", "--unit", "市司法局"),
    "show 8": ("show", "8"),
    "stats": ("stats",),
    "units": ("units",),
    "due": ("due",),
    "missing": ("missing", "--month", "12月"),
    "log": ("log",),
    "diff": ("diff", "2023-11-30", "2023-12-31"),
    "report": ("report", "--month", "12月", "-o", "-"),
}


def office(folder: Path, lines: Sequence[str]) -> Path:
    """A folder with a plan and a journal of these lines."""
    folder.mkdir()
    shutil.copy(DATA / PLAN, folder)
    (folder / JOURNAL).write_text("".join(lines), encoding="utf-8")
    return folder / PLAN


def program(words: Sequence[str], plan: Path) -> Program:
    """The command as its console script runs it; bare `lawgov` takes the plan by environment."""
    start = "import os,sys;os.environ['LAWGOV_PLAN']=sys.argv.pop(1);"
    start += "from lawgov_cli.__main__ import main;sys.exit(main())"
    return Program([sys.executable, "-c", start, str(plan), *words])


def measured(
    full: Path, empty: Path, env: dict[str, str], rounds: int
) -> Iterator[tuple[str, Comparison]]:
    """Each command's times with the journal and without."""
    for name, words in COMMANDS.items():
        pair = compare(program(words, full), program(words, empty), env=env, rounds=rounds)
        yield name, pair


def main() -> None:
    """Print one line a command."""
    parser = argparse.ArgumentParser(description="Time the read commands on a year's journal.")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--lines", type=int, default=15_000)
    parser.add_argument("--cache", choices=["on", "off"], default="on")
    parser.add_argument("--new", type=int, default=200, help="lines added since the last reading")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [f"{format_record(record)}\n" for record in records(asked.lines)]
        full = office(folder / "full", lines[: asked.lines - asked.new])
        empty = office(folder / "empty", [])
        env = environment(
            LAWGOV_NOW=NOW,
            LAWGOV_CACHE=asked.cache,
            XDG_CACHE_HOME=str(folder / "cache"),
            COLUMNS="100",
            PYTHONUTF8="1",
        )
        subprocess.run(program(("list",), full).command, env=env, check=True, capture_output=True)
        with (full.parent / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.writelines(lines[asked.lines - asked.new :])
        size = (full.parent / JOURNAL).stat().st_size
        print(
            f"{asked.lines} lines, {size / 1e6:.1f} MB, the last {asked.new} not read before, "
            f"cache {asked.cache}, {asked.rounds} pairs"
        )
        print(f"{'command':<12} {'empty':>9} {'full':>9} {'ratio':>6} {'paired':>7}")
        for command, pair in measured(full, empty, env, asked.rounds):
            bare, ours = median(pair.bare) * 1000, median(pair.ours) * 1000
            ratio, paired = pair.ratio_of_medians, pair.median_of_ratios
            verdict = "" if max(ratio, paired) <= GOAL else f"  over {GOAL}"
            print(
                f"{command:<12} {bare:6.1f} ms {ours:6.1f} ms {ratio:6.2f} {paired:7.2f}{verdict}",
                flush=True,
            )


if __name__ == "__main__":
    main()
