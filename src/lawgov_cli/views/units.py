"""What ``units`` shows: every unit and group with its counts, spellings and members."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.progress import Snapshot


class UnitSummary(NamedTuple):
    """One unit or group: how many points it leads, collects and answers for."""

    name: str
    aliases: tuple[str, ...]
    abbr: tuple[str, ...]
    groups: tuple[str, ...]
    leads: int
    collects: int
    responsible: int
    members: tuple[str, ...] | None = None
    note: str = ""


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
                abbr=getattr(entry, "abbr", ()),
                groups=plan.groups_of.get(name, ()),
                leads=sum(name in state.lead for state in points),
                collects=sum(state.lead[:1] == (name,) for state in points),
                responsible=sum(name in state.responsible for state in points),
                members=getattr(entry, "members", None),
                note=getattr(entry, "note", ""),
            )
        )
    return summaries
