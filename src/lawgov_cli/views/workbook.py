"""The big table for a meeting: every point on a day, filings, slips, evidence, and the counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date, month_end, stretch
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.filings import FILING_WORDS, first_day, months_of
from lawgov_cli.views.numbers import stats_view
from lawgov_cli.views.reasons import OWN
from lawgov_cli.views.records import note_row
from lawgov_cli.views.rows import task_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.filings import Filings
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.slips import Issued
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.views.numbers import StatsView
    from lawgov_cli.views.rows import TaskRow


class BigRow(NamedTuple):
    """One point of the big table, each cell in words; lists are one a line."""

    number: str
    section: str
    title: str
    measures: str
    lead: str
    responsible: str
    due: date | None
    status: str
    light: str
    light_word: str
    progress: str
    problem: str
    next: str
    evidence: str
    person: str
    day: date | None
    remark: str


class FilingTable(NamedTuple):
    """Units × months: the word of each unit's filing for each month, ``""`` where none is due."""

    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class SlipLine(NamedTuple):
    """One slip of the register."""

    code: str
    level: str
    day: date | None
    unit: str
    task: str
    title: str
    reply_by: date | None
    replied: str = ""


class EvidenceLine(NamedTuple):
    """One thing that proves a record."""

    task: str
    title: str
    unit: str
    day: date
    name: str
    sha256: str


class WorkbookView(NamedTuple):
    """Everything of the workbook; ``filings`` and ``slips`` are handed in by who judges them."""

    title: str
    office: str
    as_of: str
    rows: tuple[BigRow, ...]
    stats: StatsView
    evidence: tuple[EvidenceLine, ...]
    filings: FilingTable = FilingTable((), ())
    slips: tuple[SlipLine, ...] = ()


def workbook_view(
    selection: Selection,
    snapshot: Snapshot,
    *,
    office: str,
    filings: FilingTable = FilingTable((), ()),  # noqa: B008 - a tuple of nothing
    slips: tuple[SlipLine, ...] = (),
) -> WorkbookView:
    """The workbook of the points that *selection* keeps.

    Parameters:
        office: who keeps the ledger.
    """
    states = selection.apply(snapshot)
    return WorkbookView(
        title=snapshot.plan.title,
        office=office,
        as_of=long_date(snapshot.as_of),
        rows=tuple(_row(state, snapshot) for state in states),
        stats=stats_view(selection, snapshot),
        evidence=tuple(line for state in states for line in _evidence(state, snapshot)),
        filings=filings,
        slips=slips,
    )


def filing_table(filings: Filings, as_of: date) -> FilingTable:
    """Units × the months to report for, up to *as_of*."""
    first = first_day(filings.plan)
    months = months_of(stretch(first.replace(day=1), month_end(as_of)))
    words: dict[str, dict[str, str]] = {unit: {} for unit in filings.plan.units}
    for period in months:
        for filing in filings.of(period):
            words.setdefault(filing.unit, {})[period.name] = FILING_WORDS[filing.status]
    names = [period.name for period in months]
    rows = [
        (unit, tuple(by_month.get(name, "") for name in names))
        for unit, by_month in words.items()
        if by_month
    ]
    return FilingTable(tuple(names), tuple(rows))


def slip_lines(issued: Iterable[Issued], snapshot: Snapshot) -> Iterator[SlipLine]:
    """The slips issued by the day of *snapshot*, those taken back too, in the order issued."""
    last = snapshot.as_of.isoformat()
    for one in issued:
        if one.record.day > last:
            continue
        slip, task = one.slip, snapshot.plan.by_id.get(one.record.task)
        answered = one.answered if one.answered and one.answered <= last else ""
        yield SlipLine(
            code=slip.code,
            level=slip.level,
            day=date.fromisoformat(one.record.day),
            unit=slip.unit,
            task=one.record.task,
            title=(task.title or task.text) if task else "",
            reply_by=date.fromisoformat(slip.reply_by),
            replied="已撤销" if one.withdrawn else answered,
        )


def _row(state: TaskState, snapshot: Snapshot) -> BigRow:
    row = task_row(state, snapshot)
    said = _newest(state, snapshot)
    last = max(said, key=lambda event: event.sort_key, default=None)
    return BigRow(
        number=row.id,
        section=row.section,
        title=row.marked_title,
        measures="\n".join(f"{m.id} {m.text}({m.status_word})" for m in row.measures),
        lead="\n".join(row.lead),
        responsible="\n".join(row.responsible),
        due=state.due,
        status=row.standing,
        light=row.light,
        light_word=row.light_word,
        progress=_lines(said, "note", snapshot),
        problem=_lines(said, "problem", snapshot),
        next=_lines(said, "next", snapshot),
        evidence="\n".join(dict.fromkeys(line.name for line in _evidence(state, snapshot))),
        person=last.by if last else "",
        day=date.fromisoformat(last.day) if last else None,
        remark=_remark(state, row),
    )


def _newest(state: TaskState, snapshot: Snapshot) -> list[Event]:
    """The newest word of each leading unit and of the office; of anyone where these are silent."""
    newest: dict[str, Event] = {}
    for event in _notes(state, snapshot):
        newest.setdefault(event.unit, event)
    first = [newest[unit] for unit in (*state.lead, "") if unit in newest]
    return first or list(newest.values())[:1]


def _notes(state: TaskState, snapshot: Snapshot) -> list[Event]:
    """The words on a point and the measures below it, newest first."""
    states = (state, *(snapshot.states[child.id] for child in state.task.tasks))
    notes = [event for one in states for event in one.notes]
    return sorted(notes, key=lambda event: event.sort_key, reverse=True)


def _lines(said: Sequence[Event], field: str, snapshot: Snapshot) -> str:
    """A line for each record that has the *field*: who, when, what."""
    rows = [note_row(event, snapshot.plan) for event in said if event.get(field)]
    name = "text" if field == "note" else field
    return "\n".join(f"{row.who}({row.date}): {getattr(row, name)}" for row in rows)


def _remark(state: TaskState, row: TaskRow) -> str:
    moved = state.due and state.first_due and state.due != state.first_due
    reason = row.reason.answered if row.is_lit else ""
    return "; ".join(filter(None, (reason, f"原定时限{row.first_due_date}" if moved else "")))


def _evidence(state: TaskState, snapshot: Snapshot) -> Iterable[EvidenceLine]:
    title, own = state.task.title or state.task.text, snapshot.plan.office.called or OWN
    for one in (state, *(snapshot.states[child.id] for child in state.task.tasks)):
        for event in one.events:
            if not event.get("internal"):
                for proof in event.evidence:
                    unit, day = event.unit or own, date.fromisoformat(event.day)
                    yield EvidenceLine(one.task.id, title, unit, day, proof.label, proof.sha256)
