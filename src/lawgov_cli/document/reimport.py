"""A corrected document over a plan in use: ids stay, what changed is marked, nothing is lost.

The corrected plan has the new text and structure. A task that is the same, or alike, keeps its
id and what the office wrote about it; its text, where changed, is marked until acknowledged.
A task that is gone but has records stays, printing nothing, so that its records keep their task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.matching import matches
from lawgov_cli.document.printing import document_text
from lawgov_cli.document.registry import carried
from lawgov_cli.document.wording import bare
from lawgov_cli.model import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawgov_cli.model import Plan, Task


class Correction(NamedTuple):
    """The corrected plan, and what a person should know about it.

    Attributes:
        plan: the plan to write.
        changed: tasks whose text is another, as they are now.
        added: tasks that are new.
        kept: tasks that are gone from the text but have records; they stay in the plan.
        dropped: tasks that are gone and had no records.
        differs: whether the plan differs from the old one at all.
    """

    plan: Plan
    changed: list[Task]
    added: list[Task]
    kept: list[Task]
    dropped: list[Task]
    differs: bool


def corrected(old: Plan, new: Plan, *, recorded: Collection[str], day: str) -> Correction:
    """The plan *old* with the text of *new*.

    Parameters:
        old: the plan in use.
        new: the plan as imported from the corrected document.
        recorded: ids of the tasks that the journal has records of.
        day: today, ``YYYY-MM-DD``.
    """
    merging = _Merging(old, recorded, day)
    tasks = merging.tasks(old.tasks, new.tasks)
    plan = carried(new, old)._replace(
        id=old.id,
        tasks=tasks,
        lights=old.lights,
        report_day=old.report_day,
        source=old.source,
        starts=old.starts,
        ends=old.ends,
        year=old.year,
    )
    plan = plan._replace(units={**old.units, **plan.units}, groups={**old.groups, **plan.groups})
    differs = plan.tasks != old.tasks or document_text(plan) != document_text(old)
    return Correction(plan, merging.changed, merging.added, merging.kept, merging.dropped, differs)


def acknowledged(plan: Plan, ids: Collection[str] | None) -> Plan:
    """*plan* with the marks taken off the tasks *ids*, and off their measures; ``None`` = off all."""

    def clear(task: Task, *, within: bool) -> Task:
        within = within or ids is None or task.id in ids
        tasks = tuple(clear(child, within=within) for child in task.tasks)
        marks = {"revised": "", "was": ""} if within else {}
        return task._replace(tasks=tasks, **marks)

    return plan._replace(tasks=tuple(clear(task, within=False) for task in plan.tasks))


class _Merging:
    """Merges the tasks of a corrected plan with those of the plan in use."""

    def __init__(self, old: Plan, recorded: Collection[str], day: str) -> None:
        self.old = old
        self.recorded = recorded
        self.day = day
        self.used = set(old.by_id)
        self.changed: list[Task] = []
        self.added: list[Task] = []
        self.kept: list[Task] = []
        self.dropped: list[Task] = []
        self.headings = {Level.SECTION, Level.GROUP}

    def tasks(self, old: Sequence[Task], new: Sequence[Task]) -> tuple[Task, ...]:
        """The tasks at the top: headings are matched first, points wherever they stand."""
        before, after = self._flat(old), self._flat(new)
        heads = matches(
            [t for t in before if t.level in self.headings],
            [t for t in after if t.level in self.headings],
        )
        rest = matches(
            [t for t in before if t.level not in self.headings],
            [t for t in after if t.level not in self.headings],
        )
        self.partner = {id(match.new): match.old for match in (*heads, *rest)}
        gone = [t for t in before if not any(t is m.old for m in (*heads, *rest))]
        made = [self._merged(task) for task in new]
        for task in gone:
            self._gone(task, made)
        return tuple(made)

    def _flat(self, tasks: Sequence[Task]) -> list[Task]:
        """Headings and the points below them, in order."""
        found: list[Task] = []
        for task in tasks:
            found.append(task)
            if task.level in self.headings:
                found += self._flat(task.tasks)
        return found

    def _merged(self, task: Task) -> Task:
        """*task* under the id of the one it continues, with what the office wrote there."""
        old = self.partner.get(id(task))
        if task.level in self.headings:
            children = tuple(self._merged(child) for child in task.tasks)
        else:
            children = self._below(old, task)
        if old is None:
            made = task._replace(id=self._free(task.id), tasks=children)
            self.added.append(made)
            return made
        made = task._replace(
            id=old.id, kind=old.kind, revised=old.revised, was=old.was, tasks=children
        )
        if old.due and not task.due:
            made = made._replace(due=old.due, due_words=old.due_words)
        if self._said(old) != self._said(task):
            made = made._replace(revised=self.day, was=old.was or old.title + old.text)
            self.changed.append(made)
        return made

    def _below(self, old: Task | None, new: Task) -> tuple[Task, ...]:
        """What lies below a point: matched among itself, and what is gone after it."""
        found = matches(old.tasks if old else (), new.tasks)
        self.partner.update({id(match.new): match.old for match in found})
        taken = {id(match.old) for match in found}
        if old is not None:
            prefix = old.id
        else:
            prefix = self._free(new.id, claim=False)
        made: list[Task] = []
        for place, child in enumerate(new.tasks, 1):
            made.append(
                self._merged(
                    child._replace(id=f"{prefix}.{place}")
                    if id(child) not in self.partner
                    else child
                )
            )
        for task in old.tasks if old else ():
            if id(task) not in taken:
                self._gone(task, made)
        return tuple(made)

    def _gone(self, task: Task, among: list[Task]) -> None:
        """Keep a task that is no longer in the text if there are records of it."""
        if task.level in self.headings:
            return
        below = [t.id for t in _walk(task)]
        if task.form == "" or any(number in self.recorded for number in below):
            silent = _silent(task)
            among.append(silent)
            self.kept.append(silent)
        else:
            self.dropped.append(task)

    def _free(self, number: str, *, claim: bool = True) -> str:
        """*number* if no task of the plan in use has it, else with the first free letter behind it."""
        found = number
        for letter in "abcdefghijklmnopqrstuvwxyz":
            if found not in self.used:
                break
            found = f"{number}{letter}"
        if claim:
            self.used.add(found)
        return found

    def _said(self, task: Task) -> tuple[object, ...]:
        """What a task says: its words, and who is meant by the names in it."""
        canonical = self.old.canonical
        names = [[canonical.get(n, n) for n in role] for role in (task.lead, task.responsible)]
        return bare(task.title), bare(task.text), *names


def _walk(task: Task) -> list[Task]:
    return [task, *(each for child in task.tasks for each in _walk(child))]


def _silent(task: Task) -> Task:
    """*task* and all below it, printing nothing."""
    return task._replace(form="", tasks=tuple(_silent(child) for child in task.tasks))
