"""The roll-up over many places: on the screen, as Markdown, a page, a workbook, JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import visible, wrapped
from lawgov_cli.render.grid import fitted, grid
from lawgov_cli.render.lines import joined
from lawgov_cli.render.machine import csv_text, envelope, markdown_table
from lawgov_cli.render.markdown import escaped
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike

    from lawgov_cli.render.machine import Document
    from lawgov_cli.render.workbook import Value
    from lawgov_cli.views.rollup import RollupTable, RollupView

    Paint = Callable[[str, str], str]


def rollup_text(view: RollupView, *, width: int, colour: bool) -> str:
    """The tables below each other."""
    paint = painter(colour=colour)
    lines = [paint(line, "heading") for line in wrapped(visible(view.heading), width)]
    for table in view.tables:
        title = wrapped(visible(table.title), width)
        lines += ["", *(paint(line, "heading") for line in title)]
        lines += _drawn(table, width, paint) if table.rows else ["  没有。"]
        lines += wrapped(f"  {_more(table)}", width) if table.more else []
    notes = [line for said in _said(view) for line in wrapped(visible(said), width)]
    return "".join(f"{line.rstrip()}\n" for line in [*lines, *(["", *notes] if notes else [])])


def _drawn(table: RollupTable, width: int, paint: Paint) -> Iterator[str]:
    """The rows in columns; each in a line or a few where *width* is not enough for columns."""
    rows = [[visible(str(cell)) for cell in row] for row in (table.headings, *table.rows)]
    right = [
        at
        for at, code in enumerate(table.codes)
        if code == "share" or all(isinstance(row[at], (int, float)) for row in table.rows)
    ]
    found = fitted(rows, right, width)
    if found is None:
        yield from _in_lines(rows, width)
        return
    cells, shape = found
    lit = table.codes.index("light") if table.lights else -1
    marked = {(number, lit): light for number, light in enumerate(table.lights, 1)}
    yield from grid(cells, shape, paint=paint, marked=marked)


def _in_lines(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    headings, *others = rows
    for name, *cells in others:
        yield from wrapped(name, width)
        facts = [f"{word} {cell}" for word, cell in zip(headings[1:], cells, strict=True) if cell]
        yield from joined(
            "    ", [line for fact in facts for line in wrapped(fact, width - 4)], width
        )


def _more(table: RollupTable) -> str:
    earlier = "更早的" if table.name == "by_month" else ""
    return f"… {earlier}另有{table.more}行, 全部列出: --top 0"


def _said(view: RollupView) -> Iterator[str]:
    """What could not be read, then what else is to be known."""
    for name, why in view.broken:
        yield f"没有读出 {name}: {why}"
    for note in view.notes:
        yield f"注意: {note}"


def rollup_markdown(view: RollupView) -> str:
    """The tables as Markdown."""
    parts = [f"# {escaped(view.heading)}\n"]
    for table in view.tables:
        cells = [list(map(str, row)) for row in table.rows]
        body = markdown_table(table.headings, cells) if cells else "没有。\n"
        more = f"\n{_more(table)}\n" if table.more else ""
        parts.append(f"\n## {escaped(table.title)}\n\n{body}{more}")
    said = [f"- {escaped(line)}\n" for line in _said(view)]
    return "".join([*parts, *(["\n"] if said else []), *said])


def rollup_csv(view: RollupView) -> str:
    """The one table as CSV; of several the first column says which."""
    if len(view.tables) == 1:
        (table,) = view.tables
        return csv_text(table.headings, (list(map(str, row)) for row in table.rows))
    rows: list[Sequence[str]] = []
    for table in view.tables:
        rows += [[table.title, *table.headings]]
        rows += [[table.title, *map(str, row)] for row in table.rows]
    return csv_text(("表",), rows)


def rollup_json(view: RollupView) -> Document:
    """The tables as JSON: the rows as objects under the codes of the views."""
    tables = {
        table.name: {
            "items": [dict(zip(table.codes, row, strict=True)) for row in table.rows],
            "left_out": table.more,
        }
        for table in view.tables
    }
    broken = [{"name": name, "why": why} for name, why in view.broken]
    return envelope(
        "rollup",
        as_of=None,
        month=view.month,
        places=view.places,
        tables=tables,
        broken=broken,
        notes=list(view.notes),
    )


def rollup_page(view: RollupView, folders: Sequence[PathLike[str]] = ()) -> str:
    """A page that asks nothing of any network.

    Raises:
        TemplateBroken: a fault of the office's own template.
    """
    from lawgov_cli.render.html import Pages

    tables = [(table, _more(table) if table.more else "") for table in view.tables]
    return Pages(folders).rendered(
        "rollup.html.j2", view=view, tables=tables, said=list(_said(view))
    )


def rollup_workbook(view: RollupView) -> bytes:
    """A workbook, a sheet for each table.

    Raises:
        SheetsMissing: the library is not installed.
    """
    from lawgov_cli.render.workbook import FILLS, Book, Column

    book = Book(view.heading)
    for table in view.tables:
        sheet = book.sheet(table.title.partition("(")[0].partition(":")[0])
        last = len(table.codes) - 1
        sheet.title(table.title, last)
        said = [view.heading, *([_more(table)] if table.more else [])]
        sheet.line("      ".join(said), last)
        sheet.head(
            [Column(word, 6, 36, kind=_kind(table, at)) for at, word in enumerate(table.headings)]
        )
        fills = {}
        if table.lights:
            fills = {table.codes.index("light"): [FILLS.get(one, "") for one in table.lights]}
        sheet.rows(table.rows, fills)
        sheet.end(filtered=True)
    if said := list(_said(view)):
        sheet = book.sheet("说明")
        sheet.head([Column("说明", 20, 80)])
        lines: list[list[Value]] = [[line] for line in said]
        sheet.rows(lines)
        sheet.end()
    return book.data()


def _kind(table: RollupTable, at: int) -> str:
    return "number" if any(isinstance(row[at], int) for row in table.rows) else "text"
