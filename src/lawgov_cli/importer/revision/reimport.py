"""A corrected document over a plan in use: ids stay, what changed is marked, nothing is lost.

The corrected plan has the new text and structure. A task that is the same, or alike, keeps its
id and what the office wrote about it; its text, where changed, is marked until acknowledged.
A task that is gone but has records stays, printing nothing, so that its records keep their task.

What the document now says is compared with what it said when it was imported before. So what the
office corrected in the plan since stands, unless the document changed that very thing too; what it
put in stays, and what it took out does not come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_fields import PLAN, TASK
from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.language.likeness import likeness
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.revision.matching import ALIKE, matches, whole_text
from lawgov_cli.importer.revision.placing import all_of, placed, with_own
from lawgov_cli.importer.revision.registry import carried

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.vocabulary import Level

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
        put_in: tasks of the office's own, which stay.
        taken_out: tasks that the office took out and the document still has; they stay out.
    """

    plan: Plan
    changed: Sequence[Task] = ()
    added: Sequence[Task] = ()
    kept: Sequence[Task] = ()
    dropped: Sequence[Task] = ()
    differs: bool = False
    own: Sequence[tuple[Task, str]] = ()
    overruled: Sequence[tuple[Task, str]] = ()
    put_in: Sequence[Task] = ()
    taken_out: Sequence[Task] = ()


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
    if before is not None and document_text(before) == document_text(new):
        return Correction(old)
    merging = _Merging(old, recorded, day, before or old)
    tasks = merging.merged(new.tasks)
    plan = carried(new, old)
    named = {
        name for top in tasks for task in all_of(top) for name in (*task.lead, *task.responsible)
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
        *(merging.own, merging.overruled, merging.put_in, merging.left_out),
    )


#: What a document says of itself, and of each task, that an office may correct in the plan.
_ABOUT = ("title", "issuer", "number", "issued")
_CORRECTED = ("level", "title", "text", "lead", "responsible", "due", "due_words")


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
        known = {id(task) for task in self.before.values()}
        away = [] if before is old else [task for task in before.walk() if id(task) not in known]
        self.taken_out = set(map(_whole_of, away))
        inside = [] if before is old else [task for task in old.walk() if task.form != ""]
        self.put_in = [task for task in inside if task.id not in self.before]
        self.left_out: list[Task] = []
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
        self._match_turned(before, after)
        made = tuple(self._tasks(new))
        for task in self._gone(before):
            made = placed(made, self.old.above(task.id), task)
        return with_own(made, self.old, {task.id for task in self.put_in})

    def _match(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        self.partner.update({id(match.new): match.old for match in matches(old, new)})

    def _match_turned(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        """Match what the office made a heading of, or a point, though it was read as the other."""
        continued = {id(task) for task in self.partner.values()}
        waiting = {whole_text(task): task for task in old if id(task) not in continued}
        for task in new:
            before = waiting.get(whole_text(task)) if id(task) not in self.partner else None
            was = self.before.get(before.id) if before else None
            if before and was and was.level is task.level and not task.tasks:
                self.partner[id(task)] = before

    def _tasks(self, new: Sequence[Task]) -> Iterator[Task]:
        """*new* but what the office took out; what stands below a heading of these moves up."""
        for task in new:
            if self._is_out(task):
                self.left_out.append(task)
                yield from self._tasks(task.tasks if task.level.is_heading else ())
            else:
                yield self._task(task)

    def _is_out(self, new: Task) -> bool:
        return id(new) not in self.partner and _whole_of(new) in self.taken_out

    def _task(self, new: Task) -> Task:
        """*new* under the id of the task it continues, with what the office wrote there."""
        old = self.partner.get(id(new))
        number = old.id if old else self._free(new.id)
        if new.level.is_heading:
            below = tuple(self._tasks(new.tasks))
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
            elif self._is_out(child):
                self.left_out.append(child)
            else:
                made.append(self._task(child._replace(id=f"{number}.{place}")))
        return (*made, *self._gone(before))

    def _gone(self, before: Sequence[Task]) -> Iterator[Task]:
        """Of *before*, what no task continues: silent where there are records, else dropped."""
        continued = {id(task) for task in (*self.partner.values(), *self.put_in)}
        for task in before:
            if id(task) in continued or task.level.is_heading:
                continue
            if task.form == "" or any(each.id in self.recorded for each in all_of(task)):
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
        roles = task.lead, task.responsible
        names = [tuple([canonical.get(name, name) for name in role]) for role in roles]
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


def _whole_of(task: Task) -> tuple[Level, str]:
    """A task by all that it says; a heading by its own words."""
    return task.level, bare(task.title + task.text) if task.level.is_heading else whole_text(task)


def _silent(task: Task) -> Task:
    """*task* and all below it, printing nothing."""
    return task._replace(form="", tasks=tuple(_silent(child) for child in task.tasks))
