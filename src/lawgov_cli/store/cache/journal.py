"""The part of a journal that was read before.

A journal only grows, so what was read of its beginning still holds; only the new lines are
decoded. The kept form is a timeline's columns as numbers: a word that recurs (a task, a unit, a
day) stands once in a table. Everything else (notes and the like) is decoded from the journal's
own line when asked for.
"""

from __future__ import annotations

import json
from array import array
from functools import cache as memoised
from functools import lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.domain.columns import Columns
from lawgov_cli.domain.event import UNREAD, Event
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.store.journal import journal_bytes, parse_journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.store.cache.file import Cache, Kept

#: New bytes after which it is worth keeping what was read again.
_WORTH_KEEPING = 64 * 1024
#: The fields whose values stand in columns; all others are decoded when asked for.
_SHORT = ("task", "unit", "status", "undo")
#: The columns kept, each of 32-bit numbers: the last six are numbers of words.
_COLUMNS = ("shape", "line", "place", "day", "recorded", *_SHORT)


class JournalKept(NamedTuple):
    """The timeline, the lines that could not be read, and the bytes that both were read from."""

    events: Timeline
    problems: list[Problem]
    data: bytes


def read_journal(path: Path, cache: Cache) -> JournalKept:
    """Every record of the journal at *path*; an absent journal is an empty one."""
    data = journal_bytes(path)
    length, lines, known = _known(cache, data)
    tail = parse_journal(data[length:], path.name, lines + 1)
    if length and (tail.problems or _differ(known, tail.events)):
        length, known = 0, Timeline.of([])
        tail = parse_journal(data, path.name)
    events = known.joined(tail.events)
    sound = not tail.problems and data.startswith(b"- ") and data.endswith(b"\n")
    if sound and not cache.is_off and len(data) - length > _WORTH_KEEPING:
        _keep(cache, events, data)
    return JournalKept(events, tail.problems, data)


def _differ(known: Timeline, new: Sequence[Event]) -> bool:
    """Whether an id in *known* comes again: perhaps with other words, of which one set counts."""
    if not new or min(event.id for event in new) > known.columns.last_id:
        return False
    return not {event.id for event in new}.isdisjoint(known.columns.ids())


def _known(cache: Cache, data: bytes) -> tuple[int, int, Timeline]:
    """How many bytes and lines of *data* were read before, and the events in them."""
    kept = cache.load(data) if len(data) >= _WORTH_KEEPING else None
    if kept is None:
        return 0, 0, Timeline.of([])
    return kept.size, kept.content["lines"], Timeline(_columns(kept, data))


def _columns(kept: Kept, data: bytes) -> Columns:
    """The columns of the kept part of *data*."""
    size: int = kept.content["rows"]
    numbers = array("I")
    numbers.frombytes(kept.raw[: len(_COLUMNS) * size * numbers.itemsize])
    shape, line, place, *words, undo = (
        numbers[n * size : (n + 1) * size] for n in range(len(_COLUMNS))
    )
    word = kept.content["words"].__getitem__
    day, recorded, task, unit, status = (list(map(word, column)) for column in words)
    shapes = [_places(names) for names in kept.content["shapes"]]

    decode = json.JSONDecoder().raw_decode  # json.loads looks at more than a sound line needs

    @lru_cache(maxsize=1)
    def whole(start: int) -> dict[str, Any]:
        record: dict[str, Any] = decode(data[start + 2 : data.index(b"\n", start)].decode())[0]
        return record

    @memoised
    def event(row: int) -> Event:
        values = (task[row], unit[row], status[row], word(undo[row]))
        return Event(shapes[shape[row]], values, line[row], day[row], partial(whole, place[row]))

    @memoised
    def names() -> tuple[list[str], list[str]]:
        ids, batches = json.loads(bytes(kept.raw[numbers.itemsize * len(numbers) :]))
        return ids, [batches.get(name, name) for name in ids] if batches else ids

    return Columns(
        shapes=shapes,
        shape=shape,
        day=day,
        recorded=recorded,
        task=task,
        unit=unit,
        status=status,
        event=event,
        last_id=kept.content["last_id"],
        ids=lambda: names()[0],
        batches=lambda: names()[1],
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where the fields of a shape are among its values."""
    return {name: _SHORT.index(name) if name in _SHORT else UNREAD for name in names}


def _keep(cache: Cache, events: Timeline, data: bytes) -> None:
    """Keep *events*, which are all the lines of *data*."""
    lines = data.split(b"\n")[:-1]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    columns = events.columns
    words: dict[str, int] = {}
    shapes: dict[tuple[str, ...], int] = {}

    def numbered(column: Sequence[str]) -> array[int]:
        return array("I", [words.setdefault(word, len(words)) for word in column])

    shape = [shapes.setdefault(tuple(names), len(shapes)) for names in columns.shapes]
    places = [event.line for event in events]
    numbers = [
        array("I", [shape[number] for number in columns.shape]),
        array("I", places),
        array("I", [starts[line - 1] for line in places]),
        *map(numbered, (columns.day, columns.recorded, columns.task, columns.unit, columns.status)),
        numbered([event.undo for event in events]),
    ]
    ids = columns.ids()
    batches = {i: b for i, b in zip(ids, columns.batches(), strict=True) if i != b}
    names = json.dumps([ids, batches], separators=(",", ":"))
    content = {
        "lines": len(lines),
        "rows": len(events),
        "last_id": columns.last_id,
        "words": list(words),
        "shapes": list(shapes),
    }
    cache.keep(data, content, b"".join(n.tobytes() for n in numbers) + names.encode())
