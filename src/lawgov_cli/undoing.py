"""What can be taken back: the batches of the journal that still count, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.errors import NothingToUndo
from lawgov_cli.progress import effective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.model import Event, Plan


class Batch(NamedTuple):
    """What one command recorded."""

    id: str
    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """The record that stands for the batch."""
        return self.events[0]


def batches(events: Iterable[Event]) -> list[Batch]:
    """Every batch that has not been taken back, the newest first."""
    held: dict[str, list[Event]] = {}
    for event in effective(events).events:
        held.setdefault(event.batch, []).append(event)
    found = [Batch(key, tuple(sorted(kept, key=lambda e: e.id))) for key, kept in held.items()]
    return sorted(found, key=lambda batch: (batch.first.at, batch.first.id), reverse=True)


def batch_at_line(known: list[Batch], line: int | None) -> Batch:
    """The newest batch, or the one that holds the journal's *line*.

    Raises:
        NothingToUndo: the journal is empty, or that line has no record that still counts.
    """
    if line is None:
        if not known:
            raise NothingToUndo
        return known[0]
    for batch in known:
        if any(event.line == line for event in batch.events):
            return batch
    raise NothingToUndo(f"台账第{line}行没有可以撤销的登记(可能已撤销)。")


def describe(batch: Batch, plan: Plan) -> str:
    """One line: where, what, when: ``第42行  第8项 推进中→已完成  2023-09-20 10:12  张三``."""
    first = batch.first
    lines = sorted(event.line for event in batch.events)
    where = f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}-{lines[-1]}行"
    numbers = "、".join(f"第{event.task}项" for event in batch.events if event.task)
    if first.undo:
        what = "一次撤销"
    elif first.status:
        what = f"{numbers} 登记为{first.status.word}"
    else:
        what = f"{numbers} 登记进展"
    unit = f"({first.unit})" if first.unit else ""
    note = f"  {first.note}" if first.note else ""
    when = first.at[:16].replace("T", " ")
    title = plan.by_id[first.task].title if first.task in plan.by_id else ""
    name = f" {title}" if title and len(batch.events) == 1 else ""
    return f"{where}  {what}{unit}{name}{note}  {when}  {first.by}".replace("\n", " ")
