"""The layout that most of a document follows; what does not fit keeps a form of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.domain.plan import Layout, Task
from lawgov_cli.domain.printing import filled, task_text
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Stands for the tasks below one, to see where they are printed.
_CHILD = Task("", Level.MEASURE, text="\0", form="{text}")
_JOINS = ("、", "，", ",", "；", " ")


def fitted(tasks: Sequence[Task], document: str) -> tuple[tuple[Task, ...], Layout]:
    """*tasks* with only the forms they need, and the layout for the others.

    Parameters:
        tasks: tasks that each have their own form and their units as printed.
        document: the layout's form of the document.
    """
    layout = _layout(list(_walk(tasks)))._replace(document=document)
    return tuple(_fit(task, layout) for task in tasks), layout


def _walk(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        yield task
        yield from _walk(task.tasks)


def _layout(tasks: Sequence[Task]) -> Layout:
    """The commonest form of each level, and of the units."""
    layout = Layout()
    forms: dict[str, Counter[str]] = {}
    for task in tasks:
        forms.setdefault(task.level.value, Counter())[task.form or ""] += 1
    chosen = {level: counts.most_common(1)[0][0] for level, counts in forms.items()}
    units: Counter[tuple[str, str]] = Counter()
    for task in tasks:
        units.update(_unit_forms(task))
    chosen["units"] = ""
    if units:
        chosen["units"], chosen["join"] = units.most_common(1)[0][0]
    return layout._replace(**chosen)


def _unit_forms(task: Task) -> list[tuple[str, str]]:
    """The forms, each with its way to join names, that print this task's units as they are.

    One that names nobody fits no other task: 时限：长期 stands where it was printed.
    """
    printed = (task.printed_units or "") if task.lead or task.responsible else ""
    found = []
    for join in _JOINS:
        lead, responsible = join.join(task.lead), join.join(task.responsible)
        form = printed
        if responsible:
            head, _, tail = form.rpartition(responsible)
            form = f"{head}{{responsible}}{tail}" if responsible in form else form
        if lead:
            form = form.replace(lead, "{lead}", 1)
        named = ("{lead}" in form) is bool(lead) and ("{responsible}" in form) is bool(responsible)
        if (
            printed
            and named
            and filled(form, {"lead": lead, "responsible": responsible}) == printed
        ):
            found.append((form, join))
    return found


def _fit(task: Task, layout: Layout) -> Task:
    """*task* without the form and the printed units that *layout* gives it anyway."""
    children = tuple(_fit(child, layout) for child in task.tasks)
    alone = task._replace(tasks=(_CHILD,) if children else ())
    wanted = task_text(alone, layout)
    for tried in (
        alone._replace(form=None, printed_units=None),
        alone._replace(form=None),
        alone._replace(printed_units=None),
    ):
        if task_text(tried, layout) == wanted:
            return _silent(tried, layout)._replace(tasks=children)
    return task._replace(tasks=children)


def _silent(task: Task, layout: Layout) -> Task:
    """*task*; a point that prints no units says so, also if some are added to it."""
    form = layout.point if task.form is None else task.form
    named = task.lead or task.responsible or task.level is not Level.POINT
    silent = not (named or task.printed_units) and layout.units and "{units}" in form
    return task._replace(printed_units="") if silent else task
