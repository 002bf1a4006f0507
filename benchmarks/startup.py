"""How soon lawgov answers: in one file ÷ installed, and Tab ÷ ``--version``.

    python3 -m benchmarks.startup [--rounds 40] [--pyz dist/…/lawgov.pyz] [--wheel …/bin/lawgov]

The two of a line are run in turn by one Python; the one file from its second run on, unpacked.
*wheel* is the console script of an environment that lawgov was installed into from a wheel
(``install.py`` of the bundle makes one); its Python runs both.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks._timing import Program, compare, environment

LIST = ("list", "--unit", "市司法局")
#: Command → what was asked for.
GOALS = {"pyz ÷ wheel": 1.3, "Tab ÷ --version": 1.5}


def main() -> None:
    """Print the ratios that there is something to measure with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--pyz", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    asked = parser.parse_args()
    wheel = asked.wheel.absolute()
    pyz = asked.pyz.absolute() if asked.pyz else None
    python = str(wheel.with_name("python"))
    installed = [python, str(wheel)]
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)  # each has its own plan here, and what it keeps of it
        env = environment(HOME=home, XDG_CACHE_HOME=home, XDG_DATA_HOME=home)
        env.pop("PYTHONPATH", None)
        for words in (LIST, ("--version",)) if pyz else ():
            file = [python, str(pyz), *words]
            line("pyz ÷ wheel", " ".join(words), file, [*installed, *words], env, asked.rounds)
        for typed in ("done", "list --unit", "report --month"):
            tab = [*installed, "--complete", "bash", *typed.split(), ""]
            line("Tab ÷ --version", typed, tab, [*installed, "--version"], env, asked.rounds)


def line(  # noqa: PLR0913, PLR0917 - what stands in a line
    name: str, words: str, ours: list[str], bare: list[str], env: dict[str, str], rounds: int
) -> None:
    """Time two commands in turn, and print how they compare."""
    found = compare(Program(ours), Program(bare), env=env, rounds=rounds)
    seconds = f"{median(found.ours) * 1000:.0f} and {median(found.bare) * 1000:.0f} ms"
    ratio, goal = found.median_of_ratios, GOALS[name]
    print(f"{name:<16} {words:<24} {ratio:5.2f} (goal {goal}), medians {seconds}", flush=True)


if __name__ == "__main__":
    main()
