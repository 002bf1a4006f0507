"""Whether the days of the records can be: a clock that was wrong, a year that was mistyped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.chain import followed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan

#: By how much two clocks may differ: there are time zones.
_APART = timedelta(days=1)
#: How long before a plan begins it may be made and worked with.
_BEFORE = timedelta(days=366)


def clocks_are_right(
    plan: Plan, events: Sequence[Event], today: date | None, file: str
) -> Iterator[Problem]:
    """No record was made in the future, long before the plan, or before the one it follows."""
    last, first = (today + _APART if today else date.max), plan.starts - _BEFORE
    for event, before in followed(events):
        made = date.fromisoformat(event.recorded)
        when = event.at[:16].replace("T", " ")
        if made > last:
            what = f"登记时间 {when} 在将来"
        elif made < first:
            what = f"登记时间 {when} 早于本要点起始一年以上"
        elif before and _is_later(before, made, last):
            what = f"登记时间 {when} 比它前面的第{before.line}行还早"
        else:
            continue
        remedy = f"核对时钟; 记错的用 lawgov undo {event.line} 撤销后重记"
        yield _warning(file, event, f"{what}, 当时电脑的时钟可能不对", remedy)


def _is_later(before: Event, made: date, last: date) -> bool:
    """Whether *before*, whose own clock is in order, was made later than the day *made*."""
    return made + _APART < date.fromisoformat(before.recorded) <= last


def days_are_likely(plan: Plan, events: Sequence[Event], file: str) -> Iterator[Problem]:
    """What happened did so before it was recorded, and within the plan's life."""
    life = Life.of(plan)
    for event in effective(events).events.having("on", "received"):
        made = date.fromisoformat(event.recorded)
        for name, word in (("on", "日期"), ("received", "收到日期")):
            said = event.get(name)
            if not said or not event.task:
                continue
            day = date.fromisoformat(said)
            if why := _why_unlikely(day, made, life):
                remedy = f"记错的用 lawgov undo {event.line} 撤销后重记"
                yield _warning(file, event, f"{word}{long_date(day)}{why}", remedy)


def _why_unlikely(day: date, made: date, life: Life) -> str:
    if day > made + _APART:
        return f"晚于登记的日子({long_date(made)})"
    if day < life.starts:
        return f"在本要点起始({long_date(life.starts)})以前"
    if day > life.until:
        return f"已超过本要点截止({long_date(life.ends)})后四个月"
    return ""


def _warning(file: str, event: Event, what: str, remedy: str) -> Problem:
    return Problem(file, event.line, 1, what, remedy, Severity.WARNING)
