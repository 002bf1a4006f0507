"""What ``undo`` says of a batch, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.views.rows import status_said

if TYPE_CHECKING:
    from lawgov_cli.event import Event
    from lawgov_cli.model import Plan
    from lawgov_cli.undoing import Batch


def batch_line(batch: Batch, plan: Plan) -> str:
    """Where, what, when: ``第42行  第8项 登记为已完成  2023-09-20 10:12  张三``."""
    first = batch.first
    lines = sorted(event.line for event in batch.events)
    where = f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}-{lines[-1]}行"
    when = first.at[:16].replace("T", " ")
    parts = [where, _what(batch, plan), first.note, when, first.by]
    return "  ".join(part for part in parts if part).replace("\n", " ")


def _what(batch: Batch, plan: Plan) -> str:
    first = batch.first
    if first.undo:
        word = "恢复" if batch.restores else "撤销"
        return f"{word}({_what(batch.target, plan)})" if batch.target else "撤销"
    numbers = "、".join(f"第{event.task}项" for event in batch.events)
    if len(batch.events) == 1 and first.task in plan.by_id:
        numbers += f" {plan.by_id[first.task].title}"
    return f"{numbers.strip()} {_recorded(first)}"


def _recorded(event: Event) -> str:
    """What was recorded: a status, else what was settled, else progress."""
    by = f"{event.unit}报送" if event.unit else "登记"
    if event.status and not event.returned:
        return f"{by}为{event.status.word}"
    return status_said(event) or f"{by}进展"
