"""Tables that no lines are drawn for: what stands below the heads of columns, by its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import is_head, task_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Pieces nearer to each other than this share of a letter are of one cell.
_OF_ONE = 0.8
#: Lines further apart than this, measured in the usual distance, are of two rows.
_APART = 1.35
_FEWEST = 3


class Piece(NamedTuple):
    """A piece of text: where it begins, how high it stands, and how large a letter is."""

    x: float
    y: float
    text: str
    size: float = 10.0

    @property
    def end(self) -> float:
        """Where it ends: as far as its letters are usually wide."""
        return self.x + cell_width(self.text) * self.size / 2


class Table(NamedTuple):
    """The rows of a table, and between which heights it stands."""

    top: float
    bottom: float
    rows: list[list[str]]


class _Cell(NamedTuple):
    begin: float
    end: float
    text: str


_Line = tuple[float, list[_Cell]]


def aligned_table(lines: Sequence[tuple[float, Sequence[Piece]]]) -> Table | None:
    """The table of tasks among *lines*, each with its height and its pieces, from the top."""
    celled: list[_Line] = [(y, _cells(pieces)) for y, pieces in lines]
    for at, (top, head) in enumerate(celled):
        if len(head) < _FEWEST or not is_head([cell.text for cell in head]):
            continue
        placed = _placed(celled[at:], head)
        rows = [row for _, row in _rows(placed)]
        if len(rows) > 1 and task_sheet(rows):
            return Table(top, placed[-1][0], rows)
    return None


def _cells(pieces: Sequence[Piece]) -> list[_Cell]:
    """The pieces of a line from left to right, those that touch as one."""
    found: list[_Cell] = []
    for piece in sorted(pieces, key=lambda each: each.x):
        if found and piece.x - found[-1].end < _OF_ONE * piece.size:
            before = found.pop()
            found.append(_Cell(before.begin, piece.end, before.text + piece.text.strip()))
        else:
            found.append(_Cell(piece.x, piece.end, piece.text.strip()))
    return found


def _placed(lines: Sequence[_Line], head: Sequence[_Cell]) -> list[tuple[float, list[str]]]:
    """The lines of the table that *head* begins, each with what stands in each column.

    It ends with the first line that has a cell over two columns.
    """
    bounds = [(cell.begin, cell.end) for cell in head]
    found: list[tuple[float, list[str]]] = []
    for y, cells in lines:
        texts = [""] * len(head)
        wider = list(bounds)
        for cell in cells:
            at = min(range(len(head)), key=lambda n: _distance(cell, wider[n]))
            wider[at] = min(wider[at][0], cell.begin), max(wider[at][1], cell.end)
            texts[at] += cell.text
        if any(left[1] > right[0] for left, right in pairwise(wider)):
            break
        bounds = wider
        found.append((y, texts))
    return found


def _distance(cell: _Cell, bounds: tuple[float, float]) -> float:
    """How far *cell* stands from a column; less than nothing where they overlap."""
    return max(bounds[0] - cell.end, cell.begin - bounds[1])


def _rows(lines: Sequence[tuple[float, list[str]]]) -> list[tuple[float, list[str]]]:
    """The lines put together to rows: where they stand further apart, or a new number begins."""
    gaps = [above[0] - below[0] for above, below in pairwise(lines[1:])]
    usual = min(gaps, default=0.0)
    apart = any(gap > _APART * usual for gap in gaps)
    rows = [(y, list(texts)) for y, texts in lines[:2]]
    for (before, _), (y, texts) in pairwise(lines[1:]):
        wide = before - y > _APART * usual
        if (wide if apart else bool(texts[0])) or (texts[0] and rows[-1][1][0]):
            rows.append((y, list(texts)))
        else:
            both = zip(rows[-1][1], texts, strict=True)
            rows[-1] = rows[-1][0], [one + other for one, other in both]
    return rows
