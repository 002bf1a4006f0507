"""What a change of the units does, in words, before it is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date, month, short_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.domain.filings import deadline, first_day
from lawgov_cli.domain.unit_changes import change_words
from lawgov_cli.domain.units import nearest_units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState

#: What leaves the names in the reports of earlier days as they were.
_NAMING = {"rename", "merge", "end"}


def change_lines(
    changes: Sequence[dict[str, Any]], day: str, before: Snapshot, after: Snapshot
) -> list[str]:
    """Each change with its day; the points it bears on; those it leaves without a lead.

    Parameters:
        before, after: how things stand without and with the changes.
    """
    lines = [f"{change_words(change)}   {long_date(day)}" for change in changes]
    lines += [f"  {line}" for line in _borne_on(changes, after if _only_new(changes) else before)]
    if any(change["do"] == "group-add" for change in changes):
        lines += _not_asked_yet(date.fromisoformat(day), after.plan)
    if any(change["do"] in _NAMING for change in changes):
        lines.append("  这一天以前的报表仍用原来的名称; 原来的名称仍可用来查询和登记。")
    if left := _without_lead(before, after):
        lines.append(
            f"  没有牵头单位了: {_numbers(left)}。另定牵头单位: lawgov set 序号 --lead 单位"
        )
    return lines


def unregistered(names: Sequence[str], plan: Plan) -> str:
    """The doubt about names that are not registered, with those that look alike."""
    said = f"{'、'.join(names)}还没有登记, 将登记为新单位"
    near = {name: nearest_units(name, plan) for name in names}
    alike = [f"{name}与{'、'.join(found)}" for name, found in near.items() if found]
    return f"{said}(名称相近, 请核对: {'; '.join(alike)})" if alike else said


def _only_new(changes: Iterable[dict[str, Any]]) -> bool:
    return all(change["do"] == "add" for change in changes)


def _borne_on(changes: Iterable[dict[str, Any]], snapshot: Snapshot) -> Iterator[str]:
    """For each unit or group that is changed, the points that name it, by role."""
    named = [
        name
        for change in changes
        for key in ("unit", "from", "group")
        for name in _listed(change.get(key, ()))
    ]
    canonical = snapshot.plan.canonical
    for name in dict.fromkeys(canonical.get(name, name) for name in named):
        leads = [state for state in snapshot.points if name in state.lead]
        others = [state for state in snapshot.points if name in state.responsible]
        parts = [
            f"{word}{_numbers(own)}" for word, own in (("牵头", leads), ("责任", others)) if own
        ]
        yield f"{name}: {', '.join(parts) or '没有点名的要点'}"


def _not_asked_yet(day: date, plan: Plan) -> Iterator[str]:
    """That members who join on *day* are not asked for its month, which was due before."""
    this = month(day.year, day.month)
    due = deadline(this, plan)
    if first_day(plan) <= this.last and due < day:
        yield (
            f"  {day.month}月的报送已于{due.day}日截止, 没有算上新成员; "
            f"要算上, 撤销后加 --on {short_date(due, day.year)} 再登记"
        )


def _listed(value: str | Collection[str]) -> Collection[str]:
    return [value] if isinstance(value, str) else value


def _without_lead(before: Snapshot, after: Snapshot) -> list[TaskState]:
    return [state for state in after.points if before.states[state.task.id].lead and not state.lead]


def _numbers(states: Iterable[TaskState]) -> str:
    """``第1、2项``."""
    return nth(state.task.id for state in states)
