"""One task on a date: each of its facts is worked out when it is asked for.

So a list of one unit's points costs who leads the others and no more, and a single task only what
stands below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.lights import Deadline, Facts, LightRule, lit, points_behind
from lawgov_cli.domain.vocabulary import FINISHED, Level, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.lights import LightReason
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.tally import StatusReason, Tally
    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.domain.vocabulary import Kind, Light, Repeat


class Folding(Protocol):
    """What a state is worked out from: the plan, the day, the records, the states around it."""

    added: Mapping[str, Event]

    @property
    def plan(self) -> Plan:
        """With the measures that the office added, and the units of the day."""

    @property
    def as_of(self) -> date:
        """The day."""

    def tally(self, task: Task) -> Tally:
        """What the records about *task* add up to."""

    def events_of(self, task: Task) -> Timeline:
        """The records about *task* alone."""

    def history_of(self, task: Task) -> Timeline:
        """The same, read without those of others, and so no part of all records."""

    def resting_of(self, task: Task) -> Timeline:
        """Those that its state rests on."""

    def is_silent(self, task: Task) -> bool:
        """Whether there is no record and no date of *task*, nor of what stands below it."""

    def below(self, task: Task) -> Sequence[TaskState]:
        """The states of the tasks directly below *task*."""

    def above(self, task: Task) -> TaskState | None:
        """The state of the task that *task* is directly below, if there is one."""


class TaskState:
    """One task on a date."""

    def __init__(self, task: Task, folding: Folding) -> None:
        self.task = task
        self._folding = folding

    @lazy
    def _tally(self) -> Tally:
        return self._folding.tally(self.task)

    @property
    def events(self) -> Timeline:
        """The records about the task alone."""
        return self._folding.events_of(self.task)

    @lazy
    def history(self) -> Timeline:
        """The same, read without those of others, and so no part of all records."""
        return self._folding.history_of(self.task)

    @property
    def resting(self) -> Timeline:
        """Those that the state rests on: the last of each kind and unit, if not all."""
        return self._folding.resting_of(self.task)

    @property
    def lead(self) -> tuple[str, ...]:
        """The leading units, by canonical names and after amendments."""
        return self._tally.lead

    @property
    def responsible(self) -> tuple[str, ...]:
        """The units that answer, likewise."""
        return self._tally.responsible

    @property
    def kind(self) -> Kind | None:
        """What sort of a task it is, if anyone has said."""
        return self._tally.kind

    @property
    def repeat(self) -> Repeat | None:
        """How often it is due again: status and date are then those of the open period."""
        return self._tally.repeat

    @property
    def stated(self) -> Event | None:
        """The record of the office's last word, absent where the status is derived."""
        return self._tally.stated

    @property
    def reports(self) -> Mapping[str, Event]:
        """Each unit's last record with a status, else its last of any kind."""
        return self._tally.reports

    @property
    def returned(self) -> frozenset[str]:
        """The units whose report was sent back since."""
        return self._tally.returned

    @property
    def claimed(self) -> bool:
        """Whether all leads have reported it finished since the office last spoke."""
        return self._tally.claimed

    @property
    def lags(self) -> bool:
        """Whether someone has said that it lags."""
        return self._tally.lags is not None

    @property
    def _units(self) -> tuple[str, ...]:
        """Who answers for it: where it names no lead, those above it."""
        above = None if self.lead else self._folding.above(self.task)
        return above._units if above else self.lead  # noqa: SLF001 - its own class

    @lazy
    def _is_silent(self) -> bool:
        """Whether nothing was recorded of it and of what stands below it, and there is no date."""
        return self._folding.is_silent(self.task)

    @lazy
    def _below(self) -> Sequence[TaskState]:
        """Those below; of silent ones nothing follows, so they need not be made."""
        return () if self._is_silent else self._folding.below(self.task)

    @property
    def _parts(self) -> Sequence[TaskState]:
        """Those below that count: what was ticked in an earlier period says nothing of this one."""
        return () if self._tally.turn else self._below

    @lazy
    def status_reason(self) -> StatusReason:
        """Its status, and what that follows from."""
        if self._is_silent:
            return self._tally.unsaid
        parts = self._parts
        finished = [part.task.id for part in parts if part.status in FINISHED]
        begun = [part.task.id for part in parts if part.status is not Status.TODO]
        return self._tally.status(finished, begun, len(parts))

    @property
    def status(self) -> Status:
        """办理状态; of most tasks of a large plan nothing was recorded, so nothing has begun."""
        return Status.TODO if self._is_silent else self.status_reason.status

    @lazy
    def deadline(self) -> Deadline | None:
        """The day it is due and whose that is: its own, else the earliest of its open parts."""
        tally, task = self._tally, self.task
        if turn := tally.turn:
            return Deadline(turn.period.last, task.id, self._units, tally.repeat_record, turn)
        if tally.due:
            record = tally.due_record or self._folding.added.get(task.id)
            return Deadline(tally.due, task.id, self._units, record)
        return _due_below(self._below)

    @property
    def due(self) -> date | None:
        """The day it is due."""
        return self.deadline.day if self.deadline else None

    @property
    def first_due(self) -> date | None:
        """The day it was due at first."""
        return self.due if self._tally.turn else self._tally.first_due or self.due

    @lazy
    def percent(self) -> float | None:
        """As given, or from measures once one is ticked."""
        given = self._tally.gave_percent
        return given.get("percent") if given else _share_finished(self._parts)

    @property
    def percent_record(self) -> Event | None:
        """The record that gave the percentage; absent where it follows from the measures."""
        return self._tally.gave_percent

    @property
    def other_percents(self) -> Sequence[Event]:
        """The percentages of units that do not collect: they move no light."""
        return self._tally.other_percents

    @property
    def behind(self) -> float | None:
        """How many percentage points it is behind the share of time gone.

        Without a time limit nothing is late by it: a first measure ticked in spring is no alarm.
        """
        judged = self.percent if self._tally.gave_percent or self.deadline else None
        return points_behind(self._folding.plan, self.due, judged, self._folding.as_of)

    @lazy
    def reason(self) -> LightReason:
        """Its light, and what that follows from."""
        tally = self._tally
        facts = Facts(
            task=self.task.id,
            units=self._units,
            status=self.status,
            ended=tally.stated,
            deadline=self.deadline,
            percent=self.percent,
            given=tally.gave_percent,
            behind=self.behind,
            lags=tally.lags,
        )
        return lit(facts, self._folding.as_of, self._folding.plan.lights)

    @property
    def light(self) -> Light:
        """亮灯."""
        return self.reason.light

    @property
    def also_late(self) -> tuple[LightReason, ...]:
        """The parts that are overdue beside the one that ``reason`` may be about."""
        if self.status in FINISHED:
            return ()
        late = (part.reason for part in self._below if part.deadline)
        overdue = (reason for reason in late if reason.rule is LightRule.OVERDUE)
        return tuple(r._replace(below=True) for r in overdue if r.task != self.reason.task)

    @property
    def measures_total(self) -> int:
        """How many measures a point has."""
        return len(self.task.tasks) if self.task.level is Level.POINT else 0

    @property
    def measures_finished(self) -> int:
        """How many of them are finished."""
        return sum(m.status in FINISHED for m in self._below) if self.measures_total else 0

    @property
    def awaits_verification(self) -> bool:
        """Whether it is the office's turn: 待核验, or so but for an earlier word of the office."""
        return self.status is Status.CLAIMED or (self.claimed and self.status not in FINISHED)

    @property
    def leads_reported(self) -> int:
        """How many of the leading units have reported a status."""
        return sum(unit in self.reports for unit in self.lead)

    @property
    def notes(self) -> Iterator[Event]:
        """The records that say something to others, newest first: what is internal stays out."""
        return _said(self.events)

    @property
    def last_notes(self) -> Iterator[Event]:
        """The same, of each unit its last one at least."""
        return _said(self.resting)


def _said(events: Timeline) -> Iterator[Event]:
    noted = (event for event in reversed(events) if "note" in event.fields)
    return (event for event in noted if not event.get("internal"))


def _due_below(below: Iterable[TaskState]) -> Deadline | None:
    """The earliest date among the parts still open: a finished part makes nothing late."""
    dates = (part.deadline for part in below if part.deadline and part.status not in FINISHED)
    return min(dates, key=lambda deadline: deadline.day, default=None)


def _share_finished(below: Sequence[TaskState]) -> float | None:
    """The percentage of the parts that are finished, once anything was recorded of one."""
    if not any(part.resting for part in below):
        return None
    return 100 * sum(part.status in FINISHED for part in below) / len(below)


class Change(NamedTuple):
    """What a record does to one task: its state without and with it."""

    task: Task
    before: TaskState
    after: TaskState

    @property
    def relights(self) -> bool:
        """Whether another light is on for it."""
        return self.before.light is not self.after.light
