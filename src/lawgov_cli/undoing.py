"""What can be taken back: the batches of the journal that still count, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.errors import NothingToUndo
from lawgov_cli.progress import effective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.event import Event
    from lawgov_cli.model import Plan


class Batch(NamedTuple):
    """What one command recorded.

    For an undo, ``target`` is what it is about in the end, through any undos of undos, and
    ``restores`` whether it brings that back rather than taking it back.
    """

    id: str
    events: tuple[Event, ...]
    target: Batch | None = None
    restores: bool = False

    @property
    def first(self) -> Event:
        """The record that stands for the batch."""
        return self.events[0]


def batches(events: Iterable[Event]) -> list[Batch]:
    """Every batch that has not been taken back, the newest first."""
    listed = list(events)
    everything = _grouped(listed)
    counting = _grouped(effective(listed).events)
    found = [_followed(batch, everything) for batch in counting.values()]
    return sorted(found, key=lambda batch: (batch.first.at, batch.first.id), reverse=True)


def _followed(batch: Batch, everything: dict[str, Batch]) -> Batch:
    """*batch* with what it is about, where that is in the journal."""
    seen, target, restores = {batch.id}, batch, True
    while target.first.undo:
        found = everything.get(target.first.undo)
        if found is None or found.id in seen:
            return batch
        seen.add(found.id)
        target, restores = found, not restores
    return batch if target is batch else batch._replace(target=target, restores=restores)


def _grouped(events: Iterable[Event]) -> dict[str, Batch]:
    held: dict[str, list[Event]] = {}
    for event in events:
        held.setdefault(event.batch, []).append(event)
    return {key: Batch(key, tuple(sorted(kept, key=lambda e: e.id))) for key, kept in held.items()}


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
    """One line: where, what, when: ``第42行  第8项 登记为已完成  2023-09-20 10:12  张三``."""
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
    unit = f"{first.unit}报送" if first.unit else "登记"
    return f"{numbers.strip()} {unit}{f'为{first.status.word}' if first.status else '进展'}"
