"""Tables for a person, by Rich: aligned by the width of Chinese characters, names never cut.

Text from the data goes in as text and never as markup. Where the terminal is too narrow for a
table, each task takes two lines instead.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lawgov_cli.base.cells import cell_width, packed, pad, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.render.lines import joined, top_lines
from lawgov_cli.render.paint import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_cli.views.lists import ListView
    from lawgov_cli.views.numbers import StatsRow, StatsView, UnitSummary, UnitsView
    from lawgov_cli.views.rows import TaskRow

#: Columns a title needs at least; below that the list is printed as cards.
_MIN_TITLE = 12
#: Columns the heading of a section needs at least in counts.
_MIN_HEADING = 16
_GAP = 2


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
    number = _sized("序号", rows, lambda row: [row.id])
    room = width - sum(c.width + _GAP for c in (number, *role, *facts)) - 2 * _GAP
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
    total = sum(column.width + _GAP for column in columns)
    console = _console(total, colour=colour)
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
    return _text_of(console)


def _table(columns: Sequence[_Column], *, headed: bool = False) -> Table:
    table = Table(box=None, show_header=headed, padding=(0, _GAP, 0, 0), pad_edge=True)
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
        lines.append(f"{row.id:>4}  {title[0]}")
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


_BAR = 20


def stats_table(view: StatsView, *, width: int, colour: bool) -> str:
    """Counts by status with bars, then by section and by unit."""
    console = _console(width, colour=colour)
    total = view.total.total
    heading = f"{visible(view.heading)}   共{total}项"
    for line in top_lines(heading, f"截至 {long_date(view.as_of)}", width):
        console.print(Text(line))
    console.print(Text("按状态", style="bold"))
    for tally in (*view.statuses, *(t for t in view.lights if t.code != "none" or t.number)):
        if tally is view.lights[0]:
            console.print(Text("按亮灯", style="bold"))
        filled = round(min(_BAR, (width - 24) // 2) * tally.number / total) if total else 0
        bar = "■" * max(filled, 1 if tally.number else 0)
        text = Text(f"  {pad(tally.word, 8)} {tally.number:>3}  {tally.percent:>6}  ")
        console.print(text.append(bar, style=STYLES.get(tally.code, "")))
    for title, rows in (("按部分", view.sections), ("按牵头单位", view.units)):
        console.print(Text(title, style="bold"))
        counted = [*rows, *([view.total] if title == "按部分" else [])]
        # The name of a unit stays whole; the heading of a section may be broken.
        wanted = [cell_width(row.name) for row in counted]
        need = max(wanted, default=0) if title == "按牵头单位" else _MIN_HEADING
        table = _counts(counted, view, need=min(need, max(wanted, default=0)), width=width)
        if table:
            console.print(table)
        else:
            console.print(Text(_counts_in_lines(counted, view, width)), end="")
    if any(row.total for row in view.units):
        for line in wrapped("  一项有几个牵头单位的, 在每个单位下都计一次。", width):
            console.print(Text(line))
    return _text_of(console)


def _counts(rows: Sequence[StatsRow], view: StatsView, *, need: int, width: int) -> Table | None:
    """Counts in columns beside names of *need* columns, or none where *width* is not enough.

    Where it is tight the columns move together, then a status that nothing has goes without one.
    """
    words = [tally.word for tally in view.statuses]
    every = list(range(len(words)))
    some = [place for place in every if any(row.numbers[place] for row in rows)]
    for kept, gap in ((every, _GAP), (every, 1), (some, _GAP), (some, 1)):
        headings = ["合计", *(words[place] for place in kept), "完成率"]
        if need + gap + sum(cell_width(heading) + gap for heading in headings) <= width:
            break
    else:
        return None
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=True)
    table.add_column("", overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        numbers = [str(row.numbers[place]) if row.numbers[place] else "-" for place in kept]
        table.add_row(Text(visible(row.name)), str(row.total), *numbers, row.percent_done)
    return table


def _counts_in_lines(rows: Sequence[StatsRow], view: StatsView, width: int) -> str:
    """Each row in a line or a few, for narrow terminals; what is nought is left out."""
    words = [tally.word for tally in view.statuses]
    entries = []
    for row in rows:
        numbers = [f"{word}{n}" for word, n in zip(words, row.numbers, strict=True) if n]
        entries.append((row.name, [f"共{row.total}项", *numbers, f"完成率{row.percent_done}"]))
    return _entries(entries, width)


def _entries(entries: Sequence[tuple[str, Sequence[str]]], width: int) -> str:
    """Names with facts beside them, or below them where the names take half the terminal."""
    longest = max(cell_width(name) for name, _ in entries)
    beside = longest * 2 < width
    lines: list[str] = []
    for name, facts in entries:
        shown = [visible(fact) for fact in facts]
        if beside:
            head = pad(visible(name), longest) + " " * _GAP
            lines += joined(head, shown, width) or [head.rstrip()]
        else:
            lines += [*wrapped(visible(name), width), *joined("    ", shown, width)]
    return "".join(f"{line}\n" for line in lines)


def units_table(view: UnitsView, *, width: int, colour: bool) -> str:
    """Every unit with its counts, then every group with its members."""
    console = _console(width, colour=colour)
    if view.units:
        table = _units(view.units)
        unlimited = console.options.update(max_width=1000)
        if console.measure(table, options=unlimited).maximum <= width:
            console.print(table)
        else:
            console.print(Text(_units_in_lines(view.units, width)), end="")
    for group in view.groups:
        spellings = f" (也写作 {'、'.join(group.aliases)})" if group.aliases else ""
        counts = f"牵头{group.leads}项, 责任{group.responsible}项"
        heading = visible(f"单位组 {group.name}{spellings}   {counts}")
        for line in wrapped(heading, width):
            console.print(Text(line, style="bold"))
        members = packed(group.members or ["未列明"], width - 8, "、")
        for number, line in enumerate(members):
            console.print(Text(visible(f"  {'      ' if number else '成员: '}{line}")))
        for line in wrapped(visible(group.note), width - 2) if group.note else ():
            console.print(Text(f"  {line}"))
    if len(view.units) > 1:
        total = f"共{len(view.units)}个单位, {len(view.groups)}个单位组。"
        for line in wrapped(f"{total}看一个单位的任务: lawgov list --unit 名称", width):
            console.print(Text(line))
    return _text_of(console)


def _units(units: Sequence[UnitSummary]) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=True)
    table.add_column("单位", no_wrap=True)
    for name in ("牵头", "其中汇总", "责任"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("首字母", "别名", "所属单位组"):
        table.add_column(name, no_wrap=True)
    for unit in units:
        numbers = [str(n) if n else "-" for n in (unit.leads, unit.collects, unit.responsible)]
        names = ["\n".join(names) for names in (unit.abbr, unit.aliases, unit.groups)]
        table.add_row(Text(visible(unit.name)), *numbers, *(Text(visible(n, "\n")) for n in names))
    return table


def _units_in_lines(units: Sequence[UnitSummary], width: int) -> str:
    """Each unit in a line or a few, for narrow terminals; what is nought is left out."""
    entries = []
    for unit in units:
        counts = (("牵头", unit.leads), ("汇总", unit.collects), ("责任", unit.responsible))
        facts = [f"{word}{number}" for word, number in counts if number]
        facts += ["、".join(unit.abbr)] if unit.abbr else []
        facts += [f"也写作{alias}" for alias in unit.aliases]
        facts += [f"属于{group}" for group in unit.groups]
        entries.append((unit.name, facts))
    return _entries(entries, width)


def _console(width: int, *, colour: bool) -> Console:
    """The one way consoles are made: fixed width, no markup, nothing guessed from the system."""
    return Console(
        file=StringIO(),
        width=max(width, 20),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def _text_of(console: Console) -> str:
    """What was printed, without blanks at the ends of lines."""
    assert isinstance(console.file, StringIO)  # noqa: S101 - made by _console
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())
