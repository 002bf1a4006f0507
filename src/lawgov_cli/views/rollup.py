"""What a roll-up over many places shows: the answers of the named views, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.counts import Count
from lawgov_cli.domain.plan import LightRules
from lawgov_cli.domain.vocabulary import Light

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: View → its Chinese word for ``--by``, and its heading.
TITLES = {
    "by_place": ("地方", "各地方"),
    "by_section": ("部分", "各部分"),
    "by_unit": ("单位", "各牵头单位(一项有几个牵头单位的, 在每个单位下都计一次)"),
    "by_light": ("亮灯", "亮灯"),
    "by_month": ("月份", "逐月"),
    "by_point": ("要点", "各项要点(同一份工作要点里标题相同的是同一项)"),
    "worst": ("最差", "最要紧的: 红灯、黄灯, 逾期久的在前"),
    "silent": ("未报", "哪些单位没有报送"),
    "differing": ("编号", "编号相同而标题不同的(没有合在一起)"),
}
#: What is shown where nothing is asked for.
USUAL = ("by_month", "by_place", "worst", "silent", "differing")
HEADINGS = {
    "month": "月份",
    "place": "地方",
    "plan": "工作要点",
    "plan_title": "工作要点",
    "section": "部分",
    "unit": "单位",
    "light": "亮灯",
    "places": "地方数",
    "points": "要点数",
    "finished": "办结",
    "red": "红",
    "yellow": "黄",
    "blue": "蓝",
    "share": "办结率",
    "reports_in": "已报项次",
    "reports_due": "应报项次",
    "point": "编号",
    "title": "要点",
    "reason": "原因",
    "due": "时限",
    "overdue": "逾期天数",
    "units": "牵头单位",
    "number": "编号",
    "titles": "标题数",
    "one_title": "标题之一",
    "other_title": "另一个",
    "day": "日期",
    "who": "登记人",
    "task": "任务",
    "status": "办理状态",
    "note": "进展",
}
#: What repeats what stands above the table.
_LEFT_OUT = frozenset({"plan", "numbers", "first_number", "last_number"})


class RollupTable(NamedTuple):
    """One table: the name of its view, and rows under the codes of their columns.

    ``more`` rows were left out. ``lights`` are the codes behind the words of a column of lights.
    """

    name: str
    title: str
    codes: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    lights: tuple[str, ...] = ()
    more: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns in words."""
        return tuple(HEADINGS.get(code, code) for code in self.codes)


class RollupView(NamedTuple):
    """The roll-up of one month, or of all where it is empty.

    ``broken`` are the places that could not be read, and why.
    """

    month: str
    places: int
    tables: tuple[RollupTable, ...]
    broken: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def heading(self) -> str:
        """What stands above everything."""
        unread = f", {len(self.broken)}处没有读出" if self.broken else ""
        if not self.month:
            return f"汇总   {self.places}个地方{unread}"
        year, number = self.month.split("-")
        return f"{int(year)}年{int(number)}月汇总   {self.places}个地方{unread}"


def rollup_table(
    name: str, names: Sequence[str], found: Sequence[Sequence[Any]], top: int
) -> RollupTable:
    """The answer of the view *name* in words.

    Parameters:
        names: the columns of the rows *found*.
        top: how many rows are shown, of months the last; none are left out where it is 0.
    """
    kept = found[-top:] if name == "by_month" else found[: top or None]
    items = [dict(zip(names, row, strict=True)) for row in kept]
    codes = tuple(_codes(name, names))
    rows = tuple(tuple(_cell(code, item) for code in codes) for item in items)
    lights = tuple(str(item["light"]) for item in items) if "light" in codes else ()
    return RollupTable(name, TITLES[name][1], codes, rows, lights, len(found) - len(rows))


def answer_table(names: Sequence[str], found: Sequence[Sequence[Any]], top: int) -> RollupTable:
    """The answer to a statement of the user's own, under its own names."""
    kept = found[: top or None]
    rows = tuple(tuple(_plain(value) for value in row) for row in kept)
    lights: tuple[str, ...] = ()
    if "light" in names:
        lights = tuple(str(row[names.index("light")]) for row in rows)
    return RollupTable("sql", "答案", tuple(names), rows, lights, len(found) - len(rows))


def _plain(value: object) -> str | int | float:
    if isinstance(value, (str, int, float)):
        return value
    return "" if value is None else str(value)


def _codes(name: str, names: Sequence[str]) -> Iterable[str]:
    for code in names:
        if code == "month" and name != "by_month":
            continue
        if code == "title" and "first_number" in names:
            yield "number"
        if code not in _LEFT_OUT:
            yield code
        if code == "finished":
            yield "share"


def _cell(code: str, item: dict[str, Any]) -> str | int:
    if code == "share":
        return Count(item["finished"], item["points"]).percent
    if code == "number":
        return _number(item)
    value: str | int = item[code]
    return LightRules().word(Light(value)) if code == "light" and value in _LIGHTS else value


_LIGHTS = frozenset(light.value for light in Light)


def _number(item: dict[str, Any]) -> str:
    """The number of a point; where places number it otherwise, that they do."""
    if item["numbers"] == 1:
        return str(item["first_number"])
    return f"{item['first_number']}…{item['last_number']}(各地编号不同, 共{item['numbers']}种)"
