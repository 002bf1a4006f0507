"""What ``missing`` shows, who has not reported and what to send them; and what a slip prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.domain.filings import FILING_WORDS, FilingStatus, deadline, filings
from lawgov_cli.domain.slips import LEVELS, Slip, is_letter, slips_of
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import FINISHED, Status
from lawgov_cli.views.records import NoteRow, note_row
from lawgov_cli.views.rows import TaskRow, task_row

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.filings import Filing
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.timeline import Timeline


class FilingRow(NamedTuple):
    """One unit's filing in words; ``reminder`` is ready to paste, empty where it has reported."""

    unit: str
    status: str
    word: str
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    missed: int
    date: str
    reminder: str


class FilingsView(NamedTuple):
    """The filings of one month; ``collects``: some unit has reported at some time."""

    period: str
    deadline: date
    expected: int
    filed: int
    late: int
    missing: int
    returned: int
    rows: tuple[FilingRow, ...]
    collects: bool
    note: str = ""

    @property
    def deadline_date(self) -> str:
        """The last day in time, in words."""
        return long_date(self.deadline)


def filings_view(before: Snapshot, events: Timeline, period: Period) -> FilingsView:
    """Who reported for *period*, and who did not; *before* is the state on the day before."""
    plan = before.plan
    found = filings(before, events, period)
    counted = effective(events, before.known_at).events
    counts = {status: sum(f.status is status for f in found) for status in FilingStatus}
    due = deadline(period, plan)
    note = ""
    if not found and plan.issued and period.last < plan.issued:
        note = f"文件{long_date(plan.issued)}印发, {period.word}不需报送。"
    return FilingsView(
        period=period.word,
        deadline=due,
        expected=len(found),
        filed=counts[FilingStatus.FILED],
        late=counts[FilingStatus.LATE],
        missing=counts[FilingStatus.MISSING],
        returned=counts[FilingStatus.RETURNED],
        rows=tuple(_row(filing, plan, period, due) for filing in found),
        collects=bool(counted.until(period.last).units()),
        note=note,
    )


def _row(filing: Filing, plan: Plan, period: Period, due: date) -> FilingRow:
    return FilingRow(
        unit=filing.unit,
        status=filing.status.value,
        word=FILING_WORDS[filing.status],
        tasks=filing.tasks,
        leads=filing.leads,
        missed=filing.missed,
        date=short_date(filing.first, plan.year) if filing.first else "",
        reminder=_reminder(filing, plan, period, due),
    )


def _reminder(filing: Filing, plan: Plan, period: Period, due: date) -> str:
    """A message short enough for a chat group."""
    if filing.status not in {FilingStatus.MISSING, FilingStatus.RETURNED}:
        return ""
    numbers = filing.leads or filing.tasks
    listed = "、".join(numbers[:6]) + ("等" if len(numbers) > 6 else "")
    role = "牵头的" if filing.leads else ""
    what = "报送已退回,请重报" if filing.status is FilingStatus.RETURNED else "尚未报送,请尽快报送"
    again = f"(已连续{filing.missed}个月)" if filing.missed > 1 else ""
    return (
        f"{filing.unit}:《{plan.title}》{period.first.month}月进展({role}第{listed}项){what}{again}。"
        f"截止{short_date(due, plan.year)}。"
    )


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
        grounds=_grounds(row, slip.unit),
        last=note_row(last, snapshot.plan) if last else None,
        earlier=sum(earlier.number != slip.number for earlier in slips_of(state.events)),
        reply_by=long_date(slip.reply_by),
        date=long_date(snapshot.as_of),
    )


def _grounds(row: TaskRow, unit: str) -> str:
    """Why it is lit, by what *unit* answers for if any; for a task that is not, what is true."""
    if row.is_lit:
        own = [reason.text for reason in (row.reason, *row.also_late) if unit in reason.units]
        return "；".join(own) or row.reason.answered
    if Status(row.status) in FINISHED:
        return row.status_reason.text
    if row.due:
        return f"尚未亮灯: {row.reason.text}"
    return f"{row.reason.text}, {row.status_reason.text}"
