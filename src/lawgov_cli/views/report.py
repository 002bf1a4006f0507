"""The report model: one period, one scope, everything a template may print.

A template gets these records and nothing else. Only facts: numbers that add up, and notes in the
words of whoever reported them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.domain.counts import count_statuses
from lawgov_cli.domain.fields import PROGRESS
from lawgov_cli.domain.vocabulary import FINISHED, STATUS_WORDS, Light, Status
from lawgov_cli.views.handing import concerns, handed, readers
from lawgov_cli.views.numbers import Tally, light_tallies, status_tallies
from lawgov_cli.views.records import NoteRow, note_row
from lawgov_cli.views.rows import TaskRow, heading, task_row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.views.chasing import FilingsView


class Change(NamedTuple):
    """A point whose status at the period's end differs from that at its beginning."""

    id: str
    title: str
    before: str
    after: str


class TaskProgress(NamedTuple):
    """A point and what was said of it within the period, oldest first."""

    row: TaskRow
    notes: tuple[NoteRow, ...]


class SectionReport(NamedTuple):
    """One section: its counts, and the points on which something was said."""

    number: str
    name: str
    total: int
    tallies: tuple[Tally, ...]
    progress: tuple[TaskProgress, ...]
    silent: tuple[TaskRow, ...]


class EvidenceRow(NamedTuple):
    """One piece of evidence given within the period."""

    id: str
    title: str
    date: str
    who: str
    name: str
    sha256: str


class PeriodWords(NamedTuple):
    """How a period of one kind is spoken of."""

    report: str
    this: str
    last: str


WORDS = {
    "month": PeriodWords("月报", "本月", "上月"),
    "quarter": PeriodWords("季报", "本季度", "上季度"),
    "half": PeriodWords("半年报", "本半年", "上个半年"),
    "year": PeriodWords("年度报告", "本年", "上年"),
    "months": PeriodWords("情况报告", "本期", "期初"),
    "free": PeriodWords("情况报告", "本期", "期初"),
    "day": PeriodWords("情况报告", "当日", "前一日"),
}

#: The duty that every annual report must speak to, as documents word it.
FIRST_DUTY = "第一责任人"


class Report(NamedTuple):
    """Everything a report template may print.

    ``rows`` holds every point once; the other lists pick from them. ``lagging`` shows red or
    yellow, ``unfinished`` is open when the plan has run out, ``changed`` was adjusted,
    ``first_duty`` speaks of the first person responsible. ``filings`` is there for a month of the
    whole plan, ``filings_by_month`` for each month of it.
    """

    plan_title: str
    issuer: str
    year: int
    period: str
    period_name: str
    words: PeriodWords
    as_of: str
    scope: str
    total: int
    tallies: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    dated: int
    newly_done: int
    changes: tuple[Change, ...]
    sections: tuple[SectionReport, ...]
    lagging: tuple[TaskRow, ...]
    to_verify: tuple[TaskRow, ...]
    unfinished: tuple[TaskRow, ...]
    changed: tuple[TaskRow, ...]
    ongoing: tuple[TaskRow, ...]
    problems: tuple[TaskProgress, ...]
    reasons: tuple[TaskProgress, ...]
    due_soon: tuple[TaskRow, ...]
    next_steps: tuple[TaskProgress, ...]
    first_duty: tuple[TaskProgress, ...]
    open_rows: tuple[TaskRow, ...]
    evidence: tuple[EvidenceRow, ...]
    filings: FilingsView | None
    filings_by_month: tuple[FilingsView, ...]
    rows: tuple[TaskRow, ...]


#: Points due within so many days after the period are named under the next steps.
DUE_SOON_DAYS = 30


def report_view(
    selection: Selection,
    period: Period,
    before: Snapshot,
    after: Snapshot,
    filings: Sequence[FilingsView] = (),
) -> Report:
    """The report of *period* on the points that *selection* keeps.

    Parameters:
        before: the state on the day before the period.
        after: the state on its last day.
        filings: who reported, month by month, for the whole plan.
    """
    states = selection.apply(after)
    plan = after.plan
    whose = readers(selection.units, plan)
    rows = [task_row(state, after, selection.parts(state, after), whose) for state in states]
    said = [_progress(s, row, after, period, whose) for s, row in zip(states, rows, strict=True)]
    changes = _changes(states, before)
    return Report(
        plan_title=plan.title,
        issuer=plan.issuer,
        year=plan.year,
        period=period.word,
        period_name=period.name,
        words=WORDS[period.kind],
        as_of=long_date(after.as_of),
        scope=_scope(selection, after),
        total=len(states),
        tallies=status_tallies(states),
        lights=light_tallies(states, plan),
        dated=sum(state.due is not None for state in states),
        newly_done=sum(change.after == Status.DONE.word for change in changes),
        changes=tuple(changes),
        sections=tuple(_sections(states, said, after)),
        lagging=tuple(r for r in rows if r.light in {Light.RED.value, Light.YELLOW.value}),
        to_verify=tuple(
            row for state, row in zip(states, rows, strict=True) if state.awaits_verification
        ),
        unfinished=tuple(_open(rows)) if after.as_of >= plan.ends else (),
        changed=_of_status(rows, Status.CHANGED),
        ongoing=_of_status(rows, Status.ONGOING),
        problems=tuple(_with(said, "problem")),
        reasons=tuple(_with(said, "reason")),
        due_soon=tuple(r for r in rows if _is_due_soon(r)),
        next_steps=tuple(_with(said, "next")),
        first_duty=tuple(item for item in said if _speaks_of_first_duty(item.row)),
        open_rows=tuple(_open(rows)),
        evidence=tuple(_evidence(said)),
        filings=filings[0] if period.kind == "month" and filings else None,
        filings_by_month=tuple(filings),
        rows=tuple(rows),
    )


def _of_status(rows: Sequence[TaskRow], status: Status) -> tuple[TaskRow, ...]:
    return tuple(row for row in rows if row.status == status.value)


def _open(rows: Sequence[TaskRow]) -> list[TaskRow]:
    return [row for row in rows if Status(row.status) not in FINISHED]


def _speaks_of_first_duty(row: TaskRow) -> bool:
    return any(FIRST_DUTY in text for text in (row.title, *(m.text for m in row.measures)))


def _evidence(said: Sequence[TaskProgress]) -> list[EvidenceRow]:
    return [
        EvidenceRow(item.row.id, item.row.title, note.date, note.who, proof.name, proof.sha256)
        for item in said
        for note in item.notes
        for proof in note.proofs
    ]


def _scope(selection: Selection, snapshot: Snapshot) -> str:
    """What the report is narrowed to; empty for the whole plan."""
    sections = [heading(snapshot.plan.by_id[name]) for name in selection.sections]
    return "、".join((*selection.units, *sections))


def _progress(
    state: TaskState, row: TaskRow, snapshot: Snapshot, period: Period, whose: Collection[str]
) -> TaskProgress:
    plan = snapshot.plan
    events = snapshot.events_of(state).within(period.first, period.last).having(*PROGRESS)
    said = (note_row(e, plan, row.id) for e in events if concerns(e, whose, plan))
    return TaskProgress(row, tuple(handed(note, to_unit=bool(whose)) for note in said))


def _changes(states: Sequence[TaskState], before: Snapshot) -> list[Change]:
    changes = []
    for state in states:
        was = before.states[state.task.id].status
        if was is not state.status:
            title = state.task.title or state.task.text
            changes.append(Change(state.task.id, title, was.word, state.status.word))
    return changes


def _sections(
    states: Sequence[TaskState], progress: Sequence[TaskProgress], snapshot: Snapshot
) -> list[SectionReport]:
    """The sections that hold kept points, in document order."""
    held: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for position, state in enumerate(states):
        section = snapshot.plan.section_of(state.task.id)
        key = section.id if section else ""
        names[key] = section.title if section else "其他"
        held.setdefault(key, []).append(position)
    reports = []
    for number, (key, positions) in enumerate(held.items(), 1):
        inside = [progress[position] for position in positions]
        counts = count_statuses(states[position] for position in positions)
        reports.append(
            SectionReport(
                number=chinese_number(number),
                name=names[key],
                total=len(positions),
                tallies=tuple(
                    Tally(s.value, STATUS_WORDS[s], c.number, c.percent)
                    for s, c in counts.items()
                    if c.number
                ),
                progress=tuple(item for item in inside if item.notes),
                silent=tuple(item.row for item in inside if not item.notes),
            )
        )
    return reports


def _with(progress: Sequence[TaskProgress], field: str) -> list[TaskProgress]:
    """The points with notes that have *field*, and only those notes."""
    found = []
    for item in progress:
        notes = tuple(note for note in item.notes if getattr(note, field))
        if notes:
            found.append(TaskProgress(item.row, notes))
    return found


def _is_due_soon(row: TaskRow) -> bool:
    if row.days_left is None or Status(row.status) in FINISHED:
        return False
    return 0 <= row.days_left <= DUE_SOON_DAYS
