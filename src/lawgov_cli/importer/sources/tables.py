"""A table → lines: a table of tasks as numbered items with their units, any other as rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.labels import Word, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_TASK = re.compile("任务|事项|内容|措施|举措|目标|项目|要点")
_NUMBER = re.compile("序号|编号|^号$")


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines that stand for a table of cells.

    Where a head names units, each row below becomes one item: the text of the task, then in
    brackets what the columns say under their heads.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    for at, head in enumerate(rows[:3]):
        words = [found.word if (found := meaning(cell)) else None for cell in head]
        tasks = [
            column for column, cell in enumerate(head) if _TASK.search(cell) and not words[column]
        ]
        if tasks and any(word in {Word.LEAD, Word.RESPONSIBLE, Word.SUPPORT} for word in words):
            above = [line for row in rows[:at] if (line := _row(row))]
            items = _items(head, rows[at + 1 :], tasks[-1])
            return [*above, *items]
    return [line for row in rows if (line := _row(row))]


def _row(row: Sequence[str]) -> str:
    """A row as one line; a cell that spans columns counts once."""
    return "\t".join(
        cell for at, cell in enumerate(row) if cell and (not at or cell != row[at - 1])
    )


def _items(head: Sequence[str], rows: Sequence[Sequence[str]], task: int) -> list[str]:
    lines: list[str] = []
    for row in rows:
        if len(set(filter(None, row))) == 1:
            lines.append(next(filter(None, row)))
            continue
        cells = dict(enumerate(row))
        number = next((cells.get(c, "") for c, name in enumerate(head) if _NUMBER.search(name)), "")
        said = [
            f"{name}：{cells[c]}" for c, name in enumerate(head) if meaning(name) and cells.get(c)
        ]
        text = cells.get(task, "")
        label = f"{number}." if number.isdigit() and not text.startswith(number) else ""
        bracket = f"（{'；'.join(said)}）" if said else ""
        lines.append(f"{label}{text}{bracket}")
    return [line for line in lines if line]
