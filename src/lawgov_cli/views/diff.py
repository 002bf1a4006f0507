"""What ``diff`` shows: what changed between two days, by point and by unit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.numerals import tenths
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.fields import PROGRESS
from lawgov_cli.views.records import NoteRow, note_row
from lawgov_cli.views.rows import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection


class Step(NamedTuple):
    """One fact of a point that changed: its name in code and on the screen, and both values.

    A value is a code, an ISO date or a number, ``None`` where there is none; beside it stand the
    words it is shown by.
    """

    field: str
    word: str
    before: str | float | None
    after: str | float | None
    before_word: str
    after_word: str


class PointChange(NamedTuple):
    """A point on which something changed or was said.

    ``notes`` are the newest of the ``said`` records that say something, oldest first; ``reports``
    counts those of each unit.
    """

    id: str
    title: str
    section: str
    lead: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[NoteRow, ...]
    said: int
    reports: Mapping[str, int]

    @property
    def status(self) -> Step | None:
        """The step of its status, if it moved."""
        return next((step for step in self.steps if step.field == "status"), None)


class Move(NamedTuple):
    """Points whose status went the same way."""

    before: str
    after: str
    before_word: str
    after_word: str
    ids: tuple[str, ...]


class UnitChange(NamedTuple):
    """A unit some of whose points moved, or that reported.

    ``points`` counts those it leads or answers for by name; ``records`` counts its reports, and
    ``reported`` names the points they are about.
    """

    name: str
    points: int
    moves: tuple[Move, ...]
    records: int
    reported: tuple[str, ...]


class DiffView(NamedTuple):
    """What changed from the end of one day to the end of another.

    ``total`` counts the points looked at, ``still_units`` the units with nothing to tell.
    """

    before: date
    after: date
    scope: str
    total: int
    moves: tuple[Move, ...]
    points: tuple[PointChange, ...]
    units: tuple[UnitChange, ...]
    still_units: int


def diff_view(
    selection: Selection, before: Snapshot, after: Snapshot, limit: int | None = None
) -> DiffView:
    """What changed on the points that *selection* keeps on the later day.

    Parameters:
        limit: how many notes of a point are shown at most; all where it is ``None``.
    """
    states = selection.apply(after)
    changes = [_change(state, before, after, limit) for state in states]
    changed = [change for change in changes if change.steps or change.said]
    units = _unit_changes(selection.units or _units(states, changed, after.plan), states, changed)
    moved = [unit for unit in units if unit.moves or unit.records]
    sections = [heading(after.plan.by_id[name]) for name in selection.sections]
    return DiffView(
        before=before.as_of,
        after=after.as_of,
        scope="、".join((*selection.units, *sections)),
        total=len(states),
        moves=_moves(changed),
        points=tuple(changed),
        units=tuple(moved),
        still_units=len(units) - len(moved),
    )


def _change(state: TaskState, before: Snapshot, after: Snapshot, limit: int | None) -> PointChange:
    plan = after.plan
    section = plan.section_of(state.task.id)
    since = after.events_of(state).since(before.as_of + timedelta(days=1))
    said = since.having(*PROGRESS)
    shown = said if limit is None else said[max(len(said) - limit, 0) :]
    return PointChange(
        id=state.task.id,
        title=state.task.title or state.task.text,
        section=heading(section) if section else "",
        lead=state.lead,
        steps=tuple(_steps(before.states[state.task.id], state, plan)),
        notes=tuple(note_row(event, plan, state.task.id) for event in shown),
        said=len(said),
        reports=said.reports(),
    )


class _Fact(NamedTuple):
    """One fact of a point: its name in code and on the screen, its value, how it is shown."""

    field: str
    word: str
    value: str | float | None
    shown: str


def _steps(old: TaskState, new: TaskState, plan: Plan) -> Iterable[Step]:
    """The facts that differ."""
    for was, now in zip(_facts(old, plan), _facts(new, plan), strict=True):
        if was.value != now.value:
            yield Step(was.field, was.word, was.value, now.value, was.shown, now.shown)


def _facts(state: TaskState, plan: Plan) -> list[_Fact]:
    kind, percent = state.kind, state.percent
    measures = f"{state.measures_finished}/{state.measures_total}"
    lead, responsible = "、".join(state.lead), "、".join(state.responsible)
    return [
        _Fact("status", "状态", state.status.value, state.status.word),
        _Fact("light", "亮灯", state.light.value, plan.lights.word(state.light)),
        _Fact("due", "时限", *_day(state.due, plan.year)),
        _Fact("kind", "类型", kind and kind.value, kind.word if kind else "无"),
        _Fact("percent", "进度", percent, "无" if percent is None else f"{tenths(percent)}%"),
        _Fact("measures", "举措", measures, measures),
        _Fact("lead", "牵头", lead, lead or "无"),
        _Fact("responsible", "责任", responsible, responsible or "无"),
    ]


def _day(day: date | None, year: int) -> tuple[str | None, str]:
    return (day.isoformat(), short_date(day, year)) if day else (None, "无")


def _moves(changes: Iterable[PointChange]) -> tuple[Move, ...]:
    """The ways statuses went, the commonest first."""
    ways: dict[Step, list[str]] = {}
    for change in changes:
        if step := change.status:
            ways.setdefault(step, []).append(change.id)
    ordered = sorted(ways.items(), key=lambda way: -len(way[1]))
    return tuple(
        Move(str(s.before), str(s.after), s.before_word, s.after_word, tuple(ids))
        for s, ids in ordered
    )


def _units(
    states: Iterable[TaskState], changes: Iterable[PointChange], plan: Plan
) -> Iterable[str]:
    """Every unit that the points name, then those that only reported; groups are not units."""
    named = [unit for s in states for unit in (*s.lead, *s.responsible) if unit not in plan.groups]
    reporting = [unit for change in changes for unit in change.reports]
    return dict.fromkeys([*named, *reporting])


def _unit_changes(
    units: Iterable[str], states: Sequence[TaskState], changes: Sequence[PointChange]
) -> list[UnitChange]:
    named = {s.task.id: {*s.lead, *s.responsible} for s in states}
    found = []
    for unit in units:
        own = {change.id: change.reports[unit] for change in changes if unit in change.reports}
        found.append(
            UnitChange(
                name=unit,
                points=sum(unit in names for names in named.values()),
                moves=_moves(change for change in changes if unit in named[change.id]),
                records=sum(own.values()),
                reported=tuple(own),
            )
        )
    return found
