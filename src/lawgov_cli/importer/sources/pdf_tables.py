"""The tables of a PDF page: lines that were drawn make cells, which hold the text set in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.sources.aligned import Piece, aligned_table

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Lines nearer than this are one; shorter ones are the ends of thick ones.
_NEAR, _SHORTEST = 2.5, 6.0
#: Fewer columns are a frame around text.
_FEWEST = 3
#: Tables on a page that no lines are drawn for.
_MOST_ALIGNED = 9
#: What a line is not broken within: a figure or word, a sign, and the stop behind it.
_WORD = re.compile("[!-~]*.?[，。；、：）]?")
#: Pages with more lines are drawings.
_MOST_LINES, _MOST_EDGES = 4000, 120
_PAINTS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})


class Part(NamedTuple):
    """A line of text, or the rows of a table; whether lines are drawn between its cells."""

    text: str
    rows: Sequence[Sequence[str]] = ()
    drawn: bool = True

    @property
    def width(self) -> int:
        """How many columns a table has; 0 for a line."""
        return len(self.rows[0]) if self.rows else 0


class _Line(NamedTuple):
    """A straight line: where it stands across, and from where to where it runs."""

    at: float
    begin: float
    end: float


#: The rows of a table, each from its top to its bottom; and lines by where they stand.
_Rows = Sequence[tuple[float, float]]
_Ruled = dict[float, list[_Line]]


class Drawing:
    """What is drawn on one page: an instruction or a piece of text at a time."""

    def __init__(self) -> None:
        self.upright: list[_Line] = []
        self.level: list[_Line] = []
        self.pieces: list[Piece] = []
        self._path: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self._here: tuple[float, float] | None = None

    def draw(self, operator: bytes, values: Sequence[Any], space: Sequence[float]) -> None:
        """Take note of an instruction; *space* is where its own coordinates lie on the page.

        One that no program writes so is passed over.
        """
        with suppress(TypeError, ValueError, OverflowError):
            self._draw(operator, values, space)

    def _draw(self, operator: bytes, values: Sequence[Any], space: Sequence[float]) -> None:
        if operator == b"m" and len(values) > 1:
            self._here = _point(values, space)
        elif operator == b"l" and self._here and len(values) > 1:
            there = _point(values, space)
            self._path.append((self._here, there))
            self._here = there
        elif operator == b"re" and len(values) > 3:
            x, y, w, h = values[:4]
            corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
            self._path += pairwise([_point(corner, space) for corner in corners])
        elif operator in _PAINTS:
            self._paint()
        elif operator == b"n":
            self._path.clear()

    def write(
        self, text: str, at: Sequence[float], space: Sequence[float], size: float = 10.0
    ) -> None:
        """Take note of a piece of text; *size* is how large a letter is before it is stretched."""
        if text.strip():
            stretched = size * abs(float(at[3]) * float(space[3])) or size
            self.pieces.append(Piece(*_point(at[4:6], space), text.strip("\n"), stretched))

    def _paint(self) -> None:
        for (x1, y1), (x2, y2) in self._path:
            if abs(x1 - x2) < 1 and abs(y1 - y2) >= _SHORTEST:
                self.upright.append(_Line(x1, min(y1, y2), max(y1, y2)))
            elif abs(y1 - y2) < 1 and abs(x1 - x2) >= _SHORTEST:
                self.level.append(_Line(y1, min(x1, x2), max(x1, x2)))
        self._path.clear()

    def parts(self) -> list[Part]:
        """The lines of text and the tables of the page, from the top; none without a table."""
        return self._drawn() or self._aligned()

    def _aligned(self) -> list[Part]:
        """The same by the places of the texts alone."""
        rest = list(_lines_of(self.pieces))
        parts: list[Part] = []
        for _ in range(_MOST_ALIGNED):
            table = aligned_table(rest)
            if table is None:
                break
            parts += [Part(_text_of(line)) for y, line in rest if y > table.top]
            parts.append(Part("", table.rows, drawn=False))
            rest = [(y, line) for y, line in rest if y < table.bottom]
        return [*parts, *(Part(_text_of(line)) for _, line in rest)] if parts else []

    def _drawn(self) -> list[Part]:
        if not 0 < len(self.upright) + len(self.level) <= _MOST_LINES:
            return []
        level, sides = _ruled(self.level), _ruled(self.upright)
        if max(len(level), len(sides)) > _MOST_EDGES:
            return []
        found: list[tuple[float, Part]] = []
        inside: set[Piece] = set()
        for rows in _runs(sorted(level, reverse=True), sides):
            cells = self._cells(rows, level, sides)
            if len(cells[0]) >= _FEWEST:
                found.append((rows[0][0], Part("", cells)))
                sides_of = _bounds(rows, sides)
                inside.update(
                    p
                    for p in self.pieces
                    if rows[-1][1] < p.y <= rows[0][0] and sides_of[0] - 1 <= p.x < sides_of[-1] - 1
                )
        if not found:
            return []
        rest = [piece for piece in self.pieces if piece not in inside]
        found += [(y, Part(line)) for y, line in _text_lines(rest)]
        return [part for _, part in sorted(found, key=lambda each: -each[0])]

    def _cells(self, rows: _Rows, level: _Ruled, sides: _Ruled) -> list[list[str]]:
        """The texts of the cells of *rows*; one that spans several stands in each."""
        columns = list(pairwise(_bounds(rows, sides)))
        owner = {(r, c): (r, c) for r in range(len(rows)) for c in range(len(columns))}
        for r, (top, bottom) in enumerate(rows):
            for c, (left, right) in enumerate(columns):
                if c and not _crosses(sides[left], (top + bottom) / 2):
                    owner[r, c] = owner[r, c - 1]
                elif r and not _crosses(level[top], (left + right) / 2):
                    owner[r, c] = owner[r - 1, c]
        texts: dict[tuple[int, int], list[Piece]] = {}
        for piece in self.pieces:
            across = [i for i, (top, low) in enumerate(rows) if low < piece.y <= top]
            down = [i for i, (a, b) in enumerate(columns) if a - 1 <= piece.x < b - 1]
            for r, c in zip(across, down, strict=False):
                texts.setdefault(owner[r, c], []).append(piece)
        lines = {cell: [line for _, line in _text_lines(p)] for cell, p in texts.items()}
        widest = [
            max((cell_width(x) for (_, at), ls in lines.items() if at == c for x in ls), default=0)
            for c in range(len(columns))
        ]
        said = {cell: _unwrapped(ls, widest[cell[1]]) for cell, ls in lines.items()}
        return [[said.get(owner[r, c], "") for c in range(len(columns))] for r in range(len(rows))]


def _unwrapped(lines: Sequence[str], widest: int) -> str:
    """The text of a cell: a line behind which the next word would fit ends a paragraph."""
    words = (_WORD.match(line.strip()) for line in lines[1:])
    needed = [cell_width(word[0]) if word else 0 for word in words]
    ends = [
        "\n" if cell_width(line.strip()) + need + 1 < widest else ""
        for line, need in zip(lines, needed, strict=False)
    ]
    return "".join(f"{line.strip()}{end}" for line, end in zip(lines, [*ends, ""], strict=True))


def _point(at: Sequence[float], space: Sequence[float]) -> tuple[float, float]:
    x, y = float(at[0]), float(at[1])
    a, b, c, d, e, f = map(float, space)
    return x * a + y * c + e, x * b + y * d + f


def _ruled(lines: Sequence[_Line]) -> dict[float, list[_Line]]:
    """Where lines stand, those that lie together as one, each with its lines."""
    found: dict[float, list[_Line]] = {}
    last = None
    for line in sorted(lines):
        if last is None or line.at - last > _NEAR:
            last = line.at
        found.setdefault(last, []).append(line)
    return found


def _crosses(lines: Sequence[_Line], through: float) -> bool:
    """Whether one of the lines that stand together runs where *through* is."""
    return any(line.begin - _NEAR <= through <= line.end + _NEAR for line in lines)


def _runs(tops: Sequence[float], sides: _Ruled) -> Iterator[list[tuple[float, float]]]:
    """The rows of each table: neighbouring stretches between which at least two lines stand."""
    rows: list[tuple[float, float]] = []
    for top, bottom in pairwise(tops):
        if sum(_crosses(lines, (top + bottom) / 2) for lines in sides.values()) > 1:
            rows.append((top, bottom))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _bounds(rows: _Rows, sides: _Ruled) -> list[float]:
    """The sides of the columns of *rows*."""
    middles = [(top + bottom) / 2 for top, bottom in rows]
    return [at for at, lines in sides.items() if any(_crosses(lines, y) for y in middles)]


def _text_lines(pieces: Sequence[Piece]) -> Iterator[tuple[float, str]]:
    """The lines that *pieces* stand on, from top to bottom, and how high each is."""
    return ((y, _text_of(line)) for y, line in _lines_of(pieces))


def _text_of(line: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in sorted(line, key=lambda p: p.x))


def _lines_of(pieces: Sequence[Piece]) -> Iterator[tuple[float, list[Piece]]]:
    """The pieces that stand on each line, from top to bottom, and how high it is."""
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.y):
        if line and line[0].y - piece.y > _NEAR:
            yield line[0].y, line
            line = []
        line.append(piece)
    if line:
        yield line[0].y, line
