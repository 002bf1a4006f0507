"""What ``missing`` shows: who has not reported, and what to send them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.filings import (
    FILING_WORDS,
    OPEN,
    FilingStatus,
    deadline,
    first_day,
    last_day,
)
from lawgov_cli.domain.places import unlisted_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.filing_month import Meant
    from lawgov_cli.domain.filings import Filing, Filings
    from lawgov_cli.domain.plan import Plan, Task


class FilingRow(NamedTuple):
    """One unit's filing in words; ``reminder`` is ready to paste, empty where nothing is asked.

    ``lacking`` are the points it has not reported on one by one, ``together`` those that it may
    answer for by one report, ``sent_back`` those whose report was returned; ``answered`` of
    ``items`` reports have come, on the days ``date``.
    """

    unit: str
    status: str
    word: str
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    missed: int
    date: str
    reminder: str
    lacking: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    sent_back: tuple[str, ...] = ()
    answered: int = 0
    items: int = 0
    days_late: int = 0
    contact: str = ""

    @property
    def lacks(self) -> str:
        """Which points still lack: ``第8、9项、第15、16项(合并报一次)``."""
        parts = [_points(self.lacking)] if self.lacking else []
        parts += [f"{_points(self.together)}(合并报一次)"] if self.together else []
        parts += [f"{_points(self.sent_back)}已退回"] if self.sent_back else []
        return "、".join(parts)

    @property
    def detail(self) -> str:
        """How it stands beside its word: ``连续2个月``, ``1/19, 缺第8项``, ``6月28日, 迟3天``."""
        late = f"迟{self.days_late}天" if self.days_late else ""
        if self.status == FilingStatus.MISSING.value:
            return f"连续{self.missed}个月" if self.missed > 1 else ""
        if self.status == FilingStatus.PARTIAL.value:
            return _together(f"{self.answered}/{self.items}", late, f"缺{self.lacks}")
        if self.status == FilingStatus.RETURNED.value:
            return _together(_points(self.sent_back), self.date)
        return _together(self.date, late)

    @property
    def brief(self) -> str:
        """The same without the points that lack: ``1/19``, ``迟3天``."""
        if self.status == FilingStatus.PARTIAL.value:
            return f"{self.answered}/{self.items}"
        if self.status == FilingStatus.LATE.value:
            return f"迟{self.days_late}天"
        return self.detail


class FilingsView(NamedTuple):
    """The filings of one month; ``collects``: some unit has reported at some time."""

    period: str
    deadline: date
    expected: int
    filed: int
    partial: int
    late: int
    missing: int
    zero: int
    returned: int
    rows: tuple[FilingRow, ...]
    collects: bool
    note: str = ""

    @property
    def deadline_date(self) -> str:
        """The last day in time, in words."""
        return long_date(self.deadline)


def not_asked(plan: Plan) -> Iterator[str]:
    """Places that have tasks and are asked for no report, since nobody said which they are."""
    for group in unlisted_places(plan):
        add = f"lawgov units group add {as_typed(group)} 名称 …"
        yield f"“{group}”有哪些地方没有登记, 没有请它们报送: {add}"


def filings_view(filings: Filings, period: Period) -> FilingsView:
    """Who reported for *period* (a month), and who did not."""
    before = filings.state(period.before)
    plan = before.plan
    found = filings.of(period)
    counts = {status.value: sum(f.status is status for f in found) for status in FilingStatus}
    due = deadline(period, plan)
    note = ""
    if not found and plan.issued and period.last < plan.issued:
        note = f"文件{long_date(plan.issued)}印发, {period.word}不需报送。"
    elif not found and period.first > (last := last_day(plan)):
        note = (
            f"本要点{long_date(plan.ends)}结束, 报送到{last.year}年{last.month}月为止, "
            f"{period.word}不需报送。看以前的: lawgov missing --month {plan.ends:%Y-%m}"
        )
    elif not found and not filings.covers(period):
        first = first_day(plan)
        note = f"报送从{first.year}年{first.month}月起, {period.word}不需报送。"
    return FilingsView(
        period=period.word,
        deadline=due,
        expected=len(found),
        **counts,
        rows=tuple(_row(filing, plan, period, due) for filing in found),
        collects=filings.receipts.begun_by(period),
        note=note,
    )


def _row(filing: Filing, plan: Plan, period: Period, due: date) -> FilingRow:
    known = plan.units.get(filing.unit)
    return FilingRow(
        unit=filing.unit,
        status=filing.status.value,
        word=FILING_WORDS[filing.status],
        tasks=filing.tasks,
        leads=filing.leads,
        missed=filing.missed,
        date=_days(filing.received, plan.year),
        reminder=_reminder(filing, plan, period, due),
        lacking=filing.lacking,
        together=filing.together,
        sent_back=filing.sent_back,
        answered=filing.answered,
        items=filing.items,
        days_late=filing.days_late,
        contact=" ".join(filter(None, (known.contact, known.phone))) if known else "",
    )


#: So many days are listed; of more only the first and the last are said.
_LISTED = 3


def _days(received: Sequence[str], year: int) -> str:
    """The days on which reports came: ``9月2日、9月18日``."""
    days = [short_date(day, year) for day in received]
    return "、".join(days) if len(days) <= _LISTED else f"{days[0]}至{days[-1]}"


def _reminder(filing: Filing, plan: Plan, period: Period, due: date) -> str:
    """A message to paste into a chat group, with the unit's own numbers, all of them."""
    if filing.status not in OPEN:
        return ""
    asked = [f"{_points(filing.sent_back)}报送已退回,请重报"] if filing.sent_back else []
    role = "牵头的" if set(filing.lacking) <= set(filing.leads) else ""
    lacks = [f"{role}{_points(filing.lacking)}"] if filing.lacking else []
    lacks += [f"参与的{_points(filing.together)}(可合并报一次)"] if filing.together else []
    if lacks:
        ask = "尚缺,请补报" if filing.answered else "尚未报送,请尽快报送"
        asked.append(f"{'、'.join(lacks)}{ask}")
    again = f"(已连续{filing.missed}个月)" if filing.missed > 1 else ""
    return (
        f"{filing.unit}:《{plan.title}》{period.first.month}月进展,{';'.join(asked)}{again}。"
        f"截止{short_date(due, plan.year)}。"
    )


class Counted(NamedTuple):
    """What a report does to the filing of its unit; ``day`` is the day it was received."""

    meant: Meant
    before: Filing | None
    after: Filing | None
    day: date


def counted_line(counted: Counted, plan: Plan) -> str:
    """For which month a report is counted, how late it is, and how to say another month."""
    period, other = counted.meant
    said = f"计入{period.word}报送"
    before, after = counted.before, counted.after
    if after and before:
        due = deadline(period, plan)
        if after.answered > before.answered and counted.day > due:
            said += f", 迟{(counted.day - due).days}天(截止{short_date(due, plan.year)})"
        if after.answered < after.items:
            said += f", 已报{after.answered}/{after.items}"
    return f"{said}。如是{other.word}的, 请加 --for {other.name}" if other else said


def no_part_line(unit: str, task: Task, plan: Plan) -> str:
    """What a unit's report comes to where the unit has no part."""
    point = plan.point_of(task.id) or task
    named = [plan.canonical.get(name, name) for name in (*point.lead, *point.responsible)]
    unknown = [name for name in named if name in plan.groups and not plan.members_of(name)]
    line = f"{nth(task.id)}的牵头、责任单位中没有{unit}, 登记后只作显示, 不计入办理状态和报送。"
    if unknown:
        add = f"lawgov units group add {as_typed(unknown[0])} {as_typed(unit)}"
        line += f"如属于{'、'.join(unknown)}, 请先登记为成员: {add}。"
    return line


def _together(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _points(numbers: Sequence[str]) -> str:
    return nth(numbers)
