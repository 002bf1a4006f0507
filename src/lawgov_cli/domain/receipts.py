"""What units reported, point by point and month by month; and which of it was sent back.

A report answers for the month it names, else for the month of its day; one that names none and
comes after the office has sent a month's report back answers for that month. It was received on
the day it says, else on the day it was recorded.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

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
    period: str
    month: str = ""
    zero: bool = False
    place: Place = BEFORE_ALL


class Receipts:
    """Every report that counts.

    Parameters:
        events: the whole timeline; what was recorded after *known_at* is not looked at.
    """

    def __init__(self, plan: Plan, events: Timeline, known_at: date | None = None) -> None:
        standing = effective(events, known_at).events
        #: As the units stand last: whatever the month, one body has one name here.
        self._plan = plan_on(with_added(plan, standing), standing, date.max)
        counted = standing.named(self._plan.canonical)
        self._events = counted.less(outsiders(self._plan, counted))
        #: Unit and point → month → what it said.
        self._answers: dict[tuple[str, str], dict[str, Answer]] = {}
        #: Unit and point → the months sent back and not answered since, oldest first.
        self._returned: dict[tuple[str, str], list[str]] = {}
        #: Unit and point → the month that its last report answers for.
        self._last: dict[tuple[str, str], str] = {}
        #: Unit and month → where the reports that answer for it stand.
        self._places: dict[tuple[str, str], list[Place]] = {}
        self._read()

    def answer(self, unit: str, point: str, month: str) -> Answer | None:
        """What *unit* said of *point* for *month* (``YYYY-MM``)."""
        return self._answers.get((self._now(unit), point), {}).get(month)

    def returned(self, unit: str, point: str) -> list[str]:
        """The months that were sent back to *unit* and not answered since, oldest first."""
        return self._returned.get((self._now(unit), point), [])

    def last(self, unit: str, point: str) -> str:
        """The month that the last report of *unit* on *point* answers for; empty without one."""
        return self._last.get((self._now(unit), point), "")

    def reports(self, unit: str, month: str) -> list[Event]:
        """The records by which *unit* answers for *month*."""
        return [self._events.at(place) for place in self._places.get((self._now(unit), month), ())]

    def _now(self, unit: str) -> str:
        """What *unit* is called last."""
        return self._plan.canonical.get(unit, unit)

    def begun_by(self, period: Period) -> bool:
        """Whether any unit has reported for *period* or before."""
        return any(month <= period.name for known in self._answers.values() for month in known)

    def point_of(self, task: str) -> str:
        """The id of the point that *task* is or lies below; empty where there is none."""
        point = self._plan.point_of(task) if task in self._plan.by_id else None
        return point.id if point else ""

    def _read(self) -> None:
        returns = self._returns()
        point = {task.id: self.point_of(task.id) for task in self._plan.walk()}
        told = dict(self._events.having("period", "received", "zero").placed())
        steps: dict[tuple[str, str], list[_Step]] = {key: [] for key in returns}
        for receipt in self._events.receipts():
            key = (receipt.unit, point.get(receipt.task, ""))
            if key in steps:  # its order matters
                steps[key].append(_step(receipt, self._events.at(receipt.place)))
                continue
            event = told.get(receipt.place)
            period, received, zero = _said(event) if event else ("", "", False)
            period, received = period or receipt.day[:7], received or receipt.recorded
            self._places.setdefault((receipt.unit, period), []).append(receipt.place)
            self._answer(key, period, received, zero=zero)
        for key, of_unit in steps.items():
            self._follow(key, sorted([*of_unit, *returns[key]], key=lambda step: step.moment))

    def _returns(self) -> dict[tuple[str, str], list[_Step]]:
        found: dict[tuple[str, str], list[_Step]] = {}
        for event in self._events.having("returned").of_unit(""):
            step = _Step(event.sort_key, event.get("period") or "")
            for name in event.returned:
                unit = self._plan.canonical.get(name, name)
                found.setdefault((unit, self.point_of(event.task)), []).append(step)
        return found

    def _follow(self, key: tuple[str, str], steps: Iterable[_Step]) -> None:
        """Put each report where it belongs: one that names no month, where one was sent back."""
        back: list[str] = []
        for step in steps:
            if step.month:
                period = step.period or (back[0] if back else step.month)
                self._places.setdefault((key[0], period), []).append(step.place)
                self._answer(key, period, step.moment[0], zero=step.zero)
                back = [month for month in back if month != period]
            elif month := step.period or self.last(*key):
                back = sorted({*back, month})
        if back:
            self._returned[key] = back

    def _answer(self, key: tuple[str, str], period: str, received: str, *, zero: bool) -> None:
        known = self._answers.setdefault(key, {})
        if before := known.get(period):
            received, zero = min(before.received, received), before.zero and zero
        known[period] = Answer(received, zero)
        self._last[key] = period


def _said(event: Event) -> tuple[str, str, bool]:
    return event.get("period") or "", event.get("received") or "", bool(event.get("zero"))


def _step(receipt: Receipt, event: Event) -> _Step:
    period, received, zero = _said(event)
    moment = (received or receipt.recorded, event.moment, event.id)
    return _Step(moment, period, receipt.day[:7], zero, receipt.place)
