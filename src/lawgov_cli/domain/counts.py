"""How many tasks have each status or show each light; every set of numbers adds up to its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Light, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.task_state import TaskState


class Count(NamedTuple):
    """A number of points and its share of the total."""

    number: int
    total: int

    @property
    def percent(self) -> str:
        """``63.3%``: rounded half up to one decimal."""
        if not self.total:
            return "0.0%"
        tenths = (2000 * self.number + self.total) // (2 * self.total)
        return f"{tenths // 10}.{tenths % 10}%"


def count_statuses(states: Iterable[TaskState]) -> dict[Status, Count]:
    """How many tasks have each status; the numbers add up to the total."""
    listed = [state.status for state in states]
    return {status: Count(listed.count(status), len(listed)) for status in Status}


def count_lights(states: Iterable[TaskState]) -> dict[Light, Count]:
    """How many tasks show each light; the numbers add up to the total."""
    listed = [state.light for state in states]
    return {light: Count(listed.count(light), len(listed)) for light in Light}
