"""Counting a report again from its own table, by other means than the program's."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any, NamedTuple

import yaml

STATUSES = ("未启动", "推进中", "待核验", "已完成", "长期坚持", "已调整")
LIGHTS = ("红", "黄", "蓝", "绿")
FINISHED = {"已完成", "长期坚持", "已调整"}
_CELL = re.compile(r"(?<!\\)\|")


class Row(NamedTuple):
    """One line of the annex."""

    id: str
    title: str
    status: str
    light: str


def annex(text: str) -> list[Row]:
    """The rows of 附件1."""
    part = text.split("## 附件1", 1)[1].split("## 附件2", 1)[0]
    rows = []
    for line in part.splitlines():
        cells = [cell.strip() for cell in _CELL.split(line)[1:-1]]
        if len(cells) > 1 and cells[0] not in {"序号", "---:"}:
            rows.append(Row(cells[0], cells[1], cells[5], cells[6]))
    return rows


def faults(text: str) -> list[str]:
    """Every figure of a monthly, quarterly or half-year report that its annex does not bear out."""
    rows = annex(text)
    statuses = Counter(row.status for row in rows)
    lights = Counter(row.light if row.light in LIGHTS else "不亮灯" for row in rows)
    opening = "、".join(
        f"{word}{statuses[word]}项（{percent(statuses[word], len(rows))}）" for word in STATUSES
    )
    shown = [f"{word}{lights[word]}项" for word in LIGHTS]
    shown += [f"不亮灯{lights['不亮灯']}项"] if lights["不亮灯"] else []
    open_ids = [row.id for row in rows if row.status not in FINISHED]
    dated = sum(
        1 for line in text.splitlines() if re.match(r"\| \d+ \|", line) and "月" in due(line)
    )
    expected = [
        f"共{len(rows)}项。截至",
        f"，{opening}。",
        f"亮灯：{'、'.join(shown)}。",
        f"尚未完成的共{len(open_ids)}项",
        f"有时限的{dated}项。",
    ]
    if open_ids:
        expected.append(f"项：第{shortened(open_ids)}项。")
    return [words for words in expected if words not in text]


def shortened(ids: list[str]) -> str:
    """Numbers in a row as a range from three on: ``1、2、4至6``."""
    rows = groupby(enumerate(map(int, ids)), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in row] for _, row in rows]
    return "、".join(
        f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )


def due(line: str) -> str:
    """The cell 完成时限 of a row of 附件1; empty for any other row."""
    cells = _CELL.split(line)
    return cells[5] if len(cells) == 11 else ""


def percent(number: int, total: int) -> str:
    """A share, rounded half up to one decimal."""
    share = Decimal(100 * number) / Decimal(total)
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def section_counts(text: str) -> list[Counter[str]]:
    """The counts that stand below the heading of each section."""
    part = text.split("\n## ")[2 if "## 附件1" in text else 1]
    found = []
    for section in part.split("\n### ")[1:]:
        line = section.splitlines()[2]
        found.append(
            Counter({word: int(n) for word, n in re.findall(r"([^\d、。]+)(\d+)项", line)})
        )
    return found


def opening_counts(text: str) -> Counter[str]:
    """The counts of the opening sentence."""
    line = next(line for line in text.splitlines() if "项（" in line and "未启动" in line)
    found = re.findall(rf"({'|'.join(STATUSES)})(\d+)项（", line)
    return Counter({word: int(number) for word, number in found})


def ugly(text: str) -> list[str]:
    """What no clerk would send out: leftovers, blanks, headings stuck to what surrounds them."""
    lines = text.split("\n")
    found = [
        line for line in lines if line != line.rstrip() or re.search("None|[{}]|；。|，。", line)
    ]
    for number, line in enumerate(lines):
        before, after = lines[number - 1] if number else "", (*lines, "")[number + 1]
        if line.startswith("#") and (before or after):
            found.append(f"no blank line around {line}")
        if line.startswith("| 序号") and before:
            found.append(f"no blank line before {line}")
        if not line and not before and 0 < number < len(lines) - 1:
            found.append(f"two blank lines after line {number - 1}")
    return found if text.endswith("\n") else [*found, "no line break at the end"]


# ---------------------------------------------------------------- who reported, from the two files

FILINGS = ("已报", "部分报", "迟报", "未报", "零报告", "退回")
Plain = dict[str, Any]


def filings(plan: str, journal: str, month: str, known: str) -> dict[str, str]:
    """Unit → how it reported for *month*, by the rule and the files alone.

    A unit reports on each point it leads at the month's end, and once on all others that name it
    or a group it is a member of; points finished before the month do not count. It is in time
    where all was received by the 25th.
    """
    document = yaml.safe_load(plan)
    records = _counting(journal, known)
    said: dict[str, str] = {}
    for unit, (singles, others) in _duties(document, records, month).items():
        items = [{point} for point in singles] + ([others] if others else [])
        answers = [_received(unit, points, records, month) for points in items]
        given = [min(days) for days in answers if days]
        everything = {*singles, *others}
        if any(_is_back(unit, point, records, month) for point in everything):
            said[unit] = "退回"
        elif len(given) < len(items):
            said[unit] = "部分报" if given else "未报"
        else:
            said[unit] = "迟报" if max(given) > f"{month}-25" else "已报"
    return said


def _counting(journal: str, known: str) -> list[Plain]:
    """The records that had been made by *known* and were not taken back, in order."""
    records: list[Plain] = [json.loads(line[2:]) for line in journal.splitlines()]
    records = [record for record in records if record["at"][:10] <= known]
    back = {record["undo"] for record in records if "undo" in record}
    kept = [r for r in records if r.get("batch", r["id"]) not in back and "task" in r]
    return sorted(kept, key=lambda record: (_day(record), record["at"], record["id"]))


def _day(record: Plain) -> str:
    return str(record.get("on") or record["at"][:10])


def _point(record: Plain) -> str:
    return str(record["task"]).split(".", maxsplit=1)[0]


def _duties(document: Plain, records: list[Plain], month: str) -> dict[str, tuple[Any, Any]]:
    names = {alias: name for name, unit in document["units"].items() for alias in _aliases(unit)}
    groups = document["groups"]
    names |= {alias: name for name, group in groups.items() for alias in _aliases(group)}
    year, number = map(int, month.split("-"))
    end = f"{month}-{monthrange(year, number)[1]}"
    duties: dict[str, tuple[set[str], set[str]]] = {}
    for point in _points(document["tasks"]):
        own = [r for r in records if r["task"] == point["id"] and "unit" not in r]
        status = [r["status"] for r in own if "status" in r and _day(r) < f"{month}-01"]
        if status and status[-1] in {"done", "ongoing", "changed"}:
            continue
        leading: set[str] = set()
        for role in ("lead", "responsible"):
            named = [point.get(role, [])] + [r[role] for r in own if role in r and _day(r) <= end]
            for name in (names.get(name, name) for name in named[-1]):
                for unit in groups[name]["members"] if name in groups else [name]:
                    held = duties.setdefault(unit, (set(), set()))
                    if role == "lead":
                        leading.add(unit)
                    held[unit not in leading].add(point["id"])
    return duties


def _aliases(body: Plain | None) -> list[str]:
    aliases = (body or {}).get("aliases", [])
    return [aliases] if isinstance(aliases, str) else aliases


def _points(tasks: list[Plain]) -> list[Plain]:
    found = []
    for task in tasks:
        is_point = "title" in task and ("lead" in task or "responsible" in task)
        found += [task] if is_point else _points(task.get("tasks", []))
    return found


def _received(unit: str, points: set[str], records: list[Plain], month: str) -> list[str]:
    return [
        record.get("received") or record["at"][:10]
        for record in records
        if record.get("unit") == unit and _point(record) in points and _month(record) == month
    ]


def _month(record: Plain) -> str:
    return str(record.get("period") or _day(record)[:7])


def _is_back(unit: str, point: str, records: list[Plain], month: str) -> bool:
    """Whether the last of what was said of it is that it was sent back."""
    about = [r for r in records if _point(r) == point and _month(r) == month]
    last = [
        unit in r.get("returned", ())
        for r in about
        if unit in (r.get("unit"), *r.get("returned", ()))
    ]
    return bool(last) and last[-1]
