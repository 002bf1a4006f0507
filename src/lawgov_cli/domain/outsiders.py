"""Reports of units that have no part in what they are about: shown, and counted nowhere.

A unit has a part in a point where the point or anything below it names the unit, or a group that
is known to hold it, on the day of the record: after that day's amendments or before them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.timeline import Timeline

_ROLES = ("lead", "responsible")


class Parts:
    """Who has a part in a point and in all below it, on any day.

    Parameters:
        by_task: task → the effective events about it, units by their canonical names.
    """

    def __init__(self, point: Task, by_task: Mapping[str, Timeline], plan: Plan) -> None:
        self._plan = plan
        self.tasks = tuple(_family(point))
        #: For each task and role, who was named from which day on.
        self._named = [
            [("", self._canonical(getattr(task, role))), *self._amendments(task, role, by_task)]
            for task in self.tasks
            for role in _ROLES
        ]
        self._names_nobody = not any(names for history in self._named for _, names in history)
        #: The days of the amendments: between two of them nothing changes.
        self._days = sorted({day for history in self._named for day, _ in history if day})
        self._holders: dict[tuple[int, int], frozenset[str]] = {}

    def _canonical(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._plan.canonical.get(name, name) for name in names)

    def _amendments(
        self, task: Task, role: str, by_task: Mapping[str, Timeline]
    ) -> list[tuple[str, tuple[str, ...]]]:
        own = by_task.get(task.id)
        amended = own.having(role).of_unit("") if own else ()
        return [(event.day, self._canonical(event.get(role))) for event in amended]

    def holds(self, unit: str, day: str) -> bool:
        """Whether *unit* has a part on *day*; where nobody is named, everybody has."""
        stretch = bisect_left(self._days, day), bisect_right(self._days, day)
        if stretch not in self._holders:
            self._holders[stretch] = frozenset(self._named_on(day))
        named, groups = self._holders[stretch], self._plan.groups_of.get(unit, ())
        return self._names_nobody or unit in named or not named.isdisjoint(groups)

    def lacks(self, unit: str, day: str) -> bool:
        """Whether *unit* has no part on *day*."""
        return not self.holds(unit, day)

    def outsiders(self, own: Timeline) -> Timeline:
        """Of *own*, which are about one of its tasks, the reports of units without a part."""
        if self._days:
            return own.said_by(self.lacks)
        lacking = {unit for unit in own.units() if self.lacks(unit, "")}
        return own.of_units(lacking) if lacking else own[:0]

    def _named_on(self, day: str) -> Iterator[str]:
        for history in self._named:
            first = bisect_left(history, day, key=itemgetter(0))
            yield from history[max(first - 1, 0)][1]
            for since, names in history[first:]:
                if since == day:
                    yield from names


def outsiders(plan: Plan, events: Timeline) -> Timeline:
    """Those of *events* that are reports of units without a part in their point.

    Parameters:
        plan: with the measures that the office added.
        events: the effective ones, units by their canonical names.
    """
    by_task = events.by_task()
    found = []
    parts: dict[str, Parts] = {}  # by point: most have no record
    for name in filter(plan.by_id.__contains__, by_task):
        if point := plan.point_of(name):
            if point.id not in parts:
                parts[point.id] = Parts(point, by_task, plan)
            found.append(parts[point.id].outsiders(by_task[name]))
    return events[:0].merged(found)


def without_part(
    unit: str, tasks: Sequence[Task], plan: Plan, events: Timeline, day: date
) -> list[Task]:
    """Those of *tasks* in which *unit* has no part on *day*.

    Parameters:
        plan: with the measures that the office added.
        events: the whole timeline.
    """
    by_task = effective(events).events.named(plan.canonical).by_task()
    points = {task.id: plan.point_of(task.id) or task for task in tasks}
    parts = {point.id: Parts(point, by_task, plan) for point in points.values()}
    return [task for task in tasks if parts[points[task.id].id].lacks(unit, day.isoformat())]


def _family(task: Task) -> Iterator[Task]:
    yield task
    for below in task.tasks:
        yield from _family(below)
