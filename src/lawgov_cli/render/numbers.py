"""Counts for a person: ``stats`` with bars, ``units`` with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lawgov_cli.base.cells import cell_width, packed, pad, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.render.consoles import new_console, printed
from lawgov_cli.render.lines import GAP, joined, top_lines
from lawgov_cli.render.paint import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.views.numbers import StatsRow, StatsView, UnitSummary, UnitsView

#: Columns the heading of a section needs at least in counts.
_MIN_HEADING = 16


_BAR = 20


def stats_table(view: StatsView, *, width: int, colour: bool) -> str:
    """Counts by status with bars, then by section and by unit."""
    console = new_console(width, colour=colour)
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
    return printed(console)


def _counts(rows: Sequence[StatsRow], view: StatsView, *, need: int, width: int) -> Table | None:
    """Counts in columns beside names of *need* columns, or none where *width* is not enough.

    Where it is tight the columns move together, then a status that nothing has goes without one.
    """
    words = [tally.word for tally in view.statuses]
    every = list(range(len(words)))
    some = [place for place in every if any(row.numbers[place] for row in rows)]
    for kept, gap in ((every, GAP), (every, 1), (some, GAP), (some, 1)):
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
            head = pad(visible(name), longest) + " " * GAP
            lines += joined(head, shown, width) or [head.rstrip()]
        else:
            lines += [*wrapped(visible(name), width), *joined("    ", shown, width)]
    return "".join(f"{line}\n" for line in lines)


def units_table(view: UnitsView, *, width: int, colour: bool) -> str:
    """Every unit with its counts, then every group with its members."""
    console = new_console(width, colour=colour)
    if view.units:
        table = _units(view.units)
        unlimited = console.options.update(max_width=1000)
        if console.measure(table, options=unlimited).maximum <= width:
            console.print(table)
        else:
            console.print(Text(_units_in_lines(view.units, width)), end="")
    for line in _reached(view.units, width) if len(view.units) == 1 else ():
        console.print(Text(line))
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
        standing = sum(not unit.ended for unit in view.units)
        total = f"共{standing}个单位, {len(view.groups)}个单位组。"
        for line in wrapped(f"{total}看一个单位的任务: lawgov list --unit 名称", width):
            console.print(Text(line))
    return printed(console)


def _units(units: Sequence[UnitSummary]) -> Table:
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=True)
    table.add_column("单位", no_wrap=True)
    for name in ("牵头", "其中汇总", "责任"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("首字母", "别名", "所属单位组"):
        table.add_column(name, no_wrap=True)
    for unit in units:
        numbers = [str(n) if n else "-" for n in (unit.leads, unit.collects, unit.responsible)]
        names = ["\n".join(names) for names in (unit.abbr, unit.aliases, unit.groups)]
        noted = Text(visible(_noted(unit)))
        table.add_row(noted, *numbers, *(Text(visible(n, "\n")) for n in names))
    return table


def _noted(unit: UnitSummary) -> str:
    return f"{unit.name}({long_date(unit.ended)}撤销)" if unit.ended else unit.name


def _reached(units: Sequence[UnitSummary], width: int) -> Iterator[str]:
    """Whom to call, where it is known."""
    for unit in units:
        facts = (("联络员", unit.contact), ("电话", unit.phone))
        told = "   ".join(f"{word}: {value}" for word, value in facts if value)
        yield from wrapped(visible(f" {told}"), width) if told else ()


def _units_in_lines(units: Sequence[UnitSummary], width: int) -> str:
    """Each unit in a line or a few, for narrow terminals; what is nought is left out."""
    entries = []
    for unit in units:
        counts = (("牵头", unit.leads), ("汇总", unit.collects), ("责任", unit.responsible))
        facts = [f"{word}{number}" for word, number in counts if number]
        facts += ["、".join(unit.abbr)] if unit.abbr else []
        facts += [f"也写作{alias}" for alias in unit.aliases]
        facts += [f"属于{group}" for group in unit.groups]
        entries.append((_noted(unit), facts))
    return _entries(entries, width)
