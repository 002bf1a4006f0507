"""The records that the report of a period rests on, a code over them, and which have come since.

A record is never edited, so its id stands for it. The code is a sum, whatever their order: two
copies of a journal that were put together in another order give the same.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from lawgov_cli.base.codes import number_of, spelled

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.timeline import Timeline

#: Characters of the code, and how many numbers so many can spell.
LENGTH = 8
_SIZE = 1 << 5 * LENGTH


def used_records(events: Timeline, period: Period, due: date) -> Timeline:
    """The records about *period* or a time before it, and those that answer for it or mend them.

    Parameters:
        events: all that is known, what was taken back and the records that took it back too.
        due: the day on which its last reports are due: until then the office's records change
            what is owed.
    """
    used = events.until(period.last)
    later = events.since(period.last + timedelta(days=1))
    last = period.last.isoformat()[:7]
    answers = [e.id for e in later.having("period", "returned") if (e.get("period") or "") <= last]
    used = used.merged([later.of_ids(answers), later.until(due).of_unit("")])
    mending = list(later.having("undo", "correct", "redact"))
    while found := [event for event in mending if _mends(event, used)]:
        used = used.merged([later.of_ids([event.id for event in found])])
        mending = [event for event in mending if event not in found]
    return used


def _mends(event: Event, used: Timeline) -> bool:
    """Whether *event* takes back, or words anew, one of *used*."""
    words = {event.get("correct"), event.get("redact")} - {None}
    return bool(used.of_ids(words) or (event.undo and used.of_batches([event.undo])))


def records_code(used: Timeline) -> str:
    """The code over all of *used*."""
    return spelled(sum(map(_number, used.own_ids())), LENGTH)


def come_since(used: Timeline, code: str) -> list[Event] | None:
    """Those of *used* that were not there when *code* was made; ``None`` where none can tell.

    They are the last ones of the journal, or stand together in it: it grows at its end, and what
    another copy has comes into it as one block.
    """
    events = sorted(used, key=lambda event: event.line)
    sums = [0]
    for event in events:
        sums.append((sums[-1] + _number(event.id)) % _SIZE)
    more = (sums[-1] - number_of(code)) % _SIZE
    places = {total: place for place, total in reversed(list(enumerate(sums)))}
    for end in range(len(events), -1, -1):
        begin = places.get((sums[end] - more) % _SIZE, end + 1)
        if begin <= end:
            return events[begin:end]
    return None


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:8], "big") % _SIZE
