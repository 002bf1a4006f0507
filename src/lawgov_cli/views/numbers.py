"""Counts by status, light, section and unit; the units; the overview of bare ``lawgov``.

Every set of numbers adds up to its total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.counts import count_lights, count_statuses
from lawgov_cli.domain.plan import Unit
from lawgov_cli.domain.units import initials_of
from lawgov_cli.domain.vocabulary import LIT, Status
from lawgov_cli.views.records import LogRow, log_row
from lawgov_cli.views.rows import TaskRow, heading, task_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Group, Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection


class Tally(NamedTuple):
    """One line of counts: a status or a light with its number and share."""

    code: str
    word: str
    number: int
    percent: str


class StatsRow(NamedTuple):
    """Counts of one section, unit or the whole: total and by status, in the order of Status."""

    name: str
    total: int
    numbers: tuple[int, ...]
    percent_done: str


class StatsView(NamedTuple):
    """Counts of what a selection keeps."""

    heading: str
    as_of: date
    total: StatsRow
    statuses: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    sections: tuple[StatsRow, ...]
    units: tuple[StatsRow, ...]


def stats_view(selection: Selection, snapshot: Snapshot) -> StatsView:
    """Counts of the points that *selection* keeps."""
    states = selection.apply(snapshot)
    return StatsView(
        heading="、".join(selection.units) or snapshot.plan.title,
        as_of=snapshot.as_of,
        total=stats_row("合计", states),
        statuses=status_tallies(states),
        lights=light_tallies(states, snapshot.plan),
        sections=tuple(stats_by_section(states, snapshot)),
        units=tuple(stats_by_unit(states)),
    )


def status_tallies(states: Iterable[TaskState]) -> tuple[Tally, ...]:
    """Number and share of each status; the numbers add up to the total."""
    counts = count_statuses(states)
    return tuple(Tally(s.value, s.word, c.number, c.percent) for s, c in counts.items())


def light_tallies(states: Iterable[TaskState], plan: Plan) -> tuple[Tally, ...]:
    """Number and share of each light."""
    counts = count_lights(states)
    return tuple(
        Tally(light.value, plan.lights.word(light), c.number, c.percent)
        for light, c in counts.items()
    )


def stats_row(name: str, states: Sequence[TaskState]) -> StatsRow:
    """Counts of *states* under *name*."""
    counts = count_statuses(states)
    return StatsRow(
        name,
        len(states),
        tuple(count.number for count in counts.values()),
        counts[Status.DONE].percent,
    )


def stats_by_section(states: Sequence[TaskState], snapshot: Snapshot) -> list[StatsRow]:
    """Counts by section, in document order; points outside any section come last."""
    buckets: dict[str, list[TaskState]] = {}
    names: dict[str, str] = {}
    for state in states:
        section = snapshot.plan.section_of(state.task.id)
        key = section.id if section else ""
        names[key] = heading(section) if section else "不分部分"
        buckets.setdefault(key, []).append(state)
    return [stats_row(names[key], held) for key, held in buckets.items()]


def stats_by_unit(states: Sequence[TaskState]) -> list[StatsRow]:
    """Counts by leading unit, most points first. A point with several leads counts for each."""
    buckets: dict[str, list[TaskState]] = {}
    for state in states:
        for unit in state.lead:
            buckets.setdefault(unit, []).append(state)
    ordered = sorted(buckets.items(), key=lambda item: -len(item[1]))
    return [stats_row(unit, held) for unit, held in ordered]


class UnitSummary(NamedTuple):
    """One unit or group: how many points it leads, collects and answers for.

    ``members`` and ``note`` are a group's; ``ended`` is the day on which a unit was dissolved.
    """

    name: str
    aliases: tuple[str, ...]
    abbr: tuple[str, ...]
    groups: tuple[str, ...]
    leads: int
    collects: int
    responsible: int
    members: tuple[str, ...] | None = None
    note: str = ""
    contact: str = ""
    phone: str = ""
    ended: str = ""


class UnitsView(NamedTuple):
    """The units and groups shown."""

    units: tuple[UnitSummary, ...]
    groups: tuple[UnitSummary, ...]
    as_of: date


def units_view(snapshot: Snapshot, only: str = "") -> UnitsView:
    """Every unit and group as registered, or *only* one of them (canonical name)."""
    kept = [s for s in unit_summaries(snapshot) if not only or s.name == only]
    return UnitsView(
        units=tuple(summary for summary in kept if summary.members is None),
        groups=tuple(summary for summary in kept if summary.members is not None),
        as_of=snapshot.as_of,
    )


def unit_summaries(snapshot: Snapshot) -> list[UnitSummary]:
    """Every unit, then every group, as registered."""
    plan = snapshot.plan
    points = snapshot.points
    summaries = []
    for entry in plan.bodies:
        name = entry.name
        summaries.append(
            UnitSummary(
                name=name,
                aliases=entry.aliases,
                abbr=getattr(entry, "abbr", ()) or initials_of(entry)[:1],
                groups=plan.groups_of.get(name, ()),
                leads=sum(name in state.lead for state in points),
                collects=sum(state.lead[:1] == (name,) for state in points),
                responsible=sum(name in state.responsible for state in points),
                members=_members(entry, plan),
                note=getattr(entry, "note", ""),
                ended=plan.ended.get(name, ""),
                contact=getattr(entry, "contact", ""),
                phone=getattr(entry, "phone", ""),
            )
        )
    return summaries


def _members(entry: Unit | Group, plan: Plan) -> tuple[str, ...] | None:
    """The members of a group as registered, without those that have ended."""
    if isinstance(entry, Unit):
        return None
    return tuple(name for name in entry.members if plan.canonical.get(name) not in plan.ended)


class OverviewView(NamedTuple):
    """The one screen of bare ``lawgov``."""

    title: str
    as_of: date
    is_today: bool
    total: int
    statuses: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    late: tuple[TaskRow, ...]
    to_verify: tuple[str, ...]
    last: tuple[LogRow, ...]


def overview_view(snapshot: Snapshot, today: date, limit: int = 5) -> OverviewView:
    """Totals, what is late or lags, what waits for the office, and the last records."""
    points = snapshot.points
    lit = sorted((s for s in points if s.light in LIT), key=lambda s: LIT.index(s.light))
    claimed = [s.task.id for s in points if s.awaits_verification]
    said = snapshot.events.having("task", "chase").latest(limit)
    return OverviewView(
        title=snapshot.plan.title,
        as_of=snapshot.as_of,
        is_today=snapshot.as_of == today,
        total=len(points),
        statuses=status_tallies(points),
        lights=light_tallies(points, snapshot.plan),
        late=tuple(task_row(state, snapshot) for state in lit),
        to_verify=tuple(claimed),
        last=tuple(log_row(event, snapshot.plan.year) for event in said),
    )
