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

    A unit reports on each point it leads on the 25th, and once on all others that name it or a
    group it is a member of; a point closed on that day counts where it was closed within the month
    and reported on. It is in time where all was received by the 25th. Units bear the names of the
    month's last day, and what was reported under a later name is of the unit, or units, that came
    to bear it.
    """
    document = yaml.safe_load(plan)
    records = _counting(journal, known)
    named = _Names(document, records, _end(month))
    said: dict[str, str] = {}
    for unit, (singles, others) in _duties(document, records, month, named).items():
        items = [{point} for point in singles] + ([others] if others else [])
        answers = [_received(unit, points, records, month, named) for points in items]
        given = [min(days) for days in answers if days]
        everything = {*singles, *others}
        if any(_is_back(unit, point, records, month, named) for point in everything):
            said[unit] = "退回"
        elif len(given) < len(items):
            said[unit] = "部分报" if given else "未报"
        elif max(given) > f"{month}-25":
            said[unit] = "迟报"
        else:
            nothing = _only_zero(unit, everything, records, month, named)
            said[unit] = "零报告" if nothing else "已报"
    return said


def lacking(plan: str, journal: str, month: str, known: str) -> dict[str, list[str]]:
    """Unit → the points that it leads and has not reported on for *month*."""
    document = yaml.safe_load(plan)
    records = _counting(journal, known)
    named = _Names(document, records, _end(month))
    return {
        unit: [p for p in singles if not _received(unit, {p}, records, month, named)]
        for unit, (singles, _) in _duties(document, records, month, named).items()
    }


def _end(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"


def _counting(journal: str, known: str) -> list[Plain]:
    """The records that had been made by *known* and were not taken back, each once, in order."""
    by_id: dict[str, Plain] = {}
    for line in journal.splitlines():
        record = json.loads(line[2:])
        by_id.setdefault(record["id"], record)
    records = [record for record in by_id.values() if record["at"][:10] <= known]
    takers: dict[str, list[str]] = {}
    for record in records:
        if "undo" in record:
            takers.setdefault(record["undo"], []).append(_batch(record))

    def is_back(batch: str) -> bool:
        return any(not is_back(taker) for taker in takers.get(batch, ()))

    kept = [r for r in records if not is_back(_batch(r)) and "undo" not in r]
    return sorted(kept, key=lambda record: (_day(record), record["at"], record["id"]))


def _batch(record: Plain) -> str:
    return str(record.get("batch") or record["id"])


def _day(record: Plain) -> str:
    return str(record.get("on") or record["at"][:10])


def _point(record: Plain) -> str:
    return str(record.get("task", "")).split(".", maxsplit=1)[0]


class _Names:
    """What units were called on a day, and who is meant by a name they got later."""

    def __init__(self, document: Plain, records: list[Plain], day: str) -> None:
        self.groups = {name: list(g.get("members", [])) for name, g in document["groups"].items()}
        self.then = {name: name for name in (*document["units"], *document["groups"])}
        for bodies in (document["units"], document["groups"]):
            for name, body in bodies.items():
                self.then |= dict.fromkeys(_aliases(body), name)
        changes = [record for record in records if "units" in record]
        for record in (r for r in changes if _day(r) <= day):
            self._apply(record["units"], self.then)
        self.later = {name: {name} for name in set(self.then.values())}
        last = dict(self.then)
        for record in (r for r in changes if _day(r) > day):
            self._apply(record["units"], last, groups=False)
        for name in set(self.then.values()):
            self.later.setdefault(last.get(name, name), set()).add(name)

    def _apply(self, change: Plain, names: dict[str, str], *, groups: bool = True) -> None:
        if change["do"] == "add":
            names.setdefault(change["unit"], change["unit"])
        if change["do"] == "group-add" and groups:
            self.groups[change["group"]] += change["members"]
        before = {"rename": [change.get("unit")], "merge": change.get("from", [])}
        for old in before.get(change["do"], []):
            was = names.get(old, old)
            for spelling in [name for name, unit in names.items() if unit == was]:
                names[spelling] = change["to"]
            names[change["to"]] = change["to"]

    def units(self, name: str) -> set[str]:
        """Those that *name* means on the day."""
        return {self.then[name]} if name in self.then else self.later.get(name, {name})

    def members(self, name: str) -> set[str]:
        """The units that a name in a plan stands for: itself, or the members of the group."""
        body = self.then.get(name, name)
        inside = self.groups.get(body)
        return {body} if inside is None else {self.then.get(unit, unit) for unit in inside}


def _duties(
    document: Plain, records: list[Plain], month: str, named: _Names
) -> dict[str, tuple[Any, Any]]:
    due = f"{month}-25"
    duties: dict[str, tuple[set[str], set[str]]] = {}
    for point in _points(document["tasks"]):
        own = [r for r in records if r.get("task") == point["id"] and "unit" not in r]
        closed = _is_closed(own, due)
        if closed and _is_closed(own, f"{month}-00"):
            continue
        leading: set[str] = set()
        for role in ("lead", "responsible"):
            roles = [point.get(role, [])] + [r[role] for r in own if role in r and _day(r) <= due]
            for unit in (unit for name in roles[-1] for unit in named.members(name)):
                if closed and not _received(unit, {point["id"]}, records, month, named):
                    continue
                held = duties.setdefault(unit, (set(), set()))
                if role == "lead":
                    leading.add(unit)
                held[unit not in leading].add(point["id"])
    return duties


def _is_closed(own: list[Plain], day: str) -> bool:
    status = [r["status"] for r in own if "status" in r and _day(r) <= day]
    return bool(status) and status[-1] in {"done", "ongoing", "changed"}


def _aliases(body: Plain | None) -> list[str]:
    aliases = (body or {}).get("aliases", [])
    return [aliases] if isinstance(aliases, str) else aliases


def _points(tasks: list[Plain]) -> list[Plain]:
    found = []
    for task in tasks:
        is_point = "title" in task and ("lead" in task or "responsible" in task)
        found += [task] if is_point else _points(task.get("tasks", []))
    return found


def _reports(
    unit: str, points: set[str], records: list[Plain], month: str, named: _Names
) -> list[Plain]:
    return [
        record
        for record in records
        if "unit" in record
        and unit in named.units(record["unit"])
        and _point(record) in points
        and _month(record) == month
    ]


def _received(
    unit: str, points: set[str], records: list[Plain], month: str, named: _Names
) -> list[str]:
    reports = _reports(unit, points, records, month, named)
    return [record.get("received") or record["at"][:10] for record in reports]


def _only_zero(
    unit: str, points: set[str], records: list[Plain], month: str, named: _Names
) -> bool:
    return all(r.get("zero") for r in _reports(unit, points, records, month, named))


def _month(record: Plain) -> str:
    return str(record.get("period") or _day(record)[:7])


def _is_back(unit: str, point: str, records: list[Plain], month: str, named: _Names) -> bool:
    """Whether the last of what was said of it is that it was sent back."""
    about = [r for r in records if _point(r) == point and _month(r) == month]
    last = []
    for record in sorted(about, key=lambda r: (r["at"], r["id"])):
        back = any(unit in named.units(name) for name in record.get("returned", ()))
        if back or ("unit" in record and unit in named.units(record["unit"])):
            last.append(back)
    return bool(last) and last[-1]
