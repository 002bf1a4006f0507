"""What can be asked of a task: the tests that flags and filters are made of, and joining them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from lawgov_cli.domain.progress import Snapshot
from lawgov_cli.domain.search import holds_text
from lawgov_cli.domain.task_state import TaskState
from lawgov_cli.domain.units import parts_of
from lawgov_cli.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.units import Part
    from lawgov_cli.domain.vocabulary import Light, Status

#: Whether a task is kept.
Test = Callable[[TaskState, Snapshot], bool]

#: Roles that satisfy a role asked for: a collector is a lead too.
_SATISFIES = {
    None: frozenset(Role),
    Role.LEAD: frozenset({Role.LEAD, Role.COLLECTOR}),
    Role.COLLECTOR: frozenset({Role.COLLECTOR}),
    Role.RESPONSIBLE: frozenset({Role.RESPONSIBLE}),
}


def any_of(tests: Sequence[Test]) -> Test:
    """Whether one of *tests* is met."""
    if len(tests) == 1:
        return tests[0]
    return lambda state, snapshot: any(test(state, snapshot) for test in tests)


def all_of(tests: Sequence[Test]) -> Test:
    """Whether all of *tests* are met."""
    if len(tests) == 1:
        return tests[0]
    return lambda state, snapshot: all(test(state, snapshot) for test in tests)


def none_of(test: Test) -> Test:
    """Whether *test* is not met."""
    return lambda state, snapshot: not test(state, snapshot)


def parts_played(
    units: Collection[str], role: Role | None, state: TaskState, plan: Plan, *, through_groups: bool
) -> Iterator[Part]:
    """What *units* are to the task, unit by unit: by name first, then through groups.

    Parameters:
        role: only what satisfies it.
        through_groups: whether a unit that belongs to a group that is named counts.
    """
    wanted = _SATISFIES[role]
    for unit in units:
        for part in parts_of(unit, state.lead, state.responsible, plan):
            if part.role in wanted and (through_groups or not part.through):
                yield part


def by_units(units: Collection[str], role: Role | None, *, through_groups: bool = False) -> Test:
    """Whether one of *units* has a part in it, in that role."""

    def test(state: TaskState, snapshot: Snapshot) -> bool:
        parts = parts_played(units, role, state, snapshot.plan, through_groups=through_groups)
        return next(parts, None) is not None

    return test


def by_anyone(role: Role | None) -> Test:
    """Whether any unit or group is named in that role."""

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        leads, others = role is not Role.RESPONSIBLE, role in {None, Role.RESPONSIBLE}
        return bool((leads and state.lead) or (others and state.responsible))

    return test


def in_sections(ids: Collection[str]) -> Test:
    """Whether it lies in one of the sections, or groups within one."""

    def test(state: TaskState, snapshot: Snapshot) -> bool:
        task = snapshot.plan.above(state.task.id)
        while task is not None and task.id not in ids:
            task = snapshot.plan.above(task.id)
        return task is not None

    return test


def with_status(statuses: Collection[Collection[Status]]) -> Test:
    """Whether its status is in one of these sets."""
    wanted = frozenset().union(*statuses)
    return lambda state, _snapshot: state.status in wanted


def with_light(lights: Collection[Light]) -> Test:
    """Whether its light is one of these."""
    return lambda state, _snapshot: state.light in lights


def with_text(texts: Collection[str]) -> Test:
    """Whether title, text, units, measures or notes hold one of *texts*."""
    return lambda state, snapshot: any(holds_text(state, snapshot, text) for text in texts)
