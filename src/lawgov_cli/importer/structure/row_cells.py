"""A line of a table → its cells, between bars, tabs or wide blanks; in a short row by what fits."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import Kind, is_head, lists_bodies
from lawgov_cli.importer.language.deadlines import is_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgov_cli.importer.grid import Column

#: Between cells, also where a table was drawn with lines.
_BAR = re.compile(r"(?<!\\)[|│┃｜]")
RULE = re.compile(r"[\s|:\-－—=+│┃─━┌┬┐├┼┤└┴┘]+")
_WIDE = re.compile("[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*")
_SENTENCE = re.compile("[。；：:]")
_LONGEST_HEADING = 30
_FEWEST = 3


class Cell(NamedTuple):
    """A cell: its text, and where in its line it stands."""

    text: str
    start: int
    end: int


def table_end(texts: Sequence[str], start: int) -> int:
    """Where the lines from *start* on that may be rows of one table end."""
    fits = is_row if is_row(texts[start]) else _is_spaced
    end = start
    while end < len(texts) and (fits(texts[end]) or (end > start and _parts(texts, end, fits))):
        end += 1
    return end


def is_row(text: str) -> bool:
    """Whether bars or tabs part a line into cells."""
    return "\t" in text.strip("\n") or bool(_BAR.search(text) or RULE.fullmatch(text))


def _is_spaced(text: str) -> bool:
    """Whether wide blanks part a line into cells."""
    return not is_row(text) and len(_WIDE.findall(text.strip())) >= _FEWEST - 1


def _parts(texts: Sequence[str], at: int, fits: Callable[[str], bool]) -> bool:
    """Whether a line between rows is a heading of those below it, and no new table begins there."""
    line = texts[at].strip()
    heads = len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line) and at + 1 < len(texts)
    return heads and fits(texts[at + 1]) and not is_head([c.text for c in cells_of(texts[at + 1])])


def cells_of(text: str) -> tuple[Cell, ...]:
    """The cells of a line, by the strongest mark that parts them."""
    bars = [m.span() for m in _BAR.finditer(text)]
    tabs = [(at, at + 1) for at, char in enumerate(text) if char == "\t"]
    wide = [m.span() for m in _WIDE.finditer(text) if text[: m.start()].strip()]
    edges = [(0, 0), *(bars or tabs or wide), (len(text), len(text))]
    if bars and not text[: bars[0][0]].strip():
        edges = edges[1:]
    if (bars and len(bars) > 1 and not text[bars[-1][1] :].strip()) or edges[-2][1] == len(text):
        edges = edges[:-1] if bars or not tabs else edges
    found = []
    for (_, begin), (end, _) in itertools.pairwise(edges):
        inside = text[begin:end]
        start = begin + len(inside) - len(inside.lstrip())
        stripped = inside.strip()
        found.append(Cell(stripped, start, start + len(stripped)))
    return tuple(found)


def starts_of(text: str) -> list[int]:
    """The columns of a screen on which the cells of *text* begin."""
    return [cell_width(text[: cell.start]) for cell in cells_of(text)]


def placed(
    cells: Sequence[Cell], holds: Sequence[Column], starts: Sequence[int], aligned: Sequence[int]
) -> tuple[Cell, ...]:
    """*cells* at their columns: where there are fewer, by what fits; those left out are empty.

    Cells that are empty at the end of a row may be those that a cell over several rows has lost
    at its beginning.

    Parameters:
        starts: where on a screen each cell begins.
        aligned: where the columns begin; empty where the table is not set out so.
    """
    count = len(holds)
    kept = next((n for n in range(len(cells), 0, -1) if cells[n - 1].text), len(cells))
    if kept >= count:
        return tuple(cells)
    if aligned:
        at = [sum(begin <= start + 1 for begin in aligned) - 1 for start in starts]
        if len(set(at)) == len(at):
            return tuple(_spread(cells, at, count))
    said = cells[:kept]
    every = [list(range(shift, shift + kept)) for shift in range(count - kept + 1)]
    best = max(every, key=lambda at: (_fit(said, at, holds), -at[0]))
    return tuple(_spread(said, best, count) if best[0] else _filled_up(cells, count))


def _filled_up(cells: Sequence[Cell], count: int) -> Iterator[Cell]:
    yield from cells
    yield from (Cell("", cells[-1].end, cells[-1].end) for _ in range(count - len(cells)))


def _spread(cells: Sequence[Cell], at: Sequence[int], count: int) -> Iterator[Cell]:
    """*cells* at the columns *at*, an empty one where none stands."""
    taken = dict(zip(at, cells, strict=True))
    here = cells[0].start
    for column in range(count):
        yield taken.get(column, Cell("", here, here))
        here = taken[column].end if column in taken else here


def _fit(cells: Sequence[Cell], at: Sequence[int], holds: Sequence[Column]) -> int:
    """How many of *cells* at the columns *at* read like what their column holds."""
    fits: dict[Kind, Callable[[str], bool]] = {
        Kind.UNITS: lists_bodies,
        Kind.DEADLINE: is_time,
        Kind.NUMBER: _is_number,
        Kind.TITLE: bool,
    }
    told = [
        (fits.get(holds[column].kind), cell.text) for cell, column in zip(cells, at, strict=True)
    ]
    return sum(1 if fits_in(text) else -1 for fits_in, text in told if fits_in and text)


def _is_number(text: str) -> bool:
    return parse_number(text.strip(".、．（）() ")) is not None
