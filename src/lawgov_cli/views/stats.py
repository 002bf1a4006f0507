"""Counts: by status, light, section and unit. Every set of numbers adds up to its total."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.counts import count_lights, count_statuses
from lawgov_cli.model import Status
from lawgov_cli.views.rows import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lawgov_cli.model import Plan
    from lawgov_cli.progress import Snapshot, TaskState
    from lawgov_cli.query import Query


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
    """Counts of what a query keeps."""

    heading: str
    as_of: date
    total: StatsRow
    statuses: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    sections: tuple[StatsRow, ...]
    units: tuple[StatsRow, ...]


def stats_view(query: Query, snapshot: Snapshot) -> StatsView:
    """Counts of the points that *query* keeps."""
    states = query.apply(snapshot)
    return StatsView(
        heading="、".join(query.units) or snapshot.plan.title,
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
