"""Screens that are lines rather than tables: one task in full, the overview, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, packed, pad, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth, tenths
from lawgov_cli.render.lines import hanging, joined, note_lines, top_lines
from lawgov_cli.render.paint import painter
from lawgov_cli.views.task import HeadingView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgov_cli.views.history import LogView
    from lawgov_cli.views.lists import DueView
    from lawgov_cli.views.numbers import OverviewView, Tally
    from lawgov_cli.views.records import LogRow
    from lawgov_cli.views.rows import TaskRow
    from lawgov_cli.views.task import DetailView, TasksView, UnitRow

    Paint = Callable[[str, str], str]


def tasks_text(view: TasksView, *, width: int, colour: bool) -> str:
    """Each task in full, or as a heading with its points; an empty line between."""
    return "\n".join(_shown_text(one, width=width, colour=colour) for one in view.views)


def _shown_text(view: DetailView | HeadingView, *, width: int, colour: bool) -> str:
    if isinstance(view, HeadingView):
        return heading_text(view, width=width, colour=colour)
    return detail_text(view, width=width, colour=colour)


def detail_text(view: DetailView, *, width: int, colour: bool) -> str:
    """One task in full."""
    paint = painter(colour=colour)
    row = view.row
    lines = list(_heading(view, width))
    lines += packed(_facts(row, width, paint), width, "  ")
    if row.revised:
        told = f"原文已变更({long_date(row.revised)}重新导入)。"
        lines += hanging("  ", f"{told}确认: lawgov import 文件 --accept {row.id}", width)
        lines += _was(view.was, width)
    if view.text and view.text != row.title:
        lines += hanging("  ", visible(view.text, "\n"), width)
    for measure in view.measures:
        mark = "[√]" if measure.finished else "[ ]"
        due = f" (时限 {measure.due_date})" if measure.due_date else ""
        changed = " (原文已变更)" if measure.revised else ""
        text = f"{visible(measure.text)}{due}{changed}"
        number = measure.id.removeprefix(f"{row.id}.")
        lines += [*hanging(f"  {number} {mark} ", text, width), *_was(measure.was, width)]
    for role in ("牵头", "责任", "经单位组"):
        units = [unit for unit in view.units if unit.role == role]
        if units:
            lines += _unit_lines(role, units, width)
    none = ["进展  尚无登记。", f'登记: lawgov note {row.id} "…"']
    lines += ["进展"] if view.notes else packed(none, width, "")
    dates = max((cell_width(note.date) for note in view.notes), default=0)
    lines += [line for note in view.notes for line in note_lines(note, dates, width)]
    return "".join(f"{line}\n" for line in lines)


def heading_text(view: HeadingView, *, width: int, colour: bool) -> str:
    """A section or a group, and how its points stand."""
    paint = painter(colour=colour)
    lines = wrapped(f"{visible(view.name)}  共{len(view.points)}项", width)
    lines += hanging("  ", visible(view.text, "\n"), width) if view.text else []
    for row in view.points:
        lines += _lit(row, 2, [row.status_word, *row.lead], width, paint)
    more = ["看一项的全文: lawgov show 序号", f"列表: lawgov list --section {view.id}"]
    lines += packed(more, width, "    ")
    return "".join(f"{line}\n" for line in lines)


def _heading(view: DetailView, width: int) -> Iterator[str]:
    left = f"{nth(view.row.number_shown)}  {visible(view.row.title)}"
    right = visible(view.parent or view.row.section)
    if cell_width(left) + cell_width(right) + 3 <= width:
        yield left + " " * (width - cell_width(left) - cell_width(right)) + right
    else:
        yield from wrapped(left, width)
        yield from (f"      {line}" for line in wrapped(right, width - 6))


def _was(text: str, width: int) -> list[str]:
    """The text before the document was corrected."""
    return hanging("        原为: ", visible(text), width) if text else []


def _facts(row: TaskRow, width: int, paint: Paint) -> list[str]:
    facts = [f"状态 {paint(row.status_word, row.status)}"]
    if row.leads_reported:
        facts[0] += f" ({row.leads_total}个牵头单位报送{row.leads_reported}个)"
    facts += _light_facts(row, width, paint)
    facts.append(f"时限 {row.due_date}" + _moved(row))
    if row.measures_total:
        facts.append(f"举措 {row.measures_finished}/{row.measures_total}")
    if row.percent is not None:
        facts.append(f"进度 {tenths(row.percent)}%")
    return facts


def _light_facts(row: TaskRow, width: int, paint: Paint) -> list[str]:
    """The light with its reason, which is broken only where it is too long for a line."""
    light = f"亮灯 {paint(row.light_word, row.light)}"
    if not row.is_lit:
        return [light]
    why = f"({visible(row.reason.answered)})"
    if cell_width(f"亮灯 {row.light_word} {why}") <= width:
        return [f"{light} {why}"]
    return [light, *wrapped(why, width)]


def _moved(row: TaskRow) -> str:
    return f" (原定{row.first_due_date})" if row.first_due and row.first_due != row.due else ""


def _unit_lines(role: str, units: Sequence[UnitRow], width: int) -> list[str]:
    return joined(f"{role}  ", [_unit_text(unit) for unit in units], width)


def _unit_text(unit: UnitRow) -> str:
    text = visible(unit.name)
    if unit.collects:
        text += "(汇总)"
    if unit.members:
        text += f"({unit.members}个)"
    said = unit.status != "未报" or unit.role == "牵头"
    return f"{text} {unit.status} {unit.date}".rstrip() if said else text


def overview_text(view: OverviewView, *, width: int, colour: bool) -> str:
    """The one screen of bare ``lawgov``."""
    paint = painter(colour=colour)
    today = "(今天)" if view.is_today else ""
    right = f"截至 {long_date(view.as_of)}{today}"
    lines = top_lines(visible(view.title), right, width)
    lines += joined(f"  共{view.total}项  ", _tally_texts(view.statuses, paint, shares=True), width)
    lights = [tally for tally in view.lights if tally.code != "none" or tally.number]
    lines += joined("  亮灯  ", _tally_texts(lights, paint, shares=False), width)
    lines.append("  要办的事")
    lines += _to_do(view, width, paint)
    lines.append("  最近登记")
    lines += _last_records(view.last, width)
    lines += joined("  接着可以: ", _next_steps(view), width)
    return "".join(f"{line}\n" for line in lines)


def _tally_texts(tallies: Sequence[Tally], paint: Paint, *, shares: bool) -> list[str]:
    return [
        f"{paint(tally.word, tally.code)} {tally.number}"
        + (f" ({tally.percent})" if shares and tally.number else "")
        for tally in tallies
    ]


#: Lines of things to do shown before the rest is only counted.
_MOST = 8


def _to_do(view: OverviewView, width: int, paint: Paint) -> Iterator[str]:
    for row in view.late[:_MOST]:
        yield from _lit(row, 4, [*row.reason.units[:1], row.reason.text], width, paint)
    if len(view.late) > _MOST:
        yield f"    另有{len(view.late) - _MOST}项亮灯: lawgov list --light 红"
    if view.to_verify:
        numbers = "、".join(nth(number) for number in view.to_verify)
        text = f"{numbers}  单位已报完成, 请核对佐证后 lawgov done {','.join(view.to_verify)}"
        yield from hanging(f"    {pad('待认定', 8)}", text, width)
    if not view.late and not view.to_verify:
        yield "    没有逾期、滞后或待认定的要点。"


def _lit(row: TaskRow, indent: int, parts: Sequence[str], width: int, paint: Paint) -> list[str]:
    """One task beside its light, broken between *parts*; only the title may itself be broken."""
    head = " " * indent + pad(row.light_word, 8)
    first, *rest = _packed(head, [f"{nth(row.number_shown)} {visible(row.title)}", *parts], width)
    return [first.replace(row.light_word, paint(row.light_word, row.light), 1), *rest]


def _packed(head: str, parts: Sequence[str], width: int) -> list[str]:
    """*parts* after *head* in lines broken between parts; one that is too long by itself wraps."""
    indent = cell_width(head)
    room = max(width - indent, 20)
    pieces = [piece for part in parts if part for piece in wrapped(part, room)]
    lines = packed(pieces, room, "  ")
    return [(head if n == 0 else " " * indent) + line for n, line in enumerate(lines)]


def _last_records(rows: Sequence[LogRow], width: int) -> Iterator[str]:
    for row in rows:
        who = "、".join(part for part in (row.unit, row.by) if part)
        task = f"{nth(row.task)}  " if row.task else ""
        said = row.note or "; ".join(f"{name}: {value}" for name, value in row.extra)
        text = visible(f"{task}{row.change}  {said}({who})")
        yield from hanging(f"    {row.recorded[5:]}  ", text, width)
    if not rows:
        yield "    尚无登记。"


def _next_steps(view: OverviewView) -> list[str]:
    looked_at = [*(row.id for row in view.late), *(row.task for row in view.last)]
    first = next(filter(None, looked_at), "")
    if not first:
        return ["lawgov list", 'lawgov done 序号 --note "…"', "lawgov --help"]
    return ["lawgov list --unit 单位", f"lawgov show {first}", "lawgov report --month 月份"]


def log_text(view: LogView, *, width: int, colour: bool) -> str:
    """The journal in words, oldest first."""
    paint = painter(colour=colour)
    if not view.rows:
        return "台账中没有符合条件的记录。\n"
    lines: list[str] = []
    dates = max(map(cell_width, view.dates))
    for row in view.rows:
        undone = paint("已撤销 ", "none") if row.undone else ""
        task = f"{nth(row.task)}  " if row.task else ""
        unit = f"{row.unit} " if row.unit else ""
        head = f"{row.line:>5}  {pad(row.date, dates)}  "
        said = visible(f"{task}{unit}{row.change}  {row.note}", "\n")
        lines += hanging(head, undone + said, width)
        detail = [*(f"{name}: {text}" for name, text in row.extra)]
        detail.append(f"登记于{row.recorded} {row.by}")
        lines += hanging(" " * cell_width(head), visible("; ".join(detail)), width)
    if view.total > len(view.rows):
        lines.append(f"以上是最近{len(view.rows)}条, 共{view.total}条; 全部列出加 --all。")
    return "".join(f"{line}\n" for line in lines)


def due_text(view: DueView, *, width: int, colour: bool) -> str:
    """What is late or falls due, nearest first."""
    paint = painter(colour=colour)
    when = f"截至 {long_date(view.as_of)}"
    if not view.dated:
        none = "没有定时限的任务。设时限: lawgov set 序号 --due 10月31日"
        return "".join(f"{line}\n" for line in packed([none, when], width, "   "))
    late = sum(row.days_left is not None and row.days_left < 0 for row in view.rows)
    counted = f"{view.within}天内到期{len(view.rows) - late}项, 已逾期{late}项"
    lines = packed([counted, when], width, "   ")
    for row in view.rows:
        date = "" if row.reason.dated else f"时限{row.due_date}"
        parts = [row.reason.text, date, row.status_word, *row.reason.units]
        lines += _lit(row, 2, parts, width, paint)
    if not view.rows:
        lines += hanging("  ", f"{view.within}天内没有到期的任务, 也没有逾期的。", width)
    if view.later:
        later = f"另有{view.later}项时限在{view.within}天以后, 一起看: lawgov due --within 365"
        lines += hanging("  ", later, width)
    return "".join(f"{line}\n" for line in lines)
