"""A well-made workbook: Chinese fonts, widths by content, print set-up, text that stays text.

Nothing in it is ever computed from data: what begins like a formula is written as text and marked
so, control characters are shown, and the same model gives the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import SheetsMissing
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.cell_text import prepared, safe, sheet_name, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: What may stand in a cell.
Value = str | int | float | date | None

_FONT = "宋体"
_TITLE_FONT = "黑体"
#: Fixed, so that the same model gives the same bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone
A3, A4 = 8, 9
#: Points that a line takes, and that a row can have.
_LINE, _HIGHEST = 14.0, 400.0

#: The colours of the lights. The word always stands with them.
FILLS = {"red": "#F8CBAD", "yellow": "#FFE699", "blue": "#BDD7EE", "green": "#C6E0B4", "none": ""}
HEAD_FILL, ASKED_FILL, SECTION_FILL = "#D9E1F2", "#FFFBE6", "#EDEDED"


class Column(NamedTuple):
    """A column of a sheet: its head, and between which widths its content may set its own.

    ``kind``: text, number, percent or date. ``choices`` are offered in a list, others allowed.
    """

    title: str
    narrowest: float = 6
    widest: float = 40
    kind: str = "text"
    choices: tuple[str, ...] = ()
    centred: bool = False
    fill: str = ""
    hidden: bool = False


class Book:
    """A workbook being written; :meth:`data` ends it."""

    def __init__(self, title: str, properties: Mapping[str, str] | None = None) -> None:
        """Begin a workbook called *title*, with custom *properties*.

        Raises:
            SheetsMissing: the library is not installed.
        """
        try:
            import xlsxwriter
        except ImportError:
            raise SheetsMissing("写 .xlsx 表格") from None
        self._file = BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self.book.set_properties({"title": safe(title), "created": _CREATED})
        for name, value in (properties or {}).items():
            self.book.set_custom_property(name, safe(value)[:255], "text")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._wanted: dict[int, dict[str, Any]] = {}

    def sheet(self, name: str, *, paper: int = A4, landscape: bool = True) -> Sheet:
        """A new sheet, set up for print."""
        sheet = Sheet(self, self.book.add_worksheet(sheet_name(name)))
        sheet.sheet.set_paper(paper)
        if landscape:
            sheet.sheet.set_landscape()
        sheet.sheet.center_horizontally()
        sheet.sheet.set_margins(0.4, 0.4, 0.5, 0.55)
        sheet.sheet.fit_to_pages(1, 0)
        sheet.sheet.set_footer("&C第 &P 页 共 &N 页")
        return sheet

    def hidden_sheet(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        """A sheet of texts that nobody sees."""
        sheet = self.book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at, column, safe(text))
        sheet.hide()

    def format(self, **wanted: Any) -> Any:  # noqa: ANN401 - the library's words and format
        """The format of these properties; one object for all cells that look alike."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            usual = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
            made = self._formats[key] = self.book.add_format({**usual, **wanted})
            self._wanted[id(made)] = wanted
        return self._formats[key]

    def quoted(self, look: Any) -> Any:  # noqa: ANN401 - the library's format
        """The same look, for text that a program would take for a formula once it is edited."""
        return self.format(**{**self._wanted[id(look)], "quote_prefix": True})

    def data(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._file.getvalue()


class Sheet:
    """One sheet: lines above a table, the table, and how it is printed."""

    def __init__(self, book: Book, sheet: Any) -> None:  # noqa: ANN401 - the library's sheet
        self.book, self.sheet = book, sheet
        self.row = 0
        self._columns: Sequence[Column] = ()
        self._widths: list[float] = []
        self._long: list[tuple[int, int, tuple[int, ...]]] = []
        self._lowest = 1
        self.head_row = 0

    def title(self, text: str, last: int) -> None:
        """A title over the columns up to *last*."""
        look = self.book.format(font_name=_TITLE_FONT, font_size=16, align="center")
        self._over(text, last, look, height=30)

    def line(self, text: str, last: int, lines: int = 1) -> None:
        """A line of text over the columns up to *last*, as high as *lines* lines."""
        look = self.book.format(text_wrap=True, align="left")
        self._over(text, last, look, height=16.0 * lines)

    def _over(self, text: str, last: int, look: Any, height: float) -> None:  # noqa: ANN401
        self.sheet.merge_range(self.row, 0, self.row, last, "", look)
        self.sheet.write_string(self.row, 0, safe(text), look)
        self.sheet.set_row(self.row, height)
        self.row += 1

    def head(self, columns: Sequence[Column], *, freeze: int = 0, lowest: int = 1) -> None:
        """The heads: they stay in sight, are printed on every page, and set up their columns.

        Parameters:
            freeze: how many columns stay in sight too.
            lowest: how many lines each row has room for at least.
        """
        self._lowest = lowest
        self._columns, self.head_row = columns, self.row
        self._widths = [max(column.narrowest, width_of(column.title) + 2) for column in columns]
        for at, column in enumerate(columns):
            look = self.book.format(
                bold=True, border=1, align="center", text_wrap=True, bg_color=HEAD_FILL
            )
            self.sheet.write_string(self.row, at, safe(column.title), look)
        self.sheet.set_row(self.row, 30)
        self.sheet.repeat_rows(self.row)
        self.row += 1
        self.sheet.freeze_panes(self.row, freeze)

    def rows(
        self,
        rows: Iterable[Sequence[Value]],
        fills: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        """The rows of the table.

        Parameters:
            fills: column → the fill of each row's cell there, where it differs.
        """
        listed = list(rows)
        for at, column in enumerate(self._columns):
            values = [row[at] for row in listed]
            self._write_column(at, column, values, (fills or {}).get(at))
        self.row += len(listed)

    def section(self, text: str) -> None:
        """A heading over the whole width of the table."""
        look = self.book.format(bold=True, border=1, bg_color=SECTION_FILL, align="left")
        last = len(self._columns) - 1
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", look)
        self.sheet.write_string(self.row, 0, safe(text), look)
        self.row += 1

    def date_cell(self, row: int, column: int) -> None:
        """Have the cell expect a day."""
        self.sheet.data_validation(row, column, row, column, _DATE_RULE)

    def end(self, *, filtered: bool = False) -> None:
        """Set widths, lists to choose from, and the filter once all rows are there."""
        last = max(self.row - 1, self.head_row + 1)
        for at, column in enumerate(self._columns):
            options = {"hidden": True} if column.hidden else {}
            self.sheet.set_column(at, at, min(self._widths[at], column.widest), None, options)
            for rule in _rules(column):
                self.sheet.data_validation(self.head_row + 1, at, last, at, rule)
        self._set_heights()
        self.print_all()
        if filtered and self.row > self.head_row + 1:
            self.sheet.autofilter(self.head_row, 0, self.row - 1, len(self._columns) - 1)

    def print_all(self) -> None:
        """Have all rows printed that are there by now."""
        visible_ = [at for at, column in enumerate(self._columns) if not column.hidden]
        self.sheet.print_area(0, 0, max(self.row - 1, 0), visible_[-1])

    def _look(self, column: Column, fill: str) -> Any:  # noqa: ANN401 - the library's format
        wanted: dict[str, Any] = {"border": 1, "text_wrap": True}
        if column.centred:
            wanted["align"] = "center"
        if fill:
            wanted["bg_color"] = fill
        if column.kind in _NUMBER_FORMATS:
            wanted["num_format"] = _NUMBER_FORMATS[column.kind]
        return self.book.format(**wanted)

    def _write_column(
        self, at: int, column: Column, values: Sequence[Value], fills: Sequence[str] | None
    ) -> None:
        """Write the values of one column below each other, and note the room that they take."""
        sheet, quoted, long = self.sheet, self.book.quoted, self._long
        write, room = sheet.write_string, column.widest - 2
        looks = {fill: self._look(column, fill) for fill in fills or [column.fill]}
        look, widths = looks.get(column.fill), [0]
        for row, value in enumerate(values, self.row):
            if fills:
                look = looks[fills[row - self.row]]
            if isinstance(value, str) and value:
                text, is_quoted, width, lines = prepared(value)
                write(row, at, text, quoted(look) if is_quoted else look)
                widths.append(width)
                if width > room or len(lines) > 1:
                    long.append((row, at, lines))
            elif value is None or value == "":
                sheet.write_blank(row, at, None, look)
            elif isinstance(value, date):
                sheet.write_datetime(row, at, value, look)
            else:
                sheet.write_number(row, at, value, look)
        self._widths[at] = max(self._widths[at], min(max(widths) + 2, column.widest))

    def _set_heights(self) -> None:
        """Make the rows of the table high enough; not every program does so by itself."""
        lines = dict.fromkeys(range(self.head_row + 1, self.row), self._lowest)
        rooms = [max(int(width) - 1, 1) for width in self._widths]
        for row, at, widths in self._long:
            room = rooms[at]
            needed = sum([-(-width // room) or 1 for width in widths])
            lines[row] = max(lines[row], needed)
        for row, count in lines.items():
            self.sheet.set_row(row, min(_LINE * count + 4, _HIGHEST))


_DATE_RULE = {
    "validate": "date",
    "criteria": ">",
    "value": _CREATED,
    "error_type": "warning",
    "input_message": "如: 2023-9-25",
}
_NUMBER_FORMATS = {"percent": "0%", "date": "yyyy-mm-dd", "number": "0"}


def _rules(column: Column) -> Iterable[dict[str, Any]]:
    """The lists and checks of a column; they help, and forbid nothing."""
    if column.choices:
        yield {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    elif column.kind == "date":
        yield _DATE_RULE
    elif column.kind == "percent":
        yield {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_type": "warning",
            "input_message": "如: 50%",
        }
