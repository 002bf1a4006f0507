"""Orders in which a list can be put. Sorting is stable: what is equal stays in document order."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from lawgov_cli.model import Light, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_cli.model import Plan
    from lawgov_cli.progress import TaskState


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
    points = {point.id: place for place, point in enumerate(plan.points)}
    keys: dict[Order, Callable[[TaskState], Any]] = {
        Order.NUMBER: lambda state: points.get(state.task.id, len(points)),
        Order.DUE: lambda state: state.due or date.max,
        Order.STATUS: lambda state: statuses.index(state.status),
        Order.LIGHT: lambda state: lights.index(state.light),
        Order.UNIT: lambda state: units.get(state.lead[0] if state.lead else "", len(units)),
        Order.PERCENT: lambda state: 101 if state.percent is None else state.percent,
    }
    return keys[order]
