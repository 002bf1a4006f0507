"""The part of a journal that was read before.

A journal only grows, so what was read of its beginning still holds; only the new lines are
decoded. The kept form is columns of small numbers, in the order in which records count: a word
that recurs (a task, a unit, a day) stands once in a table, and what few commands look at (notes
and the like) is decoded from the journal's own line when asked for.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from lawgov_cli.event import LATER, Event
from lawgov_cli.journal import JournalRead, journal_bytes, parse_journal
from lawgov_cli.progress import OrderedEvents, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lawgov_cli.cache import Cache

#: New bytes after which it is worth keeping what was read again.
_WORTH_KEEPING = 64 * 1024
#: Fields whose values recur, kept as numbers; all others are decoded when asked for.
_SHORT = ("task", "unit", "status")


def read_journal(path: Path, cache: Cache) -> JournalRead:
    """Every record of the journal at *path*; an absent journal is an empty one."""
    data = journal_bytes(path)
    length, known = _kept(cache, data)
    tail = parse_journal(data[length:], path.name, data.count(b"\n", 0, length) + 1)
    events = known.joined(tail.events)
    whole = not tail.problems and len(tail.events) == data.count(b"\n", length)
    whole = whole and data.startswith(b"- ") and data.endswith(b"\n")
    if whole and len(data) - length > _WORTH_KEEPING:
        cache.keep(data, _content(events, data))
    return JournalRead(events, tail.problems)


def _kept(cache: Cache, data: bytes) -> tuple[int, OrderedEvents]:
    """How many bytes of *data* were read before, and the events in them."""
    kept = cache.load(data) if len(data) >= _WORTH_KEEPING else None
    if kept is None:
        return 0, OrderedEvents()
    length, content = kept
    shapes = [_places(names) for names in content["shapes"]]
    word = content["words"].__getitem__

    @lru_cache(maxsize=1)
    def whole(place: int) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(data[place + 2 : data.index(b"\n", place)])
        return record

    shape, places, lines, ids, days, *short = content["columns"]
    values = zip(ids, *(map(word, column) for column in short), strict=True)
    return length, OrderedEvents(
        map(
            Event,
            map(shapes.__getitem__, shape),
            values,
            lines,
            map(word, days),
            places,
            repeat(whole),
        )
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where the fields of a shape are among its values."""
    kept = ["id", *_SHORT]
    return {name: kept.index(name) if name in kept else LATER for name in names}


def _content(events: Sequence[Event], data: bytes) -> dict[str, Any]:
    """The kept form of *events*, which are all the lines of *data*.

    The columns are: shape, place of the line, number of the line, id, day, the short fields.
    """
    places = [0]
    for line in data.split(b"\n")[:-1]:
        places.append(places[-1] + len(line) + 1)
    words: dict[str, int] = {}
    shapes: dict[tuple[str, ...], int] = {}
    rows = []
    for event in in_order(events):
        shape = shapes.setdefault(tuple(event.fields), len(shapes))
        short = [event.get(name) or "" for name in _SHORT]
        codes = [words.setdefault(word, len(words)) for word in (event.day, *short)]
        rows.append([shape, places[event.line - 1], event.line, event.id, *codes])
    columns = list(zip(*rows, strict=True))
    return {"words": list(words), "shapes": list(shapes), "columns": columns}
