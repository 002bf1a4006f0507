"""Which task of one plan is which of another: by text, then by title, then by likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.likeness import likeness
from lawgov_cli.importer.language.wording import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lawgov_cli.domain.plan import Task

#: Below this two texts have no more in common than any two of the genre.
ALIKE = 0.5


class Match(NamedTuple):
    """A task and the one it continues, with how alike their texts are (0 to 1)."""

    old: Task
    new: Task
    likeness: float


def matches(old: Sequence[Task], new: Sequence[Task], least: float = ALIKE) -> list[Match]:
    """One-to-one pairs of tasks that are the same or alike, in the order of *new*.

    Parameters:
        least: how alike two texts must be to be taken for the same.
    """
    pairing = _Pairing(old, new)
    pairing.by(lambda task: (task.label, whole_text(task)))
    pairing.by(whole_text)
    pairing.by(lambda task: bare(task.title))
    pairing.by_likeness(least)
    order = {id(task): place for place, task in enumerate(new)}
    return sorted(pairing.found, key=lambda match: order[id(match.new)])


def whole_text(task: Task) -> str:
    """Title and text of *task* and of the measures below it, without blanks."""
    parts, stack = [], [task]
    while stack:
        each = stack.pop()
        parts += [each.title, each.text]
        stack.extend(reversed(each.tasks))
    return bare("".join(parts))


class _Pairing:
    """Pairs found so far, and what is left on both sides."""

    def __init__(self, old: Iterable[Task], new: Iterable[Task]) -> None:
        self.old = list(old)
        self.new = list(new)
        self.found: list[Match] = []

    def by(self, key: Callable[[Task], object]) -> None:
        """Pair what has the same *key*, first with first; an empty key says nothing."""
        waiting: dict[object, list[Task]] = {}
        for task in self.old:
            waiting.setdefault(key(task), []).append(task)
        for task in list(self.new):
            said = key(task)
            if said and waiting.get(said):
                before = waiting[said].pop(0)
                self._pair(before, task, likeness(whole_text(before), whole_text(task)))

    def by_likeness(self, least: float) -> None:
        """Pair what is left, the most alike first."""
        texts = {id(task): whole_text(task) for task in (*self.old, *self.new)}
        scored = [
            (likeness(texts[id(before)], texts[id(task)]), -at, before, task)
            for at, before in enumerate(self.old)
            for task in self.new
        ]
        taken: set[int] = set()
        for score, _, before, task in sorted(scored, key=lambda pair: pair[:2], reverse=True):
            if score >= least and not {id(before), id(task)} & taken:
                taken |= {id(before), id(task)}
                self._pair(before, task, score)

    def _pair(self, old: Task, new: Task, score: float) -> None:
        self.found.append(Match(old, new, score))
        self.old = [task for task in self.old if task is not old]
        self.new = [task for task in self.new if task is not new]
