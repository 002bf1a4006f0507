"""Finding text in what is said of a task: title, text, units, measures, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState


def holds_text(state: TaskState, snapshot: Snapshot, wanted: str) -> bool:
    """Whether anything said in the task holds *wanted*, whatever the width and case."""
    return any_holds(_texts(state, snapshot), [wanted])


def any_holds(texts: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of *texts* holds one of *wanted*; *texts* are read only up to that one."""
    words = [folded(word) for word in wanted]
    return any(word in plain for plain in map(folded, texts) for word in words)


def _texts(state: TaskState, snapshot: Snapshot) -> Iterable[str]:
    task = state.task
    yield from (
        task.title,
        task.text,
        *state.lead,
        *state.responsible,
        *task.lead,
        *task.responsible,
    )
    yield from (event.note for event in state.events.having("note"))
    for child in task.tasks:
        yield from _texts(snapshot.states[child.id], snapshot)
