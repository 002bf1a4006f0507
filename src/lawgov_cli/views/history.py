"""The journal in words for ``log``, and what ``undo`` says of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import short_date
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.views.rows import status_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.undo import Batch


class LogRow(NamedTuple):
    """One record of the journal in words."""

    line: int
    batch: str
    recorded: str
    date: str
    by: str
    task: str
    unit: str
    change: str
    note: str
    undone: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    record: Mapping[str, object] = {}


class LogView(NamedTuple):
    """The records shown, oldest first."""

    rows: tuple[LogRow, ...]
    total: int


class LogQuery(NamedTuple):
    """Which records to show. Empty means any.

    ``tasks`` are ids, ``unit`` whose reports, ``period`` the days they are about; ``as_of`` and
    ``known_at`` the last day they may be about, or may have been recorded on.
    """

    tasks: frozenset[str] | None = None
    unit: str = ""
    period: Period | None = None
    as_of: date | None = None
    known_at: date | None = None

    def apply(self, events: Timeline) -> Timeline:
        """The records that are shown."""
        if self.as_of:
            events = events.until(self.as_of)
        if self.period:
            events = events.within(self.period.first, self.period.last)
        if self.tasks is not None:
            events = events.of_tasks(self.tasks)
        if self.unit:
            events = events.of_unit(self.unit)
        return events.known_at(self.known_at) if self.known_at else events


def log_view(
    query: LogQuery, plan: Plan, events: Iterable[Event], limit: int | None = None
) -> LogView:
    """The records that *query* keeps, the newest *limit* of them."""
    listed = Timeline.of(events).named(plan.canonical)
    cancelled = effective(listed, query.known_at).cancelled
    kept = query.apply(listed)
    shown = kept[-limit if limit else None :]
    lines = _lines_of({event.undo for event in shown if event.undo}, listed)
    rows = [
        log_row(
            event,
            plan.year,
            undone=event.batch in cancelled,
            target=lines.get(event.undo, ()),
        )
        for event in shown
    ]
    return LogView(tuple(rows), len(kept))


def _lines_of(batches: set[str], events: Timeline) -> dict[str, list[int]]:
    """The journal lines of each of *batches*."""
    lines: dict[str, list[int]] = {}
    for event in events.of_batches(batches):
        lines.setdefault(event.batch, []).append(event.line)
    return {batch: sorted(numbers) for batch, numbers in lines.items()}


#: Fields printed by name beside what :func:`status_said` and the note already say.
_NAMED = {
    "percent": "进度",
    "problem": "问题",
    "next": "下一步",
    "reason": "理由",
    "evidence": "佐证",
    "lags": "滞后",
}
_SAID = frozenset(
    {"id", "batch", "at", "on", "by", "task", "unit", "status", "note", "undo"}
    | {"returned", "due", "kind", "lead", "responsible", "add", "slip"}
)


def log_row(event: Event, year: int, *, undone: bool = False, target: Sequence[int] = ()) -> LogRow:
    """One record in words; fields of newer versions are shown by their own names.

    Parameters:
        undone: whether it has been taken back.
        target: the lines it takes back, for an undo.
    """
    change = status_said(event)
    if event.undo:
        change = f"撤销第{'、'.join(map(str, target))}行的登记" if target else "撤销"
    return LogRow(
        line=event.line,
        batch=event.batch,
        recorded=event.at[:16].replace("T", " "),
        date=short_date(event.day, year),
        by=event.by,
        task=event.task,
        unit=event.unit,
        change=change or ("进展" if event.note else "登记"),
        note=event.note,
        undone=undone,
        record=event.data,
        extra=tuple(
            (_NAMED.get(name, name), f"{value:g}%" if name == "percent" else _in_words(value))
            for name, value in event.data.items()
            if name not in _SAID
        ),
    )


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return "、".join(_in_words(item) for item in value)
    if isinstance(value, dict):
        return str(value["file"]) if "file" in value else str(value)
    return "是" if value is True else str(value)


def batch_line(batch: Batch, plan: Plan) -> str:
    """Where, what, when: ``第42行  第8项 登记为已完成  2023-09-20 10:12  张三``."""
    first = batch.first
    lines = sorted(event.line for event in batch.events)
    where = f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}-{lines[-1]}行"
    when = first.at[:16].replace("T", " ")
    parts = [where, _what(batch, plan), first.note, when, first.by]
    return "  ".join(part for part in parts if part).replace("\n", " ")


def _what(batch: Batch, plan: Plan) -> str:
    first = batch.first
    if first.undo:
        word = "恢复" if batch.restores else "撤销"
        return f"{word}({_what(batch.target, plan)})" if batch.target else "撤销"
    numbers = "、".join(f"第{event.task}项" for event in batch.events)
    if len(batch.events) == 1 and first.task in plan.by_id:
        numbers += f" {plan.by_id[first.task].title}"
    return f"{numbers.strip()} {_recorded(first)}"


def _recorded(event: Event) -> str:
    """What was recorded: a status, else what was settled, else progress."""
    by = f"{event.unit}报送" if event.unit else "登记"
    if event.status and not event.returned:
        return f"{by}为{event.status.word}"
    return status_said(event) or f"{by}进展"
