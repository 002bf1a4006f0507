"""Plan + events → the state of every task on a date. Pure arithmetic; nothing is stored.

A unit's report sets that unit's own status. The office's word sets the task's. Without the
office's word the status is derived, and never further than 待核验: only the office makes a task
done.

Order is by (day, time recorded, id) and a repeated id counts once, so any merge of two copies of
a journal folds to the same state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.event import Event
from lawgov_cli.model import FINISHED, REPORTED_FINISHED, Kind, Level, Light, Plan, Status, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.model import LightRules


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
    events: Sequence[Event]

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
    events: Sequence[Event]

    @property
    def points(self) -> list[TaskState]:
        """The states of the points, in document order."""
        return [self.states[point.id] for point in self.plan.points]


class Effective(NamedTuple):
    """The journal without repeats and without what was taken back, in the order that counts."""

    events: list[Event]
    cancelled: frozenset[str]


def effective(events: Iterable[Event], known_at: date | None = None) -> Effective:
    """Resolve repeats and undos.

    An undo takes its batch back wherever that batch lies in time, for an undone record was a
    mistake; an undo that is itself undone does nothing. Only what was recorded by *known_at* is
    looked at.
    """
    kept = in_order(events)
    if known_at:
        limit = f"{known_at.isoformat()}~"
        kept = [event for event in kept if event.at < limit]
    cancelled = _cancelled(event for event in kept if "undo" in event.fields)
    if cancelled:
        kept = [event for event in kept if event.batch not in cancelled]
    return Effective(kept, frozenset(cancelled))


def _cancelled(undos: Iterable[Event]) -> set[str]:
    """The batches taken back: by any undo that is not itself taken back.

    Followed from record to record and not by time, for the clocks of two computers differ.
    """
    takers: dict[str, list[str]] = {}
    for event in undos:
        takers.setdefault(event.undo, []).append(event.batch)
    settled: dict[str, bool] = {}
    for start in sorted(takers):
        path = [start]
        while path:
            by = takers.get(path[-1], ())
            following = [batch for batch in by if batch not in settled and batch not in path]
            if following:
                path.append(following[0])
            else:
                settled[path.pop()] = any(not settled.get(batch) for batch in by)
    return {batch for batch, is_cancelled in settled.items() if is_cancelled}


class OrderedEvents(list[Event]):
    """Events that are known to be in the order that counts, each id once."""

    def joined(self, events: Sequence[Event]) -> Sequence[Event]:
        """With *events*; still known to be in order where all of them come after."""
        if not events:
            return self
        if not self:
            return events
        known = {event.values[event.fields["id"]] for event in self}
        later = min(event.sort_key for event in events) > self[-1].sort_key
        if later and known.isdisjoint(event.id for event in events):
            return OrderedEvents([*self, *in_order(events)])
        return [*self, *events]


def in_order(events: Iterable[Event]) -> list[Event]:
    """*events* in the order that counts, the first of each id."""
    if isinstance(events, OrderedEvents):
        return events
    unique: dict[str, Event] = {}
    for event in events:
        unique.setdefault(event.id, event)
    return sorted(unique.values(), key=lambda event: event.sort_key)


def fold(
    plan: Plan, events: Iterable[Event], as_of: date, known_at: date | None = None
) -> Snapshot:
    """The state of every task of *plan* on *as_of*."""
    last_day = as_of.isoformat()
    ordered = effective(events, known_at).events
    counted = ordered[: bisect_right(ordered, last_day, key=attrgetter("day"))]
    by_task: defaultdict[str, list[Event]] = defaultdict(list)
    for event in counted:
        place = event.fields.get("task")
        if place is not None:
            by_task[event.values[place]].append(event)
    plan = with_added(plan, counted)
    states: dict[str, TaskState] = {}
    for task in reversed(list(plan.walk())):
        states[task.id] = _state(task, by_task.get(task.id, ()), states, plan, as_of)
    return Snapshot(plan, as_of, known_at, states, counted)


def with_added(plan: Plan, events: Iterable[Event]) -> Plan:
    """*plan* with the measures that the office has added below its points.

    A second addition of the same id is left out; ``check`` reports it.
    """
    added: dict[str, list[Task]] = {}
    seen: set[str] = set()
    for event in events:
        if "add" not in event.fields:
            continue
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
    events: Sequence[Event],
    below: Mapping[str, TaskState],
    plan: Plan,
    as_of: date,
) -> TaskState:
    """The state of one task from its own events and the states of the tasks below it."""
    tally = _Tally(task, plan)
    for event in events:
        tally.add(event)
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
        lags=bool(tally.lagging),
        measures_finished=finished if task.level is Level.POINT else 0,
        measures_total=len(children) if task.level is Level.POINT else 0,
        kind=tally.kind,
        claimed=tally.claimed_since(),
        stated=tally.stated,
        reports=tally.reports,
        returned=frozenset(tally.returned),
        events=events,
    )
    return state._replace(light=_light(state, as_of, plan.lights))


class _Tally:
    """What the events of one task add up to, the later ones prevailing."""

    def __init__(self, task: Task, plan: Plan) -> None:
        self.canonical = plan.canonical
        self.lead = self._named(task.lead)
        self.responsible = self._named(task.responsible)
        self.due = self.first_due = task.due
        self.percent: float | None = None
        self.stated: Event | None = None
        self.kind = Kind(task.kind) if task.kind else None
        self.reports: dict[str, Event] = {}
        self.returned: set[str] = set()
        self.lagging: set[str] = set()
        #: When, among the events added, the office and each unit last spoke of the status.
        self.added = self.stated_at = 0
        self.reported_at: dict[str, int] = {}

    def _named(self, names: Iterable[str]) -> tuple[str, ...]:
        """*names* as registered: records may use an alias, or a name that has become one."""
        return tuple(self.canonical.get(name, name) for name in names)

    def add(self, event: Event) -> None:
        """Count one more event."""
        self.added += 1
        fields = event.fields
        place = fields.get("unit")
        unit = event.values[place] if place is not None else ""
        if unit:
            unit = self.canonical.get(unit, unit)
        if "status" in fields:
            self.lagging.discard(unit)
            if unit:
                self.returned.discard(unit)
                self.reported_at[unit] = self.added
            else:
                self.stated, self.stated_at = event, self.added
        if unit and ("status" in fields or unit not in self.reported_at):
            self.reports[unit] = event
        if "lags" in fields and event.get("lags"):
            self.lagging.add(unit)
        if "percent" in fields and (not unit or unit in self.lead[:1]):
            self.percent = event.get("percent")
        if not unit and _AMENDING.intersection(fields):
            self._amend(event)

    def status(self, children: Sequence[TaskState], finished: int) -> Status:
        """The office's last word if there is one, else what follows from the reports."""
        said = self.stated.status if self.stated else None
        return said or self._derived(children, finished)

    def claimed_since(self) -> bool:
        """Whether all leads have reported the work finished since the office last spoke."""
        since = min((self.reported_at.get(unit, 0) for unit in self.lead), default=0)
        return self._all_leads_finished() and since > self.stated_at

    def _derived(self, children: Sequence[TaskState], finished: int) -> Status:
        """The status where the office has said nothing: at most 待核验."""
        if self._all_leads_finished() or (children and finished == len(children)):
            return Status.CLAIMED
        under_way = any(self._said(unit) is not Status.TODO for unit in self.reports)
        if under_way or any(child.status is not Status.TODO for child in children):
            return Status.DOING
        return Status.TODO

    def _all_leads_finished(self) -> bool:
        return bool(self.lead) and all(
            unit in self.reports and self._said(unit) in REPORTED_FINISHED for unit in self.lead
        )

    def _said(self, unit: str) -> Status:
        """A unit's own status; one that reports anything at all has begun."""
        if unit in self.returned:
            return Status.DOING
        return self.reports[unit].status or Status.DOING

    def _amend(self, event: Event) -> None:
        """What only the office can do: send back a report, move a date, name other units."""
        self.returned.update(self._named(event.returned))
        if kind := event.get("kind"):
            self.kind = Kind(kind)
        if due := event.get("due"):
            self.due = date.fromisoformat(due)
            self.first_due = self.first_due or self.due
        if lead := event.get("lead"):
            self.lead = self._named(lead)
        if responsible := event.get("responsible"):
            self.responsible = self._named(responsible)


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
