"""The figures of a report by name: what every format of it says alike, and what its code is over.

Also which points stand how: a figure that changed is explained by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.views.chasing import FilingsView
    from lawgov_cli.views.report import Report


class Figure(NamedTuple):
    """A number or a status, and what it is of: ``已完成`` ``2项``.

    ``of_one``: it says how one point stands, or how one unit has reported.
    """

    name: str
    value: str
    of_one: bool = False


def figures_of(report: Report) -> tuple[Figure, ...]:
    """The figures of *report*, in the order in which it speaks of them; each name once."""
    return tuple(_figures(report))


#: How units have filed: a field of the view, and its word.
FILED = {
    "expected": "应报",
    "filed": "已报",
    "partial": "部分报",
    "late": "迟报",
    "missing": "未报",
    "zero": "零报告",
    "returned": "退回",
}


def _figures(report: Report) -> Iterator[Figure]:
    yield _items("要点", report.total)
    for tally in report.tallies:
        yield _items(tally.word, tally.number)
    yield _items("有时限", report.dated)
    for tally in report.lights:
        yield _items("不亮灯" if tally.code == "none" else f"{tally.word}灯", tally.number)
    yield _items(f"{report.words.since}新完成", report.newly_done)
    yield _items("办理状态有变化", len(report.changes))
    yield _items(f"{report.due_by}到期", len(report.due_soon))
    yield _items("尚未完成", len(report.open_rows))
    yield Figure("反映的问题", f"{len(report.open_problems.lines)}条")
    yield Figure("下一步措施", f"{len(report.steps.lines)}条")
    yield Figure("佐证材料", f"{len(report.evidence)}份")
    for section in report.sections:
        for tally in section.tallies:
            yield _items(f"“{section.name}”{tally.word}", tally.number)
    for month in report.filings_by_month:
        yield from _filed(month)
    for row in report.rows:
        light = "不亮灯" if row.light == "none" else f"{row.light_word}灯"
        yield Figure(nth(row.number_shown), f"{row.status_word}、{light}", of_one=True)


def _items(name: str, number: int) -> Figure:
    return Figure(name, f"{number}项")


def _filed(month: FilingsView) -> Iterator[Figure]:
    for field, word in FILED.items():
        yield Figure(f"{month.period}{word}", f"{getattr(month, field)}个单位")
    for row in month.rows:
        yield Figure(f"{month.period}{row.unit}报送", row.word, of_one=True)
