"""A corrected document over a plan in use: ids stay, what changed is marked, nothing is lost.

The corrected plan has the new text and structure. A task that is the same, or alike, keeps its
id and what the office wrote about it; its text, where changed, is marked until acknowledged.
A task that is gone but has records stays, printing nothing, so that its records keep their task.

What the document now says is compared with what it said when it was imported before. So what the
office corrected in the plan since stands, unless the document changed that very thing too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_fields import PLAN, TASK
from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.language.likeness import likeness
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.revision.matching import ALIKE, matches
from lawgov_cli.importer.revision.registry import carried

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lawgov_cli.domain.plan import Plan, Task

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Correction(NamedTuple):
    """The corrected plan, and what a person should know about it.

    Attributes:
        plan: the plan to write.
        changed: tasks whose text is another, as they are now.
        added: tasks that are new.
        kept: tasks that are gone from the text but have records; they stay in the plan.
        dropped: tasks that are gone and had no records.
        differs: whether the plan differs from the old one at all.
        own: (task, the key) of each value that the office corrected and that stands.
        overruled: the same, where the document changed that value too.
    """

    plan: Plan
    changed: list[Task]
    added: list[Task]
    kept: list[Task]
    dropped: list[Task]
    differs: bool
    own: list[tuple[Task, str]]
    overruled: list[tuple[Task, str]]


def corrected(
    old: Plan, new: Plan, *, recorded: Collection[str], day: str, before: Plan | None = None
) -> Correction:
    """The plan *old* with the text of *new*.

    Parameters:
        old: the plan in use.
        new: the plan as imported from the corrected document.
        recorded: ids of the tasks that the journal has records of.
        day: today, ``YYYY-MM-DD``.
        before: the plan as imported from the text that *old* was made of; without it *old* is
            taken for that, and no correction of the office is known.
    """
    merging = _Merging(old, recorded, day, before or old)
    tasks = merging.merged(new.tasks)
    plan = carried(new, old)
    named = {
        name for top in tasks for task in _all(top) for name in (*task.lead, *task.responsible)
    }
    whole = {name: getattr(old, name) for name in _ABOUT if _stands(name, old, before or old, new)}
    plan = plan._replace(
        tasks=tasks,
        units={**old.units, **{n: u for n, u in plan.units.items() if named & {n, *u.aliases}}},
        groups={**old.groups, **{n: g for n, g in plan.groups.items() if named & {n, *g.aliases}}},
        **whole,
        **{name: getattr(old, name) for name in PLAN.own},
    )
    differs = tasks != old.tasks or document_text(plan) != document_text(old)
    return Correction(
        plan,
        *(merging.changed, merging.added, merging.kept, merging.dropped),
        differs,
        merging.own,
        merging.overruled,
    )


#: What a document says of itself, and of each task, that an office may correct in the plan.
_ABOUT = ("title", "issuer", "number", "issued")
_CORRECTED = ("title", "text", "lead", "responsible", "due", "due_words")


def _stands(key: str, old: Plan | Task, before: Plan | Task, new: Plan | Task) -> bool:
    """Whether the office corrected a value that the document has left as it was."""
    now, then, said = (getattr(each, key) for each in (old, before, new))
    return bool(now != then and said == then)


def acknowledged(plan: Plan, ids: Collection[str] | None) -> Plan:
    """*plan* without the marks on the tasks *ids* and below them; ``None`` = without any."""

    def clear(task: Task, *, within: bool) -> Task:
        within = within or ids is None or task.id in ids
        tasks = tuple(clear(child, within=within) for child in task.tasks)
        return task._replace(
            tasks=tasks, revised="" if within else task.revised, was="" if within else task.was
        )

    return plan._replace(tasks=tuple(clear(task, within=False) for task in plan.tasks))


class _Merging:
    """Merges the tasks of a corrected plan with those of the plan in use."""

    def __init__(self, old: Plan, recorded: Collection[str], day: str, before: Plan) -> None:
        self.old = old
        self.before = _counterparts(before, old)
        self.own: list[tuple[Task, str]] = []
        self.overruled: list[tuple[Task, str]] = []
        self.recorded = recorded
        self.day = day
        self.taken = set(old.by_id)
        self.partner: dict[int, Task] = {}
        self.changed: list[Task] = []
        self.added: list[Task] = []
        self.kept: list[Task] = []
        self.dropped: list[Task] = []

    def merged(self, new: Sequence[Task]) -> tuple[Task, ...]:
        """The tasks at the top: headings and points are matched wherever they stand."""
        before, after = list(_upper(self.old.tasks)), list(_upper(new))
        for heading in (True, False):
            self._match(
                [task for task in before if task.level.is_heading is heading],
                [task for task in after if task.level.is_heading is heading],
            )
        made = tuple(self._task(task) for task in new)
        for task in self._gone(before):
            made = _placed(made, self.old.above(task.id), task)
        return made

    def _match(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        self.partner.update({id(match.new): match.old for match in matches(old, new)})

    def _task(self, new: Task) -> Task:
        """*new* under the id of the task it continues, with what the office wrote there."""
        old = self.partner.get(id(new))
        number = old.id if old else self._free(new.id)
        if new.level.is_heading:
            below = tuple(self._task(child) for child in new.tasks)
        else:
            below = self._below(old, new, number)
        if old is None:
            made = new._replace(id=number, tasks=below)
            self.added.append(made)
            return made
        before = self.before.get(old.id, old)
        own = {key: getattr(old, key) for key in _CORRECTED if _stands(key, old, before, new)}
        made = new._replace(id=number, tasks=below, **{n: getattr(old, n) for n in TASK.own}, **own)
        if new.due is None and before is old and "due" not in own:
            made = made._replace(due=old.due, due_words=old.due_words)
        self.own += [(made, key) for key in own]
        self.overruled += [
            (made, key)
            for key in _CORRECTED
            if getattr(old, key) not in {getattr(before, key), getattr(new, key)} and key not in own
        ]
        if self._said(before) != self._said(new):
            made = made._replace(revised=self.day, was=old.was or old.title + old.text)
            self.changed.append(made)
        return made

    def _below(self, old: Task | None, new: Task, number: str) -> tuple[Task, ...]:
        """What lies below a point: matched among itself; what is gone comes after it."""
        before = old.tasks if old else ()
        self._match(before, new.tasks)
        made = []
        for place, child in enumerate(new.tasks, 1):
            if id(child) in self.partner:
                made.append(self._task(child))
            else:
                made.append(self._task(child._replace(id=f"{number}.{place}")))
        return (*made, *self._gone(before))

    def _gone(self, before: Sequence[Task]) -> Iterator[Task]:
        """Of *before*, what no task continues: silent where there are records, else dropped."""
        continued = {id(task) for task in self.partner.values()}
        for task in before:
            if id(task) in continued or task.level.is_heading:
                continue
            if task.form == "" or any(each.id in self.recorded for each in _all(task)):
                self.kept.append(_silent(task))
                yield _silent(task)
            else:
                self.dropped.append(task)

    def _free(self, number: str) -> str:
        """*number*, or where the plan in use has it, with the first free letter behind it."""
        free = next(n for n in (number, *(number + x for x in _LETTERS)) if n not in self.taken)
        self.taken.add(free)
        return free

    def _said(self, task: Task) -> tuple[object, ...]:
        """What a task says: its words, and who is meant by the names in it."""
        canonical = self.old.canonical
        names = [[canonical.get(n, n) for n in role] for role in (task.lead, task.responsible)]
        return bare(task.title), bare(task.text), *names


def _counterparts(before: Plan, old: Plan) -> dict[str, Task]:
    """What each task of the plan in use was when its text was imported, by its id now."""
    if before is old:
        return {}
    found = {}
    rest = {task.id: task for task in before.walk()}
    for task in old.walk():
        same = rest.get(task.id)
        if same and (same.label, same.level) == (task.label, task.level) and _alike(same, task):
            found[task.id] = rest.pop(task.id)
    waiting = [task for task in old.walk() if task.id not in found and task.form != ""]
    found |= {match.old.id: match.new for match in matches(waiting, list(rest.values()))}
    return found


def _alike(one: Task, other: Task) -> bool:
    said = one.title + one.text, other.title + other.text
    return said[0] == said[1] or likeness(*said) >= ALIKE


def _upper(tasks: Sequence[Task]) -> Iterator[Task]:
    """Headings, and the points below them, in order."""
    for task in tasks:
        yield task
        if task.level.is_heading:
            yield from _upper(task.tasks)


def _all(task: Task) -> Iterator[Task]:
    yield task
    for child in task.tasks:
        yield from _all(child)


def _placed(tasks: tuple[Task, ...], parent: Task | None, task: Task) -> tuple[Task, ...]:
    """*tasks* with *task* last below the heading that *parent* became; at the end if it is gone."""
    if parent is not None and any(each.id == parent.id for top in tasks for each in _all(top)):
        return tuple(_with_last(top, parent.id, task) for top in tasks)
    return (*tasks, task)


def _with_last(heading: Task, number: str, task: Task) -> Task:
    if heading.id == number:
        return heading._replace(tasks=(*heading.tasks, task))
    return heading._replace(tasks=tuple(_with_last(child, number, task) for child in heading.tasks))


def _silent(task: Task) -> Task:
    """*task* and all below it, printing nothing."""
    return task._replace(form="", tasks=tuple(_silent(child) for child in task.tasks))
