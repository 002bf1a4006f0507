"""A sheet as a grid of typed cells that know their places."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A cell as read: text, number, truth, or what a program stored as a day.
Value = str | int | float | bool | date | datetime | time | timedelta

#: Rows and columns of a merged range, from 0, both ends included: top, left, bottom, right.
Range = tuple[int, int, int, int]

#: More than any reply has; fewer than would exhaust a small computer.
MOST_ROWS = 100_000
MOST_CELLS = 4_000_000


class Refused(Exception):
    """A file that is not read at all: why, and what to do. Stays within this package."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Place(NamedTuple):
    """Where a cell stands; ``row`` and ``column`` count from 1, 0 means all of it."""

    sheet: str
    row: int = 0
    column: int = 0

    @property
    def word(self) -> str:
        """``“任务”C5``, as a spreadsheet program names it."""
        name = f"{letters(self.column)}{self.row}" if self.column else f"第{self.row}行"
        return f"“{self.sheet}”{name if self.row else ''}"


class Grid(NamedTuple):
    """One sheet or table; a merged cell's value stands in every cell that it covers.

    ``formulas`` are the cells (row and column from 0) whose value a formula computes.
    ``merged`` are the cells that hold a value only because another was merged over them.
    ``struck`` are the cells in which something is struck out, ``hidden_rows`` the rows that are
    not shown, where the file's kind tells it; ``months`` the cells that show of a day only the
    month, ``None`` where the kind does not tell.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    months: frozenset[tuple[int, int]] | None = None

    def place(self, row: int, column: int) -> Place:
        """The place of the cell at *row* and *column*, counted from 0."""
        return Place(self.name, row + 1, column + 1)


def letters(column: int) -> str:
    """The name of the *column*, from 1: ``A``, ``Z``, ``AA``."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """The number, from 1, of the column called *name*."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def spread(
    rows: Sequence[Sequence[Value]], ranges: Iterable[Range]
) -> tuple[Sequence[Sequence[Value]], frozenset[tuple[int, int]]]:
    """*rows* with the first value of each merged range in all its cells, and which those are."""
    ranges = [r for r in ranges if r[0] < len(rows)]
    if not ranges:
        return rows, frozenset()
    filled = [list(row) for row in rows]
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in ranges:
        for at in range(top, min(bottom + 1, len(filled))):
            row = filled[at]
            for column in range(left, min(right + 1, len(row))):
                row[column] = filled[top][left]
                covered.add((at, column))
        covered.discard((top, left))
    return filled, frozenset(covered)


def checked_size(height: int, width: int, sheet: str) -> None:
    """Refuse a sheet that is no reply, before anything makes room for its cells.

    Raises:
        Refused: too many rows or cells.
    """
    if height > MOST_ROWS or height * width > MOST_CELLS:
        raise Refused(
            f"“{sheet}”有{height}行{width}列, 不像填报的表",
            "请核对是不是选对了文件; 删去表外远处的空行空列后重新保存",
        )
