"""The filter flags of a command as one object with one method."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.search import holds_text
from lawgov_cli.domain.units import Part, parts_of
from lawgov_cli.domain.vocabulary import Light, Role, Status

if TYPE_CHECKING:
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.filters import Filter

#: Roles that satisfy a role asked for: a collector is a lead too.
_SATISFIES = {
    Role.LEAD: {Role.LEAD, Role.COLLECTOR},
    Role.COLLECTOR: {Role.COLLECTOR},
    Role.RESPONSIBLE: {Role.RESPONSIBLE},
}


class Query(NamedTuple):
    """What to keep. Empty means anything; several of one kind mean any of them.

    ``units`` are canonical names, ``sections`` ids of sections or groups of points.
    """

    units: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    role: Role | None = None
    statuses: tuple[Status, ...] = ()
    lights: tuple[Light, ...] = ()
    text: str = ""
    through_groups: bool = False
    where: Filter | None = None

    def matches(self, state: TaskState, snapshot: Snapshot) -> bool:
        """Whether *state*, that of a point, is kept."""
        return (
            (not self.units or bool(self.parts(state, snapshot)))
            and (not self.sections or self._in_section(state, snapshot))
            and (not self.statuses or state.status in self.statuses)
            and (not self.lights or state.light in self.lights)
            and (not self.text or holds_text(state, snapshot, self.text))
            and (self.role is None or bool(self.units) or self._has_role(state))
            and (self.where is None or self.where.matches(state, snapshot))
        )

    def parts(self, state: TaskState, snapshot: Snapshot) -> list[Part]:
        """What the units asked for are to the task: by name first, then through groups."""
        wanted = _SATISFIES[self.role] if self.role else set(Role)
        return [
            part
            for unit in self.units
            for part in parts_of(unit, state.lead, state.responsible, snapshot.plan)
            if part.role in wanted and (self.through_groups or not part.through)
        ]

    def apply(self, snapshot: Snapshot) -> list[TaskState]:
        """The points kept, in document order."""
        return [state for state in snapshot.points if self.matches(state, snapshot)]

    def _in_section(self, state: TaskState, snapshot: Snapshot) -> bool:
        parents = snapshot.plan.parents
        task = parents.get(state.task.id)
        while task is not None and task.id not in self.sections:
            task = parents.get(task.id)
        return task is not None

    def _has_role(self, state: TaskState) -> bool:
        return bool(state.responsible if self.role is Role.RESPONSIBLE else state.lead)
