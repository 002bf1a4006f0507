"""A unit's report as it is typed: the day it came in, the month it answers for, whose it is.

What is told of filings is loaded where a unit reports; the office's own word needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.absent import NoSuchUnit, UnitNotYet
from lawgov_cli.base.dates import long_date, month_named
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.asking import typed_day, typed_period
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.outsiders import without_part
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.units import find_unit_to_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.days import Resolved
    from lawgov_cli.domain.filing_month import Meant
    from lawgov_cli.domain.filings import Filings
    from lawgov_cli.domain.plan import Task
    from lawgov_cli.domain.proposal import Proposal
    from lawgov_cli.store.workspace import Workspace


class Typed(NamedTuple):
    """Days and month as typed, each read."""

    on: Resolved | None
    received: Resolved | None
    month: Period | None

    @classmethod
    def of(cls, on: str | None, received: str | None, month: str | None, found: Workspace) -> Typed:
        """Read what was typed.

        Raises:
            UsageMistake: it cannot be read, or lies ahead.
        """
        return cls(
            typed_day(on, Purpose.HAPPENED, found),
            typed_day(received, Purpose.HAPPENED, found),
            typed_period(month, "month", found) if month else None,
        )

    @property
    def doubts(self) -> list[str]:
        """What is to be asked about the days."""
        found = [d for day in (self.on, self.received) if day for d in day.doubts]
        if self.on and self.received and self.received.day < self.on.day:
            days = long_date(self.received.day), long_date(self.on.day)
            found.append(f"收到的日期{days[0]}早于事情的日期{days[1]}。")
        return found

    def about(self, today: date) -> date:
        """The day that a unit's report is about, unless it answers a return."""
        if self.on:
            return self.on.day
        came = self.received.day if self.received else today
        return min(came, self.month.last) if self.month else came


def unit_on(word: str, day: date, found: Workspace) -> str:
    """The unit that *word* means among those of *day*.

    Raises:
        NoSuchUnit: there was none; where it is one of later, those that became it are named.
    """
    then = found.on(day).plan
    try:
        return find_unit_to_record(word, then)
    except NoSuchUnit:
        now = found.plan.canonical
        name = find_unit_to_record(word, found.plan)
        before = [unit for unit in then.units if now.get(unit) == name]
        raise UnitNotYet(name, long_date(day), before) from None


class Receipt:
    """What a command records of one unit's reports, or of their return.

    Parameters:
        unit: the canonical name of whose report it is; empty for the office's own word.
        settled: the fields already resolved; ``returned`` makes it a return.
    """

    def __init__(
        self, unit: str, settled: Mapping[str, Any], typed: Typed, found: Workspace
    ) -> None:
        self._unit, self._typed, self._found = unit, typed, found
        self._back: list[str] = settled.get("returned", [])
        self._require_unit(zero="zero" in settled)

    @lazy
    def _filings(self) -> Filings:
        from lawgov_cli.domain.filings import Filings

        return Filings(self._found.base, self._found.events)

    def _require_unit(self, *, zero: bool) -> None:
        typed, unit = self._typed, self._unit
        if zero and not unit:
            raise UsageMistake("零报告要写明是哪个单位的, 请加 --unit 单位。")
        if typed.received and not unit:
            raise UsageMistake("--received 是单位报送送到的日期, 请加 --unit 单位。")
        if typed.month and not (unit or self._back):
            raise UsageMistake("--for 是单位报送的月份, 请加 --unit 单位。")

    @property
    def _base(self) -> date:
        """The day received: as typed, else today."""
        return self._typed.received.day if self._typed.received else self._found.today

    def unreported(self) -> list[Task]:
        """What a zero report without numbers is about.

        Raises:
            UsageMistake: the unit has reported everything.
        """
        from lawgov_cli.domain.filing_month import unreported

        plan = self._found.plan
        meant = self._meant([point.id for point in plan.points])
        numbers = unreported(self._filings, self._unit, meant.period)
        if not numbers:
            raise UsageMistake(
                f"{self._unit}{meant.period.word}没有尚未报送的要点。要指某一项, 请写序号。"
            )
        return [plan.by_id[number] for number in numbers]

    def day(self, tasks: Sequence[Task]) -> date:
        """The day the record is about."""
        typed = self._typed
        if typed.on:
            return typed.on.day
        if not typed.month or self._back:
            return self._base
        answers = any(
            typed.month.name in self._filings.receipts.returned(self._unit, point)
            for point in self._points(tasks)
        )  # an answer does not go before what it answers
        return self._base if answers else min(self._base, typed.month.last)

    def fields(self, tasks: Sequence[Task]) -> dict[str, str]:
        """``received`` and ``period``, where they must stand in the record."""
        received, month = self._typed.received, self._typed.month
        fields = {"received": received.day.isoformat()} if received else {}
        if self._back:
            period = month.name if month else self._period_sent_back(tasks)
        elif self._is_unit:
            meant = self._meant(self._points(tasks)).period.name
            period = meant if month or meant != self.day(tasks).isoformat()[:7] else ""
        else:
            period = month.name if month else ""
        return {**fields, **({"period": period} if period else {})}

    @property
    def _is_unit(self) -> bool:
        """Whether it is a unit's report, and not a group's or the office's own word."""
        plan = self._found.plan
        return plan.canonical.get(self._unit) in plan.units

    def _points(self, tasks: Sequence[Task]) -> list[str]:
        return [self._filings.receipts.point_of(task.id) for task in tasks]

    def _meant(self, points: Sequence[str]) -> Meant:
        from lawgov_cli.domain.filing_month import Meant, month_meant

        typed = self._typed
        if typed.month:
            return Meant(typed.month)
        day, dated = (typed.on.day if typed.on else self._base), bool(typed.on or typed.received)
        return month_meant(self._filings, self._unit, points, day, dated=dated)

    def _period_sent_back(self, tasks: Sequence[Task]) -> str:
        """The month of what is sent back, where it is one for all *tasks*."""
        receipts = self._filings.receipts
        last = {receipts.last(unit, p) for unit in self._back for p in self._points(tasks)}
        return last.pop() if len(last) == 1 else ""

    def doubts(self, tasks: Sequence[Task]) -> list[str]:
        """What is to be asked: about the days, and where the unit has no part."""
        if not self._unit:
            return self._typed.doubts
        from lawgov_cli.views.chasing import no_part_line

        out = self._without_part(tasks)
        lines = [no_part_line(self._unit, task, self._found.plan) for task in out]
        return [*self._typed.doubts, *lines]

    def _without_part(self, tasks: Sequence[Task]) -> list[Task]:
        found, day = self._found, self.day(tasks)
        plan = found.on(day).plan
        unit = plan.canonical.get(self._unit, self._unit)
        return without_part(unit, tasks, plan, found.events, day)

    def line(self, proposal: Proposal) -> str:
        """For which month it is counted, and how late; empty where it counts for none."""
        tasks, plan = proposal.tasks, self._found.plan
        if self._back:
            period = proposal.fields.get("period")
            month = f"{month_named(period).word}的" if period else ""
            return f"退回的是{'、'.join(self._back)}{month}报送" if month else ""
        if not self._is_unit or len(self._without_part(tasks)) == len(tasks):
            return ""
        from lawgov_cli.views.chasing import Counted, counted_line

        meant = self._meant(self._points(tasks))
        at = self._found.now.isoformat(timespec="seconds")
        new = [Event.of({"id": f"~{n}", "at": at, **c}) for n, c in enumerate(proposal.contents)]
        before = self._filings.of_unit(self._unit, meant.period)
        after = self._filings.joined(new).of_unit(self._unit, meant.period)
        return counted_line(Counted(meant, before, after, self._base), plan)
