"""Plan + events → the state of every task on a date. Pure arithmetic; nothing is stored.

A unit's report sets that unit's own status. The office's word sets the task's. Without the
office's word the status is derived, and never further than 待核验: only the office makes a task
done.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.domain.plan import Plan, Task
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import FINISHED, REPORTED_FINISHED, Kind, Level, Light, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import LightRules
    from lawgov_cli.domain.timeline import Timeline


class TaskState(NamedTuple):
    """One task on a date.

    ``lead`` and ``responsible`` are canonical names after amendments. ``reports`` holds each
    unit's last record with a status, else its last of any kind; ``returned`` the units whose
    report was sent back since.
    ``stated`` is the record of the office's last word, absent where the status is derived.
    ``percent`` is given, or from measures once one is ticked; ``behind`` is how many percentage
    points it is behind the share of time gone; ``lags``: someone has said that it lags;
    ``claimed``: all leads have reported it finished since the office last spoke.
    """

    task: Task
    status: Status
    light: Light
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    due: date | None
    first_due: date | None
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
    def awaits_verification(self) -> bool:
        """Whether it is the office's turn: all leads say finished, and the office has not."""
        return self.status is Status.CLAIMED or (self.claimed and self.status not in FINISHED)

    @property
    def leads_reported(self) -> int:
        """How many of the leading units have reported a status."""
        return sum(unit in self.reports for unit in self.lead)

    @property
    def notes(self) -> Iterator[Event]:
        """The records that say something, newest first."""
        return (event for event in reversed(self.events) if "note" in event.fields)


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


def fold(
    plan: Plan, events: Iterable[Event], as_of: date, known_at: date | None = None
) -> Snapshot:
    """The state of every task of *plan* on *as_of*."""
    counted = effective(events, known_at).events.until(as_of).named(plan.canonical)
    by_task, nothing = counted.by_task(), counted[:0]
    plan = with_added(plan, counted)
    states: dict[str, TaskState] = {}
    for task in reversed(list(plan.walk())):
        states[task.id] = _state(task, by_task.get(task.id, nothing), states, plan, as_of)
    return Snapshot(plan, as_of, known_at, states, counted)


def with_added(plan: Plan, events: Timeline) -> Plan:
    """*plan* with the measures that the office has added below its points.

    A second addition of the same id is left out; ``check`` reports it.
    """
    added: dict[str, list[Task]] = {}
    seen: set[str] = set()
    for event in events.having("add"):
        content = event.get("add")
        if content and content["id"] not in seen and content["id"] not in plan.by_id:
            seen.add(content["id"])
            added.setdefault(event.task, []).append(_added_measure(content))
    if not added:
        return plan

    def rebuilt(task: Task) -> Task:
        below = (*map(rebuilt, task.tasks), *added.get(task.id, ()))
        return task._replace(tasks=below)

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


def _state(
    task: Task,
    events: Timeline,
    below: Mapping[str, TaskState],
    plan: Plan,
    as_of: date,
) -> TaskState:
    """The state of one task from its own events and the states of the tasks below it."""
    tally = _Tally(task, events, plan)
    children = [below[child.id] for child in task.tasks]
    finished = sum(child.status in FINISHED for child in children)
    due = tally.due or _due_below(children)
    percent = tally.percent
    share = 100 * finished / len(children) if any(child.events for child in children) else None
    # Without a time limit nothing is late by it: a first measure ticked in spring is no alarm.
    behind = _points_behind(plan, due, share if percent is None and due else percent, as_of)
    percent = share if percent is None else percent
    state = TaskState(
        task=task,
        status=tally.status(children, finished),
        light=Light.NONE,
        lead=tally.lead,
        responsible=tally.responsible,
        due=due,
        first_due=tally.first_due or due,
        percent=percent,
        behind=behind,
        lags=tally.lags,
        measures_finished=finished if task.level is Level.POINT else 0,
        measures_total=len(children) if task.level is Level.POINT else 0,
        kind=tally.kind,
        claimed=tally.claimed,
        stated=tally.stated,
        reports=tally.reports,
        returned=tally.returned,
        events=events,
    )
    return state._replace(light=_light(state, as_of, plan.lights))


class _Tally:
    """What the events of one task add up to, the later ones prevailing."""

    def __init__(self, task: Task, events: Timeline, plan: Plan) -> None:
        self._events, self._canonical = events, plan.canonical
        spoken = events.having("status")
        #: Unit, or an empty name for the office → the row where it last spoke of the status.
        self._spoke = spoken.last_by_unit()
        #: Unit → the row of its report: its last with a status, else its last of any kind.
        anything = self._spoke if spoken is events else events.last_by_unit()
        self._reports = {**anything, **self._spoke}
        self._reports.pop("", None)
        self.lead, self.responsible = self._named(task.lead), self._named(task.responsible)
        self.due = self.first_due = task.due
        self.kind = Kind(task.kind) if task.kind else None
        #: The office's amendments of the lead by row, and when it sent each unit's report back.
        self._leads = [(-1, self.lead)]
        self._sent_back: dict[str, int] = {}
        amendments = events.having(*_AMENDING).of_unit("")
        for row, event in zip(amendments.rows, amendments, strict=True):
            self._amend(row, event)
        #: The units whose report was sent back since.
        self.returned = frozenset(
            unit for unit, row in self._sent_back.items() if row > self._spoke.get(unit, -1)
        )

    def _named(self, names: Iterable[str]) -> tuple[str, ...]:
        """*names* as registered: records may use an alias, or a name that has become one."""
        return tuple(self._canonical.get(name, name) for name in names)

    def _amend(self, row: int, event: Event) -> None:
        """What only the office can do: send back a report, move a date, name other units."""
        self._sent_back.update(dict.fromkeys(self._named(event.returned), row))
        if kind := event.get("kind"):
            self.kind = Kind(kind)
        if (due := event.get("due")) is not None:
            self.due = date.fromisoformat(due) if due else None
            self.first_due = self.first_due or self.due
        if (lead := event.get("lead")) is not None:
            self.lead = self._named(lead)
            self._leads.append((row, self.lead))
        if (responsible := event.get("responsible")) is not None:
            self.responsible = self._named(responsible)

    @property
    def stated(self) -> Event | None:
        """The office's last word on the status."""
        row = self._spoke.get("")
        return None if row is None else self._events.columns.event(row)

    @property
    def reports(self) -> dict[str, Event]:
        """Unit → its report."""
        return {unit: self._events.columns.event(row) for unit, row in self._reports.items()}

    @property
    def percent(self) -> float | None:
        """The last percentage given by the office or by the unit that then collected."""
        given = self._events.having("percent")
        for row in reversed(given.rows):
            unit = given.columns.unit[row]
            lead = self._leads[bisect_left(self._leads, (row,)) - 1][1]
            if not unit or unit in lead[:1]:
                percent: float = given.columns.event(row).get("percent")
                return percent
        return None

    @property
    def lags(self) -> bool:
        """Whether someone has said that it lags, and has not spoken of the status since."""
        said = self._events.having("lags")
        unit, event = said.columns.unit, said.columns.event
        since = (row for row in said.rows if row >= self._spoke.get(unit[row], -1))
        return any(event(row).get("lags") for row in since)

    def status(self, children: Sequence[TaskState], finished: int) -> Status:
        """The office's last word if there is one, else what follows from the reports."""
        if "" in self._spoke:
            return Status(self._events.columns.status[self._spoke[""]])
        return self._derived(children, finished)

    @property
    def claimed(self) -> bool:
        """Whether all leads have reported the work finished since the office last spoke."""
        since = min((self._spoke.get(unit, -1) for unit in self.lead), default=-1)
        return self._all_leads_finished() and since > self._spoke.get("", -1)

    def _derived(self, children: Sequence[TaskState], finished: int) -> Status:
        """The status where the office has said nothing: at most 待核验."""
        if self._all_leads_finished() or (children and finished == len(children)):
            return Status.CLAIMED
        under_way = any(self._said(unit) is not Status.TODO for unit in self._reports)
        if under_way or any(child.status is not Status.TODO for child in children):
            return Status.DOING
        return Status.TODO

    def _all_leads_finished(self) -> bool:
        return bool(self.lead) and all(
            unit in self._reports and self._said(unit) in REPORTED_FINISHED for unit in self.lead
        )

    def _said(self, unit: str) -> Status:
        """A unit's own status; one that reports anything at all has begun."""
        said = self._events.columns.status[self._reports[unit]]
        return Status(said) if said and unit not in self.returned else Status.DOING


#: Fields by which the office amends a task.
_AMENDING = frozenset({"returned", "kind", "due", "lead", "responsible"})


def _due_below(children: Sequence[TaskState]) -> date | None:
    """The earliest date among the parts still open: a finished part makes nothing late."""
    dates = [child.due for child in children if child.due and child.status not in FINISHED]
    return min(dates, default=None)


def _points_behind(
    plan: Plan, due: date | None, percent: float | None, as_of: date
) -> float | None:
    """Percentage points that *percent* is behind the share of time gone; ``None`` without one."""
    if percent is None:
        return None
    span = ((due or plan.ends) - plan.starts).days + 1
    gone = (as_of - plan.starts).days + 1
    expected = 100 * min(max(gone / span, 0), 1) if span > 0 else 100
    return expected - percent


def _light(state: TaskState, as_of: date, rules: LightRules) -> Light:
    """First match wins: late or far behind, behind or said to lag, due soon, else in order."""
    due, behind = state.due, state.behind or 0
    if state.status is Status.CHANGED:
        return Light.NONE
    if state.status in FINISHED:
        return Light.GREEN
    if (due and due < as_of) or behind >= rules.behind_red:
        return Light.RED
    if state.lags or behind >= rules.behind_yellow:
        return Light.YELLOW
    if due and due <= as_of + timedelta(days=rules.due_soon_days):
        return Light.BLUE
    return Light.GREEN
