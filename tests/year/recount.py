"""Counting a report again from its own table, by other means than the program's."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

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
        expected.append(f"项：第{'、'.join(open_ids)}项。")
    return [words for words in expected if words not in text]


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
