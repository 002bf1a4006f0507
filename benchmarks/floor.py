"""How near `lawgov list` and `lawgov done` come to the barest Typer programs that do the same.

    python3 tasks.py bench [--rounds 40]

Prints ratios, and the slow packages that each command imported. It only tells: whatever the times
are, the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from statistics import median

from benchmarks._timing import Comparison, Program, compare, environment

HERE = Path(__file__).resolve().parent
PLAN = HERE.parent / "data" / "workpoints-2023.yaml"
NOTE = "合法性审查档案巡查已完成"
LIST = ("list", "--unit", "市司法局")
DONE = ("done", "8", "--note", NOTE, "--yes")
HEAD = ("序号", "要点", "角色", "牵头单位", "状态", "亮灯")  # no task has a date yet: no 时限
GOAL = 1.2
SLOW_PACKAGES = ("jinja2", "rich", "yaml", "platformdirs")


def lawgov(*args: str) -> list[str]:
    """Return the command line of the installed console script, run by this very interpreter."""
    folder = Path(sysconfig.get_path("scripts"))
    if sys.platform == "win32":
        return [str(folder / "lawgov.exe"), *args]
    return [sys.executable, str(folder / "lawgov"), *args]


def output(command: list[str], env: dict[str, str]) -> str:
    """Return what a command prints."""
    ran = subprocess.run(command, env=env, check=True, capture_output=True, encoding="utf-8")
    return ran.stdout


def listed_cells(env: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the texts of the table that `lawgov list` prints, its head first."""
    items = json.loads(output(lawgov(*LIST, "--format", "json"), env))["items"]
    rows = []
    for item in items:
        start = (item["id"], item["title"], item["role"], "、".join(item["lead"]))
        rows.append((*start, item["status_word"], item["light_word"]))
    return [HEAD, *rows]


def missing(cells: list[tuple[str, ...]], table: str) -> list[str]:
    """Return the cells that a table printed without wrapping does not show."""
    return [cell for row in cells for cell in row if cell not in table]


def imported(command: list[str], env: dict[str, str]) -> list[str]:
    """Return the slow packages that a command imports."""
    python = [command[0], "-X", "importtime", *command[1:]]
    ran = subprocess.run(python, env=env, check=True, capture_output=True, encoding="utf-8")
    modules = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    return [name for name in SLOW_PACKAGES if name in modules]


def report(name: str, result: Comparison, packages: list[str]) -> None:
    """Print one comparison."""
    ratio, paired = result.ratio_of_medians, result.median_of_ratios
    print(f"{name}, {len(result.ours)} pairs")
    print(f"  lawgov {median(result.ours) * 1000:6.1f} ms")
    print(f"  bare   {median(result.bare) * 1000:6.1f} ms")
    verdict = "within" if max(ratio, paired) <= GOAL else "over"
    print(f"  ratio of medians {ratio:.3f}, median of ratios {paired:.3f}: {verdict} {GOAL}")
    print(f"  imports {', '.join(packages) or 'no slow package'}")


def time_list(folder: Path, env: dict[str, str], rounds: int, note: str) -> None:
    """Compare `list` with a bare Rich table of the same texts."""
    cells = listed_cells(env)
    file = folder / "cells.tsv"
    file.write_text("".join("\t".join(row) + "\n" for row in cells), encoding="utf-8")
    bare = [sys.executable, str(HERE / "bare_table.py"), str(file)]
    wide = {**env, "COLUMNS": "400"}
    for name, command in (("lawgov", lawgov(*LIST)), ("the bare program", bare)):
        lost = missing(cells, output(command, wide))
        if lost:
            print(f"not a fair comparison: {name} does not show {lost}")
    result = compare(Program(lawgov(*LIST)), Program(bare), env=env, rounds=rounds)
    report(f"list ({len(cells) - 1} rows), {note}", result, imported(lawgov(*LIST), env))


def time_done(folder: Path, env: dict[str, str], rounds: int, note: str) -> None:
    """Compare `done` with a bare append of one synced line, to a journal reset before each run."""
    journal, bare_journal = folder / "workpoints-2023.journal.yaml", folder / "bare.yaml"
    output(lawgov("note", "8", "--note", NOTE, "--yes"), env)
    begun = journal.read_bytes()

    def reset() -> None:
        """Put the journal back, and forget what was written, or its loss would be told."""
        journal.write_bytes(begun)
        for seen in folder.glob("cache/lawgov/*.seen"):
            seen.unlink()

    bare = [sys.executable, str(HERE / "bare_append.py"), "8", str(bare_journal), "--note", NOTE]
    result = compare(
        Program(lawgov(*DONE), prepare=reset),
        Program(bare, prepare=lambda: bare_journal.write_bytes(begun)),
        env=env,
        rounds=rounds,
    )
    reset()
    report(f"done (one line), {note}", result, imported(lawgov(*DONE), env))


def main() -> None:
    """Measure both commands in a folder of their own, with and without the cache of the plan."""
    parser = argparse.ArgumentParser(description="Time lawgov against bare Typer programs.")
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(PLAN, folder)
        plan, cache = str(folder / PLAN.name), str(folder / "cache")
        env = environment(LAWGOV_PLAN=plan, XDG_CACHE_HOME=cache, COLUMNS="100", PYTHONUTF8="1")
        for setting, note in (("on", "plan kept from the last run"), ("off", "LAWGOV_CACHE=off")):
            time_list(folder, {**env, "LAWGOV_CACHE": setting}, rounds, note)
            time_done(folder, {**env, "LAWGOV_CACHE": setting}, rounds, note)


if __name__ == "__main__":
    main()
