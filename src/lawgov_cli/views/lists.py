"""What ``list`` and ``due`` show, and the orders a list can have."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import FINISHED, Light, Status
from lawgov_cli.views.rows import TaskRow, bare_row, task_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection


class ListView(NamedTuple):
    """The rows a list shows, with the words above and below them.

    ``flat``: they are in an order of their own, not that of the document's sections.
    """

    rows: tuple[TaskRow, ...]
    heading: str
    as_of: date
    footnotes: tuple[str, ...] = ()
    flat: bool = False


def list_view(
    selection: Selection,
    snapshot: Snapshot,
    order: Order | None = None,
    *,
    measures: bool = True,
) -> ListView:
    """The points that *selection* keeps, and what a reader needs to understand the list.

    Parameters:
        measures: whether their measures are shown below them.
    """
    kept = selection.numbers(snapshot)
    states = snapshot.numbered(kept)
    if order:
        states = ordered(states, order, snapshot.plan)
    row = task_row if measures else bare_row
    rows = tuple(row(state, snapshot, selection.parts(state, snapshot)) for state in states)
    heading = _list_heading(selection, rows)
    notes = (*_footnotes(selection, snapshot, kept), *_renumbered(rows))
    return ListView(rows, heading, snapshot.as_of, notes, flat=order is not None)


def _renumbered(rows: Sequence[TaskRow]) -> list[str]:
    """What a number means that counts within its section, or has another behind it, by example."""
    notes = []
    if inside := next((row.id for row in rows if nth(row.id) != f"第{row.id}项"), ""):
        short = nth(inside).replace("部分第", "、").strip("第项")
        notes.append(f"序号{inside}即{nth(inside)}, 登记时写 {inside} 或 {short}")
    if moved := next((row for row in rows if row.number_shown != row.id), None):
        notes.append(f"序号{moved.number_shown}: 编号是{moved.id}, 括号内是文件现在所印的序号")
    return notes


def _list_heading(selection: Selection, rows: Sequence[TaskRow]) -> str:
    """``市司法局   共19项: 牵头18项, 责任1项``."""
    if not selection.units:
        return f"共{len(rows)}项"
    by_name = [row for row in rows if not row.through]
    through = len(rows) - len(by_name)
    leads = sum("牵头" in row.role for row in by_name)
    parts = [f"牵头{leads}项"] if leads else []
    if len(by_name) > leads:
        parts.append(f"责任{len(by_name) - leads}项")
    if through:
        parts.append(f"经单位组{through}项")
    detail = f": {', '.join(parts)}" if parts else ""
    return f"{'、'.join(selection.units)}   共{len(rows)}项{detail}"


def _footnotes(selection: Selection, snapshot: Snapshot, listed: Sequence[int]) -> tuple[str, ...]:
    """What the list leaves out: hits through groups, and groups whose members nobody has listed."""
    if not selection.units:
        return ()
    notes, plan = [], snapshot.plan
    held = [group for unit in selection.units for group in plan.groups_of.get(unit, ())]
    shown = selection.with_groups(through=True).numbers(snapshot) if held else listed
    if more := len(shown) - len(listed):
        notes.append(f"另有{more}项经{_quoted(held)}涉及本单位, 加 --group 一并列出")
    unlisted = [name for name, group in plan.groups.items() if not group.members]
    if not unlisted or not plan.groups.keys().isdisjoint(selection.units):
        return tuple(notes)
    open_groups = selection.with_groups(through=False)._replace(units=tuple(unlisted))
    if others := set(open_groups.numbers(snapshot)).difference(shown):
        notes.append(
            f"另有{len(others)}项交{_quoted(unlisted)}办理, 文件未列其成员; "
            "如含本单位, 登记后即可列出: lawgov units group add 单位组 本单位"
        )
    return tuple(notes)


def _quoted(names: Iterable[str]) -> str:
    return "".join(f"“{name}”" for name in dict.fromkeys(names))


class Order(str, Enum):
    """What a list is ordered by."""

    NUMBER = "id"
    DUE = "due"
    STATUS = "status"
    LIGHT = "light"
    UNIT = "unit"
    PERCENT = "percent"


ORDER_WORDS = {
    Order.NUMBER: "序号",
    Order.DUE: "时限",
    Order.STATUS: "状态",
    Order.LIGHT: "亮灯",
    Order.UNIT: "单位",
    Order.PERCENT: "进度",
}


def ordered(states: Iterable[TaskState], order: Order, plan: Plan) -> list[TaskState]:
    """*states* with what is most urgent first; what has no date or percentage comes last."""
    return sorted(states, key=_key(order, plan))


def _key(order: Order, plan: Plan) -> Callable[[TaskState], Any]:
    statuses, lights = list(Status), list(Light)
    units = {name: place for place, name in enumerate((*plan.units, *plan.groups))}
    keys: dict[Order, Callable[[TaskState], Any]] = {
        Order.NUMBER: lambda state: plan.tree.place_of(state.task.id),
        Order.DUE: lambda state: state.due or date.max,
        Order.STATUS: lambda state: statuses.index(state.status),
        Order.LIGHT: lambda state: lights.index(state.light),
        Order.UNIT: lambda state: units.get(state.lead[0] if state.lead else "", len(units)),
        Order.PERCENT: lambda state: 101 if state.percent is None else state.percent,
    }
    return keys[order]


class DueView(NamedTuple):
    """The open points that are late or due within some days, and what there is beside them."""

    rows: tuple[TaskRow, ...]
    as_of: date
    within: int
    dated: int
    later: int


def due_view(selection: Selection, snapshot: Snapshot, within: int) -> DueView:
    """The points that *selection* keeps and that are late or due within *within* days."""
    states = [state for state in selection.apply(snapshot) if state.due]
    open_ = [state for state in states if state.status not in FINISHED]
    limit = snapshot.as_of + timedelta(days=within)
    near = sorted((s for s in open_ if s.due and s.due <= limit), key=_due_day)
    return DueView(
        rows=tuple(task_row(state, snapshot, selection.parts(state, snapshot)) for state in near),
        as_of=snapshot.as_of,
        within=within,
        dated=len(states),
        later=len(open_) - len(near),
    )


def _due_day(state: TaskState) -> tuple[date, int]:
    assert state.due is not None  # noqa: S101 - only dated states come here
    return state.due, -int(state.status is Status.TODO)
