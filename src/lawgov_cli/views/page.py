"""The page for the wall: what a report says of a day, and below each figure the records under it.

Every figure is one of the report's, of the counts or of the filings; nothing is counted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month, month_end, short_month, stretch
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.counts import count_statuses
from lawgov_cli.domain.fields import PROGRESS
from lawgov_cli.domain.filings import months_of
from lawgov_cli.domain.lights import points_behind
from lawgov_cli.domain.vocabulary import Light, Status
from lawgov_cli.views.chasing import filings_view
from lawgov_cli.views.handing import concerns, handed, internal, readers
from lawgov_cli.views.numbers import stats_by_section
from lawgov_cli.views.records import note_row
from lawgov_cli.views.workbook import FilingTable, filing_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from lawgov_cli.domain.filings import Filings
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.views.chasing import FilingsView
    from lawgov_cli.views.records import NoteRow
    from lawgov_cli.views.report import Report
    from lawgov_cli.views.rows import TaskRow


class PageRecord(NamedTuple):
    """Something said of a point; ``month`` is the one it answers for (``YYYY-MM``)."""

    month: str
    note: NoteRow


class PagePoint(NamedTuple):
    """One point and every record under it, newest first."""

    row: TaskRow
    records: tuple[PageRecord, ...]


class SectionBar(NamedTuple):
    """One section: how many points have each status, in the order of Status, and which are lit."""

    name: str
    total: int
    numbers: tuple[int, ...]
    done: int
    red: int


class ToDo(NamedTuple):
    """A point somebody should look at, and why.

    ``light`` is empty, and nothing is in ``why``, where its leads have reported it finished and it
    waits to be checked.
    """

    row: TaskRow
    light: str
    word: str
    why: tuple[str, ...]


class CurveMonth(NamedTuple):
    """A month's end: how many points are finished, were due by then, would be with even pace.

    ``done`` is absent for what is still to come; ``year`` where it is not the plan's.
    """

    month: str
    word: str
    done: int | None
    due: int
    pace: float


class PageView(NamedTuple):
    """Everything on the page.

    ``filings`` and ``matrix`` are there for the whole plan; ``groups`` are those a unit is in.
    """

    report: Report
    sections: tuple[SectionBar, ...]
    to_do: tuple[ToDo, ...]
    curve: tuple[CurveMonth, ...]
    filings: FilingsView | None
    filings_month: str
    matrix: FilingTable
    points: tuple[PagePoint, ...]
    groups: dict[str, tuple[str, ...]]


def page_view(report: Report, selection: Selection, filings: Filings, as_of: date) -> PageView:
    """The page of *report*, which is of the points that *selection* keeps on *as_of*."""
    snapshot = filings.state(as_of)
    plan = snapshot.plan
    states = selection.apply(snapshot)
    whose = readers(selection.units, plan)
    records = [tuple(_records(state, snapshot, whose)) for state in states]
    judged = min(as_of, plan.ends)
    newest = month(judged.year, judged.month)
    whole = not selection.narrows and filings.covers(newest)
    return PageView(
        report=report,
        sections=tuple(_sections(states, report.rows, snapshot)),
        to_do=tuple(_to_do(report)),
        curve=tuple(_curve(states, filings, as_of)),
        filings=filings_view(filings, newest) if whole else None,
        filings_month=newest.name,
        matrix=filing_table(filings, judged) if whole else FilingTable((), ()),
        points=tuple(map(PagePoint, report.rows, records)),
        groups={unit: groups for unit, groups in plan.groups_of.items() if groups},
    )


def _records(state: TaskState, snapshot: Snapshot, whose: Collection[str]) -> Iterator[PageRecord]:
    """What a report may quote of the point and its measures, to the day; newest first."""
    plan, point = snapshot.plan, state.task.id
    for event in reversed(snapshot.events_of(state).having(*PROGRESS)):
        if concerns(event, whose, plan) and not internal(event):
            note = handed(note_row(event, plan, point), to_unit=bool(whose))
            yield PageRecord(event.get("period") or note.day[:7], note)


def _sections(
    states: Sequence[TaskState], rows: Sequence[TaskRow], snapshot: Snapshot
) -> Iterator[SectionBar]:
    names = [row.section or NO_SECTION for row in rows if row.light == Light.RED.value]
    for stats in stats_by_section(states, snapshot):
        done = stats.numbers[list(Status).index(Status.DONE)]
        yield SectionBar(stats.name, stats.total, stats.numbers, done, names.count(stats.name))


#: What the counts call the points that stand in no section.
NO_SECTION = "不分部分"


#: What a point is called that waits for the office's word: it may be 待核验 or, where the office
#: spoke before, of another status.
TO_CONFIRM = "待认定"


def _to_do(report: Report) -> Iterator[ToDo]:
    """Red, yellow, what waits for the office, then what is due soon; a point once."""
    lit = {light: [r for r in report.rows if r.light == light.value] for light in Light}
    seen: set[str] = set()
    for rows, waits in (
        (lit[Light.RED], False),
        (lit[Light.YELLOW], False),
        (report.to_verify, True),
        (lit[Light.BLUE], False),
    ):
        for row in rows:
            if row.id not in seen:
                seen.add(row.id)
                yield ToDo(row, "", TO_CONFIRM, ()) if waits else _lit(row)


def _lit(row: TaskRow) -> ToDo:
    why = [row.reason.answered, *(late.answered for late in row.also_late)]
    return ToDo(row, row.light, row.light_word, tuple(why))


def _curve(states: Sequence[TaskState], filings: Filings, as_of: date) -> Iterator[CurveMonth]:
    """From the month of issue to the plan's end, and where the day is later its month too."""
    plan = filings.plan
    kept = [state.task.id for state in states]
    begun = min(plan.issued or plan.starts, as_of)
    months = months_of(stretch(begun.replace(day=1), month_end(max(plan.ends, begun))))
    later = [month(as_of.year, as_of.month)] if as_of > months[-1].last else []
    for period in (*months, *later):
        last = period.last
        day = min(last, as_of)
        done = _done(kept, filings.state(day)) if period.first <= as_of else None
        yield CurveMonth(
            month=period.name,
            word=short_month(last, plan.year),
            done=done,
            due=sum(state.due is not None and state.due <= last for state in states),
            pace=len(states) * (points_behind(plan, None, 0, last) or 0) / 100,
        )


def _done(kept: Iterable[str], snapshot: Snapshot) -> int:
    states = [snapshot.states[name] for name in kept if name in snapshot.states]
    return count_statuses(states)[Status.DONE].number
