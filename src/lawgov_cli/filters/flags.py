"""The flags of a command that choose tasks, compiled to the tests that filters are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.filters import predicates as ask
from lawgov_cli.filters import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.units import Part
    from lawgov_cli.domain.vocabulary import Role
    from lawgov_cli.filters.grammar import Filter
    from lawgov_cli.filters.predicates import Test


class Selection(NamedTuple):
    """The tasks to keep; without arguments all of them.

    ``units`` are canonical names, ``sections`` ids of sections or groups of points; ``tests`` ask
    the rest.
    """

    units: tuple[str, ...] = ()
    role: Role | None = None
    through_groups: bool = False
    sections: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.units or self.sections or self.role or self.tests)

    @property
    def _of_units(self) -> Test | None:
        """What is asked of the units."""
        if self.units:
            return ask.by_units(self.units, self.role, through_groups=self.through_groups)
        return ask.by_anyone(self.role) if self.role else None

    def numbers(self, snapshot: Snapshot) -> Sequence[int]:
        """The points kept, in document order, by their numbers among all, from 0."""
        named, tests = self._of_units, [*self.tests]
        if self.sections:
            tests.insert(0, ask.in_sections(self.sections))
        kept = snapshot.numbers_named(named) if named else range(len(snapshot.plan.points))
        if not tests:
            return kept
        test, states = ask.all_of(tests), snapshot.numbered(kept)
        return [n for n, state in zip(kept, states, strict=True) if test(state, snapshot)]

    def apply(self, snapshot: Snapshot) -> list[TaskState]:
        """The points kept, in document order."""
        return snapshot.numbered(self.numbers(snapshot))

    def parts(self, state: TaskState, snapshot: Snapshot) -> list[Part]:
        """What the units asked for are to the task: by name first, then through groups."""
        groups = self.through_groups
        plan = snapshot.plan
        return list(ask.parts_played(self.units, self.role, state, plan, through_groups=groups))

    def with_groups(self, *, through: bool) -> Selection:
        """The same with, or without, what the units are through groups."""
        return self._replace(through_groups=through)


def select(  # noqa: PLR0913 - one argument a flag
    plan: Plan,
    *,
    unit: Iterable[str] | None = None,
    section: Collection[str] | None = None,
    role: str | None = None,
    status: Iterable[str] | None = None,
    light: Iterable[str] | None = None,
    grep: str | None = None,
    group: bool = False,
    where: Filter | None = None,
) -> Selection:
    """What the words of the flags ask; several of one kind mean any of them.

    Raises:
        UnknownWord: a status, a light or a role that does not exist.
        NotFound: a unit or a section that the plan does not have.
    """
    statuses = [words.read_statuses(word, plan) for word in words.pieces(status or ())]
    lights = [words.read_light(word, plan) for word in words.pieces(light or ())]
    asked = [
        statuses and ask.with_status(statuses),
        lights and ask.with_light(lights),
        grep and ask.with_text([grep]),
        where and where.test,
    ]
    return Selection(
        units=words.read_units(unit or (), plan),
        role=None if role is None else words.read_role(role),
        through_groups=group,
        sections=words.read_sections(section or (), plan),
        tests=tuple(test for test in asked if callable(test)),
    )
