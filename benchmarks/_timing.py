"""Paired timings of whole processes: the two run in turn, so that both meet the same machine."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Settings under which Python starts slower than it does for a user.
SLOWING = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "PYTHONDEVMODE",
    "PYTHONPROFILEIMPORTTIME",
)


@dataclass(frozen=True)
class Program:
    """A command to time, and what to put in order before each run, outside the time."""

    command: Sequence[str]
    prepare: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Comparison:
    """The seconds of two programs, run in turn: `ours[n]` and `bare[n]` are neighbours."""

    ours: Sequence[float]
    bare: Sequence[float]

    @property
    def ratio_of_medians(self) -> float:
        """Ours to bare, each at its median."""
        return median(self.ours) / median(self.bare)

    @property
    def median_of_ratios(self) -> float:
        """Ours to bare within each pair, at the median: steadier when the machine's pace drifts."""
        return median(a / b for a, b in zip(self.ours, self.bare, strict=True))


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment as a user's would be, with changes."""
    kept = {name: value for name, value in os.environ.items() if name not in SLOWING}
    return {**kept, **changes}


def seconds(program: Program, env: dict[str, str]) -> float:
    """Run a program once and return how long its process took."""
    program.prepare()
    start = time.perf_counter()
    subprocess.run(
        program.command,
        env=env,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def compare(
    ours: Program, bare: Program, *, env: dict[str, str], rounds: int, warm_up: int = 3
) -> Comparison:
    """Time two programs in turn, after a few runs that fill caches and do not count."""
    pairs = [(seconds(ours, env), seconds(bare, env)) for _ in range(warm_up + rounds)]
    counted = pairs[warm_up:]
    return Comparison([a for a, _ in counted], [b for _, b in counted])
