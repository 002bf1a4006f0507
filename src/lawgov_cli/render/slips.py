"""The register of slips: a screen and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import packed, visible, wrapped
from lawgov_cli.base.numerals import nth
from lawgov_cli.render.lines import hanging
from lawgov_cli.render.machine import envelope
from lawgov_cli.render.paint import painter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.slip import RegisterView, SlipRow


def register_text(view: RegisterView, *, width: int, colour: bool) -> str:
    """Each slip with what came of it, in the order issued."""
    if not view.rows:
        if view.total:
            return "没有符合条件的单。\n"
        none = packed(["还没有开过单。", "开单: lawgov slip 15 --reply-by 下周五"], width, "")
        return "".join(f"{line}\n" for line in none)
    paint = painter(colour=colour)
    counting = [row for row in view.rows if not row.withdrawn]
    answered = sum(bool(row.answered) for row in counting)
    late = sum(bool(row.overdue) and not row.answered for row in counting)
    head = f"发单{len(view.rows)}张, 已答复{answered}, 未答复{len(counting) - answered}(逾期{late})"
    withdrawn = len(view.rows) - len(counting)
    lines = wrapped(head + (f", 已撤销{withdrawn}" if withdrawn else ""), width)
    for row in view.rows:
        lines += _row_lines(row, width)
    answer = "登记答复: lawgov slip --reply 编号 --note 答复"
    lines += packed([answer, "再印: lawgov slip --print 编号"], width, "  ")
    return "".join(f"{line}\n" for line in lines).replace(
        "未答复, 已逾期", paint("未答复, 已逾期", "red")
    )


def _row_lines(row: SlipRow, width: int) -> Iterator[str]:
    what = f"{nth(row.task)} {visible(row.title)}"
    facts = [
        f"{row.form}({row.level})",
        visible(row.unit),
        f"限{row.reply_by_date}反馈",
        row.outcome,
        *(["与另一张同号"] if row.repeated else []),
    ]
    yield from hanging(f"  {row.code}  {row.issued}  ", what, width)
    yield from hanging("    ", "  ".join(facts), width)
    if row.reply:
        yield from hanging("    答复: ", visible(row.reply, "\n"), width)
    for chase in row.chases:
        yield from hanging(f"    催办: {chase.date} ", visible(chase.words, "\n"), width)


def register_json(view: RegisterView) -> Document:
    """The register as JSON; a day that there is not is null."""
    items = []
    for row in view.rows:
        data = row._asdict() | {"chases": [chase._asdict() for chase in row.chases]}
        items.append(data | {"answered": row.answered or None})
    return envelope("slips", as_of=view.as_of, total=view.total, items=items)
