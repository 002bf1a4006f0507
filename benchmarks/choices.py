"""What the unusual choices in the code are worth: each against the ordinary way, in turn.

    python -m benchmarks.choices [--rounds 25]

Prints a line a choice: the ordinary way ÷ ours, as whole processes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks._timing import Program, compare, environment

PLAN = Path(__file__).resolve().parents[1] / "data" / "workpoints-2023.yaml"

#: The program as it is started, and as most are: collecting garbage, taking itself down.
HARD_EXIT = "import sys; sys.argv = ['lawgov', *{0}]; from lawgov_cli.__main__ import main; main()"
SOFT_EXIT = "import sys; from lawgov_cli.cli.running import run; sys.exit(run({0}))"
#: The same, with every renderer and every reader imported whether needed or not.
EAGER = """
import importlib, pkgutil, lawgov_cli, sys
for found in pkgutil.walk_packages(lawgov_cli.__path__, "lawgov_cli."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
sys.argv = ["lawgov", *{0}]
from lawgov_cli.__main__ import main
main()
"""
LIST = ["list", "--unit", "市司法局"]

_FIELDS = "".join(f"    f{n}: str = ''\n" for n in range(8))
NAMED = "from typing import NamedTuple\n" + "".join(
    f"class C{n}(NamedTuple):\n{_FIELDS}" for n in range(60)
)
FROZEN = "from dataclasses import dataclass\n" + "".join(
    f"@dataclass(frozen=True, slots=True)\nclass C{n}:\n{_FIELDS}" for n in range(60)
)


class Choice(NamedTuple):
    """What is compared: the code of the ordinary way and of ours."""

    name: str
    ordinary: str
    ours: str


CHOICES = (
    Choice("60 classes: frozen dataclasses ÷ named tuples", FROZEN, NAMED),
    Choice("list: ordinary exit ÷ hard exit", SOFT_EXIT.format(LIST), HARD_EXIT.format(LIST)),
    Choice(
        "list: every module imported ÷ those it needs", EAGER.format(LIST), HARD_EXIT.format(LIST)
    ),
)


def main() -> None:
    """Measure every choice in a folder of its own."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        plan = shutil.copy(PLAN, name)
        env = environment(LAWGOV_PLAN=str(plan), XDG_CACHE_HOME=name, COLUMNS="100", PYTHONUTF8="1")
        for choice in CHOICES:
            programs = (Program([sys.executable, "-c", way]) for way in choice[1:3])
            result = compare(*programs, env=env, rounds=rounds)
            ratios = f"{result.ratio_of_medians:.2f}, {result.median_of_ratios:.2f}"
            print(f"{choice.name}: {ratios} (ratio of medians, median of ratios)")


if __name__ == "__main__":
    main()
