"""The rules of the fold as one reads them: record after record, each changing what holds.

The program looks at columns instead, for speed; both must come to the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.vocabulary import REPORTED_FINISHED, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Task


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
            holds.returned.discard(unit)
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
    """A record with a status is never put aside by one without."""
    before = holds.reports.get(unit)
    if before is None or before.status is None or event.status is not None:
        holds.reports[unit] = event


def _settle(holds: Holds, record: Mapping[str, Any], named: Any) -> None:  # noqa: ANN401
    holds.returned |= set(named(record.get("returned", ())))
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
        and unit not in holds.returned
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
    begun = any(
        unit in holds.returned or report.status is not Status.TODO
        for unit, report in holds.reports.items()
    )
    if begun or any(part is not Status.TODO for part in parts):
        return Status.DOING
    return Status.TODO
