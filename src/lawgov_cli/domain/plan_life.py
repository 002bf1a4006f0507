"""The days a plan is about, and which of several years is meant where none was typed."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month_end
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.base.day_words import Typed
    from lawgov_cli.domain.plan import Plan


class Purpose(Enum):
    """What a day is typed for; its value is what the day is called in a refusal."""

    HAPPENED = "已经发生的事"
    REPLY_BY = "反馈期限"
    DUE = "时限"
    AS_OF = "查看的日期"
    KNOWN_AT = "登记截止日"


class Life(NamedTuple):
    """The days that a plan is about."""

    starts: date
    ends: date
    issued: date | None = None

    @classmethod
    def of(cls, plan: Plan) -> Life:
        """The life of *plan*."""
        return cls(plan.starts, plan.ends, plan.issued)

    @property
    def until(self) -> date:
        """Four months after the end: what happened later is asked about."""
        years, number = divmod(self.ends.month + 3, 12)
        first = date(self.ends.year + years, number + 1, 1)
        whole = self.ends == month_end(self.ends)
        day = month_end(first).day if whole else min(self.ends.day, month_end(first).day)
        return first.replace(day=day)

    def holds(self, period: Period) -> bool:
        """Whether *period* lies within the months of the plan's life."""
        first, last = self.starts.replace(day=1), month_end(self.until)
        return first <= period.first and period.last <= last

    def covers(self, period: Period) -> bool:
        """Whether *period* lies in the calendar years of the plan."""
        return self.starts.year <= period.first.year and period.last.year <= self.ends.year

    def is_year_of(self, period: Period) -> bool:
        """Whether *period* lies in the one calendar year that the plan lies in."""
        return len({self.starts.year, self.ends.year, period.first.year, period.last.year}) == 1


class Beside(NamedTuple):
    """A plan of another year, or of the same, that lies beside the one in use.

    ``option``: what to type for it.
    """

    title: str
    life: Life
    option: str


def of_another_plan(
    periods: Iterable[Period], own: Life, others: Sequence[Beside]
) -> tuple[Period, Beside] | None:
    """The last of *periods* that lies in the year of another plan and not in that of one's own."""
    for period in sorted(periods, key=lambda period: period.last, reverse=True):
        if not own.covers(period):
            for other in others:
                if other.life.covers(period):
                    return period, other
    return None


class Question(NamedTuple):
    """What was typed, read, with all that decides which year it means."""

    text: str
    said: Typed
    purpose: Purpose
    life: Life
    today: date

    @property
    def periods(self) -> list[Period]:
        """All that may be meant, from the year before to the year after."""
        first = min(self.life.starts.year, self.today.year) - 1
        return self.said.periods(range(first, max(self.life.until.year, self.today.year) + 2))

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day that the purpose may be about."""
        starts, ends, until = self.life.starts, self.life.ends, self.life.until
        if self.purpose is Purpose.REPLY_BY:
            return self.today, max(until, self.today + timedelta(days=366))
        if self.purpose is Purpose.KNOWN_AT:
            return starts, max(until, self.today)
        return starts, ends if self.purpose is Purpose.DUE else until

    def fitting(self) -> Period | None:
        """The one meant; ``None`` where no year is typed and none lies within the bounds."""
        periods = self.periods
        if self.said.dated:
            return periods[0] if periods else None  # 2月29日 to 2023-09-01: there is no such day
        first, last = self.bounds
        begins = first.replace(day=1) if self.said.kind == "range" else date.min
        end = last if self.said.kind == "day" else month_end(last)
        return self.preferred(
            [p for p in periods if first <= p.last <= end and begins <= p.first <= last]
        )

    def preferred(self, periods: Sequence[Period]) -> Period | None:
        """The one that fits the purpose: the last so far, the next, or the nearest."""
        if not periods:
            return None
        if self.purpose is Purpose.AS_OF:
            return min(periods, key=lambda period: (self._away(period), period.first))
        if self.purpose in {Purpose.DUE, Purpose.REPLY_BY}:
            return next((period for period in periods if period.last >= self.today), periods[-1])
        return next((p for p in reversed(periods) if p.first <= self.today), periods[0])

    def nearest(self) -> Period | None:
        """The one that shares most days with the plan's life, then the nearest to today."""
        return max(self.periods, key=lambda p: (self._shared(p), -self._away(p)), default=None)

    def _away(self, period: Period) -> int:
        return max((period.first - self.today).days, (self.today - period.last).days, 0)

    def _shared(self, period: Period) -> int:
        first, last = max(period.first, self.life.starts), min(period.last, self.life.until)
        return max((last - first).days + 1, 0)
