"""The list as a table for a person, by Rich: aligned by the width of Chinese characters.

Text from the data goes in as text and never as markup; names are never cut. Where the terminal is
too narrow for a table, each task takes a few lines instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.table import Table
from rich.text import Text

from lawgov_cli.base.cells import cell_width, packed, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.render.consoles import GAP, new_console, printed
from lawgov_cli.render.lines import top_lines
from lawgov_cli.render.paint import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from lawgov_cli.views.lists import ListView
    from lawgov_cli.views.rows import TaskRow

#: Columns a title needs at least; below that the list is printed as cards.
_MIN_TITLE = 12


class _Column(NamedTuple):
    """One column of the list: heading, width, a row's cell in lines, and that cell's style."""

    heading: str
    width: int
    cell: Callable[[TaskRow], list[str]]
    style: Callable[[TaskRow], str] = lambda row: ""  # noqa: ARG005


def list_table(view: ListView, *, measures: bool, width: int, colour: bool) -> str:
    """The list of points under their sections, or in an order of its own."""
    top = "\n".join(top_lines(view.heading, f"截至 {long_date(view.as_of)}", width))
    if not view.rows:
        body = "  没有符合条件的要点。\n"
    else:
        columns = _columns(view.rows, width)
        if columns:
            body = _sections(view, columns, measures=measures, colour=colour)
        else:
            body = _cards(view, measures=measures, width=width, colour=colour)
    notes = "".join(f"{line}\n" for note in view.footnotes for line in wrapped(note, width))
    return f"{top}\n{body}{notes}"


def _columns(rows: Sequence[TaskRow], width: int) -> list[_Column]:
    """The columns that fit in *width*, or none where even the narrowest do not.

    A column that would be empty throughout is left out. The title gets what it needs before the
    leading units get more than their longest name.
    """
    facts = [
        _sized("状态", rows, lambda row: [row.standing], lambda row: STYLES.get(row.status, "")),
        _sized("亮灯", rows, lambda row: [row.light_word], lambda row: STYLES.get(row.light, "")),
        *([_sized("时限", rows, lambda row: [row.due_date])] if any(r.due for r in rows) else []),
    ]
    role = [_sized("角色", rows, _role_lines)] if any(row.role for row in rows) else []
    number = _sized("序号", rows, lambda row: [row.number_shown])
    room = width - sum(c.width + GAP for c in (number, *role, *facts)) - 2 * GAP
    natural = max(cell_width(row.marked_title) for row in rows)
    heading, names = _named_units(rows)
    longest = max([cell_width(name) for row in rows for name in names(row)], default=4)
    joined = max(cell_width("、".join(names(row))) for row in rows)
    lead_width = max(longest + 2, 8, min(joined, room - natural))
    title = min(natural, room - lead_width)
    if title < min(natural, _MIN_TITLE):
        return []
    lead = _Column(heading, lead_width, lambda row: packed(names(row), lead_width, "、") or ["-"])
    titles = _Column(
        "要点", max(title, 4), lambda row: wrapped(visible(row.marked_title), max(title, 4))
    )
    return [number, titles, *role, lead, *facts]


def _named_units(
    rows: Sequence[TaskRow],
) -> tuple[str, Callable[[TaskRow], Sequence[str]]]:
    """The units a list shows: the leading ones, or where a document names none, those answering."""
    if any(row.lead for row in rows) or not any(row.responsible for row in rows):
        return "牵头单位", lambda row: row.lead
    return "责任单位", lambda row: row.responsible


def _sized(
    heading: str,
    rows: Sequence[TaskRow],
    cell: Callable[[TaskRow], list[str]],
    style: Callable[[TaskRow], str] = lambda row: "",  # noqa: ARG005
) -> _Column:
    """A column as wide as its widest line."""
    widest = max(cell_width(line) for row in rows for line in cell(row))
    return _Column(heading, max(cell_width(heading), widest), cell, style)


def _role_lines(row: TaskRow) -> list[str]:
    return [row.role, f"经{row.through}"] if row.through else [row.role]


def _sections(view: ListView, columns: list[_Column], *, measures: bool, colour: bool) -> str:
    """One table a section, all with the same widths, so that the columns stay in line."""
    total = sum(column.width + GAP for column in columns)
    console = new_console(total, colour=colour)
    console.print(_table(columns, headed=True))
    section = ""
    table = _table(columns)
    for row in view.rows:
        if row.section != section and not view.flat:
            _flush(console, table)
            table = _table(columns)
            section = row.section
            console.print(Text(f" {visible(section)}", style="bold"))
        cells = ("\n".join(column.cell(row)) for column in columns)
        styled = zip(cells, columns, strict=True)
        table.add_row(*(Text(visible(text, "\n"), style=c.style(row)) for text, c in styled))
        if measures:
            _flush(console, table)
            table = _table(columns)
            console.print(Text(_measure_lines(row, total)), end="")
    _flush(console, table)
    return printed(console)


def _table(columns: Sequence[_Column], *, headed: bool = False) -> Table:
    table = Table(box=None, show_header=headed, padding=(0, GAP, 0, 0), pad_edge=True)
    for position, column in enumerate(columns):
        heading = Text(column.heading, style="bold") if headed else ""
        side: Literal["left", "right"] = "left" if position else "right"
        table.add_column(heading, width=column.width, overflow="fold", justify=side)
    return table


def _flush(console: Console, table: Table) -> None:
    if table.row_count:
        console.print(table)


def _measure_lines(row: TaskRow, width: int) -> str:
    lines = []
    for measure in row.measures:
        mark = "[√]" if measure.finished else "[ ]"
        due = f" ({measure.due_date}前)" if measure.due_date else ""
        head = f"      {measure.id} {mark} "
        body = wrapped(visible(measure.text) + due, max(width - cell_width(head), 20))
        lines.append(head + body[0])
        lines += [" " * cell_width(head) + line for line in body[1:]]
    return "".join(f"{line}\n" for line in lines)


def _cards(view: ListView, *, measures: bool, width: int, colour: bool) -> str:
    """Each point in a few lines, for narrow terminals."""
    from lawgov_cli.render.paint import painter

    paint = painter(colour=colour)
    lines: list[str] = []
    heading, names = _named_units(view.rows)
    word = heading[:2]
    section = ""
    for row in view.rows:
        if row.section != section and not view.flat:
            section = row.section
            lines += wrapped(f" {visible(section)}", width)
        title = wrapped(visible(row.marked_title), width - 6)
        lines.append(f"{row.number_shown:>4}  {title[0]}")
        lines += [f"      {line}" for line in title[1:]]
        facts = [
            " ".join(_role_lines(row)),
            paint(row.standing, row.status),
            paint(row.light_word, row.light),
            f"时限{row.due_date}" if row.due else "",
        ]
        lines.append("      " + "  ".join(fact for fact in facts if fact))
        units = packed(names(row), width - 12, "、")
        lines += [f"      {word if n == 0 else '    '}  {line}" for n, line in enumerate(units)]
        if measures:
            lines += _measure_lines(row, width).splitlines()
    return "".join(f"{line}\n" for line in lines)
