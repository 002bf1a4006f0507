"""Next year's document: which points continue last year's, and what last year left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import FINISHED
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.revision.matching import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.vocabulary import Status


class Continuation(NamedTuple):
    """A proposal: the point *new* continues last year's *old*.

    Attributes:
        likeness: how alike their texts are, 0 to 1.
        same_title: whether their titles are the same.
        same_lead: whether the same body collects.
    """

    old: Task
    new: Task
    likeness: float
    same_title: bool
    same_lead: bool


def continuations(old: Plan, new: Plan) -> list[Continuation]:
    """Which points of *new* seem to continue points of *old*; for a person to judge."""
    return [
        Continuation(
            match.old,
            match.new,
            match.likeness,
            bare(match.old.title) == bare(match.new.title),
            _collector(match.old, old) == _collector(match.new, old),
        )
        for match in matches(old.points, new.points, least=0.3)
    ]


def _collector(point: Task, plan: Plan) -> str:
    names = point.lead or point.responsible
    return plan.canonical.get(names[0], names[0]) if names else ""


def left_open(old: Plan, statuses: Mapping[str, Status]) -> list[tuple[Task, Status]]:
    """The points of *old* that were not finished, with their status."""
    return [
        (point, statuses[point.id])
        for point in old.points
        if point.id in statuses and statuses[point.id] not in FINISHED
    ]
