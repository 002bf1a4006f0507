"""``python -m tests.torture --minutes N [--seed S] [--part P]…``: try to break the promises.

Each part gets its share of the time, prints its figures, and stops at the first breach. The seed
is printed first: with it the same inputs come again. Not part of the daily suite.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.torture import clones, disks, fuzzing, office, papers

OFFICES = {
    "kills": office.kills,
    "disks": disks.full_disks,
    "sizes": disks.every_size,
    "clocks": office.clocks,
    "writers": office.writers,
    "clones": clones.clones,
}
KINDS = {**fuzzing.KINDS, **papers.KINDS}


def main() -> int:
    """Run the parts asked for; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--part", action="append", choices=[*OFFICES, *KINDS])
    asked = parser.parse_args()
    parts = asked.part or [*OFFICES, *KINDS]
    tell(f"seed {asked.seed}")
    broken = 0
    for part in parts:
        chance = random.Random(f"{asked.seed} {part}")  # noqa: S311 - not a secret
        end = time.monotonic() + asked.minutes * 60 / len(parts)
        broken += _run(part, chance, end)
    return 1 if broken else 0


def _run(part: str, chance: random.Random, end: float) -> bool:
    """Run one part and tell its figures; whether a promise was broken."""
    try:
        if part in KINDS:
            tell(f"{part}: {fuzzing.fuzz(KINDS[part], chance, end)} inputs, 0 finds")
            return False
        with tempfile.TemporaryDirectory() as folder:
            desk = office.Office(Path(folder) / "desk")
            runs = OFFICES[part](desk, chance, end)
            faults = desk.faults()
    except AssertionError as error:
        tell(f"{part}: BROKEN\n{error}")
        return True
    figures = f"{runs} runs, {desk.killed} killed, {len(desk.acknowledged)} acknowledged"
    tell(f"{part}: {figures}, {len(faults)} faults")
    for fault in faults[:20]:
        tell(f"  {fault}")
    return bool(faults)


def tell(line: str) -> None:
    """Print at once, so that a run that is stopped has told what it found."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
