"""Values into the cells of an .xlsx sheet, every other byte of it left as it was.

Programs that load and save a workbook lose what they do not know: pictures, WPS's own drop-downs,
conditional colours. So the sheet's XML is cut at the cells concerned, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape

from lawgov_cli.base.cells import visible
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.sheets.grid import Refused, column_number, letters
from lawgov_cli.importer.sheets.packages import AGAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A cell's row and column, from 0, and what it is to hold; empty text clears it.
Changes = dict[tuple[int, int], str | float]


class _Row(NamedTuple):
    """Where a row begins, where its cells end, and where it ends itself."""

    start: int
    inside: int
    end: int


class _Cell(NamedTuple):
    start: int
    end: int
    style: str


class _Finder:
    """Notes where the rows and cells of a sheet lie in its bytes."""

    def __init__(self, content: bytes) -> None:
        self.rows: dict[int, _Row] = {}
        self.cells: dict[tuple[int, int], _Cell] = {}
        self.rows_end = 0
        self.prefix = ""
        self._content = content
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._row = self._column = -1
        self._row_start = self._cell_start = 0
        self._style = ""
        try:
            self._parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
        except expat.ExpatError as error:
            raise Refused("文件已损坏或不完整", AGAIN) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        prefix, _, name = name.rpartition(":")
        if name == "sheetData":
            self.prefix = f"{prefix}:" if prefix else ""
        elif name == "row":
            said = attributes.get("r", "")
            self._row = int(said) - 1 if said.isdigit() else self._row + 1
            self._column, self._row_start = -1, at
        elif name == "c":
            said = attributes.get("r", "").rstrip("0123456789")
            self._column = column_number(said) - 1 if said else self._column + 1
            self._cell_start, self._style = at, attributes.get("s", "")

    def _end(self, name: str) -> None:
        at = after = self._parser.CurrentByteIndex
        # After a tag like <c/> the parser stands behind it, else at the beginning of </c>.
        if self._content.startswith(f"</{name}".encode(), at):
            after = self._content.index(b">", at) + 1
        name = name.rpartition(":")[2]
        if name == "c":
            place = (self._row, self._column)
            self.cells[place] = _Cell(self._cell_start, after, self._style)
        elif name == "row":
            self.rows[self._row] = _Row(self._row_start, at, after)
        elif name == "sheetData":
            self.rows_end = at


def spliced(content: bytes, changes: Changes) -> bytes:
    """The sheet's XML *content* with *changes* made.

    Raises:
        Refused: the XML is damaged, or not in UTF-8.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("工作表的编码不是 UTF-8", AGAIN)
    found = _Finder(content)
    cuts: list[tuple[int, int, bytes]] = []
    for row in sorted({row for row, _ in changes}):
        wanted = {column: changes[at, column] for at, column in sorted(changes) if at == row}
        cuts += _row_cuts(content, found, row, wanted)
    parts, at = [], 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):
        parts += [content[at:start], new]
        at = end
    return b"".join([*parts, content[at:]])


def _row_cuts(
    content: bytes, found: _Finder, row: int, wanted: Mapping[int, str | float]
) -> list[tuple[int, int, bytes]]:
    """What to put where: start and end in the old bytes, and the new ones."""
    new = {column: _cell(found, row, column, value).encode() for column, value in wanted.items()}
    if row not in found.rows:
        after = [old.start for number, old in found.rows.items() if number > row]
        at = min(after, default=found.rows_end)
        return [(at, at, _row(found.prefix, row, b"".join(new.values())))]
    old = found.rows[row]
    if old.inside == old.end:
        tag = content[old.start : old.end].rstrip(b">").rstrip(b"/")
        end = f"</{found.prefix}row>".encode()
        return [(old.start, old.end, tag + b">" + b"".join(new.values()) + end)]
    cuts = []
    columns = sorted(column for at, column in found.cells if at == row)
    for column, cell in new.items():
        if standing := found.cells.get((row, column)):
            cuts.append((standing.start, standing.end, cell))
        else:
            right = next((c for c in columns if c > column), None)
            at = old.inside if right is None else found.cells[row, right].start
            cuts.append((at, at, cell))
    return cuts


def _row(prefix: str, row: int, cells: bytes) -> bytes:
    return f'<{prefix}row r="{row + 1}">'.encode() + cells + f"</{prefix}row>".encode()


def _cell(found: _Finder, row: int, column: int, value: str | float) -> str:
    """The XML of a cell, in the style of the one it replaces, else of the one nearest above."""
    styled = found.cells.get((row, column))
    if styled is None:
        above = [at for at, other in found.cells if other == column and at < row]
        styled = found.cells[max(above), column] if above else None
    p, name = found.prefix, f"{letters(column + 1)}{row + 1}"
    style = f' s="{styled.style}"' if styled and styled.style else ""
    if isinstance(value, float):
        return f'<{p}c r="{name}"{style}><{p}v>{value:.15g}</{p}v></{p}c>'
    if not value:
        return f'<{p}c r="{name}"{style}/>'
    text = escape(visible(value, "\n").replace("\ufffe", "").replace("\uffff", ""))
    inside = f'<{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is>'
    return f'<{p}c r="{name}"{style} t="inlineStr">{inside}</{p}c>'
