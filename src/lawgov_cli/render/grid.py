"""Columns side by side, in line also where ambiguous characters are two columns wide.

Rich's tables count “ and · as one column always, and take a third of a short command to load.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, pad, wrapped
from lawgov_cli.render.lines import GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


def natural_width(rows: Sequence[Sequence[str]], gap: int = GAP) -> int:
    """Columns that *rows* of cells take where nothing is broken, a gap behind each."""
    return sum(width + gap for width in _widths(rows))


def grid(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int],
    paint: Callable[[str, str], str],
    width: int,
    gap: int = GAP,
) -> Iterator[str]:
    """The lines of a table; cells may have several, those of the first column are made to fit.

    Parameters:
        rows: the headings, then the cells of each row.
        right: the columns of figures, whose ends are in line.
        width: columns there are in all; every column but the first takes what it needs.
    """
    first, *others = _widths(rows)
    first = min(first, width - sum(one + gap for one in others) - gap)
    widths = [first, *others]
    for number, row in enumerate(rows):
        code = "" if number else "heading"
        cells = [wrapped(row[0], first), *(cell.split("\n") for cell in row[1:])]
        for line in zip_longest(*cells, fillvalue=""):
            shown = [
                _placed(text, widths[at], code, paint, right=at in right)
                for at, text in enumerate(line)
            ]
            yield (" " * gap).join(shown).rstrip()


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
