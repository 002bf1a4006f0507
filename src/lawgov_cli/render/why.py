"""Why something stands as it does: a screen and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import visible, wrapped
from lawgov_cli.base.numerals import nth
from lawgov_cli.render.lines import hanging
from lawgov_cli.render.machine import envelope
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.why import (
        LightWhy,
        RecordLine,
        StatusWhy,
        TaskWhy,
        UnitWhy,
        WhyView,
    )
    from lawgov_cli.views.why_filing import FilingWhyView

    Paint = Callable[[str, str], str]


def why_text(view: WhyView, *, width: int, colour: bool) -> str:
    """Each task: its status and its light, or the part of one unit; an empty line between."""
    paint = painter(colour=colour)
    return "\n".join(_joined(_task_lines(task, width, paint)) for task in view.tasks)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _task_lines(task: TaskWhy, width: int, paint: Paint) -> Iterator[str]:
    yield from wrapped(f"{nth(task.id)}  {visible(task.title)}", width)
    if task.unit:
        yield from _unit_lines(task.unit, width)
        return
    yield from _status_lines(task.status, width, paint)
    yield from _light_lines(task.light, width, paint)


def _status_lines(why: StatusWhy, width: int, paint: Paint) -> Iterator[str]:
    head, *more = hanging("  状态  ", f"{why.word}: {why.reason.text}", width)
    yield head.replace(why.word, paint(why.word, why.status), 1)
    yield from more
    yield from _details((), why.records, why.changes, width)


def _light_lines(why: LightWhy, width: int, paint: Paint) -> Iterator[str]:
    head, *more = hanging("  亮灯  ", f"{why.word}: {why.rule}", width)
    yield head.replace(why.word, paint(why.word, why.light), 1)
    yield from more
    reasons = [row.answered for row in (why.reason, *why.also_late)]
    yield from _details([*reasons, *why.figures], why.records, why.changes, width)


def _unit_lines(why: UnitWhy, width: int) -> Iterator[str]:
    role = why.role or "不在本项的单位之中"
    yield from hanging(f"  {visible(why.unit)}  ", f"{role}: {why.standing}", width)
    slips = [f"{row.code} {row.form}({row.level}) {row.outcome}" for row in why.slips]
    yield from _details(slips, why.records, why.changes, width)


def _details(
    facts: Iterable[str], records: Iterable[RecordLine], changes: Sequence[str], width: int
) -> Iterator[str]:
    for fact in facts:
        yield from hanging("    ", fact, width)
    for record in records:
        who = record.unit or "本级"
        said = f"{record.date} {visible(who)}: {visible(record.words)}"
        yield from hanging(f"    台账第{record.line}行  ", said, width)
    for change in changes:
        yield from hanging("    → ", visible(change), width)


def filing_text(view: FilingWhyView, *, width: int) -> str:
    """Why a unit counts as it does in a month."""
    head = f"{view.unit}  {view.period}报送: {view.word or '不计'}"
    lines = wrapped(visible(head), width)
    return _joined([*lines, *_details(view.reasons, view.records, (), width)])


def why_json(view: WhyView) -> Document:
    """``why`` as JSON."""
    return envelope("why", as_of=view.as_of, items=[_plain(task) for task in view.tasks])


def filing_json(view: FilingWhyView) -> Document:
    """``why --filing`` as JSON."""
    return envelope("why_filing", as_of=None, **_plain(view))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a view holds
    if hasattr(value, "_asdict"):
        data = {name: _plain(item) for name, item in value._asdict().items()}
        return data | ({"due": data["due"] or None} if "due" in data else {})
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
