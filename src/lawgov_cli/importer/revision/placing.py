"""Where the tasks of an office's own stand in a plan that a corrected document makes anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from lawgov_cli.domain.plan import Plan, Task


def with_own(made: tuple[Task, ...], old: Plan, own: Collection[str]) -> tuple[Task, ...]:
    """*made* with those tasks of *old* that *own* names, where they stood.

    Each comes behind the task that it followed, and what the office put below it goes along.
    """
    for task in old.walk():
        above = old.above(task.id)
        if task.id not in own or (above and above.id in own):
            continue
        found = {each.id: each for top in made for each in all_of(top)}
        whole = _filled(task, own, found)
        made = _without(made, {each.id for each in all_of(whole)})
        beside = [each.id for each in (above.tasks if above else old.tasks)]
        before = beside[: beside.index(task.id)]
        if above and above.id in found:
            made = changed(made, above.id, lambda top: _behind(top.tasks, before, whole))  # noqa: B023 - called at once
        else:
            made = _behind(made, before, whole)
    return made


def placed(tasks: tuple[Task, ...], parent: Task | None, task: Task) -> tuple[Task, ...]:
    """*tasks* with *task* last below the heading that *parent* became; at the end if it is gone."""
    if parent is not None and any(each.id == parent.id for top in tasks for each in all_of(top)):
        return changed(tasks, parent.id, lambda top: (*top.tasks, task))
    return (*tasks, task)


def changed(
    tasks: Sequence[Task], number: str, below: Callable[[Task], tuple[Task, ...]]
) -> tuple[Task, ...]:
    """*tasks* with others *below* the one with the id *number*, wherever it stands."""
    return tuple(
        task._replace(
            tasks=below(task) if task.id == number else changed(task.tasks, number, below)
        )
        for task in tasks
    )


def all_of(task: Task) -> Iterator[Task]:
    """*task* and all that stands below it, in document order."""
    yield task
    for child in task.tasks:
        yield from all_of(child)


def _filled(task: Task, own: Collection[str], found: dict[str, Task]) -> Task:
    below = [
        _filled(child, own, found) if child.id in own else found[child.id]
        for child in task.tasks
        if child.id in own or child.id in found
    ]
    return task._replace(tasks=tuple(below))


def _without(tasks: Sequence[Task], numbers: Collection[str]) -> tuple[Task, ...]:
    return tuple(
        task._replace(tasks=_without(task.tasks, numbers))
        for task in tasks
        if task.id not in numbers
    )


def _behind(tasks: Sequence[Task], before: Collection[str], task: Task) -> tuple[Task, ...]:
    at = max((place for place, each in enumerate(tasks, 1) if each.id in before), default=0)
    return (*tasks[:at], task, *tasks[at:])
