"""A realistic journal: every unit reports on its points every month, about as many lines as asked.

python -m benchmarks.make_journal 15000 > workpoints-2023.journal.yaml
"""

from __future__ import annotations

import random
import sys
from datetime import date, datetime, timedelta, timezone

from lawgov_cli.journal import format_record
from lawgov_cli.plan_file import load_plan
from lawgov_cli.resources import shipped

NOTES = (
    "召开联席会议1次,研究解决问题3个",
    "组织专题培训班2期,参训人员120人次",
    "开展案卷评查,抽查案卷20件,发现问题5个,均已反馈",
    "制定实施方案,明确责任分工和时间节点",
    "完成档案巡查,形成巡查报告",
)
STATUSES = ("doing", "doing", "doing", "claimed", "done")
ZONE = timezone(timedelta(hours=8))


def records(lines: int, seed: int = 1) -> list[dict[str, object]]:
    """About *lines* records over the plan's year, oldest first."""
    plan = load_plan(shipped("data") / "workpoints-2023.yaml").plan
    if plan is None:
        raise SystemExit("the shipped plan does not load")
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    units, points = list(plan.units), [point.id for point in plan.points]
    first = plan.issued or plan.starts
    days = (date(plan.year + 1, 3, 1) - first).days
    made = []
    for number in range(lines):
        day = first + timedelta(days=number * days // lines)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE) + timedelta(
            seconds=number % 999
        )
        record: dict[str, object] = {
            "id": f"{number:014x}-{chance.getrandbits(32):08x}-001",
            "at": at.isoformat(),
            "by": "张三",
            "task": chance.choice(points),
        }
        if number % 10:
            record["unit"] = chance.choice(units)
        record["status"] = chance.choice(STATUSES[:4] if number % 10 else STATUSES)
        record["note"] = chance.choice(NOTES)
        made.append(record)
    return made


if __name__ == "__main__":
    sys.stdout.write("".join(f"{format_record(r)}\n" for r in records(int(sys.argv[1]))))
