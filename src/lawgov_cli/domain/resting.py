"""The few records that the states rest on, of a journal that may have a million.

A state follows from the last word of each unit and of the office, and from all that is out of the
ordinary: amendments, additions, slips, changes of units. Of plain reports of how the work goes
only the last counts. A property of the tests holds that states are the same from either.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from lawgov_cli.domain.timeline import Timeline

#: The fields of a plain report; a record with any other is always kept.
_PLAIN = frozenset(
    {
        *("id", "batch", "at", "on", "by", "prev", "task", "unit", "received", "period"),
        *("status", "percent", "note", "problem", "next", "reason", "evidence"),
    }
)
#: The fields of which a state asks for the last that was said.
_LAST = frozenset({"status", "percent", "note"})
#: Where these change, it depends on its day what an earlier report counts for.
_REVIVING = ("lead", "responsible", "repeat")
#: What is looked at of a record even where it was taken back.
_LASTING = ("add", "added", "redact")
#: Records in whose company the few would be others.
UNSETTLING = ("undo", *_REVIVING)


class Resting(NamedTuple):
    """The records on which the states of the days from *since* to *until* rest."""

    events: Timeline
    since: date
    until: date


def resting(events: Timeline, day: date) -> Resting | None:
    """Those of *events* on which the states of *day* and of later ones rest.

    What was taken back is not among them, nor what took it back. They hold until the first plain
    report of a later day, which no right clock has made. ``None``: all are needed.
    """
    standing, cancelled = effective(events)
    if standing.having(*_REVIVING) or events.of_batches(cancelled).having(*_LASTING):
        return None
    standing = standing.less(standing.having("undo"))
    special = standing.having_other(_PLAIN)
    plain = standing.less(special)
    ahead = plain.since(day + timedelta(days=1))
    until = date.fromisoformat(ahead[0].day) - timedelta(days=1) if ahead else date.max
    return Resting(special.merged([plain.until(day).last_of_each(_LAST)]), day, until)
