"""Plan → the document's text, exactly as it was issued.

Each node is printed by its form: its own ``form`` where it has one, else the layout's form for
its level. Line breaks stand in the forms, so the text is one concatenation and nothing is added.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.domain.plan import Layout, Plan, Task

_PART = re.compile(r"\{(\w+)\}")


def document_text(plan: Plan) -> str:
    """The text of the whole document, without a final line break of its own."""
    return filled(
        plan.layout.document,
        {
            "notice": "\n".join(plan.notice.values()),
            "title": plan.title,
            "preamble": plan.preamble,
            "tasks": "".join(task_text(task, plan.layout) for task in plan.tasks),
            "closing": plan.closing,
        },
    )


def task_text(task: Task, layout: Layout) -> str:
    """The text of one node and all below it."""
    form = task.form if task.form is not None else str(getattr(layout, task.level.value))
    return filled(
        form,
        {
            "label": task.label,
            "title": task.title,
            "text": task.text,
            "tasks": "".join(task_text(child, layout) for child in task.tasks),
            "units": units_text(task, layout),
        },
    )


def units_text(task: Task, layout: Layout) -> str:
    """The attribution as printed, empty where the node names no unit."""
    if task.printed_units is not None:
        return task.printed_units
    if not task.lead and not task.responsible:
        return ""
    return filled(
        layout.units,
        {"lead": layout.join.join(task.lead), "responsible": layout.join.join(task.responsible)},
    )


def filled(form: str, parts: Mapping[str, str]) -> str:
    """Put *parts* in *form*; a brace that names no part stays as it is."""
    return _PART.sub(lambda match: parts.get(match[1], match[0]), form)
