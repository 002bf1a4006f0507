"""What a reader of values does not tell of the sheets of an .ods file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.importer.sheets.grid import Range, Refused, checked_size
from lawgov_cli.importer.sheets.scanning import Scan, parse_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINKS = {
    "table:table-source": "含有指向其他工作簿的链接",
    "table:cell-range-source": "含有指向其他工作簿的链接",
    "office:dde-source": "含有 DDE 链接",
    "draw:object": "嵌有别的文件或对象",
    "draw:object-ole": "嵌有别的文件或对象",
}
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_DEFAULT = "table:default-cell-style-name"


def scan_ods(content: bytes) -> dict[str, Scan]:
    """Run through the content of an .ods file: sheet by name.

    Raises:
        Refused: damaged, too large, or with links to the outside.
    """
    reader = _Reader()
    parse_xml(content, reader.start, reader.end)
    return reader.found


class _Reader:
    """Collects: the styles that strike out, which stand first, then the sheets."""

    def __init__(self) -> None:
        self.found: dict[str, Scan] = {}
        self._struck: set[str] = set()
        self._style = ""
        self._sheets: list[_Sheet] = []  # one may lie within another's cell

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LINKS:
            raise Refused(_LINKS[name], "请断开链接、删去嵌入的对象后另存为 .xlsx")
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:text-properties" and _strikes(attributes):
            self._struck.add(self._style)
        elif name == "table:table":
            self._sheets.append(_Sheet(attributes.get("table:name", ""), self._struck))
        elif self._sheets:
            self._sheets[-1].start(name, attributes)

    def end(self, name: str) -> None:
        if name == "table:table":
            sheet = self._sheets.pop()
            self.found[sheet.name] = sheet.scan()
        elif name == "table:table-row" and self._sheets:
            self._sheets[-1].end_row()


class _Sheet:
    """Collects; empty cells repeated to the edge of the sheet do not count."""

    def __init__(self, name: str, struck: set[str]) -> None:
        self.name = name
        self._struck_styles = struck
        self._row = self._rows = self._column = self._height = self._width = 0
        self._formulas: set[tuple[int, int]] = set()
        self._struck: set[tuple[int, int]] = set()
        self._hidden: set[int] = set()
        self._merged: list[Range] = []
        self._row_style = ""
        #: The styles of columns: of how many, which.
        self._columns: list[tuple[int, str]] = []
        self._here: set[tuple[int, int]] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-column":
            times = _repeated(attributes, "table:number-columns-repeated")
            self._columns.append((times, attributes.get(_DEFAULT, "")))
        elif name == "table:table-row":
            self._column = 0
            self._rows = _repeated(attributes, "table:number-rows-repeated")
            self._row_style = attributes.get(_DEFAULT, "")
            if attributes.get("table:visibility", "visible") != "visible" and self._rows < 9999:
                self._hidden.update(range(self._row, self._row + self._rows))
        elif name in _CELLS:
            self._cell(attributes)
        elif name == "text:span" and attributes.get("text:style-name") in self._struck_styles:
            self._struck |= self._here

    def _cell(self, attributes: Mapping[str, str]) -> None:
        times = _repeated(attributes, "table:number-columns-repeated")
        self._here = set()
        if "office:value-type" in attributes or "table:formula" in attributes:
            self._height = max(self._height, self._row + self._rows)
            self._width = max(self._width, self._column + times)
            checked_size(self._height, self._width, self.name)
            columns = range(self._column, self._column + times)
            rows = range(self._row, self._row + self._rows)
            self._here = {(row, column) for row in rows for column in columns}
            style = attributes.get("table:style-name") or self._row_style or self._column_style()
            if style in self._struck_styles:
                self._struck |= self._here
            if "table:formula" in attributes:
                self._formulas |= self._here
        down = _repeated(attributes, "table:number-rows-spanned")
        across = _repeated(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            bottom, right = self._row + down - 1, self._column + across - 1
            self._merged.append((self._row, self._column, bottom, right))
        self._column += times

    def _column_style(self) -> str:
        at = 0
        for times, style in self._columns:
            at += times
            if self._column < at:
                return style
        return ""

    def end_row(self) -> None:
        self._row += self._rows

    def scan(self) -> Scan:
        """What was found."""
        return Scan(
            frozenset(self._formulas),
            tuple(self._merged),
            frozenset(self._struck),
            frozenset(self._hidden),
        )


def _strikes(attributes: Mapping[str, str]) -> bool:
    kinds = ("style:text-line-through-style", "style:text-line-through-type")
    return any(attributes.get(kind, "none") != "none" for kind in kinds)


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return int(said) if said.isdigit() and len(said) < 9 else 1
