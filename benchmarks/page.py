"""How large the page is, and how long it takes: a year of a record for each unit and month.

    python -m benchmarks.page [--points 30 3000] [--each 144 2]

The plan is that of `benchmarks.scale`; every record has words of its own. One line a size: the
bytes, and the time of the whole process without the cache. With 30 points the page may have
200,000 bytes, with 3,000 points 3,000,000.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from benchmarks._timing import Program, environment, seconds
from benchmarks.scale import NAME, UNITS, plan
from lawgov_cli.store.journal import format_record

CHARACTERS = "会议研究问题检查案卷整改落实培训人员方案评查发现完成推进协调单位制度平台群众调解监督"
LENGTH = 22


def journal(points: int, each: int, seed: int = 1) -> str:
    """So many records for each point, spread over the year, of the units that answer for it."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    lines = []
    for number in range(points * each):
        point, month = 1 + number % points, 1 + number * 12 // (points * each)
        unit = (point + chance.choice((0, 7))) % UNITS
        lines.append(
            format_record(
                {
                    "id": f"{number:014x}-{number:08x}-001",
                    "at": f"2023-{month:02}-{chance.randrange(1, 28):02}T09:00:00+08:00",
                    "by": "张三",
                    "task": f"{point}",
                    "unit": f"第{unit}局",
                    "status": "doing",
                    "note": "".join(chance.choices(CHARACTERS, k=LENGTH)),
                }
            )
        )
    return "\n".join([*lines, ""])


def made(folder: Path, points: int, each: int) -> str:
    """Make the page in *folder* and say what it costs."""
    text = plan(points).replace("issued: 2023-06-06", "issued: 2023-01-06")
    (folder / NAME).write_text(text, encoding="utf-8")
    beside = folder / NAME.replace(".yaml", ".journal.yaml")
    beside.write_text(journal(points, each), encoding="utf-8")
    page = folder / "page.html"
    env = environment(
        LAWGOV_PLAN=str(folder / NAME),
        LAWGOV_NOW="2023-12-31T09:00:00+08:00",
        LAWGOV_CACHE="off",
        PYTHONUTF8="1",
    )
    run = Program([sys.executable, "-m", "lawgov_cli", "export", "-o", str(page)])
    taken = seconds(run, env)
    size = page.stat().st_size
    return f"{points:>6} points {each:>4} records each {size:>9,} bytes {taken:6.1f} s"


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description="Measure the page on plans of several sizes.")
    parser.add_argument("--points", type=int, nargs="+", default=[30, 3000])
    parser.add_argument("--each", type=int, nargs="+", default=[144, 2])
    asked = parser.parse_args()
    for points, each in zip(asked.points, asked.each, strict=True):
        with tempfile.TemporaryDirectory() as name:
            print(made(Path(name), points, each), flush=True)


if __name__ == "__main__":
    main()
