"""How `list`, `done` and `report` grow with the plan: 30, 3,000 and 30,000 points.

    python -m benchmarks.scale [--points 30 3000 30000] [--rounds 5]

The plan is made up: eight sections, three measures a point, forty units. One line a command and
size: the median of a whole process, without the cache of the plan and with it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks._timing import Program, environment, seconds

UNITS = 40
SECTIONS = 8
NAME = "workpoints-2023.yaml"
COMMANDS = {
    "list": ("list",),
    "done": ("done", "8", "--note", "档案巡查完成", "--yes"),
    "report": ("report", "--month", "9月", "-o", "-"),
}


def plan(points: int) -> str:
    """The text of a plan with so many points."""
    lines = [
        "schema: 1",
        "id: workpoints-2023",
        "title: 规模测试",
        "year: 2023",
        "issued: 2023-06-06",
        "starts: 2023-01-01",
        "ends: 2023-12-31",
        "units:",
        *(f"  第{number}局: {{abbr: d{number}j}}" for number in range(UNITS)),
        "tasks:",
    ]
    held = -(-points // SECTIONS)
    for section in range(SECTIONS):
        lines += [f'  - id: "S{section + 1}"', f"    title: 第{section + 1}部分", "    tasks:"]
        for number in range(section * held + 1, min((section + 1) * held, points) + 1):
            lines += point(number)
    return "\n".join([*lines, ""])


def point(number: int) -> list[str]:
    """The lines of one point."""
    lead, other = number % UNITS, (number + 7) % UNITS
    return [
        f'      - id: "{number}"',
        f"        title: 第{number}项工作提质增效",
        f"        lead: [第{lead}局]",
        f"        responsible: [第{other}局]",
        "        tasks:",
        *(
            f'          - {{id: "{number}.{k}", text: 制定第{k}项方案并组织实施。}}'
            for k in (1, 2, 3)
        ),
    ]


def main() -> None:
    """Print one line a command and size."""
    parser = argparse.ArgumentParser(description="Time lawgov on plans of several sizes.")
    parser.add_argument("--points", type=int, nargs="+", default=[30, 3000, 30_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(f"{'command':<8} {'points':>7} {'cold':>10} {'warm':>10}   median of {asked.rounds}")
    for points in asked.points:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / NAME).write_text(plan(points), encoding="utf-8")
            for command, words in COMMANDS.items():
                times = {}
                for cache in ("off", "on"):
                    env = environment(
                        LAWGOV_PLAN=str(folder / NAME),
                        LAWGOV_NOW="2023-09-20T09:00:00+08:00",
                        LAWGOV_CACHE=cache,
                        XDG_CACHE_HOME=str(folder / "cache"),
                        PYTHONUTF8="1",
                    )
                    run = Program([sys.executable, "-m", "lawgov_cli", *words])
                    seconds(run, env)
                    times[cache] = median(seconds(run, env) for _ in range(asked.rounds)) * 1000
                cold, warm = times["off"], times["on"]
                print(f"{command:<8} {points:>7} {cold:7.0f} ms {warm:7.0f} ms", flush=True)


if __name__ == "__main__":
    main()
