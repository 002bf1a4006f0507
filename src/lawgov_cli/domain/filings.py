"""Who reported for a month, who did so late or in part, who did not, how many months in a row.

A unit reports one by one on the points that it leads, and together by one report on those that
it is otherwise named for, or answers for through a group whose members are known. What it reported
is judged by all that is known; what it owed, by the state on the day the report was due: a point
closed by then owes nothing, one closed or opened again later changes nothing of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cache as memoised
from functools import cached_property, partial
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month, month_end
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.receipts import Receipts
from lawgov_cli.domain.vocabulary import FINISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.receipts import Answer
    from lawgov_cli.domain.timeline import Timeline


class FilingStatus(str, Enum):
    """本期报送."""

    FILED = "filed"
    PARTIAL = "partial"
    LATE = "late"
    MISSING = "missing"
    ZERO = "zero"
    RETURNED = "returned"


FILING_WORDS = {
    FilingStatus.FILED: "已报",
    FilingStatus.PARTIAL: "部分报",
    FilingStatus.LATE: "迟报",
    FilingStatus.MISSING: "未报",
    FilingStatus.ZERO: "零报告",
    FilingStatus.RETURNED: "退回",
}
#: While a filing is so, something is asked of the unit.
OPEN = frozenset({FilingStatus.PARTIAL, FilingStatus.MISSING, FilingStatus.RETURNED})


class Duty(NamedTuple):
    """A point a unit is to report on; whether it leads it, and whether it is named for it.

    What was closed within the month before the report was due is not ``owed``: it counts where
    the unit reported on it all the same.
    """

    task: str
    leads: bool
    named: bool = True
    owed: bool = True


class Filing(NamedTuple):
    """One unit in one month.

    Attributes:
        tasks: the ids of the points it is expected to report on; ``leads`` those it leads.
        lacking: those of the points it reports on one by one that it has not reported on.
        together: those it answers for by one report, where that has not come.
        sent_back: the points whose report was returned and not sent in again.
        answered, items: how many of how many reports have come.
        missed: how many months in a row it has not reported at all, up to this one; one that is
            not due yet does not count.
        received: the days on which they were received, from the first on.
        days_late: how many days after the last in time the latest of them came.
    """

    unit: str
    status: FilingStatus
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    sent_back: tuple[str, ...] = ()
    answered: int = 0
    items: int = 0
    missed: int = 0
    received: tuple[str, ...] = ()
    days_late: int = 0

    @property
    def first(self) -> str:
        """The day the first of them was received, empty where none was."""
        return self.received[0] if self.received else ""


class Filings:
    """The filings of any month.

    Parameters:
        plan: the document's, without what was added since.
        events: the whole timeline; what was recorded after *known_at* is not looked at.
        today: a month whose report day is not past by then is no month missed. A report of a
            period that is over, which is the same whenever it is made, gives none.
    """

    def __init__(
        self,
        plan: Plan,
        events: Timeline,
        known_at: date | None = None,
        today: date | None = None,
    ) -> None:
        self.plan, self._events, self._known_at = plan, events, known_at
        self._today = min(filter(None, (known_at, today)), default=None)
        self._states: dict[tuple[date, date], Snapshot] = {}
        self._expected: dict[str, dict[str, list[Duty]]] = {}

    def state(self, day: date, named: date | None = None) -> Snapshot:
        """The state on *day*, made once.

        Parameters:
            named: the later day under whose names the units stand.
        """
        key = (day, named if named and self._renames else day)
        if key not in self._states:
            self._states[key] = fold(self.plan, self._events, day, self._known_at, named)
        return self._states[key]

    @cached_property
    def _renames(self) -> bool:
        """Whether any record is about the units: without one they are called alike on all days."""
        return bool(self._events.having("units"))

    @cached_property
    def receipts(self) -> Receipts:
        """What units reported."""
        return Receipts(self.plan, self._events, self._known_at)

    def joined(self, events: Iterable[Event]) -> Filings:
        """With more reports of units, which change nothing of what is expected."""
        other = Filings(self.plan, self._events.joined(events), self._known_at, self._today)
        other._states, other._expected = self._states, self._expected
        return other

    def of(self, period: Period) -> list[Filing]:
        """The filings of *period* (a month), units in the order the plan registers them."""
        if not self.covers(period):
            return []
        counted = ((unit, self.duties(unit, period)) for unit in self._duties(period))
        return [self._filing(unit, duties, period) for unit, duties in counted if duties]

    def of_unit(self, unit: str, period: Period) -> Filing | None:
        """The filing of one unit; none where it is not expected to report."""
        name = self._name(unit, period)
        duties = self.duties(name, period) if self.covers(period) else ()
        return self._filing(name, duties, period) if duties else None

    def _name(self, unit: str, period: Period) -> str:
        """What *unit* was called at the end of *period*."""
        return self._asked(period).plan.canonical.get(unit, unit)

    def duties(self, unit: str, period: Period) -> Sequence[Duty]:
        """What *unit*, by any of its names, is to report on for *period*, or reported on."""
        name = self._name(unit, period)
        found = self._duties(period).get(name, ())
        answer = self.receipts.answer
        return [duty for duty in found if duty.owed or answer(name, duty.task, period.name)]

    def covers(self, period: Period) -> bool:
        """Whether there is anything to report for *period*: not before, nor long after the plan."""
        return first_day(self.plan) <= period.last and period.first <= last_day(self.plan)

    def expected(self, period: Period) -> list[str]:
        """The units that have something to report on for *period*."""
        return [unit for unit in self._duties(period) if self.duties(unit, period)]

    def _duties(self, period: Period) -> dict[str, list[Duty]]:
        if period.name not in self._expected:
            due = self.state(deadline(period, self.plan), period.last)
            before = self.state(period.before, period.last)
            self._expected[period.name] = expected_units(before, self._asked(period), due)
        return self._expected[period.name]

    def _asked(self, period: Period) -> Snapshot:
        """The state that the report of *period* is asked by: no later than the month's end."""
        return self.state(min(deadline(period, self.plan), period.last), period.last)

    def singles(self, unit: str, period: Period) -> frozenset[str]:
        """The points on which *unit* reports one by one for *period*."""
        duties = self.duties(unit, period)
        return frozenset(duty.task for duty in duties if _is_single(duty, self.plan))

    def _filing(self, unit: str, duties: Sequence[Duty], period: Period) -> Filing:
        plan = self.plan
        singles = [duty.task for duty in duties if _is_single(duty, plan)]
        others = [duty.task for duty in duties if not _is_single(duty, plan)]
        answers = self._answers(unit, duties, period)
        items = [answers[task] for task in singles]
        items += [_first(answer for task in others if (answer := answers[task]))] if others else []
        given = [answer for answer in items if answer]
        received = tuple(sorted({answer.received for answer in given}))
        last = date.fromisoformat(received[-1]) if received else date.min
        days = (last - deadline(period, plan)).days
        back = [t for t in answers if period.name in self.receipts.returned(unit, t)]
        filing = Filing(
            unit=unit,
            status=_status(items, sent_back=bool(back), late=days > 0),
            tasks=tuple(answers),
            leads=tuple(duty.task for duty in duties if duty.leads),
            lacking=tuple(task for task in singles if not answers[task]),
            together=tuple(others) if not any(answers[task] for task in others) else (),
            sent_back=tuple(back),
            answered=len(given),
            items=len(items),
            received=received,
            days_late=max(days, 0),
        )
        missed = self._missed(unit, period) if filing.status is FilingStatus.MISSING else 0
        return filing._replace(missed=missed)

    def _answers(
        self, unit: str, duties: Iterable[Duty], period: Period
    ) -> dict[str, Answer | None]:
        return self.receipts.answers(unit, (duty.task for duty in duties), period.name)

    def _missed(self, unit: str, period: Period) -> int:
        """Months in a row without a report, back from *period* to the first to report for."""
        count = 0
        while self.covers(period):
            duties = self.duties(unit, period)
            if not duties or any(self._answers(unit, duties, period).values()):
                break
            count += self._today is None or deadline(period, self.plan) < self._today
            period = month_before(period)
        return count


def _status(items: Sequence[Answer | None], *, sent_back: bool, late: bool) -> FilingStatus:
    given = [answer for answer in items if answer]
    if sent_back:
        return FilingStatus.RETURNED
    if len(given) < len(items):
        return FilingStatus.PARTIAL if given else FilingStatus.MISSING
    if late:
        return FilingStatus.LATE
    return FilingStatus.ZERO if all(answer.zero for answer in given) else FilingStatus.FILED


def _first(answers: Iterator[Answer]) -> Answer | None:
    """Several reports that answer for one: received with the first, nothing if all say so."""
    found = list(answers)
    if not found:
        return None
    return found[0]._replace(
        received=min(answer.received for answer in found),
        zero=all(answer.zero for answer in found),
    )


def _is_single(duty: Duty, plan: Plan) -> bool:
    """Whether the point is reported on by itself."""
    return duty.leads or (duty.named and plan.filing.counts == "named")


def first_day(plan: Plan) -> date:
    """A day of the first month to report for: not before the document was issued."""
    return plan.filing.since or plan.issued or plan.starts


def last_day(plan: Plan) -> date:
    """A day of the last month to report for: what is late is still asked for after the end."""
    return Life.of(plan).until


def deadline(period: Period, plan: Plan) -> date:
    """The last day on which a report for *period* is in time."""
    last = period.last
    if plan.filing.month == "next":
        last = month_end(last + timedelta(days=1))
    return last.replace(day=min(plan.filing.day or plan.report_day, last.day))


def last_owed(period: Period, plan: Plan) -> date:
    """The last day on which what is owed for a month of *period* can change."""
    return deadline(month(period.last.year, period.last.month), plan)


def expected_units(before: Snapshot, asked: Snapshot, due: Snapshot) -> dict[str, list[Duty]]:
    """Unit → the points it leads or answers for, by name or as a named group member.

    Parameters:
        before: the state before the month: what was closed all through it counts nowhere.
        asked: the state on the day the report is due, or at the month's end where that is
            earlier: who leads and who answers.
        due: the state on the day the report is due.
    """
    expected: dict[str, list[Duty]] = {name: [] for name in asked.plan.units}
    shares = memoised(partial(_shares, asked.plan))  # many points name the same units
    for state in asked.points:
        task = state.task.id
        closed = any(one.states[task].status in FINISHED for one in (asked, due))
        if closed and before.states[task].status in FINISHED:
            continue
        for unit, (leads, named) in shares(state.lead, state.responsible).items():
            expected.setdefault(unit, []).append(Duty(task, leads, named, not closed))
    return {unit: duties for unit, duties in expected.items() if duties}


def _shares(
    plan: Plan, lead: tuple[str, ...], responsible: tuple[str, ...]
) -> dict[str, tuple[bool, bool]]:
    """Unit → whether it leads, and by its own name: that goes before a group's."""
    found: dict[str, tuple[bool, bool]] = {}
    for names, leads in ((lead, True), (responsible, False)):
        for name in names:
            if name not in plan.groups:
                found.setdefault(name, (leads, True))
        for group in (name for name in names if name in plan.groups):
            for unit in plan.members_of(group):
                found.setdefault(unit, (leads, False))
    return found


def month_before(period: Period) -> Period:
    """The month before *period*."""
    last = period.first - timedelta(days=1)
    return month(last.year, last.month)


def months_of(period: Period) -> list[Period]:
    """The months that *period* consists of; none where it is not of whole months."""
    if period.first.day != 1 or period.last != month_end(period.last):
        return []
    found, first = [], period.first
    while first <= period.last:
        found.append(month(first.year, first.month))
        first = found[-1].last + timedelta(days=1)
    return found
