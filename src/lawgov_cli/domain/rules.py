"""What the office may record, and what it should be asked first.

A change that takes something back needs a reason; a completion that nothing supports is
questioned. The rules look at the state before the record and at the record's fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.domain.vocabulary import FINISHED, KIND_WORDS, Kind, Status

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.domain.progress import TaskState

_OPEN = {Status.TODO.value, Status.DOING.value, Status.CLAIMED.value}


def reason_needed(state: TaskState, fields: dict[str, Any]) -> str:
    """What the record does that must be explained; empty where nothing must.

    Parameters:
        state: the task before the record.
        fields: the record's fields.
    """
    status = fields.get("status")
    if fields.get("returned"):
        return "退回单位的报送"
    if fields.get("unit"):
        return ""
    if status == Status.CHANGED.value:
        return "登记“已调整”"
    if status in _OPEN and state.status in FINISHED:
        return f"把{state.status.word}的任务重新打开(回头看)"
    return _what_moves(state, fields)


def _what_moves(state: TaskState, fields: dict[str, Any]) -> str:
    """What of the plan the record changes; setting what was never set needs no reason."""
    if "due" in fields and state.due and state.due.isoformat() != fields["due"]:
        return f"把时限从{long_date(state.due)}改为{long_date(fields['due'])}"
    if "lead" in fields and state.lead and tuple(fields["lead"]) != state.lead:
        return "更换牵头单位"
    now = state.responsible
    if "responsible" in fields and now and tuple(fields["responsible"]) != now:
        return "更换责任单位"
    return ""


def doubts(
    state: TaskState, fields: dict[str, Any], as_of: date, *, units_report: bool
) -> list[str]:
    """What a careful office would look at before recording; empty where nothing.

    Parameters:
        as_of: the day the record is about.
        units_report: whether this office collects reports from units at all; one that never has
            is not asked about them.
    """
    status = fields.get("status")
    if fields.get("unit"):
        return []
    found = []
    if status == Status.DONE.value:
        if not fields.get("note") and not fields.get("evidence"):
            found.append("没有写完成情况(--note), 也没有佐证(--evidence)")
        silent = [unit for unit in state.lead if unit not in state.reports]
        if units_report and silent:
            found.append(f"牵头单位{'、'.join(silent)}尚未报送")
        if state.returned:
            found.append(f"{'、'.join(sorted(state.returned))}的报送已退回, 尚未重报")
    unheard = [unit for unit in fields.get("returned", ()) if unit not in state.reports]
    if unheard:
        found.append(f"{'、'.join(unheard)}尚未报送, 没有可退回的")
    if "due" in fields and state.due and state.due < as_of and state.status not in FINISHED:
        found.append(f"原时限{long_date(state.due)}已过, 一般应在到期前改期")
    if status == Status.ONGOING.value and state.kind is Kind.DEADLINE:
        found.append(f"本项类型为“{KIND_WORDS[Kind.DEADLINE]}”, 一般应登记为已完成")
    return found
