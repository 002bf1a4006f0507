"""What can be taken back: the batches of the journal that still count, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.errors import NothingToUndo
from lawgov_cli.progress import effective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.event import Event


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
