"""Counts for a person: ``stats`` with bars, ``units`` with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, packed, pad, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.render.grid import Shape, grid, natural_width
from lawgov_cli.render.lines import GAP, joined, top_lines
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawgov_cli.views.numbers import StatsRow, StatsView, Tally, UnitSummary, UnitsView

    Paint = Callable[[str, str], str]

#: Columns the heading of a section needs at least in counts.
_MIN_HEADING = 16


_BAR = 20


def stats_table(view: StatsView, *, width: int, colour: bool) -> str:
    """Counts by status with bars, then by section and by unit."""
    paint = painter(colour=colour)
    heading = f"{visible(view.heading)}   共{view.total.total}项"
    lines = top_lines(heading, f"截至 {long_date(view.as_of)}", width)
    lines += [paint("按状态", "heading"), *_bars(view.statuses, view, width, paint)]
    lights = [tally for tally in view.lights if tally.code != "none" or tally.number]
    lines += [paint("按亮灯", "heading"), *_bars(lights, view, width, paint)]
    for title, rows in (("按部分", view.sections), ("按牵头单位", view.units)):
        counted = [*rows, *([view.total] if title == "按部分" else [])]
        # The name of a unit stays whole; the heading of a section may be broken.
        wanted = max((cell_width(row.name) for row in counted), default=0)
        need = wanted if title == "按牵头单位" else min(_MIN_HEADING, wanted)
        lines += [paint(title, "heading"), *_counts(counted, view, need, width, paint)]
    if any(row.total for row in view.units):
        lines += wrapped("  一项有几个牵头单位的, 在每个单位下都计一次。", width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _bars(tallies: Sequence[Tally], view: StatsView, width: int, paint: Paint) -> Iterator[str]:
    total = view.total.total
    most = min(_BAR, (width - 24) // 2)
    for tally in tallies:
        filled = round(most * tally.number / total) if total else 0
        bar = "■" * max(filled, 1 if tally.number else 0)
        head = f"  {pad(tally.word, 8)} {tally.number:>3}  {tally.percent:>6}  "
        yield head + (paint(bar, tally.code) if bar else "")


def _counts(
    rows: Sequence[StatsRow], view: StatsView, need: int, width: int, paint: Paint
) -> Iterable[str]:
    """Counts in columns beside names of *need* columns; in lines where *width* is not enough.

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
        return _counts_in_lines(rows, view, width)
    cells = [["", *headings]]
    for row in rows:
        numbers = [str(row.numbers[place]) if row.numbers[place] else "-" for place in kept]
        cells.append([visible(row.name), str(row.total), *numbers, row.percent_done])
    figures = range(1, len(headings) + 1)
    return grid(cells, Shape(figures, width, gap), paint=paint)


def _counts_in_lines(rows: Sequence[StatsRow], view: StatsView, width: int) -> list[str]:
    """Each row in a line or a few, for narrow terminals; what is nought is left out."""
    words = [tally.word for tally in view.statuses]
    entries = []
    for row in rows:
        numbers = [f"{word}{n}" for word, n in zip(words, row.numbers, strict=True) if n]
        entries.append((row.name, [f"共{row.total}项", *numbers, f"完成率{row.percent_done}"]))
    return _entries(entries, width)


def _entries(entries: Sequence[tuple[str, Sequence[str]]], width: int) -> list[str]:
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
    return lines


def units_table(view: UnitsView, *, width: int, colour: bool) -> str:
    """Every unit with its counts, then every group with its members."""
    paint = painter(colour=colour)
    lines: list[str] = []
    if view.units:
        cells = [list(_UNIT_HEADINGS), *map(_unit_cells, view.units)]
        if natural_width(cells) <= width:
            lines += grid(cells, Shape((1, 2, 3), width), paint=paint)
        else:
            lines += _units_in_lines(view.units, width)
    lines += _reached(view.units, width) if len(view.units) == 1 else ()
    for group in view.groups:
        lines += _group_lines(group, width, paint)
    if len(view.units) > 1:
        standing = sum(not unit.ended for unit in view.units)
        total = f"共{standing}个单位, {len(view.groups)}个单位组。"
        lines += wrapped(f"{total}看一个单位的任务: lawgov list --unit 名称", width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _group_lines(group: UnitSummary, width: int, paint: Paint) -> Iterator[str]:
    spellings = f" (也写作 {'、'.join(group.aliases)})" if group.aliases else ""
    counts = f"牵头{group.leads}项, 责任{group.responsible}项"
    heading = visible(f"单位组 {group.name}{spellings}   {counts}")
    yield from (paint(line, "heading") for line in wrapped(heading, width))
    members = packed(group.members or ["未列明"], width - 8, "、")
    for number, line in enumerate(members):
        yield visible(f"  {'      ' if number else '成员: '}{line}")
    yield from (f"  {line}" for line in wrapped(visible(group.note), width - 2) if group.note)


_UNIT_HEADINGS = ("单位", "牵头", "其中汇总", "责任", "首字母", "别名", "所属单位组")


def _unit_cells(unit: UnitSummary) -> list[str]:
    numbers = [str(n) if n else "-" for n in (unit.leads, unit.collects, unit.responsible)]
    names = [visible("\n".join(names), "\n") for names in (unit.abbr, unit.aliases, unit.groups)]
    return [visible(_noted(unit)), *numbers, *names]


def _noted(unit: UnitSummary) -> str:
    return f"{unit.name}({long_date(unit.ended)}撤销)" if unit.ended else unit.name


def _reached(units: Sequence[UnitSummary], width: int) -> Iterator[str]:
    """Whom to call, where it is known."""
    for unit in units:
        facts = (("联络员", unit.contact), ("电话", unit.phone))
        told = "   ".join(f"{word}: {value}" for word, value in facts if value)
        yield from wrapped(visible(f" {told}"), width) if told else ()


def _units_in_lines(units: Sequence[UnitSummary], width: int) -> list[str]:
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
