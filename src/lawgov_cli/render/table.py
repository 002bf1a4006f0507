"""The list as a table for a person: aligned by the width of Chinese characters.

Every column's width is known before the first line is written, so the lines are written straight
away: a table drawn by Rich took four fifths of the time of a list of thousands. Names are never
cut. Where the terminal is too narrow for a table, each task takes a few lines instead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, packed, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.lines import GAP, top_lines
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgov_cli.views.lists import ListView
    from lawgov_cli.views.rows import TaskRow

#: Columns a title needs at least; below that the list is printed as cards.
_MIN_TITLE = 12


class _Column(NamedTuple):
    """One column of the list: heading, width, and of each row the cell in lines and its code."""

    heading: str
    width: int
    cells: Sequence[Sequence[str]]
    codes: Sequence[str]


def list_table(view: ListView, *, measures: bool, width: int, colour: bool) -> str:
    """The list of points under their sections, or in an order of its own."""
    lines = top_lines(visible(view.heading), f"截至 {long_date(view.as_of)}", width)
    if not view.rows:
        lines.append("  没有符合条件的要点。")
    elif columns := _columns(view.rows, width):
        lines += _sections(view, columns, measures=measures, colour=colour)
    else:
        lines += _cards(view, measures=measures, width=width, colour=colour)
    lines += (line for note in view.footnotes for line in wrapped(note, width))
    return "".join([f"{line}\n" for line in lines])


def _columns(rows: Sequence[TaskRow], width: int) -> list[_Column]:
    """The columns that fit in *width*, or none where even the narrowest do not.

    A column that would be empty throughout is left out. The title gets what it needs before the
    leading units get more than their longest name.
    """
    facts = [
        _sized("状态", [[row.standing] for row in rows], [row.status for row in rows]),
        _sized("亮灯", [[row.light_word] for row in rows], [row.light for row in rows]),
        *([_sized("时限", [[r.due_date] for r in rows])] if any(r.due for r in rows) else []),
    ]
    role = [_sized("角色", list(map(_role_lines, rows)))] if any(row.role for row in rows) else []
    number = _sized("序号", [[row.number_shown] for row in rows])
    room = width - sum(c.width + GAP for c in (number, *role, *facts)) - 2 * GAP
    natural = max(cell_width(row.marked_title) for row in rows)
    heading, names = _named_units(rows)
    named = {names(row) for row in rows}
    longest = max([cell_width(name) for units in named for name in units], default=4)
    joined = max(cell_width("、".join(units)) for units in named)
    lead_width = max(longest + 2, 8, min(joined, room - natural))
    title = min(natural, room - lead_width)
    if title < min(natural, _MIN_TITLE):
        return []
    packed_names = {units: packed(units, lead_width, "、") or ["-"] for units in named}
    title, unpainted = max(title, 4), [""] * len(rows)
    titles = [wrapped(visible(row.marked_title), title) for row in rows]
    leads = [packed_names[names(row)] for row in rows]
    return [
        number,
        _Column("要点", title, titles, unpainted),
        *role,
        _Column(heading, lead_width, leads, unpainted),
        *facts,
    ]


def _named_units(
    rows: Sequence[TaskRow],
) -> tuple[str, Callable[[TaskRow], tuple[str, ...]]]:
    """The units a list shows: the leading ones, or where a document names none, those answering."""
    if any(row.lead for row in rows) or not any(row.responsible for row in rows):
        return "牵头单位", lambda row: row.lead
    return "责任单位", lambda row: row.responsible


def _sized(
    heading: str, cells: Sequence[Sequence[str]], codes: Sequence[str] | None = None
) -> _Column:
    """A column as wide as its widest line."""
    lines = {line for cell in cells for line in cell}
    width = max(map(cell_width, (heading, *lines)))
    return _Column(heading, width, cells, codes or [""] * len(cells))


def _role_lines(row: TaskRow) -> list[str]:
    return [row.role, f"经{row.through}"] if row.through else [row.role]


def _sections(
    view: ListView, columns: list[_Column], *, measures: bool, colour: bool
) -> Iterator[str]:
    """The lines: headings, then the rows under their sections, the columns in line throughout."""
    paint = painter(colour=colour)
    total = sum(column.width + GAP for column in columns)
    drawn = [_drawn(column, paint, right=n == 0) for n, column in enumerate(columns)]
    yield from _side_by_side(list(map(next, drawn)), columns)
    section = ""
    for row, *cells in zip(view.rows, *drawn, strict=True):
        if row.section != section and not view.flat:
            section = row.section
            yield paint(f" {visible(section)}", "heading")
        yield from _side_by_side(cells, columns)
        if measures:
            yield from _measure_lines(row, total)


def _drawn(
    column: _Column, paint: Callable[[str, str], str], *, right: bool
) -> Iterator[Sequence[str]]:
    """The heading and then each cell in lines as wide as the column; numbers stand at its right."""

    @lru_cache(maxsize=1024)  # most words of a list recur
    def line(text: str, code: str) -> str:
        painted = paint(visible(text), code)
        room = " " * (column.width - cell_width(painted))
        return room + painted if right else painted + room

    yield [line(column.heading, "heading")]
    for cell, code in zip(column.cells, column.codes, strict=True):
        yield [line(text, code) for text in cell]


def _side_by_side(cells: Sequence[Sequence[str]], columns: Sequence[_Column]) -> Iterator[str]:
    """The lines of a row."""
    for n in range(max(map(len, cells))):
        line = [
            cell[n] if n < len(cell) else " " * column.width
            for cell, column in zip(cells, columns, strict=True)
        ]
        yield (" " * GAP).join(line).rstrip()


def _measure_lines(row: TaskRow, width: int) -> Iterator[str]:
    for measure in row.measures:
        mark = "[√]" if measure.finished else "[ ]"
        due = f" ({measure.due_date}前)" if measure.due_date else ""
        head = f"      {measure.id} {mark} "
        body = wrapped(visible(measure.text) + due, max(width - cell_width(head), 20))
        yield (head + body[0]).rstrip()
        yield from (" " * cell_width(head) + line for line in body[1:])


def _cards(view: ListView, *, measures: bool, width: int, colour: bool) -> Iterator[str]:
    """Each point in a few lines, for narrow terminals."""
    paint = painter(colour=colour)
    heading, names = _named_units(view.rows)
    word = heading[:2]
    section = ""
    for row in view.rows:
        if row.section != section and not view.flat:
            section = row.section
            yield from wrapped(f" {visible(section)}", width)
        title = wrapped(visible(row.marked_title), width - 6)
        yield f"{row.number_shown:>4}  {title[0]}"
        yield from (f"      {line}" for line in title[1:])
        facts = [
            " ".join(_role_lines(row)),
            paint(row.standing, row.status),
            paint(row.light_word, row.light),
            f"时限{row.due_date}" if row.due else "",
        ]
        told = packed([fact for fact in facts if fact], width - 6, "  ")
        yield from (f"      {line}" for line in told)
        units = packed(names(row), width - 12, "、")
        yield from (f"      {word if n == 0 else '    '}  {line}" for n, line in enumerate(units))
        if measures:
            yield from _measure_lines(row, width)
