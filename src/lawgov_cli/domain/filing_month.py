"""For which month a unit's report counts where the clerk does not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import Period, month, month_named
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.filings import deadline, month_before

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from lawgov_cli.domain.filings import Filings


class Meant(NamedTuple):
    """The month a report counts for, and the other that may have been meant."""

    period: Period
    other: Period | None = None


def month_meant(
    filings: Filings, unit: str, points: Collection[str], day: date, *, dated: bool
) -> Meant:
    """For which month a report of *unit* on *points* counts.

    What was sent back is answered first. Up to the next report day, and while last month is open
    for the unit on one of *points*, it is the month whose report day is nearer.

    Parameters:
        day: the day the report is about.
        dated: whether that day, or the day of receipt, was given.
    """
    this = month(day.year, day.month)
    back = min((m for p in points for m in filings.receipts.returned(unit, p)), default=this.name)
    if back != this.name:
        return Meant(month_named(back), this)
    last = month_before(this)
    end = deadline(this, filings.plan)
    if dated or day > end or not _is_open(filings, unit, points, last):
        return Meant(this)
    nearer = abs(day - deadline(last, filings.plan)) <= end - day
    return Meant(last, this) if nearer else Meant(this, last)


def _is_open(filings: Filings, unit: str, points: Collection[str], period: Period) -> bool:
    filing = filings.of_unit(unit, period)
    return filing is not None and not {*filing.lacking, *filing.together}.isdisjoint(points)


def unreported(filings: Filings, unit: str, period: Period) -> tuple[str, ...]:
    """The points that *unit* is named for and has not reported on; else those of its groups."""
    duties = filings.duties(unit, period)
    open_ = [d for d in duties if not filings.receipts.answer(unit, d.task, period.name)]
    return tuple(d.task for d in open_ if d.named) or tuple(d.task for d in open_)
