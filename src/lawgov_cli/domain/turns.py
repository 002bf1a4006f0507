"""A task that is due again and again: which of its periods is open on a day, and since when.

Each period is done or late by itself. The office's 已完成 finishes the earliest period that has
begun and is still open, so that one that was missed stays red until it is done.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import half, month, quarter, whole_year
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import FINISHED, Repeat, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.timeline import Timeline


class Turn(NamedTuple):
    """The period that counts on a day.

    ``events`` are those of it alone; ``again`` is the last day of the period after it, where it
    is done and there is one.
    """

    repeat: Repeat
    period: Period
    events: Timeline
    again: date | None = None


def turn_on(repeat: Repeat, set_on: date, events: Timeline, as_of: date, ends: date) -> Turn:
    """The earliest period still open on *as_of*; where all are done, the one of that day.

    Parameters:
        set_on: the day from which it repeats: the period of that day is the first.
        events: those of the task until *as_of*.
        ends: the day after which no period begins.
    """
    periods = list(_periods(repeat, set_on, min(as_of, max(ends, set_on))))
    done = _finishing(events.since(periods[0].first), periods)
    number = min(len(done), len(periods) - 1)
    period = periods[number]
    own = events.after(done[number - 1]) if number else events.since(period.first)
    following = _period_of(repeat, period.last + timedelta(days=1))
    again = following.last if len(done) > number and following.first <= ends else None
    return Turn(repeat, period, own, again)


def _finishing(events: Timeline, periods: list[Period]) -> list[Timeline]:
    """Of each period that is done, in order, the events up to the one that finished it."""
    done: list[Timeline] = []
    for number, event in enumerate(events):
        if event.unit or not event.status:
            continue
        begun = sum(period.first.isoformat() <= event.day for period in periods)
        if event.status is Status.DONE and len(done) < begun:
            done.append(events[: number + 1])
        elif event.status not in FINISHED and done and len(done) == begun:
            done.pop()  # it is opened again
    return done


def _periods(repeat: Repeat, first: date, last: date) -> Iterator[Period]:
    period = _period_of(repeat, first)
    while period.first <= last:
        yield period
        period = _period_of(repeat, period.last + timedelta(days=1))


def _period_of(repeat: Repeat, day: date) -> Period:
    if repeat is Repeat.MONTHLY:
        return month(day.year, day.month)
    if repeat is Repeat.QUARTERLY:
        return quarter(day.year, (day.month + 2) // 3)
    if repeat is Repeat.HALF_YEARLY:
        return half(day.year, (day.month + 5) // 6)
    return whole_year(day.year)
