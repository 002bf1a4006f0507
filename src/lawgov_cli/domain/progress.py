"""Plan + events → the state of every task on a date. Pure arithmetic; nothing is stored.

A unit's report sets that unit's own status. The office's word sets the task's. Without the
office's word the status is derived, and never further than 待核验: only the office makes a task
done.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.domain.lights import Deadline, Facts, LightRule, lit, points_behind
from lawgov_cli.domain.outsiders import outsiders
from lawgov_cli.domain.plan import Plan, Task
from lawgov_cli.domain.registry import plan_on
from lawgov_cli.domain.tally import Tally
from lawgov_cli.domain.turns import turn_on
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import FINISHED, Kind, Level, Light, Repeat, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.lights import LightReason
    from lawgov_cli.domain.tally import StatusReason
    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.domain.turns import Turn


#: After these a task that is due again and again is over.
_OVER = FINISHED - {Status.DONE}


class TaskState(NamedTuple):
    """One task on a date.

    ``reason`` holds its light and ``status_reason`` its status, each with what it follows from;
    ``also_late`` the parts that are overdue beside the one that ``reason`` may be about.
    ``lead`` and ``responsible`` are canonical names after amendments. ``reports`` holds each
    unit's last record with a status, else its last of any kind; ``returned`` the units whose
    report was sent back since.
    ``repeat`` says how often it is due again: status and date are then those of the open period.
    ``stated`` is the record of the office's last word, absent where the status is derived.
    ``percent`` is given, or from measures once one is ticked; ``behind`` is how many percentage
    points it is behind the share of time gone; ``lags``: someone has said that it lags;
    ``claimed``: all leads have reported it finished since the office last spoke.
    """

    task: Task
    status_reason: StatusReason
    reason: LightReason
    also_late: tuple[LightReason, ...]
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: Deadline | None
    first_due: date | None
    repeat: Repeat | None
    percent: float | None
    behind: float | None
    lags: bool
    measures_finished: int
    measures_total: int
    kind: Kind | None
    claimed: bool
    stated: Event | None
    reports: Mapping[str, Event]
    returned: frozenset[str]
    events: Timeline

    @property
    def status(self) -> Status:
        """办理状态."""
        return self.status_reason.status

    @property
    def light(self) -> Light:
        """亮灯."""
        return self.reason.light

    @property
    def due(self) -> date | None:
        """The day it is due: its own, else the earliest of its open parts."""
        return self.deadline.day if self.deadline else None

    @property
    def awaits_verification(self) -> bool:
        """Whether it is the office's turn: all leads say finished, and the office has not."""
        return self.status is Status.CLAIMED or (self.claimed and self.status not in FINISHED)

    @property
    def leads_reported(self) -> int:
        """How many of the leading units have reported a status."""
        return sum(unit in self.reports for unit in self.lead)

    @property
    def notes(self) -> Iterator[Event]:
        """The records that say something to others, newest first: what is internal stays out."""
        noted = (event for event in reversed(self.events) if "note" in event.fields)
        return (event for event in noted if not event.get("internal"))


class Snapshot(NamedTuple):
    """Every task on the day *as_of*, knowing what had been recorded by *known_at*."""

    plan: Plan
    as_of: date
    known_at: date | None
    states: Mapping[str, TaskState]
    events: Timeline

    @property
    def points(self) -> list[TaskState]:
        """The states of the points, in document order."""
        return [self.states[point.id] for point in self.plan.points]

    def events_of(self, state: TaskState) -> Timeline:
        """The records about the task and about everything below it."""
        children = (self.states[child.id] for child in state.task.tasks)
        return state.events.merged(map(self.events_of, children))


def fold(
    plan: Plan,
    events: Iterable[Event],
    as_of: date,
    known_at: date | None = None,
    named: date | None = None,
) -> Snapshot:
    """The state of every task of *plan* on *as_of*.

    Parameters:
        named: the later day under whose names the units stand, so that two days can be compared.
    """
    known = effective(events, known_at).events
    counted = known.until(as_of)
    added = _additions(plan, counted)
    plan = plan_on(_extended(plan, added), known, as_of, named)
    counted = counted.named(plan.canonical)
    folding = _Folding(plan, counted, added, as_of)
    for task in plan.tasks:
        folding.settle(task, ())
    return Snapshot(plan, as_of, known_at, folding.states, counted)


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


class _Folding:
    """The states of all tasks, each made of its own events and of the states below it."""

    def __init__(
        self, plan: Plan, events: Timeline, added: Mapping[str, Event], as_of: date
    ) -> None:
        self._plan, self._added, self._as_of = plan, added, as_of
        self._by_task, self._nothing = events.by_task(), events[:0]
        #: What is shown, and counts for nothing.
        self._outside = outsiders(plan, events)
        self.states: dict[str, TaskState] = {}

    def settle(self, task: Task, above: tuple[str, ...]) -> TaskState:
        """The state of *task*; where it names no lead, those *above* it answer for it."""
        events = self._by_task.get(task.id, self._nothing)
        counted = events.less(self._outside) if self._outside else events
        tally = Tally(task, counted, self._plan.canonical, self._plan.ended)
        if tally.repeat_record and (turn := self._turn(tally)):
            tally = Tally(task, counted, self._plan.canonical, self._plan.ended, turn)
        units = tally.lead or above
        below = [self.settle(t, units) for t in task.tasks]
        state = self._state(task, tally, units, below)._replace(events=events)
        self.states[task.id] = state
        return state

    def _turn(self, tally: Tally) -> Turn | None:
        """The period that counts, of a task that is due again and again and not over."""
        last = tally.stated.status if tally.stated else None
        if not (tally.repeat and tally.repeat_record) or last in _OVER:
            return None
        begun = date.fromisoformat(tally.repeat_record.day)
        return turn_on(tally.repeat, begun, tally.events, self._as_of, self._plan.ends)

    def _state(
        self, task: Task, tally: Tally, units: tuple[str, ...], below: Sequence[TaskState]
    ) -> TaskState:
        deadline = _due_below(below)
        if tally.due:
            record = tally.due_record or self._added.get(task.id)
            deadline = Deadline(tally.due, task.id, units, record)
        if turn := tally.turn:
            deadline = Deadline(turn.period.last, task.id, units, tally.repeat_record, turn)
        # What was ticked in an earlier period says nothing of this one.
        parts = [] if tally.turn else below
        finished = [child.task.id for child in parts if child.status in FINISHED]
        begun = [child.task.id for child in parts if child.status is not Status.TODO]
        status = tally.status(finished, begun, len(parts))
        given, lags = tally.gave_percent, tally.lags
        percent: float | None = given.get("percent") if given else _share_finished(parts)
        # Without a time limit nothing is late by it: a first measure ticked in spring is no alarm.
        judged = percent if given or deadline else None
        due = deadline and deadline.day
        behind = points_behind(self._plan, due, judged, self._as_of)
        facts = Facts(
            task.id, units, status.status, tally.stated, deadline, percent, given, behind, lags
        )
        reason = lit(facts, self._as_of, self._plan.lights)
        return TaskState(
            task=task,
            status_reason=status,
            reason=reason,
            also_late=() if status.status in FINISHED else tuple(_also_late(below, reason)),
            lead=tally.lead,
            responsible=tally.responsible,
            deadline=deadline,
            first_due=due if tally.turn else tally.first_due or due,
            repeat=tally.repeat,
            percent=percent,
            behind=behind,
            lags=lags is not None,
            measures_finished=sum(child.status in FINISHED for child in below)
            if task.level is Level.POINT
            else 0,
            measures_total=len(below) if task.level is Level.POINT else 0,
            kind=tally.kind,
            claimed=tally.claimed,
            stated=tally.stated,
            reports=tally.reports,
            returned=tally.returned,
            events=tally.events,
        )


def _due_below(below: Iterable[TaskState]) -> Deadline | None:
    """The earliest date among the parts still open: a finished part makes nothing late."""
    dates = (part.deadline for part in below if part.deadline and part.status not in FINISHED)
    return min(dates, key=lambda deadline: deadline.day, default=None)


def _also_late(below: Iterable[TaskState], named: LightReason) -> Iterator[LightReason]:
    for part in below:
        if part.reason.rule is LightRule.OVERDUE and part.reason.task != named.task:
            yield part.reason._replace(below=True)


def _share_finished(below: Sequence[TaskState]) -> float | None:
    """The percentage of the parts that are finished, once anything was recorded of one."""
    if not any(part.events for part in below):
        return None
    return 100 * sum(part.status in FINISHED for part in below) / len(below)
