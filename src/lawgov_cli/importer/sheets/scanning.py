"""What a reader of values does not tell of a sheet: formulas, merged cells, how far it reaches.

It also keeps that reader from making room for a billion cells because one stands far out.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.parsers import expat

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.sheets.grid import Range, Refused, checked_size, column_number, letters
from lawgov_cli.importer.sheets.packages import AGAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Scan(NamedTuple):
    """What was found in one sheet; rows and columns count from 0.

    ``struck`` are the cells in which something is struck out, ``hidden`` the rows not shown,
    ``months`` the cells whose form shows of a day only the month; ``None`` where that is not known.
    """

    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Range, ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    months: frozenset[tuple[int, int]] | None = None


class Styles(NamedTuple):
    """The numbers of the cell forms and shared texts that are struck out, of forms of months."""

    struck: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()


_NO_STYLES = Styles()
#: Of the number of a row: no sheet has ten million.
_MOST_DIGITS = 7


def parse_xml(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through *content*; declarations of entities are refused.

    Raises:
        Refused: not well-formed, or it declares a document type.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        raise Refused("文件已损坏或不完整", AGAIN) from error


def _refuse_doctype(*_declared: object) -> None:
    raise Refused("含有不该有的声明(DOCTYPE)", AGAIN)


def scan_xlsx(content: bytes, sheet: str, styles: Styles = _NO_STYLES) -> Scan:
    """Run through the XML of a sheet of an .xlsx file.

    Parameters:
        styles: what the workbook has struck out, or shows as months.

    Raises:
        Refused: damaged, or larger than a reply can be.
    """
    reader = _XlsxSheet(styles)
    parse_xml(content, reader.start, text=reader.text if styles.texts else None)
    checked_size(reader.bottom, max(map(_column, reader.columns), default=0), sheet)
    return Scan(
        frozenset(reader.formulas),
        tuple(map(_range, reader.merged)),
        frozenset(reader.struck),
        frozenset(reader.hidden),
        frozenset(reader.months),
    )


class _XlsxSheet:
    """Collects; a cell counts only where it holds something."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.struck: set[tuple[int, int]] = set()
        self.months: set[tuple[int, int]] = set()
        self.formulas: set[tuple[int, int]] = set()
        self.merged: list[str] = []
        self.hidden: set[int] = set()
        self.columns: set[str] = set()
        #: The row as its element says; ``_at`` as the cell does, which may be another.
        self.bottom = self._row = self._at = self._next = 0
        self._column = self._form = ""
        self._is_struck = self._is_shared = self._is_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._is_value = name == "v"
        if name == "c":
            self._next += 1
            reference = attributes.get("r", "")
            self._column = reference.rstrip("0123456789")
            digits = reference[len(self._column) :]
            self._at = _row_number(digits) if digits else self._row
            self._form = attributes.get("s", "")
            self._is_struck = self._form in self._styles.struck
            self._is_shared = attributes.get("t") == "s"
        elif name in {"v", "is", "f"}:
            column = self._column or letters(self._next)
            self.columns.add(column)
            self.bottom = max(self.bottom, self._row, self._at)
            if name == "f":
                self.formulas.add((self._row - 1, _column(column) - 1))
            elif self._is_struck:
                self._strike()
            if self._form in self._styles.months:
                self.months.add(self._here)
        elif name == "strike" and is_on(attributes):  # in a text that stands in the cell itself
            self._strike()
        elif name == "row":
            said = attributes.get("r", "")
            self._row, self._next = (_row_number(said) if said else self._row + 1), 0
            if is_on({"val": attributes.get("hidden", "0")}):
                self.hidden.add(self._row - 1)
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def text(self, said: str) -> None:
        if self._is_value and self._is_shared and said in self._styles.texts:
            self._strike()

    def _strike(self) -> None:
        self.struck.add(self._here)

    @property
    def _here(self) -> tuple[int, int]:
        return self._row - 1, _column(self._column or letters(self._next)) - 1


def _row_number(digits: str) -> int:
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise Refused("文件已损坏或不完整", AGAIN)
    return int(digits)


def _column(name: str) -> int:
    if not name.isascii() or not name.isalpha() or len(name) > 3:
        raise Refused("文件已损坏或不完整", AGAIN)
    return column_number(name.upper())


def _range(reference: str) -> Range:
    """``B2:C3`` as numbers."""
    first, _, last = reference.replace("$", "").partition(":")
    return (*_cell(first), *_cell(last or first))


def _cell(reference: str) -> tuple[int, int]:
    column = reference.rstrip("0123456789")
    row = reference[len(column) :]
    return _row_number(row) - 1, _column(column) - 1


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element such as ``<strike val="0"/>`` switches on."""
    return attributes.get("val", "1") not in {"0", "false", "off"}


#: Records of an .xlsb sheet: a row's head, the kinds of cells, those of formulas, merged cells.
_ROW, _CELLS, _FORMULAS, _MERGED = 0, range(2, 12), range(8, 12), 176


def scan_xlsb(content: bytes, sheet: str) -> Scan:
    """Run through the records of a sheet of an .xlsb file.

    Raises:
        Refused: damaged, or larger than a reply can be.
    """
    formulas: set[tuple[int, int]] = set()
    merged: list[Range] = []
    row = height = width = 0
    for kind, body in _xlsb_records(content):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<I", body)
            height, width = max(height, row + 1), max(width, column + 1)
            if kind in _FORMULAS:
                formulas.add((row, column))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append((top, left, bottom, right))
    checked_size(height, width, sheet)
    return Scan(frozenset(formulas), tuple(merged))


def _xlsb_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both numbers before it take one byte or more."""
    at = 0
    while at < len(content):
        kind, at = _varying(content, at, 2)
        size, at = _varying(content, at, 4)
        body = content[at : at + size]
        if len(body) < size:
            raise Refused("文件已损坏或不完整", AGAIN)
        yield kind, body + bytes(16)
        at += size


def _varying(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = content[at + place] if at + place < len(content) else 0
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + most
