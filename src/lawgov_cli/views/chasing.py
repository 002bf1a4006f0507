"""What ``missing`` shows: who has not reported, and what to send them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.domain.filings import FILING_WORDS, FilingStatus, deadline, filings
from lawgov_cli.domain.undo import effective

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
