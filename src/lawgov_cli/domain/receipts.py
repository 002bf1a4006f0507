"""What units reported, point by point and month by month; and which of it was sent back.

A report answers for the month it names, else for the month of its day; one that names none and
comes after the office has sent a month's report back answers for that month. It was received on
the day it says, else on the day it was recorded.
"""

from __future__ import annotations

from datetime import date
from functools import cache as memoised
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month_end
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.outsiders import outsiders
from lawgov_cli.domain.progress import with_added
from lawgov_cli.domain.registry import plan_on
from lawgov_cli.domain.timeline import BEFORE_ALL, Place
from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.timeline import Receipt, Timeline


class Answer(NamedTuple):
    """What a unit said of one point for one month.

    ``received``: the day the first of it came in, ``YYYY-MM-DD``; ``zero``: that there was
    nothing to report, and nothing else.
    """

    received: str
    zero: bool


class _Step(NamedTuple):
    """A report of a unit about a point, or its return, in the order in which they came."""

    moment: tuple[str, str, str]
    unit: str
    period: str
    month: str = ""
    zero: bool = False
    place: Place = BEFORE_ALL


class Receipts:
    """Every report that counts.

    What a unit reported stays its own when it is merged with others later: a report counts for
    the unit that bore its name at the month's end, and for each of those that became the unit it
    names where that was not there yet.

    Parameters:
        events: the whole timeline; what was recorded after *known_at* is not looked at.
    """

    def __init__(self, plan: Plan, events: Timeline, known_at: date | None = None) -> None:
        self._standing = effective(events, known_at).events
        self._base = with_added(plan, self._standing)
        #: As the units stand last: whatever the month, one body has one name here.
        self._plan = plan_on(self._base, self._standing, date.max)
        self._changes = self._plan is not self._base
        counted = self._standing.named(self._plan.canonical)
        self._events = self._standing.less(outsiders(self._plan, counted))
        #: Unit as written and point → month → what it said.
        self._answers: dict[tuple[str, str], dict[str, Answer]] = {}
        #: Unit and point → the months sent back and not answered since, oldest first, and to whom.
        self._returned: dict[tuple[str, str], list[tuple[str, str]]] = {}
        #: Unit as written and point → the month that its last report answers for.
        self._last: dict[tuple[str, str], str] = {}
        #: Unit as written and month → where the reports that answer for it stand.
        self._places: dict[tuple[str, str], list[Place]] = {}
        #: Unit → the names under which it reported.
        self._kin: dict[str, set[str]] = {}
        #: Unit and month → the names under which it may have reported for that month.
        self._named: dict[tuple[str, str], list[str]] = {}
        self._plans: dict[str, Plan] = {}
        self._read()

    def answers(self, unit: str, points: Iterable[str], month: str) -> dict[str, Answer | None]:
        """What *unit* said of each of *points* for *month* (``YYYY-MM``)."""
        if not self._names(unit, month):
            return dict.fromkeys(points)
        return {point: self.answer(unit, point, month) for point in points}

    def answer(self, unit: str, point: str, month: str) -> Answer | None:
        """What *unit* said of *point* for *month* (``YYYY-MM``)."""
        found: Answer | None = None
        for name in self._names(unit, month):
            if said := self._answers.get((name, point), {}).get(month):
                found = _both(found, said) if found else said
        return found

    def returned(self, unit: str, point: str) -> list[str]:
        """The months that were sent back to *unit* and not answered since, oldest first."""
        back = self._returned.get((self._now(unit), point), ())
        return sorted({month for month, name in back if self._is_one(name, unit, month)})

    def last(self, unit: str, point: str) -> str:
        """The month that the last report of *unit* on *point* answers for; empty without one."""
        names = self._kin.get(self._now(unit), ())
        return max((self._last.get((name, point), "") for name in names), default="")

    def reports(self, unit: str, month: str) -> list[Event]:
        """The records by which *unit* answers for *month*."""
        names = self._names(unit, month)
        places = sorted(place for name in names for place in self._places.get((name, month), ()))
        return [self._events.at(place) for place in places]

    def _now(self, unit: str) -> str:
        """What *unit* is called last."""
        return self._plan.canonical.get(unit, unit)

    def _names(self, unit: str, month: str) -> list[str]:
        """The names under which there are reports that *unit* may have made for *month*."""
        if (unit, month) not in self._named:  # asked for every point, and the same for all
            known = self._kin.get(self._now(unit), ())
            names = [name for name in sorted(known) if self._is_one(name, unit, month)]
            self._named[unit, month] = names
        return self._named[unit, month]

    def _is_one(self, name: str, other: str, month: str) -> bool:
        """Whether both names meant one unit at the end of *month*."""
        if not self._changes or name == other:
            return self._now(name) == self._now(other)
        return not self._bodies(name, month).isdisjoint(self._bodies(other, month))

    def _bodies(self, name: str, month: str) -> frozenset[str]:
        """The unit that *name* meant at the end of *month*; else those that became it."""
        then = self._on(month)
        if body := then.canonical.get(name):
            return frozenset([body])
        now = self._now(name)
        return frozenset(unit for unit in then.units if self._now(unit) == now)

    def _on(self, month: str) -> Plan:
        """The plan with the units as they stood at the end of *month*."""
        if month not in self._plans:
            last = month_end(date(int(month[:4]), int(month[5:]), 1))
            self._plans[month] = plan_on(self._base, self._standing, last)
        return self._plans[month]

    def begun_by(self, period: Period) -> bool:
        """Whether any unit has reported for *period* or before."""
        return any(month <= period.name for known in self._answers.values() for month in known)

    def point_of(self, task: str) -> str:
        """The id of the point that *task* is or lies below; empty where there is none."""
        point = self._plan.point_of(task) if task in self._plan.by_id else None
        return point.id if point else ""

    def _read(self) -> None:
        returns = self._returns()
        point = memoised(self.point_of)
        told = dict(self._events.having("period", "received", "zero").placed())
        steps: dict[tuple[str, str], list[_Step]] = {key: [] for key in returns}
        written = self._base.canonical
        for unit in self._events.units():
            self._kin.setdefault(self._now(unit), set()).add(written.get(unit, unit))
        for receipt in self._events.receipts():
            unit = written.get(receipt.unit, receipt.unit)
            about = point(receipt.task)
            if steps and (key := (self._now(unit), about)) in steps:  # its order matters
                steps[key].append(_step(receipt, unit, self._events.at(receipt.place)))
                continue
            event = told.get(receipt.place)
            period, received, zero = _said(event) if event else ("", "", False)
            period, received = period or receipt.day[:7], received or receipt.recorded
            self._places.setdefault((unit, period), []).append(receipt.place)
            self._answer((unit, about), period, Answer(received, zero))
        for key, of_unit in steps.items():
            self._follow(key, sorted([*of_unit, *returns[key]], key=lambda step: step.moment))

    def _returns(self) -> dict[tuple[str, str], list[_Step]]:
        found: dict[tuple[str, str], list[_Step]] = {}
        for event in self._events.having("returned").of_unit(""):
            for name in event.returned:
                step = _Step(event.sort_key, name, event.get("period") or "")
                found.setdefault((self._now(name), self.point_of(event.task)), []).append(step)
        return found

    def _follow(self, key: tuple[str, str], steps: Iterable[_Step]) -> None:
        """Put each report where it belongs: one that names no month, where one was sent back."""
        back: list[tuple[str, str]] = []
        point = key[1]
        for step in steps:
            if step.month:
                sent = (m for m, name in back if self._is_one(name, step.unit, step.month))
                period = step.period or next(sent, step.month)
                self._places.setdefault((step.unit, period), []).append(step.place)
                self._answer((step.unit, point), period, Answer(step.moment[0], step.zero))
                back = [
                    (m, name)
                    for m, name in back
                    if m != period or not self._is_one(name, step.unit, step.month)
                ]
            elif month := step.period or self._last_by(step, point):
                back = sorted({*back, (month, step.unit)})
        if back:
            self._returned[key] = back

    def _last_by(self, step: _Step, point: str) -> str:
        """The month that the last report on *point* answers for of the unit that *step* names."""
        names = self._names(step.unit, step.moment[0][:7])
        return max((self._last.get((name, point), "") for name in names), default="")

    def _answer(self, key: tuple[str, str], period: str, said: Answer) -> None:
        known = self._answers.setdefault(key, {})
        before = known.get(period)
        known[period] = _both(before, said) if before else said
        self._last[key] = period


def _both(one: Answer, other: Answer) -> Answer:
    """Two reports that answer for one: received with the first, nothing if both say so."""
    return Answer(min(one.received, other.received), one.zero and other.zero)


def _said(event: Event) -> tuple[str, str, bool]:
    return event.get("period") or "", event.get("received") or "", bool(event.get("zero"))


def _step(receipt: Receipt, unit: str, event: Event) -> _Step:
    period, received, zero = _said(event)
    moment = (received or receipt.recorded, event.moment, event.id)
    return _Step(moment, unit, period, receipt.day[:7], zero, receipt.place)
