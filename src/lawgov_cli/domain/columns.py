"""What is looked at of every event, column by column.

An event itself is made when it is asked for: fifteen thousand of them would cost a short command
a third of its time. Row numbers mean something here, in the timeline and in the journal's cache.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lawgov_cli.domain.event import Event


class Columns(NamedTuple):
    """What is looked at of every event, a row each, in the order that counts.

    Attributes:
        shapes: the sets of fields that occur, each as an event's ``fields``.
        shape: the number of the row's shape.
        line: its line in the journal.
        day, recorded: the day it is about, and the one it was recorded on, ``YYYY-MM-DD``.
        task, unit, status, undo: the fields of these names, empty where absent.
        event: makes the event of a row; the same one however often it is asked.
        last_id: the greatest of the ids.
        ids, batches: of all rows, for the few commands that look at them.
    """

    shapes: Sequence[Mapping[str, int]]
    shape: Sequence[int]
    line: Sequence[int]
    day: Sequence[str]
    recorded: Sequence[str]
    task: Sequence[str]
    unit: Sequence[str]
    status: Sequence[str]
    undo: Sequence[str]
    event: Callable[[int], Event]
    last_id: str
    ids: Callable[[], Sequence[str]]
    batches: Callable[[], Sequence[str]]


def columns_of(events: Sequence[Event]) -> Columns:
    """The columns of *events*, which are in order."""
    shapes = {id(event.fields): event.fields for event in events}
    numbers = {key: number for number, key in enumerate(shapes)}
    return Columns(
        shapes=list(shapes.values()),
        shape=[numbers[id(event.fields)] for event in events],
        line=[event.line for event in events],
        day=[event.day for event in events],
        recorded=[event.recorded for event in events],
        task=[event.task for event in events],
        unit=[event.unit for event in events],
        status=[event.get("status") or "" for event in events],
        undo=[event.undo for event in events],
        event=events.__getitem__,
        last_id=max((event.id for event in events), default=""),
        ids=lambda: [event.id for event in events],
        batches=lambda: [event.batch for event in events],
    )


def reworded(known: Columns, made: Mapping[int, Event]) -> Columns:
    """The columns with other words in some events: row → the event with them.

    Words stand in no column, so only the shapes of these rows and their events are others, and
    the task where another is meant.
    """
    shape, task = list(known.shape), list(known.task)
    for number, row in enumerate(made, len(known.shapes)):
        shape[row], task[row] = number, made[row].task
    return known._replace(
        shapes=[*known.shapes, *(event.fields for event in made.values())],
        shape=shape,
        task=task,
        event=lambda row: made.get(row) or known.event(row),
    )


def joined(known: Columns, added: Columns) -> Columns:
    """The columns of both, whose ids are different."""
    size = len(known.day)
    places = [_place(known, added.event(row)) for row in range(len(added.day))]
    first, order = places[0], _order(places, size)

    def both(one: Sequence[Any], other: Sequence[Any]) -> Any:  # noqa: ANN401 - as *one* is
        end = [*one[first:], *other]
        made: Any = one[:first]  # a list, or an array, which takes a tenth of the room
        made.extend(map(end.__getitem__, order))
        return made

    def event(row: int) -> Event:
        place = row if row < first else first + order[row - first]
        return known.event(place) if place < size else added.event(place - size)

    return Columns(
        shapes=[*known.shapes, *added.shapes],
        shape=both(known.shape, [len(known.shapes) + number for number in added.shape]),
        line=both(known.line, added.line),
        day=both(known.day, added.day),
        recorded=both(known.recorded, added.recorded),
        task=both(known.task, added.task),
        unit=both(known.unit, added.unit),
        status=both(known.status, added.status),
        undo=both(known.undo, added.undo),
        event=event,
        last_id=max(known.last_id, added.last_id),
        ids=lambda: both(known.ids(), added.ids()),
        batches=lambda: both(known.batches(), added.batches()),
    )


def _order(places: Sequence[int], size: int) -> list[int]:
    """Old and new rows from the first place on, in order, counted from there, the new after."""
    first = places[0]
    order: list[int] = []
    for number, (start, place) in enumerate(pairwise([first, *places])):
        order += (*range(start - first, place - first), size - first + number)
    return [*order, *range(places[-1] - first, size - first)]


def _place(columns: Columns, event: Event) -> int:
    """Before which row *event* belongs."""
    first, end = (find(columns.day, event.day) for find in (bisect_left, bisect_right))
    same_day = range(first, end)
    return first + bisect_left(same_day, event.sort_key, key=lambda r: columns.event(r).sort_key)
