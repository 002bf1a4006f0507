"""Plan + events → the state of every task on a date. Pure arithmetic; nothing is stored.

A unit's report sets that unit's own status. The office's word sets the task's. Without the
office's word the status is derived, and never further than 待核验: only the office makes a task
done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.outsiders import Parts
from lawgov_cli.domain.plan import Plan, Task
from lawgov_cli.domain.records import Records
from lawgov_cli.domain.registry import plan_on
from lawgov_cli.domain.tally import Tally
from lawgov_cli.domain.task_state import TaskState
from lawgov_cli.domain.turns import turn_on
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import FINISHED, Level, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.domain.turns import Turn

#: After these a task that is due again and again is over.
_OVER = FINISHED - {Status.DONE}


class Snapshot(NamedTuple):
    """Every task on the day *as_of*, knowing what had been recorded by *known_at*.

    ``resting``: the records that the states rest on.
    """

    plan: Plan
    as_of: date
    known_at: date | None
    states: States
    resting: Timeline

    @property
    def events(self) -> Timeline:
        """All records that count on that day."""
        return self.states.events

    @property
    def points(self) -> list[TaskState]:
        """The states of the points, in document order."""
        return list(map(self.states.of, self.plan.points))

    def numbered(self, numbers: Iterable[int]) -> list[TaskState]:
        """The states of the points with these *numbers* among all, from 0."""
        points = self.plan.points
        return [self.states.of(points[number]) for number in numbers]

    def numbers_named(self, test: Callable[[TaskState, Snapshot], bool]) -> list[int]:
        """The points that pass a *test* which asks for their units alone, by number, from 0.

        It is asked once of all that the document names the same units for, and by itself of each
        that a record may name others for.
        """
        plan = self.plan
        found: dict[int, bool] = {}
        recorded = self.states.recorded_points

        def passes(number: int, named: int) -> bool:
            if number in recorded:
                return test(self.states.of(plan.points[number]), self)
            if named not in found:
                found[named] = test(self.states.of(plan.points[number]), self)
            return found[named]

        return [n for n, named in enumerate(plan.tree.shape.named) if passes(n, named)]

    def events_of(self, state: TaskState) -> Timeline:
        """The records about the task and about everything below it."""
        children = (self.states[child.id] for child in state.task.tasks)
        return state.events.merged(map(self.events_of, children))


def fold(
    plan: Plan,
    events: Iterable[Event] | Records,
    as_of: date,
    known_at: date | None = None,
    named: date | None = None,
) -> Snapshot:
    """The state of every task of *plan* on *as_of*.

    Parameters:
        named: the later day under whose names the units stand, so that two days can be compared.
    """
    records = Records.of(events)
    known = records.resting(as_of, known_at)
    counted = known.until(as_of)
    added = _additions(plan, counted)
    plan = plan_on(_extended(plan, added), known, as_of, named)
    counted = counted.named(plan.canonical)
    states = States(plan, counted, added, as_of, _Whole(records, plan, as_of, known_at))
    return Snapshot(plan, as_of, known_at, states, counted)


def with_added(plan: Plan, events: Timeline) -> Plan:
    """*plan* with the measures that the office has added below its points.

    A second addition of the same id is left out; ``check`` reports it.
    """
    return _extended(plan, _additions(plan, events))


def _additions(plan: Plan, events: Timeline) -> dict[str, Event]:
    """Id of an added measure → the record that added it."""
    added: dict[str, Event] = {}
    for event in events.having("add"):
        content = event.get("add")
        if content and content["id"] not in plan.by_id:
            added.setdefault(content["id"], event)
    return added


def _extended(plan: Plan, added: Mapping[str, Event]) -> Plan:
    if not added:
        return plan
    below: dict[str, list[Task]] = {}
    for event in added.values():
        below.setdefault(event.task, []).append(_added_measure(event.get("add")))

    def rebuilt(task: Task) -> Task:
        return task._replace(tasks=(*map(rebuilt, task.tasks), *below.get(task.id, ())))

    return Plan(*plan._replace(tasks=tuple(map(rebuilt, plan.tasks))))


def _added_measure(content: Mapping[str, Any]) -> Task:
    return Task(
        content["id"],
        Level.MEASURE,
        text=content["text"],
        due=date.fromisoformat(content["due"]) if "due" in content else None,
        lead=tuple(content.get("lead", ())),
        responsible=tuple(content.get("responsible", ())),
    )


class _Whole(NamedTuple):
    """The records that count on a day, read when they are asked for."""

    records: Records
    plan: Plan
    as_of: date
    known_at: date | None

    def all(self) -> Timeline:
        return self._on_the_day(effective(self.records.all, self.known_at).events)

    def of_task(self, task: str) -> Timeline:
        return self._on_the_day(self.records.of_task(task, self.as_of, self.known_at))

    def _on_the_day(self, events: Timeline) -> Timeline:
        return events.until(self.as_of).named(self.plan.canonical)


class States(Mapping[str, TaskState]):
    """The state of each task by its id, made when it is asked for.

    Two tasks of which nothing was recorded and that the document says the same of (who leads and
    answers, until when) share one tally.
    """

    def __init__(
        self,
        plan: Plan,
        resting: Timeline,
        added: Mapping[str, Event],
        as_of: date,
        whole: _Whole,
    ) -> None:
        self._plan, self._as_of, self._whole = plan, as_of, whole
        #: Id of an added measure → the record that added it.
        self.added = added
        self._resting, self._nothing = resting.by_task(), resting[:0]
        #: By point; for most there are no reports, and nothing is looked at.
        self._parts: dict[str, Parts] = {}
        self._made: dict[str, TaskState] = {}
        self._silent: dict[tuple[Any, ...], Tally] = {}

    def __getitem__(self, name: str) -> TaskState:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = TaskState(self._plan.by_id[name], self)
        return made

    def of(self, task: Task) -> TaskState:
        """The state of *task*, which is one of the plan's."""
        made = self._made.get(task.id)
        if made is None:
            made = self._made[task.id] = TaskState(task, self)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan.by_id)

    def __len__(self) -> int:
        return len(self._plan.by_id)

    @property
    def plan(self) -> Plan:
        """With the measures that the office added, and the units of the day."""
        return self._plan

    @property
    def as_of(self) -> date:
        """The day."""
        return self._as_of

    def below(self, task: Task) -> list[TaskState]:
        """The states of the tasks directly below *task*."""
        return list(map(self.of, task.tasks))

    def above(self, task: Task) -> TaskState | None:
        """The state of the task that *task* is directly below, if there is one."""
        parent = self._plan.above(task.id)
        return self.of(parent) if parent else None

    @lazy
    def events(self) -> Timeline:
        """All records that count on the day."""
        return self._whole.all()

    def events_of(self, task: Task) -> Timeline:
        """The records about *task* alone."""
        return self.events.by_task().get(task.id) or self.events[:0]

    def history_of(self, task: Task) -> Timeline:
        """The same, read without those of others, and so no part of all records."""
        return self._whole.of_task(task.id)

    @lazy
    def _recorded(self) -> list[int]:
        """The places of the tasks with a record."""
        places = map(self._plan.tree.place_of, self._resting)
        return [place for place in places if place is not None]

    @lazy
    def _told(self) -> frozenset[int]:
        """The places of the tasks with a record or a date, and of those above them."""
        tree = self._plan.tree
        return tree.with_above([*self._recorded, *tree.shape.dated])

    def is_silent(self, task: Task) -> bool:
        """Whether there is no record and no date of *task*, nor of what stands below it."""
        return self._plan.tree.place_of(task.id) not in self._told

    @lazy
    def recorded_points(self) -> frozenset[int]:
        """By number, from 0, the points with a record of their own."""
        return self._plan.tree.points_at(self._recorded)

    def resting_of(self, task: Task) -> Timeline:
        """Those that its state rests on."""
        return self._resting.get(task.id, self._nothing)

    def tally(self, task: Task) -> Tally:
        """What the records about *task* add up to."""
        counted = self._counting(task)
        if not counted:
            key = (task.lead, task.responsible, task.due, task.kind)
            if key not in self._silent:
                self._silent[key] = self._tally(task, self._nothing)
            return self._silent[key]
        tally = self._tally(task, counted)
        if tally.repeat_record and (turn := self._turn(tally)):
            return self._tally(task, counted, turn)
        return tally

    def _counting(self, task: Task) -> Timeline:
        """The records about it without what is shown and counts for nothing."""
        own = self.resting_of(task)
        point = self._plan.point_of(task.id) if own else None
        if point is None:
            return own
        if point.id not in self._parts:
            self._parts[point.id] = Parts(point, self._resting, self._plan)
        outsiders = self._parts[point.id].outsiders(own)
        return own.less(outsiders) if outsiders else own

    def _tally(self, task: Task, events: Timeline, turn: Turn | None = None) -> Tally:
        return Tally(task, events, self._plan.canonical, self._plan.ended, turn)

    def _turn(self, tally: Tally) -> Turn | None:
        """The period that counts, of a task that is due again and again and not over."""
        last = tally.stated.status if tally.stated else None
        if not (tally.repeat and tally.repeat_record) or last in _OVER:
            return None
        begun = date.fromisoformat(tally.repeat_record.day)
        return turn_on(tally.repeat, begun, tally.events, self._as_of, self._plan.ends)
