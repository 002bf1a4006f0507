"""A realistic journal: every unit reports on points all year, about as many lines as asked.

python -m benchmarks.make_journal 15000 > workpoints-2023.journal.yaml
"""

from __future__ import annotations

import random
import sys
from datetime import date, datetime, timedelta, timezone

from lawgov_cli.base.shipped import shipped
from lawgov_cli.store.journal import format_record
from lawgov_cli.store.plan_file import load_plan

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
    """About *lines* records over the plan's year, oldest first.

    One in eight is about a day before it was recorded, one in twenty gives a percentage, one in
    a hundred takes back the record before it; the office moves a date now and then.
    """
    plan = load_plan(shipped("data") / "workpoints-2023.yaml").plan
    if plan is None:
        raise SystemExit("the shipped plan does not load")
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    units, points = list(plan.units), [point.id for point in plan.points]
    first = plan.issued or plan.starts
    days = (date(plan.year + 1, 3, 1) - first).days
    made: list[dict[str, object]] = []
    for number in range(lines):
        day = first + timedelta(days=number * days // lines)
        record = _head(number, day, chance)
        if number % 100 == 99:
            record["undo"] = made[-1]["id"]
        else:
            if number % 8 == 7:
                record["on"] = max(first, day - timedelta(days=chance.randrange(1, 10))).isoformat()
            record["task"] = chance.choice(points)
            record |= _content(number, day, units, chance)
        made.append(record)
    return made


def _head(number: int, day: date, chance: random.Random) -> dict[str, object]:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE) + timedelta(seconds=number % 9999)
    name = f"{number:014x}-{chance.getrandbits(32):08x}-001"
    return {"id": name, "at": at.isoformat(), "by": "张三"}


def _content(number: int, day: date, units: list[str], chance: random.Random) -> dict[str, object]:
    content: dict[str, object] = {"status": chance.choice(STATUSES)}
    if number % 10:
        content = {"unit": chance.choice(units), "status": chance.choice(STATUSES[:4])}
    content["note"] = chance.choice(NOTES)
    if number % 20 == 3:
        content["percent"] = chance.randrange(101)
    if number % 15 == 4:
        content["problem"] = "专业人员不足,需统筹安排"
    if number % 300 == 10:
        content |= {"due": (day + timedelta(days=60)).isoformat(), "reason": "会议推迟"}
    return content


if __name__ == "__main__":
    sys.stdout.write("".join(f"{format_record(r)}\n" for r in records(int(sys.argv[1]))))
