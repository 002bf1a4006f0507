"""Days that were guessed, not read, or seem wrong: in prose, and behind labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.grid import lists_bodies
from lawgov_cli.importer.language.deadlines import (
    deadlines,
    impossible,
    is_unread,
    overlooked,
    several,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.importer.structure.node import Node


def doubtful_dates(plan: Plan, roots: Iterable[Node], at: Mapping[str, int]) -> Iterator[Finding]:
    """Deadlines that were not understood, or lie before the day of issue.

    Parameters:
        at: the line of each task, by id.
    """
    rows = {node.id for root in roots for node in root.walk() if node.row}
    for task in plan.walk():
        place = f"“{task.title}”" if task.level.is_heading else nth(task.id)
        for code, words in _doubted(task, plan, rows):
            yield Finding(code, at[task.id], f"{place}“{'；'.join(words)}”")
        if task.due and plan.issued and task.due < plan.issued:
            shown = f"{nth(task.id)}“{task.due_words}”({long_date(task.due)})"
            yield Finding("date-early", at[task.id], shown, (long_date(plan.issued),))


def _doubted(task: Task, plan: Plan, rows: Container[str]) -> Iterator[tuple[str, list[str]]]:
    """What is doubtful about the days of *task*, and the words of each."""
    year, own = plan.year, task.due_words
    unread = bool(own and not task.due and (is_unread(own, year) or lists_bodies(own)))
    kinds = (
        ("date-unread", [own] if unread else []),
        ("date-several", [own] if task.due and several(own, year) else []),
        ("date-text", _overlooked(task, year, rows)),
        ("date-heading", _at_heading(task, year)),
        ("date-later", [own] if _is_far(task, plan) else []),
        ("date-impossible", impossible(f"{task.title}\n{task.text}", year)),
        ("date-prose", _competing(task, year)),
    )
    return ((code, words) for code, words in kinds if words)


def _overlooked(task: Task, year: int, rows: Container[str]) -> list[str]:
    """What prose says of time, where no label says it; columns of a row are told as such.

    Beside a label only what is later is told: what is earlier is a step on the way.
    """
    text = task.title if task.id in rows else f"{task.title}\n{task.text}"
    if task.level.is_heading:
        return []
    if task.due_words in text:
        return [words for words in overlooked(text, year) if words not in task.due_words]
    stated = [each for each in deadlines(text, year) if each.due.year == year]
    return [each.words for each in stated if task.due is None or each.due > task.due]


def _at_heading(task: Task, year: int) -> list[str]:
    """What the title of a part says of time; below a heading each point has its own."""
    if not task.level.is_heading:
        return []
    return [each.words for each in deadlines(task.title, year)]


def _is_far(task: Task, plan: Plan) -> bool:
    """Whether prose says 到 a day behind the document's last year: a deadline, or a distant aim."""
    late = task.due is not None and task.due > plan.ends
    said = f"{task.title}\n{task.text}"
    return late and any(f"{word}{task.due_words}" in said for word in "到至")


def _competing(task: Task, year: int) -> list[str]:
    """The deadlines in the prose of *task*, where its own was one of several."""
    below = (measure.text for measure in task.tasks if not measure.due)
    texts = (task.title, task.text, *below)
    found = {each.words: each.due for text in texts for each in deadlines(text, year)}
    several = task.due_words in found and len(set(found.values())) > 1
    return list(found) if several else []
