"""What changed between two days, as a screen and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import cell_width, pad, visible
from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.render.lines import hanging, note_lines
from lawgov_cli.render.machine import envelope, note_object
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.diff import DiffView, Move, PointChange, Step, UnitChange

    Paint = Callable[[str, str], str]


def diff_text(view: DiffView, *, width: int, colour: bool) -> str:
    """The changes by point, then by unit."""
    paint = painter(colour=colour)
    lines = hanging("", _heading(view), width)
    if view.moves:
        lines += hanging("  状态  ", _moves_said(view.moves), width)
    section = ""
    for change in view.points:
        if change.section != section:
            section = change.section
            lines.append(f" {visible(section)}")
        lines += _point_lines(change, width, paint)
    if view.units:
        lines.append(" 按单位")
        names = max(cell_width(visible(unit.name)) for unit in view.units)
        for unit in view.units:
            lines += hanging(f"  {pad(visible(unit.name), names)}  ", _unit_said(unit), width)
    if view.points and view.still_units:
        lines.append(f"另有{view.still_units}个单位没有变化, 也没有报送。")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _heading(view: DiffView) -> str:
    """``2023年6月30日 → 2023年9月30日   30项中5项有变化``."""
    scope = f"{visible(view.scope)}   " if view.scope else ""
    if not view.total:
        what = "没有符合条件的要点。"
    elif view.points:
        what = f"{view.total}项中{len(view.points)}项有变化"
    else:
        what = f"{view.total}项都没有变化。"
    return f"{scope}{long_date(view.before)} → {long_date(view.after)}   {what}"


def _moves_said(moves: Iterable[Move]) -> str:
    """``未启动→推进中 2项(第7、8项), 推进中→已完成 1项(第21项)``."""
    return ", ".join(
        f"{move.before_word}→{move.after_word} {len(move.ids)}项({nth(move.ids)})" for move in moves
    )


def _point_lines(change: PointChange, width: int, paint: Paint) -> Iterator[str]:
    lead = "、".join(change.lead)
    yield from hanging(f"  {nth(change.id)}  ", visible(f"{change.title}  {lead}"), width)
    yield from _step_lines(change.steps, width, paint)
    if change.said > len(change.notes):
        more = f"较早的{change.said - len(change.notes)}条进展没有列出, 加 --limit 0 全部列出"
        yield from hanging("    ", more, width)
    dates = max((cell_width(note.date) for note in change.notes), default=0)
    for note in change.notes:
        yield from (f"  {line}" for line in note_lines(note, dates, width - 2))


def _step_lines(steps: Sequence[Step], width: int, paint: Paint) -> Iterator[str]:
    """``状态 未启动 → 推进中   亮灯 绿 → 红`` on one line, else a line each."""
    plain = [f"{step.word} {step.before_word} → {step.after_word}" for step in steps]
    if sum(cell_width(text) + 3 for text in plain) + 1 > width:
        for text in plain:
            yield from hanging("    ", visible(text), width)
    elif steps:
        said = (
            f"{s.word} {visible(s.before_word)} → {paint(visible(s.after_word), str(s.after))}"
            for s in steps
        )
        yield "    " + "   ".join(said)


def _unit_said(unit: UnitChange) -> str:
    """``18项中1项变化: 未启动→已完成 1项(第8项); 报送2条(第8、9项)``."""
    said = []
    if unit.moves:
        number = sum(len(move.ids) for move in unit.moves)
        said.append(f"{unit.points}项中{number}项状态变化: {_moves_said(unit.moves)}")
    if unit.records:
        said.append(f"报送{unit.records}条({nth(unit.reported)})")
    return "; ".join(said)


def diff_json(view: DiffView) -> Document:
    """``diff`` as JSON: values before and after, the records of the days between, the units."""
    return envelope(
        "diff",
        as_of=view.after,
        since=view.before.isoformat(),
        scope=view.scope,
        total=view.total,
        moves=[move._asdict() for move in view.moves],
        items=[_point_object(change) for change in view.points],
        units=[_unit_object(unit) for unit in view.units],
    )


def _point_object(change: PointChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "title": change.title,
        "section": change.section,
        "lead": change.lead,
        "changes": {
            step.field: {"before": step.before, "after": step.after} for step in change.steps
        },
        "notes": [note_object(note) for note in change.notes],
        "reports": change.reports,
    }


def _unit_object(unit: UnitChange) -> dict[str, Any]:
    return unit._asdict() | {"moves": [move._asdict() for move in unit.moves]}
