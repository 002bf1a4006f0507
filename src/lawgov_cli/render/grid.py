"""Columns side by side, in line also where ambiguous characters are two columns wide.

Rich's tables count “ and · as one column always, and take a third of a short command to load.
"""

from __future__ import annotations

from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, pad, wrapped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.lines import GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence


class Shape(NamedTuple):
    """How a table is laid out.

    ``right``: the columns of figures, whose ends are in line. ``width``: columns there are in all;
    every column of the table but the first takes what it needs.
    """

    right: Collection[int]
    width: int
    gap: int = GAP


def natural_width(rows: Sequence[Sequence[str]], gap: int = GAP) -> int:
    """Columns that *rows* of cells take where nothing is broken, a gap behind each."""
    return sum(width + gap for width in _widths(rows))


def grid(
    rows: Sequence[Sequence[str]],
    shape: Shape,
    *,
    paint: Callable[[str, str], str],
    marked: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> Iterator[str]:
    """The lines of a table; cells may have several, those of the first column are made to fit.

    Parameters:
        rows: the headings, then the cells of each row.
        marked: row and column → what a cell is painted as, beside the headings.
    """
    first, *others = _widths(rows)
    right, width, gap = shape
    first = min(first, width - sum(one + gap for one in others) - gap)
    widths = [first, *others]
    for number, row in enumerate(rows):
        cells = [wrapped(row[0], first), *(cell.split("\n") for cell in row[1:])]
        for line in zip_longest(*cells, fillvalue=""):
            shown = []
            for at, text in enumerate(line):
                code = marked.get((number, at), "") if number else "heading"
                shown.append(_placed(text, widths[at], code, paint, right=at in right))
            yield (" " * gap).join(shown).rstrip()


#: The fewest columns that words are broken into.
_LEAST = 8


def fitted(
    rows: Sequence[Sequence[str]], right: Collection[int], width: int
) -> tuple[list[list[str]], Shape] | None:
    """*rows* with their longest words broken so that they fit; ``None``: they cannot.

    Figures, the columns *right*, stay whole.
    """
    natural = _widths(rows)
    words = [at for at in range(len(natural)) if at not in right]
    for gap in (GAP, 1):
        for most in range(max(*natural, _LEAST), _LEAST - 1, -1):
            widths = [min(one, most) if at in words else one for at, one in enumerate(natural)]
            if sum(widths) + gap * len(widths) <= width:
                return [
                    ["\n".join(wrapped(cell, w)) for cell, w in zip(row, widths, strict=True)]
                    for row in rows
                ], Shape(right, width, gap)
    return None


def _placed(
    text: str, width: int, code: str, paint: Callable[[str, str], str], *, right: bool
) -> str:
    blanks = " " * (width - cell_width(text))
    shown = paint(text, code) if code and text else text
    return blanks + shown if right else pad(shown, width)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The widest line of each column."""
    return [
        max(cell_width(line) for cell in column for line in cell.split("\n"))
        for column in zip(*rows, strict=True)
    ]
