"""What a roll-up over many places is made of: one point in one month, as one flat row.

The columns are a promise: a file with them (CSV, JSON, Parquet) is read by ``rollup``, by its
views and by other engines. ``docs/rollup.md`` is made from this table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.plan import Plan


class PointMonth(NamedTuple):
    """A point as it stood at the end of a month; for the columns see :data:`COLUMNS`.

    Lists of units are joined by :data:`JOIN`, days and months are ISO, nothing is ever null.
    """

    place: str
    plan: str
    plan_title: str
    month: str
    day: str
    section: str
    point: str
    label: str
    title: str
    status: str
    light: str
    reason: str
    due: str
    overdue: int
    units: str
    responsible: str
    filed: int
    expected: int
    silent: str


#: Stands between the names of units in one cell.
JOIN = "、"


class Column(NamedTuple):
    """A column: its name, what is in it (Chinese, for the documentation), whether it counts."""

    name: str
    meaning: str
    is_number: bool = False


COLUMNS = (
    Column("place", "地方: 编报单位的名称, 没有登记的是发文机关"),
    Column("plan", "工作要点的编号 `id`"),
    Column("plan_title", "工作要点的标题"),
    Column("month", "月份, `2023-09`"),
    Column("day", "这一行是哪一天的状态: 月末; 还没有过完的月份是导出那天"),
    Column("section", "部分, 连同它的序号"),
    Column("point", "要点的编号 `id`"),
    Column("label", "文件上印的序号"),
    Column("title", "要点的标题"),
    Column("status", "办理状态: `todo` `doing` `claimed` `done` `ongoing` `changed`"),
    Column("light", "亮灯: `red` `yellow` `blue` `green` `none`"),
    Column("reason", "为什么亮这种灯"),
    Column("due", "时限, `2023-09-30`; 没有的是空"),
    Column("overdue", "逾期的天数, 没有逾期的是 0", is_number=True),
    Column("units", "牵头单位, 用顿号隔开, 第一个负责汇总"),
    Column("responsible", "责任单位, 用顿号隔开"),
    Column("filed", "当月就这一项已报的单位数", is_number=True),
    Column("expected", "当月就这一项应报的单位数", is_number=True),
    Column("silent", "应报而没有报(或被退回)的单位, 用顿号隔开"),
)
NAMES = tuple(column.name for column in COLUMNS)


def place_name(plan: Plan) -> str:
    """What the place of *plan* is called: the office's name, else the issuer; perhaps empty."""
    return plan.office.name or plan.issuer


def joined(names: Iterable[str]) -> str:
    """The names of units in one cell."""
    return JOIN.join(names)
