"""The rules of the fold as one reads them: record after record, each changing what holds.

The program looks at columns instead, for speed; both must come to the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.vocabulary import REPORTED_FINISHED, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan, Task


@dataclass
class Holds:
    """What holds of one task after the records so far."""

    lead: list[str]
    responsible: list[str]
    due: str | None
    first_due: str | None
    kind: str | None
    stated: Event | None = None
    percent: float | None = None
    claimed: bool = False
    reports: dict[str, Event] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)
    taken_back: set[str] = field(default_factory=set)
    idle: dict[str, bool] = field(default_factory=dict)
    lagging: set[str] = field(default_factory=set)


def recorded(task: Task, events: Iterable[Event], canonical: Mapping[str, str]) -> Holds:
    """What holds of *task* after *events*, which are in order and count."""

    def named(names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(canonical.get(name, name) for name in names))

    due = task.due.isoformat() if task.due else None
    holds = Holds(named(task.lead), named(task.responsible), due, due, task.kind or None)
    for event in events:
        record = event.data
        unit = canonical.get(event.unit, event.unit)
        if "percent" in record and (not unit or unit in holds.lead[:1]):
            holds.percent = record["percent"]
        if "status" in record:
            holds.lagging.discard(unit)
            holds.taken_back.discard(unit)
        if record.get("lags"):
            holds.lagging.add(unit)
        if unit:
            _report(holds, unit, event)
        else:
            _settle(holds, record, named)
            if "status" in record:
                holds.stated = event
    holds.claimed = _all_claim(holds, since=holds.stated)
    return holds


def _report(holds: Holds, unit: str, event: Event) -> None:
    """A record with a status is never put aside by one without, nor by one that says nothing."""
    before = holds.reports.get(unit)
    idle = bool(event.get("zero")) and event.status is None
    kept = before is not None and (before.status or (idle and not before.get("zero")))
    if not kept or event.status or unit in holds.taken_back:
        holds.reports[unit] = event
    holds.returned.discard(unit)
    holds.idle[unit] = bool(event.get("zero")) and holds.idle.get(unit, True)


def _begun(holds: Holds, unit: str, report: Event) -> bool:
    if report.status is None and holds.idle[unit]:
        return False
    return unit in holds.taken_back or report.status is not Status.TODO


def counting(events: Iterable[Event], everything: Sequence[Event], plan: Plan) -> list[Event]:
    """Those of *events* that are the office's, or of a unit with a part in the point that day."""
    return [event for event in events if not event.unit or _has_part(event, everything, plan)]


def _has_part(event: Event, everything: Sequence[Event], plan: Plan) -> bool:
    point = plan.point_of(event.task)
    named: list[str] = []
    for task in plan.walk():
        for role in ("lead", "responsible") if plan.point_of(task.id) is point else ():
            names = list(getattr(task, role))
            for other in everything:
                if other.task == task.id and not other.unit and other.get(role):
                    if other.day < event.day:
                        names = other.get(role)
                    elif other.day == event.day:
                        names = [*names, *other.get(role)]
            named += names
    bodies = [plan.canonical.get(name, name) for name in named]
    members = [unit for body in bodies if body in plan.groups for unit in plan.members_of(body)]
    return plan.canonical.get(event.unit, event.unit) in {*bodies, *members}


def _settle(holds: Holds, record: Mapping[str, Any], named: Any) -> None:  # noqa: ANN401
    holds.returned |= set(named(record.get("returned", ())))
    holds.taken_back |= set(named(record.get("returned", ())))
    holds.kind = record.get("kind") or holds.kind
    if record.get("due"):
        holds.due = record["due"]
        holds.first_due = holds.first_due or holds.due
    holds.lead = named(record.get("lead") or holds.lead)
    holds.responsible = named(record.get("responsible") or holds.responsible)


def _all_claim(holds: Holds, since: Event | None) -> bool:
    """Whether every lead has reported it finished after the office's last word *since*."""
    return bool(holds.lead) and all(
        unit in holds.reports
        and holds.reports[unit].status in REPORTED_FINISHED
        and unit not in holds.taken_back
        and (since is None or holds.reports[unit].sort_key > since.sort_key)
        for unit in holds.lead
    )


def derived(holds: Holds, below: Iterable[Status], finished: Collection[Status]) -> Status:
    """The office's word, else what follows from the units' reports and the parts."""
    parts = list(below)
    if holds.stated:
        return holds.stated.status or Status.TODO
    if _all_claim(holds, since=None) or (parts and all(part in finished for part in parts)):
        return Status.CLAIMED
    begun = any(_begun(holds, unit, report) for unit, report in holds.reports.items())
    if begun or any(part is not Status.TODO for part in parts):
        return Status.DOING
    return Status.TODO
