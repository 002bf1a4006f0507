"""What a slip prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.dates import long_date
from lawgov_cli.slips import LEVELS, Slip, is_letter, slips_of
from lawgov_cli.views.rows import NoteRow, TaskRow, note_row, task_row

if TYPE_CHECKING:
    from lawgov_cli.progress import Snapshot


class SlipView(NamedTuple):
    """One slip: to whom, about what, on what grounds, to be answered when."""

    code: str
    level: str
    form: str
    is_letter: bool
    plan_title: str
    issuer: str
    unit: str
    row: TaskRow
    others: tuple[str, ...]
    text: str
    grounds: str
    last: NoteRow | None
    earlier: int
    reply_by: str
    date: str


def slip_view(slip: Slip, task_id: str, snapshot: Snapshot) -> SlipView:
    """The slip on one task as it stood when issued."""
    state = snapshot.states[task_id]
    row = task_row(state, snapshot)
    letter = is_letter(slip.unit, snapshot.plan)
    last = next(state.notes, None)
    return SlipView(
        code=f"{'函' if letter else '督'}〔{slip.year}〕{slip.number}号",
        level=slip.level,
        form="函" if letter else LEVELS[slip.level],
        is_letter=letter,
        plan_title=snapshot.plan.title,
        issuer=snapshot.plan.issuer,
        unit=slip.unit,
        row=row,
        others=tuple(name for name in (*row.lead, *row.responsible) if name != slip.unit),
        text="".join((state.task.text, *(measure.text for measure in row.measures))),
        grounds=_grounds(row),
        last=note_row(last, snapshot.plan.year) if last else None,
        earlier=sum(earlier.number != slip.number for earlier in slips_of(state.events)),
        reply_by=long_date(slip.reply_by),
        date=long_date(snapshot.as_of),
    )


def _grounds(row: TaskRow) -> str:
    """The rule that lit the lamp, with its numbers."""
    if row.days_left is not None and row.days_left < 0:
        return f"时限为{row.due_date}，已逾期{-row.days_left}天"
    if row.behind is not None and row.percent is not None and row.behind >= 10:
        return f"进度{row.percent:.0f}%，落后序时进度{row.behind:.0f}个百分点"
    if row.lags:
        return "已登记为进展滞后"
    if row.days_left is not None:
        return f"时限为{row.due_date}，剩{row.days_left}天"
    return f"办理状态为{row.status_word}"
