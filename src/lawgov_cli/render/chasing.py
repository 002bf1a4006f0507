"""The screen of who has reported for a month, and what to send those who have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import packed, visible, wrapped
from lawgov_cli.base.dates import long_date
from lawgov_cli.render.lines import hanging, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.views.chasing import FilingRow, FilingsView


def filings_text(view: FilingsView, *, every: bool, points: bool, width: int) -> str:
    """Who has not reported for a month; what to send them, or which points lack."""
    if view.note:
        return f"{view.note}\n"
    counts = (
        f"应报{view.expected} 已报{view.filed} 部分报{view.partial} "
        f"迟报{view.late} 未报{view.missing} 零报告{view.zero} 退回{view.returned}"
    )
    head = [f"{view.period}报送 ", f"{counts} ", f"截止{long_date(view.deadline)}"]
    lines = packed(head, width, "  ")
    for word in ("未报", "退回", "部分报", "迟报", *(("零报告", "已报") if every else ())):
        rows = [row for row in view.rows if row.word == word]
        if rows:
            lines += _listed(word, rows, width)
    asked = [row for row in view.rows if row.reminder]
    lines += (_points if points else _reminders)(asked, width)
    if view.expected and not asked:
        lines.append("  应报的都已报送。")
    return "".join(f"{line}\n" for line in lines)


def _listed(word: str, rows: Sequence[FilingRow], width: int) -> list[str]:
    """Units beside their word; those that reported in part a line each, for what lacks is long."""
    if word != "部分报":
        return joined(f"  {word}  ", [_filing_text(row) for row in rows], width)
    head = f"  {word}  "
    return [line for row in rows for line in hanging(head, _filing_text(row), width)]


def _filing_text(row: FilingRow) -> str:
    return f"{visible(row.unit)}({row.detail})" if row.detail else visible(row.unit)


def _reminders(rows: Sequence[FilingRow], width: int) -> Iterator[str]:
    if rows:
        yield "催报文字(可直接粘贴)"
    for row in rows:
        yield from wrapped(visible(row.reminder), width)
        if row.contact:
            yield from hanging("  联系: ", visible(row.contact), width)


def _points(rows: Sequence[FilingRow], width: int) -> Iterator[str]:
    if rows:
        yield "还缺的要点"
    for row in rows:
        yield from hanging(f"  {visible(row.unit)}  ", row.lacks, width)
